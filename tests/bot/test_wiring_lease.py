"""The lease: one process sends, and whoever dies without giving it back loses it."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.clock import SystemClock
from bot.errors import StoreError
from bot.ports import Store, Work
from bot.store import SqlStore
from bot.wiring.lease import Lease, is_gone, this_process
from tests.fakes import MortalStore, TickingClock

MINUTE = timedelta(minutes=1)
A_MOMENT = timedelta(milliseconds=10)
_PATIENCE = 10.0


@pytest.fixture
def store() -> Iterator[Store]:
    """Give a database that several processes share."""
    made = SqlStore.open("sqlite://")
    yield made
    made.close()


def lease(store: Store, holder: str, clock: TickingClock | None = None, *, gone: tuple[str, ...] = ()) -> Lease:
    return Lease(store=store, clock=clock or TickingClock(), holder=holder, is_gone=lambda each: each in gone)


def holder(store: Store) -> str | None:
    with store.look() as work:
        return work.leases.holder("schedule")


def test_t62_a_second_process_gets_nothing(store: Store) -> None:
    """While one holds it, another is told so at once and changes nothing."""
    with lease(store, "a").held(threading.Event()) as first, lease(store, "b").held(threading.Event()) as second:
        assert (first, second, holder(store)) == (True, False, "a")

    assert holder(store) is None


def test_a_lease_runs_out(store: Store) -> None:
    """A process that died on another machine keeps others waiting for a minute, no longer."""
    clock = TickingClock()
    lease(store, "dead", clock).take()

    early = lease(store, "b", clock).take()
    clock.advance(seconds=60)

    assert (early, lease(store, "b", clock).take(), holder(store)) == (False, True, "b")


def test_the_lease_of_a_process_that_is_gone_is_taken_at_once(store: Store) -> None:
    """After a kill nobody has to wait; of one that may live, everybody does."""
    lease(store, "killed").take()

    assert lease(store, "b", gone=("somebody else",)).take() is False
    assert lease(store, "b", gone=("killed",)).take() is True


def test_waiting_ends_when_the_other_gives_it_back(store: Store) -> None:
    """A new version that starts while the old one stops has a little patience."""
    clock = SystemClock()
    other = Lease(store=store, clock=clock, holder="old")
    other.take()

    def give_back() -> None:
        with store.work() as work:
            work.leases.give_back("schedule", "old")

    waiting = Lease(store=store, clock=clock, holder="new", look=A_MOMENT)
    threading.Timer(0.05, give_back).start()
    with waiting.held(threading.Event(), patience=MINUTE) as is_ours:
        assert is_ours
        assert holder(store) == "new"


def test_waiting_ends_with_the_patience(store: Store) -> None:
    """Then somebody else does the work."""
    clock = SystemClock()
    Lease(store=store, clock=clock, holder="other").take()
    waiting = Lease(store=store, clock=clock, holder="new", look=A_MOMENT)

    with waiting.held(threading.Event(), patience=3 * A_MOMENT) as is_ours:
        assert not is_ours


def test_waiting_ends_when_a_person_stops_it(store: Store) -> None:
    """SIGTERM while waiting for a lease ends at once."""
    lease(store, "other").take()
    stop = threading.Event()
    stop.set()

    with lease(store, "new").held(stop, patience=MINUTE) as is_ours:
        assert not is_ours


def until(happens: Callable[[], bool]) -> None:
    """Wait for something another thread does."""
    pause, alarm = threading.Event(), SystemClock().now() + timedelta(seconds=_PATIENCE)
    while not happens() and SystemClock().now() < alarm:
        pause.wait(0.005)
    assert happens()


def test_a_held_lease_is_renewed(store: Store) -> None:
    """However long the work takes, nobody else gets it meanwhile."""
    clock = TickingClock()
    commits: list[str] = []

    def seen(where: str) -> bool:
        commits.append(where)
        return False

    mine = Lease(store=MortalStore(store, seen), clock=clock, holder="a", renewed=A_MOMENT)

    with mine.held(threading.Event()):
        clock.advance(seconds=50)
        commits.clear()
        until(lambda: len(commits) > 3)  # two commits: the second began after the clock was moved

        assert lease(store, "b", TickingClock(clock.time + timedelta(seconds=30))).take() is False


def test_a_lost_lease_stops_the_work(store: Store) -> None:
    """A machine that slept finds that another has taken over: it stops, and leaves the other's lease alone."""
    clock = TickingClock()
    stop = threading.Event()
    mine = Lease(store=store, clock=clock, holder="sleeper", renewed=A_MOMENT)

    with mine.held(stop):
        with store.work() as work:
            work.leases.give_back("schedule", "sleeper")
            work.leases.take("schedule", "other", clock.time, clock.time + MINUTE)
        assert stop.wait(_PATIENCE)

    assert holder(store) == "other"


class Flaky(MortalStore):
    """Fails once when it is told to."""

    fails = 0

    @override
    @contextmanager
    def work(self) -> Iterator[Work]:
        if self.fails:
            self.fails -= 1
            raise StoreError("database is locked")
        with self.inner.work() as work:
            yield work


def test_a_renewal_that_fails_is_tried_again(store: Store) -> None:
    """A database that is busy for a moment does not stop the work: the lease is good for longer than that."""
    flaky, stop = Flaky(store), threading.Event()
    mine = Lease(store=flaky, clock=TickingClock(), holder="a", renewed=A_MOMENT)

    with mine.held(stop):
        flaky.fails = 1
        until(lambda: not flaky.fails)
        assert not stop.is_set()

    assert holder(store) is None


def test_a_process_is_known_by_its_number_on_this_very_machine() -> None:
    """Ours runs; one that has ended is gone."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    host, number, place = this_process().split(" ")

    assert number == str(os.getpid())
    assert not is_gone(this_process())
    assert is_gone(f"{host} {ended.pid} {place}")


@pytest.mark.parametrize(
    "other",
    ["{host} {gone} another-boot/1", "{host} {gone} ", "{host}:{gone}", "", "{host} 1 {place}"],
    ids=["another machine or container", "a system without names of boots", "an older version", "empty", "init"],
)
def test_of_others_nobody_can_say_that_they_are_gone(other: str) -> None:
    """A number means something on its own machine only: the others' leases run out by themselves."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    host, _, place = this_process().split(" ")

    assert not is_gone(other.format(host=host, gone=ended.pid, place=place))
