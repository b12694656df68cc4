"""Pages that may be one, proposed to a person."""

import itertools
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.likeness import Likeness, alike
from curation.model import PageUrl, Share, Story
from tests.makers import NOON, card, post

TITLE = "Why every teacher should write a blog in public"
TEXT = "Three years of writing about my lessons taught me more than any course about teaching ever did."


def story(number: int, title: str | None, **but: str) -> Story:
    page = PageUrl(f"https://site{number}.example/page")
    told = card(page, title, **but) if title is not None else None
    shared = post(page, created_at=NOON + timedelta(minutes=number))
    return Story(page=page, shares=(Share(post=shared, url=page),), spellings=(page,), card=told)


def pairs(*stories: Story) -> list[tuple[str, str, bool]]:
    return [(each.stays[12:13], each.goes[12:13], each.certain) for each in alike(stories)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(TITLE, True, id="equal"),
        pytest.param("Why every teacher should write a blog – in public!", True, id="signs"),
        pytest.param("WHY EVERY TEACHER SHOULD WRITE A BLOG IN PUBLIC", True, id="case"),
        pytest.param("Why every good teacher should write a blog in public", True, id="one word more"),
        pytest.param("Why every teacher should keep a diary in private", False, id="another thing"),
        pytest.param("Why teachers write", False, id="short"),
        pytest.param("", False, id="none"),
    ],
)
def test_t34_nearly_the_same_title_is_proposed(other: str, expected: bool) -> None:  # noqa: FBT001 - a case of the table
    """On another address, a title that says the same in nearly the same words is worth a look."""
    assert pairs(story(1, TITLE), story(2, other or None)) == ([("1", "2", False)] if expected else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Python for teachers and their classes, lesson 1", "Python for teachers and their classes, lesson 2"),
        ("What we learned about teaching in 2014", "What we learned about teaching in 2015"),
        ("The whole course for new teachers", "The whole course for new teachers, part 2"),
    ],
)
def test_t34_a_number_makes_another_page(one: str, other: str) -> None:
    """Parts of a series have one title and are many pages."""
    assert pairs(story(1, one), story(2, other)) == []


@pytest.mark.parametrize(
    ("but", "certain"),
    [
        pytest.param({}, True, id="all agree"),
        pytest.param({"author": "Ben Writer"}, False, id="another author"),
        pytest.param({"author": ""}, False, id="no author"),
        pytest.param({"description": TEXT.replace("Three", "Four")}, False, id="another text"),
        pytest.param({"description": ""}, False, id="no text"),
        pytest.param({"title": f"{TITLE} again"}, False, id="another title"),
    ],
)
def test_t34_certain_is_only_what_agrees_in_title_author_and_text(but: dict[str, str], certain: bool) -> None:  # noqa: FBT001 - a case of the table
    """Whatever is missing or differs leaves the pair to a person."""
    given_ = {"title": TITLE, "author": "Ana Writer", "description": TEXT}

    assert pairs(story(1, **given_), story(2, **(given_ | but))) == [("1", "2", certain)]


def test_t34_a_short_text_is_the_sites_and_agrees_with_nothing() -> None:
    """Every page of a site may say "A blog about teaching" of itself."""
    given_ = {"title": TITLE, "author": "Ana Writer", "description": "A blog about teaching"}

    assert pairs(story(1, **given_), story(2, **given_)) == [("1", "2", False)]


def claiming(number: int, claimed: str | None, title: str = "Closures") -> Story:
    plain = story(number, title)
    told = None if plain.card is None else replace(plain.card, claimed=PageUrl(claimed) if claimed else None)
    return replace(plain, card=told)


SAID = "https://site1.example/page"


@pytest.mark.parametrize(
    ("stories", "expected"),
    [
        pytest.param([claiming(1, None), claiming(2, SAID)], [("1", "2", True)], id="one names the other"),
        pytest.param(
            [claiming(number, "https://site9.example/page") for number in (2, 3, 4)],
            [("2", "3", True), ("2", "4", True)],
            id="all name a page that nobody shared",
        ),
        pytest.param([claiming(1, None), claiming(2, SAID, "Something else")], [], id="two titles"),
        pytest.param([claiming(1, None), claiming(2, None)], [], id="no claim"),
        pytest.param([claiming(1, None, "…"), claiming(2, SAID, "…")], [], id="a title without words"),
        pytest.param(
            [claiming(1, None, TITLE), claiming(2, SAID, TITLE)],
            [("1", "2", True)],
            id="alike and borne out, told once",
        ),
    ],
)
def test_t39_a_pages_own_address_counts_where_a_second_page_bears_it_out(
    stories: list[Story], expected: list[tuple[str, str, bool]]
) -> None:
    """The same title on both: a careless site that names one address on every page joins nothing."""
    assert pairs(*stories) == expected


def test_the_page_shared_first_stays() -> None:
    """Whichever comes first in the list; the surest pairs are told first."""
    third = story(3, f"{TITLE} today")

    assert pairs(third, story(2, TITLE), story(1, TITLE)) == [("1", "2", False), ("1", "3", False), ("2", "3", False)]


def test_titles_that_everybody_has_do_not_explode() -> None:
    """A thousand pages of one title propose a bounded number of pairs."""
    stories = [story(number, "Welcome to our beautiful new home page") for number in range(300)]

    assert len(alike(stories)) <= 300 * 50


WORDS = ("why", "teachers", "blog", "public", "write", "learn", "course", "open", "2015")


@given(
    titles=st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=7).map(" ".join), max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_stories_is_irrelevant(titles: list[str], order: Random) -> None:
    """However the stories come, the same pairs are proposed, and none twice."""
    stories = [story(number, title) for number, title in enumerate(titles)]
    shuffled = list(stories)
    order.shuffle(shuffled)

    found = alike(stories)

    assert alike(shuffled) == found
    assert len({frozenset((each.stays, each.goes)) for each in found}) == len(found)
    assert found == _by_comparing_all(stories)


def _by_comparing_all(stories: list[Story]) -> tuple[Likeness, ...]:
    """Return what `alike` would find without sketches."""
    found = [each for pair in itertools.combinations(stories, 2) for each in alike(pair)]
    return tuple(sorted(found, key=lambda each: (-each.certain, -each.likeness, each.stays, each.goes)))


def test_a_page_nobody_could_read_is_like_none() -> None:
    """Without a card there is no title to compare."""
    assert pairs(story(1, None), story(2, TITLE)) == []
