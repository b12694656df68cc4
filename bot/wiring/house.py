"""The house: every task with its ports in place, and the jobs that keep it going."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.ports import Clock, DigestState, Mint, Notice, Publisher, Store
from bot.schedule import Job, Schedule
from bot.tasks.aftercare import SiteCare
from bot.tasks.attend import Attend
from bot.tasks.compose import Compose
from bot.tasks.correct import Correct
from bot.tasks.costs import Costs
from bot.tasks.due import Due
from bot.tasks.erase import Erase
from bot.tasks.explain import Explain
from bot.tasks.export import Export
from bot.tasks.heed import Heed
from bot.tasks.honour import Honour
from bot.tasks.joining import Join
from bot.tasks.judge import Judge
from bot.tasks.keep_out import KeepOut
from bot.tasks.listen import Listen
from bot.tasks.load import Load
from bot.tasks.material import Material, material_of
from bot.tasks.poll import Poll
from bot.tasks.publish import Publish
from bot.tasks.read_links import ReadLinks
from bot.tasks.replay import Replay
from bot.tasks.replies import HearReplies
from bot.tasks.requests import TakeRequest
from bot.tasks.retain import Retain
from bot.tasks.review import ReviewCourse
from bot.tasks.share import TakeLink
from bot.tasks.status import Status
from bot.tasks.sweep import Sweep
from bot.tasks.teach import Teach
from bot.tasks.undo_sending import UndoSending
from bot.tasks.withdraw import Withdraw
from bot.wiring.lease import Lease, this_process
from curation import days
from curation.model import Course

_LEASE_PATIENCE = timedelta(seconds=75)
"""A process killed on another machine leaves its lease behind; the next one waits until it has run out."""
_DUE_EVERY = timedelta(minutes=1)
_DRAFT_EVERY = timedelta(minutes=5)
_DRAFT_FROM = timedelta(minutes=60)
"""How long before its hour a draft is kept ready for a person to look at."""
_HONOUR_EVERY = timedelta(hours=1)
"""How soon what nobody wrote to us about is honoured: profiles, edited posts, entries that end, a stop cut short."""
_ERASE_EVERY = timedelta(minutes=1)
"""How soon the steps of an erasing are tried that could not be taken at once."""
_SWEEP_EVERY = timedelta(minutes=15)
"""How soon it is noticed that a post's time to be asked for has come."""
_HEED_EVERY = timedelta(seconds=10)
"""How soon a deletion is taken up that a server told of as it happened."""
_RETAIN_EVERY = timedelta(hours=6)
"""A day's promise is kept by a machine, too, that is on for some hours of it."""
_SITE_EVERY = timedelta(minutes=5)
"""How soon the search knows new pages, and how often what failed after a change is tried again."""
_JITTER = timedelta(seconds=30)
_FAILED = "error"


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
    join: Join
    explain: Explain
    correct: Correct
    withdraw: Withdraw
    undo_sending: UndoSending
    review: ReviewCourse
    tell: Callable[[date], None]
    """Tells those who review that the draft of a day lies ready: each of them once."""
    teach: Teach
    keep_out: KeepOut
    export: Export


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything one installation does."""

    store: Store
    clock: Clock
    mint: Mint
    courses: tuple[CourseHouse, ...]
    polls: tuple[Poll, ...]
    hears: tuple[HearReplies, ...]
    """One a thread outlet and course that collects answers."""
    listens: tuple[Listen, ...]
    read_links: ReadLinks
    load: Load
    replay: Replay
    status: Status
    take_request: TakeRequest
    take_link: TakeLink
    attend: Attend
    erase: Erase
    sweep: Sweep
    retain: Retain
    heeds: tuple[Heed, ...] = ()
    """One a stream of a source."""
    care: SiteCare | None = None
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
        for hear in self.hears:
            yield self._hear_job(hear)
        for listen in self.listens:
            yield self._listen_job(listen)
        yield Job(name="read links", every=self.pace.links, run=lambda: self.read_links().next_at)
        yield Job(name="sweep", every=_SWEEP_EVERY, jitter=_JITTER, run=_in_time(self.sweep))
        for heed in self.heeds:
            yield Job(name=f"stream {heed.stream.name}", every=_HEED_EVERY, run=_in_time(heed))
        yield Job(name="retention", every=_RETAIN_EVERY, run=_in_time(self.retain))
        yield Job(name="erase", every=_ERASE_EVERY, run=_in_time(self.erase))
        if self.care:
            yield Job(name="site", every=_SITE_EVERY, run=self.care)
        for course in self.courses:
            yield from self._course_jobs(course)

    def _listen_job(self, listen: Listen) -> Job:
        return Job(name=f"listen {listen.inbox.name}", every=self.pace.listen, run=lambda: listen().retry_at)

    def _hear_job(self, hear: HearReplies) -> Job:
        name = f"answers {hear.course.slug} {hear.outlet}"
        return Job(name=name, every=self.pace.rescan, jitter=_JITTER, run=lambda: hear().retry_at)

    def _poll_jobs(self, poll: Poll) -> Iterator[Job]:
        name, reach = poll.source.name, self.pace.rescan_reach
        yield Job(name=f"poll {name}", every=self.pace.poll, jitter=_JITTER, run=lambda: poll().retry_at)
        yield Job(
            name=f"rescan {name}", every=self.pace.rescan, jitter=_JITTER, run=lambda: poll.rescan(reach).retry_at
        )

    def _course_jobs(self, course: CourseHouse) -> Iterator[Job]:
        slug = course.course.slug
        yield Job(name=f"due {slug}", every=_DUE_EVERY, run=lambda: self._due(course))
        yield Job(name=f"draft {slug}", every=_DRAFT_EVERY, run=lambda: self._draft(course))
        yield Job(name=f"withdraw {slug}", every=_DUE_EVERY, run=_in_time(course.withdraw.resume))
        yield Job(name=f"honour {slug}", every=_HONOUR_EVERY, run=_in_time(course.honour))

    def run(self, stop: threading.Event) -> bool:
        """Run until *stop* is set; return `False` when another process has the lease, at the start or by then."""
        with self.lease(stop, patience=_LEASE_PATIENCE) as is_ours:
            if not is_ours:
                return stop.is_set()
            try:
                Schedule(self.jobs(), self.clock, failed=self._tell, done=self._forget).run(stop)
            finally:
                for heed in self.heeds:
                    heed.stream.close()
            return self._lease.take()

    def lease(self, stop: threading.Event, *, patience: timedelta = timedelta(0)) -> AbstractContextManager[bool]:
        """Hold the right to send; give whether it is ours, waiting at most *patience* for another holder to vanish.

        *stop* is set when the right is lost.
        """
        return self._lease.held(stop, patience=patience)

    @property
    def _lease(self) -> Lease:
        return Lease(store=self.store, clock=self.clock, holder=this_process())

    def _due(self, course: CourseHouse) -> datetime | None:
        """Deliver what is due; a part that waits for an hour does not keep the next issue waiting."""
        report = course.due()
        if report.issue is not None and report.issue.state is DigestState.DRAFT:
            course.tell(report.issue.digest.day)  # it waits for a person; a machine that was off told nobody before
        next_at = report.next_at
        return next_at if next_at and next_at < self.clock.now() + _DUE_EVERY else None

    def _draft(self, course: CourseHouse) -> None:
        """Keep a draft ready in the last hour before it is due, and say once that it is."""
        now = self.clock.now()
        due = days.next_due(course.course, now)
        if due is not None and due - now <= _DRAFT_FROM:
            day = days.day_of(course.course, now)
            course.compose(day)
            course.tell(day)

    def _tell(self, job: str, error: Exception) -> None:
        text = f"{job} failed: {type(error).__name__}; the log says where"
        with self.store.work() as work:
            work.notices.raise_(Notice(subject=f"job:{job}", kind=_FAILED, text=text, since=self.clock.now()))

    def _forget(self, job: str) -> None:
        """Take back that *job* failed: it did not this time."""
        with self.store.look() as work:
            stands = any((each.subject, each.kind) == (f"job:{job}", _FAILED) for each in work.notices.all())
        if stands:
            with self.store.work() as work:
                work.notices.clear(f"job:{job}", _FAILED)


def _in_time(task: Callable[[], object]) -> Callable[[], None]:
    """Return *task* as what a job runs, done again at its usual time."""

    def run() -> None:
        task()

    return run
