"""Tell those who review that a draft lies ready: each of them once, whatever fails."""

from dataclasses import dataclass, replace
from datetime import date

from bot.errors import Busy, SendError, Unclear
from bot.log import event, warning
from bot.ports import Clock, DeliveryState, DigestState, Notice, Store, Work
from bot.ports.messengers import Announcer, Reviewer, Told
from bot.ports.reviews import Review, Reviewing
from bot.tasks.pausing import is_paused
from bot.tasks.reach import key_of
from curation.model import Course, DigestKey

_OPEN = frozenset({DigestState.DRAFT, DigestState.QUIET})
_UNCLEAR = "nobody knows whether it arrived; it is not sent again"


@dataclass(frozen=True, slots=True, kw_only=True)
class TellReviewers:
    """Says of one course's drafts that they lie ready."""

    course: Course
    store: Store
    clock: Clock
    reviewing: Reviewing
    announce: Announcer
    reviewers: tuple[Reviewer, ...] = ()

    def __call__(self, day: date, /) -> None:
        """Tell everybody who was not told of the draft of *day*; one that is approved or out needs nobody.

        That somebody is told is written down first. After a crash nobody knows whether they were: they are not told
        again, and `status` says so. Where the mail server asks for another time, a later call tries again.
        """
        if not self.reviewers or not (due := self._untold(day)):
            return
        review = self.reviewing.review(day)
        if review.approved or review.stopped or review.issue.state not in _OPEN:
            return
        for reviewer in due:
            self._tell(review, reviewer)

    def _untold(self, day: date) -> tuple[Reviewer, ...]:
        """Return who may be told now: most of the time nobody, and then no day is read."""
        with self.store.look() as work:
            if is_paused(work, self.course.slug):
                return ()
            told = self._told(work, key_of(self.course, day))
        return tuple(each for each in self.reviewers if self._is_due(told.get(each.name)) or _is_torn(told, each))

    def _tell(self, review: Review, reviewer: Reviewer) -> None:
        key = review.issue.digest.key
        if not self._claimed(key, reviewer):
            return
        started = Told(digest=key, who=reviewer.name, state=DeliveryState.STARTED, at=self.clock.now())
        try:
            reviewer.messenger.tell(self.announce(review, reviewer.name, reviewer.role))
        except Busy as error:
            self._end(replace(started, state=DeliveryState.REFUSED, retry_at=error.retry_at), error.why)
        except Unclear as error:
            self._end(replace(started, state=DeliveryState.UNKNOWN), f"{error.why}; {_UNCLEAR}")
        except SendError as error:
            self._end(replace(started, state=DeliveryState.REFUSED), error.why)
        else:
            self._end(replace(started, state=DeliveryState.DONE))

    def _claimed(self, key: DigestKey, reviewer: Reviewer) -> bool:
        """Write down that *reviewer* is told now; return whether that is to be done."""
        now = self.clock.now()
        with self.store.work() as work:
            told = self._told(work, key)
            if _is_torn(told, reviewer):
                self._write(work, replace(told[reviewer.name], state=DeliveryState.UNKNOWN), _UNCLEAR)
                return False
            if not self._is_due(told.get(reviewer.name)):
                return False
            work.tellings.put(Told(digest=key, who=reviewer.name, state=DeliveryState.STARTED, at=now))
        return True

    def _is_due(self, told: Told | None) -> bool:
        return told is None or (told.retry_at is not None and told.retry_at <= self.clock.now())

    def _told(self, work: Work, key: DigestKey) -> dict[str, Told]:
        return {each.who: each for each in work.tellings.of(key)}

    def _end(self, told: Told, why: str = "") -> None:
        with self.store.work() as work:
            self._write(work, told, why)
        (warning if why else event)("reviewer.told", digest=told.digest, state=told.state.value)

    def _write(self, work: Work, told: Told, why: str) -> None:
        work.tellings.put(told)
        subject, kind = f"course:{self.course.slug}", f"untold {told.who}"
        if why:
            text = f"{told.digest}: word to {told.who} that the draft lies ready: {why}"
            work.notices.raise_(Notice(subject=subject, kind=kind, text=text, since=self.clock.now()))
        else:
            work.notices.clear(subject, kind)


def _is_torn(told: dict[str, Told], reviewer: Reviewer) -> bool:
    """Return whether a process died while it told *reviewer*."""
    standing = told.get(reviewer.name)
    return standing is not None and standing.state is DeliveryState.STARTED
