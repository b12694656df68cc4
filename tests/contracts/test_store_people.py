"""What is kept about people's dealings with us, on every database."""

from datetime import timedelta

import pytest

from bot.ports import Request, RequestState
from bot.store import SqlStore
from curation.model import AccountRef
from tests.contracts.store_fixtures import keep
from tests.makers import NOON, author, post

ANA, BEN = author("Ana").account, author("Ben").account


def asked(account: AccountRef | None = ANA, **but: object) -> Request:
    given: dict[str, object] = {"what": "delete", "at": NOON, "account": account, "contact": "ana@school.example"}
    return Request(**(given | but))  # type: ignore[arg-type]  # tests name the fields


def test_requests_are_kept_until_they_are_done(store: SqlStore) -> None:
    """Numbers go up; what waits is listed oldest first; one settled is open no more."""
    with store.work() as work:
        first = work.requests.add(asked())
        second = work.requests.add(asked(None, post="https://mastodon.example/@ana/1"))
        work.requests.add(asked(BEN, what="stop", state=RequestState.DONE))
    with store.work() as work:
        before = work.requests.open()
        settled = work.requests.settle(ANA, NOON)
        after = work.requests.open()

    assert [each.id for each in before] == [first, second]
    assert before[0] == asked(id=first)
    assert (settled, [each.account for each in after]) == (1, [None])


def test_done_requests_go_after_thirty_days(store: SqlStore) -> None:
    """One that waits stays, however old."""
    with store.work() as work:
        work.requests.add(asked(BEN, state=RequestState.DONE))
        work.requests.add(asked())
        early = work.requests.expire(NOON + timedelta(days=29))
        late = work.requests.expire(NOON + timedelta(days=30))

    with store.look() as work:
        assert (early, late) == (0, 1)
        assert work.requests.of(BEN) == ()
        assert len(work.requests.of(ANA)) == 1


def test_c06_nothing_of_a_persons_requests_remains_when_they_are_forgotten(store: SqlStore) -> None:
    """Others' stay."""
    with store.work() as work:
        work.requests.add(asked())
        work.requests.add(asked(BEN))
        work.requests.forget(ANA)

    with store.look() as work:
        assert work.requests.of(ANA) == ()
        assert len(work.requests.of(BEN)) == 1


def test_turns_are_counted_by_person_and_period(store: SqlStore) -> None:
    """One person's count is not another's, nor one hour's another's; asking counts nothing."""
    with store.work() as work:
        counts = [
            work.turns.take("form", "ana", "2015-11-11T12"),
            work.turns.take("form", "ana", "2015-11-11T12"),
            work.turns.take("form", "ben", "2015-11-11T12"),
            work.turns.take("form", "ana", "2015-11-11T13"),
            work.turns.take("help", "ana", "2015-11-11"),
            work.turns.taken("form", "ana", "2015-11-11T12"),
            work.turns.taken("form", "zed", "2015-11-11T12"),
        ]

    assert counts == [1, 2, 1, 1, 1, 2, 0]


def test_turns_are_forgotten_after_two_days_but_those_for_ever(store: SqlStore) -> None:
    """Nobody's habits are kept; that somebody was asked once is kept so that they are not asked again."""
    with store.work() as work:
        work.turns.take("command", "ana", "2015-11-11")
        work.turns.take("asked", "ana")
        work.turns.take("command", "ben", "2015-11-13")

    with store.look() as work:
        assert work.turns.taken("command", "ana", "2015-11-11") == 0
        assert work.turns.taken("asked", "ana") == 1


@pytest.mark.parametrize(
    "address", ["https://mastodon.example/@ana/1", "https://mastodon.example/users/ana/statuses/1"]
)
def test_people_are_found_by_their_posts(store: SqlStore, address: str) -> None:
    """A permalink or the network-wide id says who wrote it."""
    keep(store, post("https://a.example/", by="Ana"), post("https://b.example/", by="Ben"))

    with store.look() as work:
        assert work.people.writer_of(address) == ANA
        assert work.people.writer_of("https://mastodon.example/@zed/1") is None
        assert {each.name for each in work.people.everyone()} == {"Ana", "Ben"}
        assert [each.name for each in work.people.profiles([BEN])] == ["Ben"]
        assert [each.author.account for each in work.people.posts_of(ANA)] == [ANA]


def test_who_is_new_is_known_by_their_posts(store: SqlStore) -> None:
    """A post right at the moment is not before it; of whom nothing is here, nothing is said."""
    keep(
        store,
        post("https://a.example/", by="Ana", created_at=NOON),
        post("https://b.example/", by="Ben", created_at=NOON),
    )
    keep(store, post("https://c.example/", by="Ben", number=2, created_at=NOON - timedelta(minutes=1)))

    with store.look() as work:
        assert work.people.new_since({ANA, BEN, AccountRef("mastodon", "zed@m.example")}, NOON) == {ANA}
        assert work.people.new_since((), NOON) == frozenset()
