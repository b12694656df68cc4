"""What every store promises about cursors, notices, leases and everybody writing at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone

import pytest

from bot.errors import StoreError
from bot.ports import Cursor, Notice, PollState, Store
from bot.store import SqlStore
from tests.makers import NOON, at

SOURCE = "mastodon:mastodon.example"


def run_at_once(workers: int, act: Callable[[int], object]) -> Sequence[object]:
    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(act, range(workers)))


def test_a_cursor_is_the_last_one_put(store: Store) -> None:
    """Each query of each source has its own."""
    with store.work() as work:
        work.cursors.put(SOURCE, "bit15", Cursor("1"), NOON, 0)
        work.cursors.put(SOURCE, "bit15", Cursor("2"), NOON, 0)
        work.cursors.put(SOURCE, "edtech", None, NOON, 0)

    with store.look() as work:
        assert work.cursors.get(SOURCE, "bit15") == "2"
        assert work.cursors.get(SOURCE, "edtech") is None
        assert work.cursors.get("other", "bit15") is None


def test_a_poll_that_saw_nothing_forgets_nothing(store: Store) -> None:
    """A poll without a cursor leaves the one before it."""
    with store.work() as work:
        work.cursors.put(SOURCE, "bit15", Cursor("1"), NOON, 3)
        work.cursors.put(SOURCE, "bit15", None, at(13), 0)

    with store.look() as work:
        assert work.cursors.get(SOURCE, "bit15") == "1"


def test_polls_tell_when_something_new_came_last(store: Store) -> None:
    """First poll, last poll and the last poll with new posts."""
    with store.work() as work:
        work.cursors.put(SOURCE, "edtech", Cursor("1"), at(9), 0)
        for hour, new in ((9, 0), (10, 2), (11, 0)):
            work.cursors.put(SOURCE, "bit15", Cursor("1"), at(hour), new)

    with store.look() as work:
        assert work.cursors.polls() == (
            PollState(source=SOURCE, query="bit15", first_at=at(9), last_at=at(11), last_new_at=at(10)),
            PollState(source=SOURCE, query="edtech", first_at=at(9), last_at=at(9), last_new_at=None),
        )


def test_a_repeated_notice_keeps_its_beginning(store: Store) -> None:
    """A notice is new once; its text follows what is known."""
    first = Notice(subject="source:a", kind="closed", text="401", since=NOON)
    other = Notice(subject="course:bit15", kind="waiting", text="1 item", since=at(9))
    with store.work() as work:
        new = [
            work.notices.raise_(each)
            for each in (first, Notice(subject="source:a", kind="closed", text="403", since=at(13)), other)
        ]

    assert new == [True, False, True]
    with store.look() as work:
        assert work.notices.all() == (other, Notice(subject="source:a", kind="closed", text="403", since=NOON))


def test_a_cleared_notice_is_gone(store: Store) -> None:
    """Clearing takes exactly one notice, and nothing where there is none."""
    notices = [Notice(subject="source:a", kind=kind, text="", since=NOON) for kind in ("closed", "gap")]
    with store.work() as work:
        for each in notices:
            work.notices.raise_(each)
        work.notices.clear("source:a", "closed")
        work.notices.clear("source:b", "gap")

    with store.look() as work:
        assert work.notices.all() == (notices[1],)


def test_a_lease_names_its_last_holder(store: Store) -> None:
    """Whoever has it, or had it and did not give it back, though it may have run out."""
    with store.work() as work:
        before = work.leases.holder("run")
        work.leases.take("run", "a", NOON, NOON + timedelta(minutes=1))
    with store.look() as work:
        during = work.leases.holder("run"), work.leases.holder("other")
    with store.work() as work:
        work.leases.give_back("run", "a")
        after = work.leases.holder("run")

    assert (before, during, after) == (None, ("a", None), None)


def test_t62_a_lease_has_one_holder(store: Store) -> None:
    """A second process with the same database does not get it until it has run out or was given back."""
    minute = timedelta(minutes=1)
    with store.work() as work:
        taken = [
            work.leases.take("run", "a", NOON, NOON + minute),
            work.leases.take("run", "b", NOON, NOON + minute),
            work.leases.take("run", "a", NOON, NOON + 2 * minute),
            work.leases.take("run", "b", NOON + minute, NOON + 3 * minute),
            work.leases.take("run", "b", NOON + 2 * minute, NOON + 3 * minute),
        ]
        work.leases.give_back("run", "a")
        still = work.leases.take("run", "a", NOON + 2 * minute, NOON + 3 * minute)
        work.leases.give_back("run", "b")
        free = work.leases.take("run", "a", NOON + 2 * minute, NOON + 3 * minute)

    assert taken == [True, False, True, False, True]
    assert (still, free) == (False, True)


def test_t62_of_four_workers_one_gets_the_lease(store: Store) -> None:
    """However they race, exactly one holds it."""

    def take(worker: int) -> bool:
        with store.work() as work:
            return work.leases.take("run", str(worker), NOON, at(13))

    assert sorted(run_at_once(4, take), key=bool) == [False, False, False, True]


def test_t123_ten_writers_that_read_first_all_succeed(store: Store) -> None:
    """Reading and then writing in one transaction waits for the writer before it and loses no update."""

    def count(_worker: int) -> None:
        for _ in range(5):
            with store.work() as work:
                before = int(work.cursors.get(SOURCE, "count") or 0)
                work.cursors.put(SOURCE, "count", Cursor(str(before + 1)), NOON, 0)

    run_at_once(10, count)

    with store.look() as work:
        assert work.cursors.get(SOURCE, "count") == "50"


@pytest.mark.parametrize("url", ["file", "postgresql"], indirect=True, ids=str)
def test_t123_a_reader_waits_for_no_writer(store: Store) -> None:
    """Looking while somebody writes shows what was committed before, all of one moment."""
    with store.work() as work:
        work.cursors.put(SOURCE, "a", Cursor("1"), NOON, 0)

    with store.look() as looking:
        before = looking.cursors.get(SOURCE, "a")
        with store.work() as work:
            work.cursors.put(SOURCE, "a", Cursor("2"), NOON, 0)
            with store.look() as meanwhile:
                unseen = meanwhile.cursors.get(SOURCE, "a")
        after = looking.cursors.get(SOURCE, "a")

    assert (before, unseen, after) == ("1", "1", "1")


@pytest.mark.parametrize("url", ["file", "postgresql"], indirect=True, ids=str)
def test_t123_processes_that_open_at_once_all_find_tables(url: str) -> None:
    """The tables are made once, by whoever comes first."""

    def open_and_look(_worker: int) -> int:
        store = SqlStore.open(url)
        with store.look() as work:
            polls = work.cursors.polls()
        store.close()
        return len(polls)

    assert run_at_once(4, open_and_look) == [0, 0, 0, 0]


@pytest.mark.parametrize("hours", [-11, 0, 2, 14])
def test_t122_any_aware_time_comes_back_as_the_same_instant_in_utc(store: Store, hours: int) -> None:
    """12:00+02:00 comes back as 10:00 UTC, to the microsecond."""
    local = NOON.replace(microsecond=1, tzinfo=timezone(timedelta(hours=hours)))
    with store.work() as work:
        work.cursors.put(SOURCE, "bit15", None, local, 0)

    with store.look() as work:
        (state,) = work.cursors.polls()

    assert state.first_at == local
    assert state.first_at.tzinfo is NOON.tzinfo


def test_t122_a_time_without_zone_is_refused(store: Store) -> None:
    """Nobody can know which instant it is."""
    with pytest.raises(StoreError), store.work() as work:
        work.cursors.put(SOURCE, "bit15", None, NOON.replace(tzinfo=None), 0)
