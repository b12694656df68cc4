"""Deliver an issue by mail: a row of the ledger for each person, and nobody twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.ports import Clock, Delivery, DeliveryState, DigestState, Issue, Notice, Part, Store, Work
from bot.ports.mail import Letters, Rhythm, Subscriber, Subscription
from bot.tasks.ledger import CHANNEL_OFF, Ledger, Step, is_final

_AT_ONCE = 50
"""Letters in one pass; then others are let in."""
_IN_A_ROW = 3
"""Letters one after another that could not go: each of them may have waited for a server that is not there."""
_REST = timedelta(minutes=1)
"""How long the mail server is left alone after so many."""
_MOST_DAYS = 14
_UNCLEAR = "letters_unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOut:
    """One issue's letters."""

    store: Store
    clock: Clock
    letters: Letters
    issue: Issue
    current: Callable[[Issue], Issue]
    """Gives an issue as today's wishes allow it: asked before each letter, of every issue that is in it."""

    def __call__(self) -> tuple[Step, int]:
        """Send what is left, as far as the mail server lets us; return the last step and how many letters are out."""
        rows, now = self._rows(), self.clock.now()
        left = [each for each in self._readers() if _is_open(rows.get(each.id))]
        later = [at for each in left if (at := _not_before(rows.get(each.id))) and now < at]
        ready = [each for each in left if (_not_before(rows.get(each.id)) or now) <= now]
        # Whoever was never tried comes first: a full mailbox keeps nobody else waiting.
        step = self._send_to(sorted(ready, key=lambda each: each.id in rows), rows, later)
        self._tell_of_unclear()
        sent = sum(row.state is DeliveryState.DONE for row in self._rows().values())
        return step, sent

    def _send_to(self, ready: Sequence[Subscriber], rows: Mapping[str, Delivery], later: Sequence[datetime]) -> Step:
        """Send to those who may have their letter now, others being due *later*; stop where the server has enough."""
        waits, failed = list(later), 0
        for reader in ready[:_AT_ONCE]:
            step = self._send(reader.id, rows.get(reader.id))
            failed = 0 if step.done else failed + 1
            if not step.done and self._is_off(reader):
                return Step()
            if step.next_at is not None:
                waits.append(step.next_at)
            if failed == _IN_A_ROW:
                return Step(next_at=self.clock.now() + _REST)
        if len(ready) > _AT_ONCE:
            waits.append(self.clock.now() + timedelta(seconds=1))
        return Step(done=not waits, next_at=min(waits, default=None))

    def _is_off(self, reader: Subscriber) -> bool:
        row = self._rows().get(reader.id)
        return row is not None and row.state is DeliveryState.REFUSED and row.reason == CHANNEL_OFF

    def _send(self, reader_id: str, row: Delivery | None) -> Step:
        """Send to one person who wants it still: asked at the last moment."""
        issue = self.current(self.issue)
        with self.store.look() as work:
            reader = work.subscribers.get(reader_id)
        if reader is None or reader.state is not Subscription.ACTIVE or issue.state is DigestState.WITHDRAWN:
            return Step(done=True)
        part = self._part(issue, reader.rhythm)
        if part is None:
            return Step(done=True)
        ledger = Ledger(
            store=self.store,
            clock=self.clock,
            publisher=self.letters.to(reader),
            issue=issue,
            recipient=reader.id,
            foreseen=self.letters.mail_id,
        )
        step = ledger.send(part, row, None)
        if not step.done:
            self._pause_if_refused(reader)
        return step

    def _part(self, issue: Issue, rhythm: Rhythm) -> Part | None:
        """Return the letter for who wants one a day, or a week; `None` where there is none now."""
        if rhythm is Rhythm.DAILY:
            return next(iter(issue.parts.get(self.letters.name, ())), None)
        with self.store.look() as work:
            past = week_past(work, self.issue.digest.course, self.issue.digest.day)
        today = [self.current(each) for each in past]
        standing = [each.digest for each in today if each.state is not DigestState.WITHDRAWN]
        return self.letters.weekly(standing) if standing else None

    def _pause_if_refused(self, reader: Subscriber) -> None:
        """Let an address rest that takes no mail: a person may look at it, and nobody is asked again and again."""
        if is_final(self._rows().get(reader.id)):
            with self.store.work() as work:
                work.subscribers.put(replace(reader, state=Subscription.PAUSED))

    def _readers(self) -> tuple[Subscriber, ...]:
        with self.store.look() as work:
            everybody = work.subscribers.of(self.issue.digest.course)
        began = self.issue.frozen_at or self.issue.composed_at
        return tuple(each for each in everybody if _wants(each, began))

    def _rows(self) -> Mapping[str, Delivery]:
        with self.store.look() as work:
            rows = work.deliveries.of(self.issue.digest.key)
        return {row.recipient: row for row in rows if row.outlet == self.letters.name and row.recipient}

    def _tell_of_unclear(self) -> None:
        unclear = sum(row.state in _UNSURE for row in self._rows().values())
        subject = f"outlet:{self.letters.name}"
        with self.store.work() as work:
            if unclear:
                text = (
                    f"{self.issue.digest.key}: {unclear} letters may or may not have arrived; they are not sent again"
                )
                work.notices.raise_(Notice(subject=subject, kind=_UNCLEAR, text=text, since=self.clock.now()))


def letters_due(work: Work, course: str, day: date, at: datetime) -> int:
    """Return how many people the issue of *day* goes to by mail if it comes out at the time *at*."""
    rhythms = {Rhythm.DAILY, Rhythm.WEEKLY} if week_past(work, course, day) else {Rhythm.DAILY}
    return sum(_wants(each, at) and each.rhythm in rhythms for each in work.subscribers.of(course))


def week_past(work: Work, course: str, day: date) -> tuple[Issue, ...]:
    """Return what came out in the week before, oldest first; nothing unless *day* has the first issue of its week."""
    monday = day - timedelta(days=day.weekday())
    before = work.digests.frozen(course, before=day, limit=_MOST_DAYS)
    standing = [each for each in before if each.state is not DigestState.WITHDRAWN]
    if any(each.digest.day >= monday for each in standing):
        return ()
    return tuple(each for each in reversed(standing) if each.digest.day >= monday - timedelta(days=7))


_UNSURE = frozenset({DeliveryState.STARTED, DeliveryState.UNKNOWN})


def _is_open(row: Delivery | None) -> bool:
    """Return whether a letter may be sent: not where one may be out, nor where the address took none."""
    return row is None or (row.state is DeliveryState.REFUSED and not is_final(row))


def _not_before(row: Delivery | None) -> datetime | None:
    """Return until when a letter that was tried waits."""
    return row.retry_at if row else None


def _wants(reader: Subscriber, began: datetime) -> bool:
    """Return whether *reader* gets this issue: who confirmed after it came out begins with the next."""
    confirmed = reader.confirmed_at
    return reader.state is Subscription.ACTIVE and confirmed is not None and confirmed <= began
