"""What a page is about, in the course's own words: keywords, sites, hashtags."""

import pytest

from curation.model import PageUrl, Topic
from curation.topics import Clue, Filing, Rules, Sorter

PAGE = PageUrl("https://blog.example/closures")
LEADERSHIP = Topic(name="Leadership", keywords=("leadership", "school leader"))
FOOTPRINT = Topic(name="Digital footprint", keywords=("Footprint", "identité"), hosts=("privacy.example",))
CODE = Topic(name="Code", keywords=("C++", "python"))
JAPANESE = Topic(name="学び", keywords=("学習", "ラーニング"))
MAKING = Topic(name="Making", keywords=('"making"', "lesson #", "python 3"))
NAMED = Topic(name="Wait time")
ALL = (LEADERSHIP, FOOTPRINT, CODE, JAPANESE, MAKING, NAMED)


def topics_of(
    title: str = "",
    page: str = PAGE,
    topics: tuple[Topic, ...] = ALL,
    *,
    notes: tuple[str, ...] = (),
    hashtags: tuple[str, ...] = (),
) -> list[str]:
    clue = Clue(page=PageUrl(page), title=title, notes=notes, hashtags=hashtags)
    return list(Sorter(Rules(topics, "en")).topics(clue))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing of the kind", []),
        ("On LEADERSHIP.", ["Leadership"]),
        ("two leaderships", ["Leadership"]),
        ("misleadership", []),
        ("a school\n leader speaks", ["Leadership"]),
        ("school leaders' day", ["Leadership"]),
        ("a school. Leader speaks", ["Leadership"]),
        ("your footprint, and leadership", ["Leadership", "Digital footprint"]),
        ("identite\u0301", ["Digital footprint"]),
        ("learn C++ today", ["Code"]),
        ("learn C++11 today", ["Code"]),
        ("#Python101 is not the word, #python is", ["Code"]),
        ("#Python101", []),
        ("深層学習入門", ["学び"]),
        ("ｅラーニング", ["学び"]),
        ("ｌｅａｄｅｒｓｈｉｐ", ["Leadership"]),
        ("making things", ["Making"]),
        ("what makes you make", []),
        ("Lesson 12: loops", ["Making"]),
        ("lessons learned", []),
        ("python 3 at last", ["Making", "Code"]),
        ("python 2 at last", ["Code"]),
        ("wait times in class", ["Wait time"]),
    ],
)
def test_keywords_count_as_whole_words_in_any_form(text: str, expected: list[str]) -> None:
    """In any case, width, composition and inflection; inside longer runs only where a script has no spaces.

    Between double quotes only as written; `#` is any number; a topic without words of its own goes by its name.
    """
    assert topics_of(text) == expected


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    """The title's last word and the note's first are no neighbours."""
    assert topics_of("an old school", notes=("leader of the pack",)) == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("https://privacy.example/a", ["Digital footprint"]),
        ("https://www.privacy.example/a", ["Digital footprint"]),
        ("https://blog.privacy.example/a", ["Digital footprint"]),
        ("https://notprivacy.example/a", []),
        ("https://digital-footprint.example/a", ["Digital footprint"]),
        ("https://blog.example/on-leadership", ["Leadership"]),
        ("https://blog.example/p%C3%A9dagogie/identit%C3%A9", ["Digital footprint"]),
        ("https://xn--bcher-kva.example", []),
    ],
)
def test_sites_and_addresses_tell(page: str, expected: list[str]) -> None:
    """A host stands for itself and those below, label by label; a label may be a keyword; a path has words."""
    assert topics_of(page=page) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("SchoolLeader", ["Leadership"]), ("schoolleaders", ["Leadership"]), ("waittime", ["Wait time"]), ("c", [])],
)
def test_hashtags_of_those_who_shared_it_tell(tag: str, expected: list[str]) -> None:
    """A tag is a keyword, or a topic's name, without spaces."""
    assert topics_of(hashtags=(tag,)) == expected


def test_topics_without_words_find_nothing() -> None:
    """Empty keywords and hosts match no page."""
    assert topics_of("anything", topics=(Topic(name="Empty", keywords=(" ", '""', "!"), hosts=("", ".")),)) == []


def test_the_strongest_comes_first_then_the_courses_order() -> None:
    """Two words of a topic weigh more than one of another; of equals, not the order of the text decides."""
    assert topics_of("python leadership", topics=(CODE, LEADERSHIP)) == ["Code", "Leadership"]
    assert topics_of("python for the school leader", topics=(CODE, LEADERSHIP)) == ["Leadership", "Code"]


def test_several_words_of_a_description_tell_too() -> None:
    """One or two of them may stand anywhere."""
    inquiry = Topic(name="Inquiry", description="Learning by asking: how pupils investigate what puzzles them")

    told = [topics_of(text, topics=(inquiry,)) for text in ("pupils ask", "pupils who investigate puzzles by asking")]

    assert told == [[], ["Inquiry"]]


def test_what_no_topic_claims_goes_where_the_course_wants_it() -> None:
    """And only that; "no topic" is the answer where the course wants it nowhere."""
    rest = Topic(name="Everything else", catch_all=True)

    assert topics_of("python", topics=(rest, CODE)) == ["Code"]
    assert topics_of("gardening", topics=(rest, CODE)) == ["Everything else"]
    assert topics_of("gardening", topics=(CODE,)) == []


def test_every_topic_comes_with_the_words_that_decided() -> None:
    """As the course wrote them, the strongest first."""
    clue = Clue(page=PageUrl("https://privacy.example/a"), title="Python and the school leaders' footprints")

    filings = Sorter(Rules((LEADERSHIP, FOOTPRINT, CODE), "en")).filings(clue)

    assert filings == (
        Filing(topic="Digital footprint", words=("privacy.example", "Footprint")),
        Filing(topic="Leadership", words=("school leader",)),
        Filing(topic="Code", words=("python",)),
    )


def test_each_language_has_its_own_forms() -> None:
    """French stems for a French course; where no rules are known, words count as they are written."""
    topic = Topic(name="T", keywords=("enseignante",))
    found = {
        language: Sorter(Rules((topic,), language)).topics(Clue(page=PAGE, title="les enseignants"))
        for language in ("fr", "fr-CA", "tlh")
    }

    assert found == {"fr": ("T",), "fr-CA": ("T",), "tlh": ()}


def test_hostile_text_takes_no_longer_than_its_share() -> None:
    """A word of a hundred thousand letters has no stem, and of a long text only the beginning is read."""
    assert topics_of("a" * 100_000, notes=("python " * 100_000,)) == ["Code"]
    assert topics_of(f"{'word ' * 500} python") == []
