"""What a course week is about, in the course's topics."""

from datetime import date

from curation.days import week_of
from curation.model import Course, PageUrl
from curation.topics import Clue, Rules, Sorter

_NOWHERE = PageUrl("")


def theme_of(course: Course, day: date) -> frozenset[str]:
    """Return the topics of the week of *day*: those it names, else those that its title gives away; none outside."""
    found = week_of(course, day)
    if found is None or not course.topics:
        return frozenset()
    week = found[1]
    said = Sorter(Rules((each for each in course.topics if not each.catch_all), course.language))
    return frozenset(week.topics or said.topics(Clue(page=_NOWHERE, title=week.title)))
