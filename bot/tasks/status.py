"""What was read and sent, and what waits for a person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.ports import Clock, Delivery, DeliveryState, DigestState, Notice, Operation, PollState, Store, Tally, Work
from bot.tasks.pausing import is_paused
from bot.tasks.reach import key_of
from curation import days
from curation.model import Course

_TALLY_OVER = timedelta(hours=24)
_RECENT = 30
"""Issues looked through for one that went out: usually the first is it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseStatus:
    """Where one course stands."""

    course: str
    paused: bool
    due: date | None
    """The latest day whose hour has come."""
    state: DigestState | None
    """Of that day's issue; `None` when nothing was composed."""
    items: int
    next_due: datetime | None
    last_published: date | None
    """The day of the last issue that readers have anything of."""
    last_out_at: datetime | None
    """When its latest part went out."""
    deliveries: tuple[Delivery, ...]
    """Of the issue that is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """The whole installation at one moment."""

    at: datetime
    courses: tuple[CourseStatus, ...]
    polls: tuple[PollState, ...]
    tally: Tally
    """Over the last 24 hours."""
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Look, and change nothing."""

    store: Store
    clock: Clock
    courses: tuple[Course, ...]

    def __call__(self) -> StatusReport:
        """Return how everything stands now, read in one transaction."""
        now = self.clock.now()
        with self.store.look() as work:
            return StatusReport(
                at=now,
                courses=tuple(_course(work, each, now) for each in self.courses),
                polls=tuple(each for each in work.cursors.polls() if ":" in each.source),
                tally=work.posts.tally(now - _TALLY_OVER),
                notices=work.notices.all(),
            )


def _course(work: Work, course: Course, now: datetime) -> CourseStatus:
    due = days.latest_due(course, now)
    issue = work.digests.get(key_of(course, due)) if due else None
    last, last_out_at = _last_out(work, course)
    return CourseStatus(
        course=course.slug,
        paused=is_paused(work, course.slug),
        due=due,
        state=issue.state if issue else None,
        items=len(issue.digest.items) if issue else 0,
        next_due=days.next_due(course, now),
        last_published=last,
        last_out_at=last_out_at,
        deliveries=work.deliveries.of(issue.digest.key) if issue else (),
    )


def _last_out(work: Work, course: Course) -> tuple[date | None, datetime | None]:
    """Return the day of the last issue of which a part is out, and when its latest part was sent."""
    for issue in work.digests.frozen(course.slug, limit=_RECENT):
        out = [row.started_at for row in work.deliveries.of(issue.digest.key) if _is_out(row)]
        if out:
            return issue.digest.day, max(out)
    return None, None


def _is_out(row: Delivery) -> bool:
    return row.operation is Operation.SEND and row.state is DeliveryState.DONE
