"""Is today's issue out? Asked at start and every minute, so no moment can be missed and none counts twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.log import event
from bot.ports import Clock, DigestState, Issue, Store
from bot.tasks.compose import Compose
from bot.tasks.pausing import is_paused
from bot.tasks.publish import Publish, PublishReport
from bot.tasks.reach import key_of
from curation import days
from curation.model import Course, Event, EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReport:
    """What one look at the clock brought."""

    course: str
    day: date | None = None
    """The latest day that is due; `None` before the first."""
    issue: Issue | None = None
    published: tuple[PublishReport, ...] = ()

    @property
    def next_at(self) -> datetime | None:
        """When an unfinished delivery wants to go on."""
        return min((each.next_at for each in self.published if each.next_at), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Bring out the issue that is due, and only that one: days missed are in it (digest.md 10.3)."""

    course: Course
    store: Store
    clock: Clock
    compose: Compose
    publish: Publish
    gather: Callable[[], None] = lambda: None
    """Asks once more for everything new, right before an issue is frozen: after a pause nothing else has."""
    look_again: Callable[[], object] = lambda: None
    """Asks whether what was shared stands as it was said, before an issue that could not go out at its hour does."""

    def __call__(self) -> DueReport:
        """Finish what is half out, freeze what is due, deliver it as far as it may go now."""
        course = self.course
        day = days.latest_due(course, self.clock.now())
        unfinished = self._unfinished()
        if unfinished:
            self.look_again()
            unfinished = self._unfinished()  # what was looked at may have changed them
        with self.store.look() as work:
            paused = is_paused(work, course.slug)
        if paused:
            mended = tuple(self.publish(each.digest.key) for each in unfinished)
            return DueReport(course=course.slug, day=day, published=mended)
        reports = [self._finish(each, day) for each in unfinished]
        issue = self._issue(day) if day else None
        if issue and issue.state is DigestState.FROZEN and issue.digest.key not in {each.digest for each in reports}:
            reports.append(self.publish(issue.digest.key))
        return DueReport(course=course.slug, day=day, issue=issue, published=tuple(reports))

    def _unfinished(self) -> tuple[Issue, ...]:
        with self.store.look() as work:
            return tuple(each for each in work.digests.open() if each.digest.course == self.course.slug)

    def _finish(self, issue: Issue, day: date | None) -> PublishReport:
        if day is None or issue.digest.day >= day:
            return self.publish(issue.digest.key)
        if self._give_back(issue):
            return PublishReport(digest=issue.digest.key)
        return self.publish(issue.digest.key, resume_only=True)

    def _give_back(self, issue: Issue) -> bool:
        """Return whether nothing of *issue* went anywhere; then its items are candidates of the newer one again."""
        with self.store.work() as work:
            if work.deliveries.of(issue.digest.key):
                return False
            work.digests.put(replace(issue, state=DigestState.QUIET))
        event("digest.superseded", digest=issue.digest.key)
        return True

    def _issue(self, day: date) -> Issue | None:
        with self.store.look() as work:
            standing = work.digests.get(key_of(self.course, day))
            acts = work.events.of(self.course.slug, day)
        if standing and not _is_stale(standing, acts):
            return standing
        self.gather()
        return self.compose.freeze(day)


def _is_stale(issue: Issue, acts: Sequence[Event]) -> bool:
    """Return whether an open issue must be decided again: its hour came, or a person acted since.

    What was composed for a look, before or after the hour, decides nothing. A quiet day is quiet until a person lets
    it go out.
    """
    if issue.state is DigestState.DRAFT:
        return _was_early(issue) or any(act.at > (issue.frozen_at or issue.composed_at) for act in acts)
    if issue.state is DigestState.QUIET:
        approved = (act for act in acts if act.kind is EventKind.APPROVE and act.page is None)
        return _was_early(issue) or any(act.at > issue.composed_at for act in approved)
    return False


def _was_early(issue: Issue) -> bool:
    """Return whether nobody has asked since the window's end whether *issue* goes out."""
    return issue.frozen_at is None or issue.frozen_at < issue.digest.window.end
