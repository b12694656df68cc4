"""Pages that people said are one, and pages that they parted."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.joins import Joins, joined
from curation.model import Appearance, Event, EventKind, PageUrl
from tests.makers import NOON

A, B, C, D = (PageUrl(f"https://{name}.example/page") for name in "abcd")
Act = tuple[EventKind, PageUrl, PageUrl]


def merge(one: PageUrl, into: PageUrl) -> Act:
    return (EventKind.MERGE, one, into)


def split(one: PageUrl, other: PageUrl) -> Act:
    return (EventKind.SPLIT, one, other)


def events(*acts: Act) -> list[Event]:
    return [
        Event(course="bit15", kind=kind, who="Kim", at=NOON + timedelta(minutes=minute), page=page, value=other)
        for minute, (kind, page, other) in enumerate(acts)
    ]


def said(*acts: Act) -> Joins:
    return joined(events(*acts))


@pytest.mark.parametrize(
    ("acts", "into"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([merge(A, B)], {A: B}, id="two"),
        pytest.param([merge(A, B), merge(B, C)], {A: C, B: C}, id="a chain"),
        pytest.param([merge(B, C), merge(A, B)], {A: C, B: C}, id="a chain, the other way round"),
        pytest.param([merge(A, B), merge(A, C)], {A: C, B: C}, id="two joins of one page"),
        pytest.param([merge(A, B), merge(B, A)], {B: A}, id="turned round"),
        pytest.param([merge(A, B), merge(B, C), merge(C, A)], {A: C, B: C}, id="a circle closes nothing"),
        pytest.param([merge(A, B), split(A, B)], {}, id="taken back"),
        pytest.param([merge(A, B), split(B, A)], {}, id="taken back, the other way round"),
        pytest.param([merge(A, B), split(A, B), merge(A, B)], {A: B}, id="said again"),
        pytest.param([merge(A, B), merge(B, C), split(A, B)], {B: C}, id="one of two taken back"),
        pytest.param([merge(A, C), merge(B, C), split(A, B)], {B: C}, id="parted though joined by another"),
        pytest.param([merge(A, B), merge(A, C), merge(B, C), split(A, B)], {B: C}, id="parted though joined twice"),
        pytest.param([merge(A, B), split(C, D)], {A: B}, id="others parted"),
    ],
)
def test_t38_every_join_can_be_taken_back(acts: list[Act], into: dict[PageUrl, PageUrl]) -> None:
    """The last word on a pair wins, whoever was joined in between."""
    assert said(*acts).into == into


def test_t38_what_is_parted_stays_parted_whatever_else_joins_it() -> None:
    """An alias that a machine found gives way to a person's word, and comes back with it."""
    aliases = {A: B, C: D}

    assert said(split(A, B)).over(aliases) == {C: D}
    assert said(split(B, A), merge(A, B)).over(aliases) == {A: B, C: D}


def test_a_family_is_everyone_who_ends_at_one_page() -> None:
    """Asked about any of them, all are found."""
    joins = said(merge(A, B), merge(B, C))

    assert joins.family(A) == joins.family(C) == {A, B, C}
    assert joins.family(D) == {D}


def test_t37_a_page_joined_to_a_published_one_is_not_new() -> None:
    """Where either of two joined pages was an item, the page was one; the later day counts."""
    first, later = (Appearance(day=date(2015, 11, day), anchor=str(day)) for day in (1, 5))
    joins = said(merge(A, B))

    assert joins.over_history({A: first}) == {A: first, B: first}
    assert joins.over_history({A: later, B: first})[B] == later
    assert joins.over_history({A: first, B: later})[B] == later
    assert joins.over_history({C: first}) == {C: first}


def test_acts_follow_the_rules_of_today() -> None:
    """An act names a page as it was spelled when it was written down; what is no page any more stays as it was."""
    old, odd = PageUrl("https://www.a.example/page/"), PageUrl("no page")

    assert said(merge(old, B), merge(odd, C)).into == {A: B, odd: C}


def test_other_acts_join_nothing() -> None:
    """Only merging and splitting speak of two pages."""
    note = Event(course="bit15", kind=EventKind.NOTE, who="Kim", at=NOON, page=A, value=B)
    pause = Event(course="bit15", kind=EventKind.PAUSE, who="Kim", at=NOON)

    assert joined([note, pause]) == Joins()


PAGES = st.sampled_from([A, B, C, D])
PAIRS = st.lists(PAGES, min_size=2, max_size=2, unique=True)
ACTS = st.lists(st.builds(lambda kind, pair: (kind, *pair), st.sampled_from([EventKind.MERGE, EventKind.SPLIT]), PAIRS))


@given(acts=ACTS, order=st.randoms(use_true_random=False))
def test_no_chain_no_circle_and_the_order_of_reading_is_irrelevant(acts: list[Act], order: Random) -> None:
    """A page at the end of a join is joined to nothing, and events count by their time."""
    told = events(*acts)
    shuffled = list(told)
    order.shuffle(shuffled)

    joins = joined(told)

    assert not joins.into.keys() & set(joins.into.values())
    assert joined(shuffled) == joins


@given(acts=ACTS, pair=PAIRS)
def test_t38_a_split_always_parts(acts: list[Act], pair: list[PageUrl]) -> None:
    """Whatever was said before, two pages that a person parts are two."""
    one, other = pair

    joins = said(*acts, split(one, other))

    assert joins.final(one) != joins.final(other)
    assert joins.are_parted(other, one)
