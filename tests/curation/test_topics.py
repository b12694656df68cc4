"""What a page is about, in the course's own words."""

import pytest

from curation.model import PageUrl, Topic
from curation.topics import topics_of

PAGE = PageUrl("https://blog.example/closures")
LEADERSHIP = Topic(name="Leadership", keywords=("leadership", "school leader"))
FOOTPRINT = Topic(name="Digital footprint", keywords=("Footprint", "identité"), hosts=("privacy.example",))
CODE = Topic(name="Code", keywords=("C++", "python"))
JAPANESE = Topic(name="学び", keywords=("学習", "ラーニング"))
ALL = (LEADERSHIP, FOOTPRINT, CODE, JAPANESE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing of the kind", ()),
        ("On LEADERSHIP.", ("Leadership",)),
        ("leaderships", ()),
        ("a school\n leader speaks", ("Leadership",)),
        ("your footprint, and leadership", ("Leadership", "Digital footprint")),
        ("identite\u0301", ("Digital footprint",)),
        ("learn C++ today", ("Code",)),
        ("learn C++11 today", ("Code",)),
        ("#Python101 is not the word, #python is", ("Code",)),
        ("#Python101", ()),
        ("深層学習入門", ("学び",)),
        ("ｅラーニング", ("学び",)),
        ("ｌｅａｄｅｒｓｈｉｐ", ("Leadership",)),
    ],
)
def test_keywords_count_as_whole_words(text: str, expected: tuple[str, ...]) -> None:
    """In any case, width and composition; inside longer runs only where a script has no spaces."""
    assert topics_of(text, PAGE, ALL) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("https://privacy.example/a", ("Digital footprint",)),
        ("https://blog.privacy.example/a", ("Digital footprint",)),
        ("https://notprivacy.example/a", ()),
    ],
)
def test_a_host_stands_for_itself_and_those_below(page: str, expected: tuple[str, ...]) -> None:
    """A host's name is matched label by label."""
    assert topics_of("", PageUrl(page), ALL) == expected


def test_topics_without_words_find_nothing() -> None:
    """Empty keywords and hosts match no page."""
    assert topics_of("anything", PAGE, [Topic(name="Empty", keywords=(" ",), hosts=("", "."))]) == ()


def test_topics_come_in_the_courses_order() -> None:
    """Not in the order of the text."""
    found = topics_of("python leadership", PAGE, (CODE, LEADERSHIP))

    assert found == ("Code", "Leadership")
