"""Round-ups: what many issues held together."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.digest import counted, found, links_by_day, monday, most_shared, topics, topics_by_week
from curation.model import Digest
from tests.golden import community, week

MONDAY = date(2015, 11, 9)


def on(day: int, *items: dict[str, Any]) -> Digest:
    """Return the issue of a day of November 2015 that has *items*, numbered from 1."""
    made = tuple(community.item(number, **each) for number, each in enumerate(items, start=1))
    return week.on(day, highlights=made[:3], also=made[3:])


def test_what_stands_is_listed_newest_first() -> None:
    """Items come by issue, the newest first, in each by number; what was taken out is not there."""
    digests = [on(9, {}, {"removed": True}, {}), on(11, {})]

    listed = found(digests)

    assert [(each.day.day, each.item.number) for each in listed] == [(11, 1), (9, 1), (9, 3)]


def test_most_shared_counts_people() -> None:
    """More people come first, then the earlier issue; a page that one person shared is not among them."""
    digests = [on(9, {"people": 2}, {"people": 4}), on(10, {"people": 1}, {"people": 4}), on(11, {"people": 2})]

    listed = most_shared(digests, 3)

    assert [(each.day.day, each.item.people) for each in listed] == [(9, 4), (10, 4), (9, 2)]


def test_topics_come_by_how_often_they_are() -> None:
    """A topic counts each page once; equal counts come by name."""
    digests = [on(9, {"topics": ("Zines", "Audience")}, {"topics": ("Feedback",)}), on(10, {"topics": ("Feedback",)})]

    assert topics(digests) == ("Feedback", "Audience", "Zines")


def test_counts_by_day_and_week() -> None:
    """Charts count links, never people."""
    digests = [on(9, {"topics": ("Feedback",)}, {}), on(15, {"topics": ("Feedback",)}), on(16, {"topics": ("Zines",)})]

    assert links_by_day(digests) == {date(2015, 11, 9): 2, date(2015, 11, 15): 1, date(2015, 11, 16): 1}
    assert topics_by_week(digests) == {"Feedback": {MONDAY: 2}, "Zines": {date(2015, 11, 16): 1}}


@given(st.dates(min_value=date(1, 1, 8)))
def test_a_week_begins_on_a_monday(day: date) -> None:
    """Every day is in the week of a Monday that is at most six days before."""
    first = monday(day)

    assert first.weekday() == 0
    assert 0 <= (day - first).days <= 6


@pytest.mark.parametrize("linked", [2, 4, None])
def test_who_is_only_counted_is_nobody(linked: int | None) -> None:
    """Lists of many keep the first credits, one whose post a note may lead to, and how many there were."""
    posts = [f"https://x.example/{at}" if at == linked else "" for at in range(6)]
    people = [community.credit(f"Person {at}", post) for at, post in enumerate(posts)]
    digest = on(9, {"credits": tuple(people)}, {"credits": (people[0],)})

    many, one = counted(digest, 2).items

    nobodies = [each for each in many.credits if not each.label]
    assert many.credits[:2] == tuple(people[:2])
    assert [each.label for each in many.credits[2:] if each.label] == ([] if linked is None else [f"Person {linked}"])
    assert len(many.credits) == 6
    assert all(each is nobodies[0] for each in nobodies)
    assert one.credits == (people[0],)
