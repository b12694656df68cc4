"""The house: every task with its ports in place, and the jobs that keep it going."""

import os
import socket
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.ports import Clock, Mint, Notice, Publisher, Store
from bot.schedule import Job, Schedule, wait_until
from bot.tasks.compose import Compose
from bot.tasks.costs import Costs
from bot.tasks.due import Due
from bot.tasks.explain import Explain
from bot.tasks.honour import Honour
from bot.tasks.judge import Judge
from bot.tasks.listen import Listen
from bot.tasks.load import Load
from bot.tasks.material import Material, material_of
from bot.tasks.poll import Poll
from bot.tasks.publish import Publish
from bot.tasks.read_links import ReadLinks
from bot.tasks.status import Status
from curation import days
from curation.model import Course

_LEASE = "schedule"
_LEASE_GOOD_FOR = timedelta(seconds=60)
_LEASE_RENEWED = timedelta(seconds=20)
_LEASE_PATIENCE = timedelta(seconds=75)
"""A killed process leaves its lease behind; the next one waits until it has run out."""
_LOOK = timedelta(seconds=5)
_DUE_EVERY = timedelta(minutes=1)
_DRAFT_EVERY = timedelta(minutes=5)
_DRAFT_FROM = timedelta(minutes=60)
"""How long before its hour a draft is kept ready for a person to look at."""
_JITTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often things are done."""

    poll: timedelta = timedelta(minutes=5)
    rescan: timedelta = timedelta(hours=1)
    rescan_reach: timedelta = timedelta(hours=48)
    links: timedelta = timedelta(minutes=1)
    listen: timedelta = timedelta(minutes=1)
    pages_at_once: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseHouse:
    """What is done for one course."""

    course: Course
    publishers: tuple[Publisher, ...]
    compose: Compose
    publish: Publish
    honour: Honour
    due: Due
    judge: Judge
    explain: Explain


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything one installation does."""

    store: Store
    clock: Clock
    mint: Mint
    courses: tuple[CourseHouse, ...]
    polls: tuple[Poll, ...]
    listens: tuple[Listen, ...]
    read_links: ReadLinks
    load: Load
    status: Status
    costs: tuple[Costs, ...] = ()
    """One a network that bills."""
    pace: Pace = field(default_factory=Pace)

    def course(self, slug: str) -> CourseHouse:
        """Return what is done for the course *slug*; raise `KeyError`."""
        return {each.course.slug: each for each in self.courses}[slug]

    def material(self, course: Course, day: date) -> Material:
        """Return what the issue of *day* is made from, as it stands now."""
        with self.store.look() as work:
            return material_of(work, course, day, self.clock.now())

    def jobs(self) -> Iterator[Job]:
        """Yield everything that is done again and again."""
        for poll in self.polls:
            yield from self._poll_jobs(poll)
        for listen in self.listens:
            yield Job(name=f"listen {listen.inbox.name}", every=self.pace.listen, run=_listening(listen))
        yield Job(name="read links", every=self.pace.links, run=lambda: self.read_links().next_at)
        for course in self.courses:
            yield from self._course_jobs(course)

    def _poll_jobs(self, poll: Poll) -> Iterator[Job]:
        name, reach = poll.source.name, self.pace.rescan_reach
        yield Job(name=f"poll {name}", every=self.pace.poll, jitter=_JITTER, run=lambda: poll().retry_at)
        yield Job(
            name=f"rescan {name}", every=self.pace.rescan, jitter=_JITTER, run=lambda: poll.rescan(reach).retry_at
        )

    def _course_jobs(self, course: CourseHouse) -> Iterator[Job]:
        slug = course.course.slug
        yield Job(name=f"due {slug}", every=_DUE_EVERY, run=lambda: course.due().next_at)
        yield Job(name=f"draft {slug}", every=_DRAFT_EVERY, run=lambda: self._draft(course))

    def run(self, stop: threading.Event) -> bool:
        """Run until *stop* is set; return `False` at once when another process has the lease."""
        with self.lease(patience=_LEASE_PATIENCE, stop=stop) as is_ours:
            if not is_ours:
                return False
            renewal = Job(name="lease", every=_LEASE_RENEWED, run=lambda: self._renew(stop))
            Schedule([renewal, *self.jobs()], self.clock, failed=self._tell).run(stop)
        return True

    @contextmanager
    def lease(self, *, patience: timedelta = timedelta(0), stop: threading.Event | None = None) -> Generator[bool]:
        """Hold the right to send; give whether it is ours, waiting at most *patience* for another holder to vanish."""
        until = self.clock.now() + patience
        stop = stop or threading.Event()
        while not (is_ours := self._take()) and self.clock.now() < until and not stop.is_set():
            wait_until(self.clock.now() + _LOOK, self.clock, stop)
        try:
            yield is_ours
        finally:
            if is_ours:
                with self.store.work() as work:
                    work.leases.give_back(_LEASE, _holder())

    def _take(self) -> bool:
        now = self.clock.now()
        with self.store.work() as work:
            return work.leases.take(_LEASE, _holder(), now, now + _LEASE_GOOD_FOR)

    def _renew(self, stop: threading.Event) -> None:
        if not self._take():
            stop.set()

    def _draft(self, course: CourseHouse) -> None:
        """Keep a draft ready in the last hour before it is due."""
        now = self.clock.now()
        due = days.next_due(course.course, now)
        if due is not None and due - now <= _DRAFT_FROM:
            course.compose(days.day_of(course.course, now))

    def _tell(self, job: str, error: Exception) -> None:
        text = f"{job} failed: {type(error).__name__}; the log says where"
        with self.store.work() as work:
            work.notices.raise_(Notice(subject=f"job:{job}", kind="error", text=text, since=self.clock.now()))


def _holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _listening(listen: Listen) -> Callable[[], None]:
    def run() -> None:
        listen()

    return run
