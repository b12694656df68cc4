"""What a course week is about, and what that changes in an issue."""

from datetime import date

import pytest

from curation.digest import Verdicts, theme_of
from curation.model import Topic, Week
from tests.curation.issues import composed, page, pages, shared, stories_of
from tests.makers import author, course

TOPICS = (
    Topic(name="Footprint", keywords=("footprint",)),
    Topic(name="Inquiry", keywords=("question",)),
    Topic(name="Rest", catch_all=True),
)
WEEKS = (
    Week(title="A footprint on purpose", starts=date(2015, 11, 2)),
    Week(title="Holidays", starts=date(2015, 11, 9), topics=("Inquiry",)),
    Week(title="Harvest", starts=date(2015, 11, 16)),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 11, 1), set()),
        (date(2015, 11, 2), {"Footprint"}),
        (date(2015, 11, 11), {"Inquiry"}),
        (date(2015, 11, 16), set()),
    ],
)
def test_a_week_is_about_what_it_says_or_its_title_gives_away(day: date, expected: set[str]) -> None:
    """Before the weeks, and in one about none of the topics, there is no theme: what takes everything is none."""
    assert theme_of(course(weeks=WEEKS, topics=TOPICS), day) == expected


def test_a_course_without_topics_has_no_themes() -> None:
    """Weeks alone say nothing that could be compared."""
    assert theme_of(course(weeks=WEEKS), date(2015, 11, 2)) == set()


def test_among_equals_the_weeks_theme_comes_first() -> None:
    """Though it was shared later; more people still stand above it."""
    where = course(weeks=WEEKS, topics=TOPICS)
    stories = stories_of(
        *shared(1, text="lovely"), *shared(2, text="a question"), *shared(3, people=2, text="lovely"), where=where
    )

    assert pages(composed(stories, where=where).items) == [page(3), page(2), page(1)]


def test_among_equals_somebody_new_is_seen() -> None:
    """Before those who shared here before, though they shared earlier."""
    stories = stories_of(*shared(1, by="Ana"), *shared(2, by="Newt"))

    assert pages(composed(stories, newcomers=frozenset({author("Newt").account})).items) == [page(2), page(1)]


def test_a_page_stands_under_the_topics_a_person_filed_it_under() -> None:
    """As far as the course still has them; "none fits" is none; pages nobody filed keep what the machine says."""
    where = course(topics=TOPICS)
    stories = stories_of(*(each for number in range(4) for each in shared(number, text="a question")), where=where)
    said = Verdicts(topics={page(0): ("Footprint", "Gone"), page(1): (), page(2): ("Inquiry", "Footprint")})

    digest = composed(stories, where=where, verdicts=said)

    assert {item.page: item.topics for item in digest.items} == {
        page(0): ("Footprint",),
        page(1): (),
        page(2): ("Inquiry", "Footprint"),
        page(3): ("Inquiry",),
    }
