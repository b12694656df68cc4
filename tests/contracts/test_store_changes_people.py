"""What every store promises about who changed: a number that differs when something does, and only then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.ports import Store, Work
from curation.model import AccountRef, Event, EventKind, Visibility, WishKind
from tests.contracts.store_fixtures import capture, keep
from tests.makers import NOON, author, post, wish

PAGE = "https://blog.example/closures"
ANA = post(PAGE, by="Ana")
BEN = post(PAGE, by="Ben")
LATER = NOON + timedelta(hours=1)


def marks(store: Store) -> Mapping[AccountRef, int]:
    with store.look() as work:
        return work.changes.people()


def changed(store: Store, act: Callable[[Work], object]) -> set[AccountRef]:
    """Return who is not as they were after *act*."""
    before = marks(store)
    with store.work() as work:
        act(work)
    after = marks(store)
    return {each for each in before.keys() | after.keys() if before.get(each) != after.get(each)}


def edited(work: Work) -> None:
    work.posts.keep([capture(replace(ANA, text="better", edited_at=LATER, seen_at=LATER))])


def hidden(work: Work) -> None:
    work.posts.know([replace(ANA, visibility=Visibility.UNLISTED)])


ACTS: dict[str, Callable[[Work], object]] = {
    "a wish": lambda work: work.wishes.record(wish("Ana", WishKind.STOP)),
    "a profile": lambda work: work.posts.know([replace(ANA, author=author("Ana", bio="#nobot"), seen_at=LATER)]),
    "an edit": edited,
    "a post hidden": hidden,
    "a post missed": lambda work: work.presences.missed([ANA.ref], LATER),
    "an erasing": lambda work: work.forgetting.erase([], [ANA.author.account], LATER),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_changes_has_another_number(store: Store, act: str) -> None:
    """Nobody else has."""
    keep(store, ANA, BEN)

    assert changed(store, ACTS[act]) == {ANA.author.account}


def test_a_new_post_and_a_look_change_nobody(store: Store) -> None:
    """The more is shared, the less must be looked into again."""
    keep(store, ANA, BEN)

    def act(work: Work) -> None:
        work.posts.keep([capture(post("https://other.example/y", by="Ana", number=2, seen_at=LATER))])
        work.presences.saw([ANA.ref], LATER)

    assert changed(store, act) == set()


def test_a_wish_in_the_place_of_a_deleted_one_is_seen(store: Store) -> None:
    """Databases give numbers of deleted rows again."""
    keep(store, ANA, BEN)
    with store.work() as work:
        work.wishes.record(wish("Ana", WishKind.QUOTE, "yes"))

    def act(work: Work) -> None:
        work.forgetting.erase([], [ANA.author.account], LATER)
        work.wishes.record(wish("Ben", WishKind.STOP))

    assert changed(store, act) == {ANA.author.account, BEN.author.account}


def test_a_day_of_which_something_is_said_has_another_number(store: Store) -> None:
    """Of the course as a whole apart."""
    day = NOON.date()

    def said(*days: date | None, course: str = "bit15") -> Mapping[date | None, int]:
        with store.work() as work:
            for each in days:
                work.events.append(Event(course=course, day=each, kind=EventKind.PAUSE, who="Kim", at=NOON))
        with store.look() as work:
            return work.changes.said("bit15")

    nothing, some = said(), said(day, None, day)
    same, more = said(day, course="other"), said(day)

    assert nothing == {}
    assert same == some
    assert some.keys() == more.keys() == {day, None}
    assert (more[day] != some[day], more[None] == some[None]) == (True, True)
