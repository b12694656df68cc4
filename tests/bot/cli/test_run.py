"""`welearned run`: the daemon, as its own process against a server; and what it does before and after."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.ports import DeliveryState, Store
from bot.wiring.lease import Lease, this_process
from curation.model import DigestKey
from tests.bot.cli.installation import Installation, until
from tests.fake_mastodon import moods

ROOT = Path(__file__).parents[3]


@contextmanager
def daemon(home: Installation) -> Iterator[subprocess.Popen[str]]:
    """Run `welearned run` as its own process; it is killed at the end, unless it has ended."""
    words = [sys.executable, "-m", "bot", "run", "--config", str(home.config), "--log-json"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def ready(home: Installation, *, items: int) -> Installation:
    """Let four pages wait for a digest that was due ten minutes ago, with *items* posts below its first one."""
    home.write(course=f"[courses.thread]\nitems = {items}")
    home.share_some()
    home.run("doctor")
    return home


def sent(home: Installation) -> list[DeliveryState]:
    """Return the states of the thread's parts."""
    with home.store() as store, store.look() as work:
        rows = work.deliveries.of(DigestKey(f"bit15/{home.day}"))
    return [row.state for row in rows if row.outlet == "mastodon"]


def test_t61_the_daemon_brings_out_what_was_due_and_stops_on_sigterm(home: Installation) -> None:
    """Started ten minutes late: it reads, freezes, writes the page and posts; by hand nothing is sent meanwhile."""
    ready(home, items=0)

    with daemon(home) as running:
        until(lambda: sent(home) == [DeliveryState.DONE])
        by_hand = home.run("publish")
        running.send_signal(signal.SIGTERM)
        out, err = running.communicate(timeout=30)

    (root,) = home.thread
    events = [json.loads(line)["event"] for line in err.splitlines()]
    assert (running.returncode, out) == (0, "")
    assert (by_hand.exit_code, by_hand.stdout) == (1, "")
    assert f"{home.site}/bit15/{home.day:%Y/%m/%d}/" in root.text
    assert (events[-1], "part.done" in events) == ("schedule.stopped", True)
    assert home.server.token not in err
    with home.store() as store, store.look() as work:
        assert work.leases.holder("schedule") is None


def let_a_minute_pass(home: Installation) -> None:
    """Let the time be over for which a part is left alone that the killed process may just have been sending."""
    with home.store() as store, store.work() as work:
        for row in work.deliveries.of(DigestKey(f"bit15/{home.day}")):
            work.deliveries.put(replace(row, retry_at=None))


def test_t70_killed_in_the_middle_of_a_thread_it_goes_on_at_once(home: Installation) -> None:
    """kill -9 between two parts, and a new start: the rest follows under the first part, nothing stands there twice."""
    ready(home, items=1)

    with daemon(home) as first:
        until(lambda: sent(home) == [DeliveryState.DONE])
        first.send_signal(signal.SIGKILL)
        first.wait()
    let_a_minute_pass(home)
    with daemon(home):
        until(lambda: sent(home) == [DeliveryState.DONE] * 2)

    root, item = home.thread
    assert item.in_reply_to_id == root.id
    assert len(home.server.asked("POST", "/api/v1/statuses")) == 2


@contextmanager
def sigterm(*, after: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Send this process SIGTERM as soon as a command listens for it and *after* is done."""
    before = signal.getsignal(signal.SIGTERM)

    def send() -> None:
        until(lambda: signal.getsignal(signal.SIGTERM) != before)
        after()
        os.kill(os.getpid(), signal.SIGTERM)

    sender = threading.Thread(target=send)
    sender.start()
    try:
        yield
    finally:
        sender.join()


def test_t62_a_second_daemon_starts_no_schedule(home: Installation) -> None:
    """While another process has the lease it waits, sends nothing, and ends when it is told to."""
    ready(home, items=0)
    with home.store() as store:
        Lease(store=store, clock=SystemClock(), holder="other-machine 1 elsewhere").take()

    with sigterm():
        done = home.run("run")

    assert done.exit_code == 0
    assert "lease.waits" in done.stderr
    assert "schedule.started" not in done.stderr
    assert home.thread == []


def test_a_daemon_that_lost_its_lease_fails(home: Installation) -> None:
    """Another machine took over while this one slept: exit code 1, so that the service manager tries again."""
    ready(home, items=0)

    def take_over() -> None:
        with home.store() as store:
            until(lambda: _holder(store) == this_process())
            with store.work() as work:
                work.leases.give_back("schedule", this_process())
            Lease(store=store, clock=SystemClock(), holder="other-machine 1 elsewhere").take()

    with sigterm(after=take_over):
        done = home.run("run")

    assert done.exit_code == 1
    assert done.stderr.endswith("welearned: another process runs the schedule of this database\n")


def _holder(store: Store) -> str | None:
    with store.look() as work:
        return work.leases.holder("schedule")


def test_a_daemon_before_going_live_asks_no_doctor_and_posts_nothing(home: Installation) -> None:
    """With go_live false it starts on any configuration that can be read, and stops cleanly."""
    home.write(go_live=False)
    home.server.account("bot", bot=False)

    with sigterm():
        done = home.run("run")

    assert done.exit_code == 0
    assert "schedule.stopped" in done.stderr
    assert home.server.asked("POST") == []


def test_a_daemon_that_would_post_refuses_to_start_while_something_is_wrong(home: Installation) -> None:
    """What the doctor forbids is said, and the exit code keeps the service manager from trying again."""
    home.server.account("bot", bot=False)

    done = home.run("run")

    assert done.exit_code == 2
    assert "not marked as automated" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_daemon_starts_while_its_servers_are_away(home: Installation) -> None:
    """After the doctor's word an outage does not keep it from starting; what failed is told."""
    ready(home, items=0)
    home.server.mood = lambda _request: moods.BROKEN

    with sigterm():
        done = home.run("run")

    assert done.exit_code == 0
    assert "server.unreachable" in done.stderr


@pytest.mark.parametrize("words", [("bit15",), ("--course", "bit15")])
def test_run_takes_no_course(home: Installation, words: tuple[str, ...]) -> None:
    """One process does all courses of a configuration."""
    assert home.run("run", *words).exit_code == 2
