"""The schedule: every job at once and then at its time, and one failure never stops the others."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import structlog

from bot import log
from bot.clock import SystemClock
from bot.schedule import Job, Schedule, stopped_by_signals, wait_until

OFTEN = timedelta(milliseconds=20)
SELDOM = timedelta(hours=1)
_PATIENCE = 10.0
"""Seconds after which a test gives up; it ends as soon as it has seen what it waits for."""


class Diary:
    """What happened, in order; `stop` is set when everything waited for is in it."""

    def __init__(self, **wanted: int) -> None:
        self.wanted = wanted
        self.lines: list[str] = []
        self.stop = threading.Event()
        self._lock = threading.Lock()

    def write(self, line: str) -> None:
        with self._lock:
            self.lines.append(line)
            if all(self.lines.count(each) >= count for each, count in self.wanted.items()):
                self.stop.set()

    def job(self, name: str, *, every: timedelta = SELDOM, next_at: Callable[[], datetime | None] | None = None) -> Job:
        def run() -> datetime | None:
            self.write(name)
            return next_at() if next_at else None

        return Job(name=name, every=every, run=run)


def live(diary: Diary, *jobs: Job, failed: Callable[[str, Exception], None] | None = None) -> None:
    """Run the schedule until the diary has everything; a schedule that never gets there fails the test."""

    def tell(job: str, error: Exception) -> None:
        diary.write(f"{job} failed: {error}")

    schedule = Schedule(jobs, SystemClock(), failed=failed or tell, done=lambda job: diary.write(f"{job} done"))
    alarm = threading.Timer(_PATIENCE, diary.stop.set)
    alarm.start()
    schedule.run(diary.stop)
    alarm.cancel()
    assert all(diary.lines.count(each) >= count for each, count in diary.wanted.items()), diary.lines


def test_every_job_runs_at_start_and_then_at_its_time() -> None:
    """What comes seldom is done once, what comes often again and again."""
    diary = Diary(seldom=1, often=3)

    live(diary, diary.job("seldom"), diary.job("often", every=OFTEN))

    assert diary.lines.count("seldom") == 1


def test_a_job_says_itself_when_it_goes_on() -> None:
    """Seldom as it is, it comes again at the time it returns."""
    clock = SystemClock()
    diary = Diary(delivery=3)

    live(diary, diary.job("delivery", next_at=lambda: clock.now() + OFTEN))


def test_a_failing_job_is_told_and_comes_again_and_the_others_go_on() -> None:
    """The edge of a job catches everything; what fails once may succeed the next time."""
    diary = Diary(well=2, **{"bad failed: no luck": 1, "bad done": 1})
    luck = iter([False, True, True])

    def run() -> None:
        if not next(luck, True):
            raise ValueError("no luck")

    live(diary, Job(name="bad", every=OFTEN, run=run), diary.job("well", every=OFTEN))

    assert diary.lines.index("bad failed: no luck") < diary.lines.index("bad done")


def test_the_log_says_where_a_job_failed_and_not_with_which_words(capsys: pytest.CaptureFixture[str]) -> None:
    """An error's text may hold a post; its place in the code cannot."""
    log.configure()
    diary = Diary(**{"bad failed": 1})

    def run() -> None:
        raise ValueError("Ana wrote this")

    live(diary, Job(name="bad", every=SELDOM, run=run), failed=lambda job, _error: diary.write(f"{job} failed"))

    structlog.reset_defaults()
    said = "".join(capsys.readouterr())
    assert "ValueError" in said
    assert "test_schedule:" in said
    assert "Ana" not in said


@pytest.mark.parametrize("goes_on", [None, SystemClock().now() + SELDOM], ids=["at its usual time", "at a time"])
def test_stopping_waits_for_what_is_being_done(goes_on: datetime | None) -> None:
    """A job that is in the middle of sending ends in its own time, and may say when it goes on, before all ends."""
    diary = Diary(begun=1)
    ended: list[bool] = []

    def run() -> datetime | None:
        diary.write("begun")
        ended.append(diary.stop.wait(_PATIENCE))
        return goes_on

    live(diary, Job(name="sending", every=SELDOM, run=run))

    assert ended == [True]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_stop_and_the_old_handlers_come_back(number: signal.Signals) -> None:
    """Whoever ends the process, what is running ends in order; afterwards signals mean what they meant."""
    before = signal.getsignal(number)

    with stopped_by_signals() as stop:
        os.kill(os.getpid(), number)
        was_set = stop.wait(_PATIENCE)

    assert was_set
    assert signal.getsignal(number) == before


def test_waiting_ends_at_the_moment_or_at_a_stop() -> None:
    """It says which of the two it was; a moment that is past is reached at once."""
    clock = SystemClock()
    stop = threading.Event()
    reached = wait_until(clock.now() + OFTEN, clock, stop), wait_until(clock.now() - SELDOM, clock)

    stop.set()

    assert reached == (True, True)
    assert wait_until(clock.now() + SELDOM, clock, stop) is False
