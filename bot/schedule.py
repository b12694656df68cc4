"""The one door to APScheduler: jobs that follow from the configuration, kept in memory.

The truth is in our tables; a job only asks "is there something to do?", so a run that is late, missed or doubled is
harmless. A job never waits: it returns the time at which it wants to go on, and the schedule does the waiting.
"""

import signal
import socket
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb
from types import FrameType
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.log import event, warning
from bot.ports import Clock

_AT_ONCE = 8
"""Jobs running side by side; each waits on a network or the database most of the time."""
_ENDING = (signal.SIGTERM, signal.SIGINT)
_FRAMES = 5
"""So many places are logged of an error, the innermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do again and again, at start first."""

    name: str
    every: timedelta
    run: Callable[[], datetime | None]
    """Does it; returns when it wants to be run next, `None` for the usual time."""
    jitter: timedelta = timedelta(0)
    """So that many installations do not ask at the same second."""


class Schedule:
    """Runs jobs, each in one instance at most, until it is told to stop."""

    def __init__(
        self,
        jobs: Iterable[Job],
        clock: Clock,
        *,
        failed: Callable[[str, Exception], None],
        done: Callable[[str], None] = lambda _job: None,
    ) -> None:
        """Make a schedule of *jobs*; *failed* hears of each run that raised, *done* of each that did not."""
        self._jobs = tuple(jobs)
        self._clock = clock
        self._failed = failed
        self._done = done
        self._pool: Any = ThreadPoolExecutor(_AT_ONCE)
        # misfire_grace_time is one second by default and would swallow a digest in silence.
        self._scheduler: Any = BackgroundScheduler(
            executors={"default": self._pool},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )

    def run(self, stop: threading.Event) -> None:
        """Run every job at once and then at its time; return when *stop* is set and running jobs have ended."""
        for job in self._jobs:
            self._scheduler.add_job(
                self._once,
                "interval",
                args=[job],
                id=job.name,
                seconds=job.every.total_seconds(),
                jitter=int(job.jitter.total_seconds()) or None,
                next_run_time=self._clock.now(),
            )
        self._scheduler.start()
        event("schedule.started", jobs=len(self._jobs))
        stop.wait()
        self._end()
        event("schedule.stopped")

    def _end(self) -> None:
        """Let running jobs end, and begin no other.

        Its own `shutdown(wait=True)` waits while it holds the lock that a job needs to say when it goes on.
        """
        self._scheduler.pause()
        self._scheduler.get_jobs()  # returns when what was being submitted is
        self._pool.shutdown(wait=True)
        self._scheduler.shutdown(wait=False)

    def _once(self, job: Job) -> None:
        try:
            wanted = job.run()
        except Exception as error:  # noqa: BLE001 - the edge of a job: one failure never stops the others
            warning("job.failed", job=job.name, error=type(error).__name__, at=_place_of(error))
            self._failed(job.name, error)
            return
        self._done(job.name)
        if wanted is not None:
            self._scheduler.modify_job(job.name, next_run_time=wanted)


def _place_of(error: Exception) -> str:
    """Return where *error* comes from, without its text: that may hold a post's."""
    frames = reversed(extract_tb(error.__traceback__, limit=-_FRAMES))
    return " < ".join(f"{Path(each.filename).stem}:{each.lineno}" for each in frames)


@contextmanager
def stopped_by_signals() -> Generator[threading.Event]:
    """Give an event that SIGTERM and SIGINT set; the handlers that stood before come back at the end.

    The signal's number goes through a socket to a thread: a handler of Python's runs in the main thread only, which may
    not wake up for it while it waits, and must not set what it may be in the middle of waiting for.
    """
    stop = threading.Event()
    heard, told = socket.socketpair()
    told.setblocking(False)  # noqa: FBT003 - its only parameter
    listener = threading.Thread(target=_listen, args=(heard, stop), name="signals", daemon=True)
    listener.start()
    fd_before = signal.set_wakeup_fd(told.fileno())
    before = {each: signal.signal(each, _goes_through_the_socket) for each in _ENDING}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        signal.set_wakeup_fd(fd_before)
        told.close()
        listener.join()
        heard.close()


def _listen(heard: socket.socket, stop: threading.Event) -> None:
    while number := heard.recv(1):
        if number[0] in _ENDING:
            stop.set()


def _goes_through_the_socket(_signal: int, _frame: FrameType | None) -> None:
    """Do nothing: that there is a handler keeps the process alive."""


def wait_until(moment: datetime, clock: Clock, stop: threading.Event | None = None) -> bool:
    """Return at *moment*, or as soon as *stop* is set; say whether the moment was reached."""
    seconds = max((moment - clock.now()).total_seconds(), 0)
    return not (stop or threading.Event()).wait(seconds)
