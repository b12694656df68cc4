"""Stop the presses: an issue that is due stays in, as long as nothing of it went out."""

from dataclasses import dataclass, replace
from datetime import date

from bot.errors import NotAccepted
from bot.log import event
from bot.ports import Clock, DigestState, Store, Work
from bot.tasks.reach import key_of
from curation.model import Course, Event, EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPresses:
    """Take the decision that an issue goes out back, for a person to decide again."""

    course: Course
    store: Store
    clock: Clock

    def __call__(self, day: date, /, *, who: str) -> None:
        """Let nothing of *day* go out before somebody approves it; raise `NotAccepted` when its sending has begun.

        The ledger looks at the issue in the transaction that begins a sending: one of the two is first.
        """
        with self.store.work() as work:
            self._reopen(work, day)
            work.events.append(
                Event(course=self.course.slug, kind=EventKind.HOLD, who=who, at=self.clock.now(), day=day)
            )
        event("presses.stopped", course=self.course.slug, day=str(day))

    def _reopen(self, work: Work, day: date) -> None:
        issue = work.digests.get(key_of(self.course, day))
        if issue is None or issue.state in {DigestState.DRAFT, DigestState.QUIET}:
            return
        if issue.state is not DigestState.FROZEN or work.deliveries.of(issue.digest.key):
            why = f"{issue.digest.key} is on its way already; it can be corrected or withdrawn"
            raise NotAccepted(why, phrase="sending")
        work.digests.put(replace(issue, state=DigestState.DRAFT))
