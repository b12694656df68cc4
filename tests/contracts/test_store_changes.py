"""What every store promises about telling that something changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import DigestState, Mark, Store, Work
from curation.model import Event, EventKind, PageUrl, WishKind
from tests.contracts.store_fixtures import capture, keep
from tests.contracts.test_store_issues import FROZEN
from tests.contracts.test_store_topics import LEARNED
from tests.makers import NOON, at, author, card, post, wish

PAGE = PageUrl("https://blog.example/a")
SHARED = post(PAGE)
Change = Callable[[Work], object]


def mark(store: Store) -> Mark:
    with store.look() as work:
        return work.changes.mark("bit15", at(0), at(0, day=12))


def event(kind: EventKind, *, of_day: bool, course: str = "bit15") -> Event:
    return Event(
        course=course, kind=kind, who="Kim", at=NOON, day=NOON.date() if of_day else None, value="site x.example"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda work: work.posts.keep([capture(post(PAGE, by="Ben"))]),
        lambda work: work.posts.keep([capture(replace(SHARED, text="edited", edited_at=at(13)))]),
        lambda work: work.posts.know([replace(SHARED, author=author(bio="#nobot"), seen_at=at(14))]),
        lambda work: work.presences.missed([SHARED.ref], at(13)),
        lambda work: work.wishes.record(wish("Ana", WishKind.STOP)),
        lambda work: work.cards.keep(PAGE, card(PAGE), NOON),
        lambda work: work.cards.keep(PAGE, card("https://blog.example/b"), NOON),
        lambda work: work.events.append(event(EventKind.NEVER, of_day=False)),
        lambda work: work.digests.put(FROZEN),
        lambda work: work.topic_models.put(LEARNED),
    ],
    ids=["post", "edit", "profile", "missed", "wish", "card", "alias", "course", "issue", "topics"],
)
def test_the_mark_differs_when_something_came(store: Store, change: Change) -> None:
    """Whatever an issue of the course may be made from."""
    keep(store, SHARED)
    before = mark(store)

    with store.work() as work:
        change(work)

    assert mark(store) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda work: work.events.append(event(EventKind.PIN, of_day=True)),
        lambda work: work.events.append(event(EventKind.NEVER, of_day=False, course="other")),
        lambda work: work.digests.put(replace(FROZEN, state=DigestState.DRAFT, frozen_at=None)),
        lambda work: work.posts.keep([capture(SHARED)]),
        lambda work: work.turns.take("form", "somebody"),
    ],
    ids=["act", "other course", "draft", "again", "turn"],
)
def test_the_mark_is_the_same_when_nothing_came(store: Store, change: Change) -> None:
    """What people say of one day's issue is read anyway, and the rest is no part of it."""
    keep(store, SHARED)
    before = mark(store)

    with store.work() as work:
        change(work)

    assert mark(store) == before


def test_a_change_of_an_issue_that_is_out_is_one(store: Store) -> None:
    """A correction may stand in the next issue."""
    with store.work() as work:
        work.digests.put(FROZEN)
    before = mark(store)

    with store.work() as work:
        work.digests.put(replace(FROZEN, changed_at=NOON + timedelta(days=1)))

    assert mark(store) != before
