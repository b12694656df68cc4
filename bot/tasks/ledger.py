"""Sending one part exactly once: written down before it is done, looked for before it is done again.

    (no row) ──commit──▶ STARTED ──send returned──▶ DONE(receipt)
                            ├──the network said no──▶ REFUSED(reason)   with `retry_at`: nothing was made, again later
                            └──time-out, crash──────▶ UNKNOWN           `find` first; sent again when it is not there

An edit is safe to repeat, so it is simply done again after a crash.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import Busy, ChannelOff, Refused, SendError, StoreError
from bot.log import event, warning
from bot.ports import (
    Clock,
    Delivery,
    DeliveryState,
    DigestState,
    Issue,
    Notice,
    Operation,
    Part,
    Publisher,
    Receipt,
    Store,
)

BETWEEN_PARTS = timedelta(seconds=2)
"""Faster replies to oneself are hidden as spam (digest.md 3.12)."""
_LOOK_AGAIN = timedelta(minutes=1)
"""A request that timed out, or whose sender died, may still be at work over there."""
_PATIENCE = timedelta(minutes=30)
"""The longest pause between two looks at the same unclear part."""
CHANNEL_OFF = "channel_off"
_RESUME = "welearned resume COURSE --outlet"
REFUSED = "refused"
_WITHDRAWN = "the issue was withdrawn"
_LATE = "late"
_WORTH_TELLING = 6
"""Attempts, half an hour and more, after which a person should know that a part is still on its way."""

_TAKEN = frozenset({DigestState.DRAFT, DigestState.WITHDRAWN})
"""What an issue is of which nothing goes out, whoever has begun to send it."""

Key = tuple[str, int, Operation]
Rows = Mapping[Key, Delivery]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a part came."""

    done: bool = False
    next_at: datetime | None = None
    """When to go on; `None` with `done` false: never by itself."""
    receipt: Receipt | None = None


COLLECTED_FOR = timedelta(minutes=10)
"""How long after a correction more may come before readers are notified of an edit."""


def text_hash(part: Part) -> str:
    """Return a short name for exactly the words and warnings of *part*."""
    said = (
        part.text,
        part.content_warning,
        part.visibility,
        part.language,
        part.title,
        *([part.html] if part.html else []),
    )
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:32]


def is_final(row: Delivery | None) -> bool:
    """Return whether the outlet said no for good."""
    return row is not None and row.state is DeliveryState.REFUSED and not row.retry_at and row.reason != CHANNEL_OFF


def owed(rows: Rows, parts: Sequence[Part]) -> tuple[Delivery, ...]:
    """Return what one outlet, whose *rows* these are, has or may have out that does not say what *parts* say."""
    words = {part.number: text_hash(part) for part in parts}
    return tuple(row for key, row in rows.items() if key[2] is Operation.SEND and _is_owed(row, rows, words))


def _is_owed(sent: Delivery, rows: Rows, words: Mapping[int, str]) -> bool:
    if sent.state is DeliveryState.REFUSED:
        return False
    if sent.state is not DeliveryState.DONE:
        return True
    taken_back = rows.get((sent.outlet, sent.part, Operation.WITHDRAW))
    if taken_back and taken_back.state is DeliveryState.DONE:
        return False
    last = rows.get((sent.outlet, sent.part, Operation.EDIT), sent)
    return last.state is not DeliveryState.DONE or last.text_hash != words.get(sent.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One outlet's side of the ledger for one issue."""

    store: Store
    clock: Clock
    publisher: Publisher
    issue: Issue
    recipient: str = ""
    """Whom it goes to alone, where an outlet sends each person their own."""
    foreseen: Callable[[str, str], str] | None = None
    """Gives the id that what is sent will have, from key and recipient: kept before it is sent."""

    def rows(self) -> Rows:
        """Return what is written down, by part and operation, for this outlet."""
        with self.store.look() as work:
            rows = work.deliveries.of(self.issue.digest.key)
        return {_key(row): row for row in rows if self._is_mine(row)}

    def _is_mine(self, row: Delivery) -> bool:
        return (row.outlet, row.recipient) == (self.publisher.name, self.recipient)

    def send(self, part: Part, row: Delivery | None, after: Receipt | None) -> Step:
        """Bring *part* out, or find out that it is out already."""
        if row is None:
            return self._send(part, None, self._fresh(part, Operation.SEND), after)
        if row.state is DeliveryState.DONE:
            return Step(done=True, receipt=row.receipt)
        if (wait := self._must_wait(row)) is not None:
            return wait
        again = replace(row, attempts=row.attempts + 1, revision=self.issue.revision, retry_at=None, reason="")
        if row.state is DeliveryState.REFUSED or self.publisher.repeats_safely:
            return self._send(part, row, again, after)
        return self._look_then_send(part, row, again, after)

    def edit(self, part: Part, sent: Delivery, row: Delivery | None) -> Step:
        """Make what stands at the receipt of *sent* say *part*; *row* is the edit written down last."""
        last = row or sent
        if (settled := self._without_edit(part, sent, last)) is not None:
            return settled
        is_again = last.operation is Operation.EDIT and last.state is not DeliveryState.DONE
        attempts = last.attempts + 1 if is_again else 1
        started = replace(self._fresh(part, Operation.EDIT), attempts=attempts)
        self._write(started)
        try:
            edited = self.publisher.edit(_receipt_of(sent), part)
        except Refused as error:
            self._failed(started, error)
            return Step(done=True, receipt=sent.receipt)  # the parts behind it may still be mended
        except SendError as error:
            return self._failed(started, error)
        return self._done(started, edited)

    def _without_edit(self, part: Part, sent: Delivery, last: Delivery) -> Step | None:
        """Return the step where nothing is to be changed now; *last* is what was written down last of *part*."""
        if last.text_hash == text_hash(part):
            if last.state is DeliveryState.DONE:
                return Step(done=True, receipt=sent.receipt)
            if (wait := self._must_wait(last)) is not None:
                return wait if wait.next_at else Step(done=True, receipt=sent.receipt)
        collected = self._collected_at()
        return None if collected is None else Step(next_at=collected)

    def _collected_at(self) -> datetime | None:
        """Return until when more corrections are waited for (T100); `None` where nothing more is waited for.

        Only a correction waits: whatever else changed the issue since, such as somebody's "stop", takes it along.
        """
        last = next(reversed(self.issue.digest.corrections), None)
        if not self.publisher.tells_of_edits or last is None or last.at_once or last.at != self.issue.changed_at:
            return None
        collected = last.at + COLLECTED_FOR
        return collected if self.clock.now() < collected else None

    def withdraw(self, sent: Delivery, row: Delivery | None) -> Step:
        """Take back what stands at the receipt of *sent*, a part the issue has no more; *row* is written down last."""
        if row is not None:
            if row.state is DeliveryState.DONE:
                return Step(done=True)
            if (wait := self._must_wait(row)) is not None:
                return wait if wait.next_at else Step(done=True)
        started = replace(
            row or sent,
            operation=Operation.WITHDRAW,
            revision=self.issue.revision,
            state=DeliveryState.STARTED,
            started_at=row.started_at if row else self.clock.now(),
            attempts=row.attempts + 1 if row else 1,
            receipt=None,
        )
        self._write(started)
        try:
            self.publisher.withdraw(_receipt_of(sent))
        except Refused as error:
            self._failed(started, error)
            return Step(done=True)
        except SendError as error:
            return self._failed(started, error)
        return self._done(started, None)

    def recall(self, sent: Delivery, row: Delivery | None, after: Receipt | None) -> Step:
        """Take back what *sent* brought out, or may have: that is looked for first; *row* is written down last."""
        if sent.state is DeliveryState.DONE:
            return self.withdraw(sent, row)
        if sent.state is DeliveryState.REFUSED:
            if not is_final(sent):
                self._write(replace(sent, reason=_WITHDRAWN, retry_at=None))
            return Step(done=True)
        wait = self._must_wait(sent)
        return wait or self._look_then_withdraw(sent, row, after)

    def _look_then_withdraw(self, sent: Delivery, row: Delivery | None, after: Receipt | None) -> Step:
        said = sent.said or Part(number=sent.part, text="", count=0, limit=0, language="")
        try:
            found = self.publisher.find(said, self._sending_key(said, sent.revision), after, sent.started_at)
        except SendError as error:
            return self._failed(replace(sent, attempts=sent.attempts + 1), error, unsent=False)
        if found is None:
            self._write(replace(sent, state=DeliveryState.REFUSED, reason=_WITHDRAWN, retry_at=None, said=None))
            return Step(done=True)
        self._done(sent, found)
        return self.withdraw(replace(sent, state=DeliveryState.DONE, receipt=found), row)

    def _must_wait(self, row: Delivery) -> Step | None:
        """Return the step of a row that may not be tried now: later, or never; `None` when it may."""
        if row.state is DeliveryState.REFUSED and row.retry_at is None and row.reason != CHANNEL_OFF:
            return Step()
        if row.retry_at is not None and self.clock.now() < row.retry_at:
            return Step(next_at=row.retry_at)
        return None

    def _look_then_send(self, part: Part, row: Delivery, again: Delivery, after: Receipt | None) -> Step:
        said = row.said or part
        try:
            found = self.publisher.find(said, self._sending_key(part, row.revision), after, row.started_at)
        except SendError as error:
            return self._failed(replace(row, attempts=row.attempts + 1), error, unsent=False)
        if found is None:
            return self._send(part, row, again, after)
        done = self._done(row, found)
        if row.text_hash == text_hash(part):
            return done
        # What is out there is what was said before the issue was revised.
        return self.edit(part, replace(row, state=DeliveryState.DONE, receipt=found), None)

    def _send(self, part: Part, seen: Delivery | None, row: Delivery, after: Receipt | None) -> Step:
        look_at = None if self.publisher.repeats_safely else self.clock.now() + _LOOK_AGAIN
        started = replace(row, state=DeliveryState.STARTED, text_hash=text_hash(part), said=part, retry_at=look_at)
        if self.foreseen is not None:
            mail_id = self.foreseen(self._sending_key(part, started.revision), self.recipient)
            started = replace(started, receipt=Receipt(uri=mail_id, url=""))
        if not self._claim(started, seen):
            return Step(next_at=self.clock.now() + _LOOK_AGAIN)
        try:
            receipt = self.publisher.send(part, self._sending_key(part, started.revision), after)
        except SendError as error:
            return self._failed(started, error)
        return self._done(started, receipt)

    def _claim(self, started: Delivery, seen: Delivery | None) -> bool:
        """Write *started* down, unless another process wrote something since the row was *seen*: then it is its turn.

        The lease keeps others away; but a process that was asleep for longer than its lease does not know that it is.
        Nor is anything written when a person stopped the presses in between, or took the issue back.
        """
        with self.store.work() as work:
            issue = work.digests.get(started.digest)
            if issue is not None and issue.state in _TAKEN:
                return False
            rows = (row for row in work.deliveries.of(started.digest) if self._is_mine(row))
            current = next((row for row in rows if _key(row) == _key(started)), None)
            if current != seen:
                return False
            work.deliveries.put(started)
        return True

    def _done(self, row: Delivery, receipt: Receipt | None) -> Step:
        now = self.clock.now()
        done = replace(row, state=DeliveryState.DONE, receipt=receipt, reason="", retry_at=None, said=None)
        with self.store.work() as work:
            work.deliveries.put(replace(done, not_before=now + BETWEEN_PARTS))
            if row.attempts >= _WORTH_TELLING:
                work.notices.clear(self._subject, _LATE)
        event("part.done", digest=row.digest, outlet=row.outlet, part=row.part, operation=row.operation.value)
        return Step(done=True, receipt=receipt)

    def _failed(self, row: Delivery, error: SendError, *, unsent: bool = True) -> Step:
        """Write down what the outlet's answer means; *unsent* says that it answered the sending, not a look."""
        now = self.clock.now()
        refused = replace(row, state=DeliveryState.REFUSED, said=None) if unsent else row
        if isinstance(error, ChannelOff):
            failed = replace(refused, reason=CHANNEL_OFF, retry_at=None)
            self._notice(
                CHANNEL_OFF, f"{error.why}; nothing is sent before a person acts, then: {_RESUME} {self.publisher.name}"
            )
        elif isinstance(error, Busy):
            failed = replace(refused, reason=error.why, retry_at=max(error.retry_at, now + BETWEEN_PARTS))
        elif isinstance(error, Refused) and unsent:
            failed = replace(refused, reason=error.why, retry_at=None)
            self._notice(REFUSED, f"{row.digest}, part {row.part + 1}, {row.operation.value}: {error.why}")
        else:
            pause = min(_LOOK_AGAIN * 2 ** min(row.attempts - 1, 10), _PATIENCE)
            failed = replace(row, state=DeliveryState.UNKNOWN, reason=error.why, retry_at=now + pause)
        self._write(failed)
        if failed.retry_at is not None and row.attempts >= _WORTH_TELLING:
            self._notice(_LATE, f"{row.digest}, part {row.part + 1} is late: {error.why}; it is tried again by itself")
        warning("part.failed", digest=row.digest, outlet=row.outlet, part=row.part, state=failed.state.value)
        return Step(next_at=failed.retry_at)

    def _fresh(self, part: Part, operation: Operation) -> Delivery:
        return Delivery(
            digest=self.issue.digest.key,
            outlet=self.publisher.name,
            part=part.number,
            recipient=self.recipient,
            operation=operation,
            revision=self.issue.revision,
            state=DeliveryState.STARTED,
            started_at=self.clock.now(),
            text_hash=text_hash(part),
        )

    def _sending_key(self, part: Part, revision: int) -> str:
        return f"{self.issue.digest.key}:{self.publisher.name}:{part.number}:{revision}"

    def _write(self, row: Delivery) -> None:
        with self.store.work() as work:
            work.deliveries.put(row)

    @property
    def _subject(self) -> str:
        return f"outlet:{self.publisher.name}"

    def _notice(self, kind: str, text: str) -> None:
        notice = Notice(subject=self._subject, kind=kind, text=text, since=self.clock.now())
        with self.store.work() as work:
            work.notices.raise_(notice)


def _receipt_of(sent: Delivery) -> Receipt:
    if sent.receipt is None:
        raise StoreError(f"{sent.digest}, {sent.outlet}, part {sent.part}: done without a receipt")
    return sent.receipt


def _key(row: Delivery) -> Key:
    return row.outlet, row.part, row.operation
