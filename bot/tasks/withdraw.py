"""Take a whole issue back: threads newest part first, the page as a tombstone, every other home by its own rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.errors import NotAccepted
from bot.log import event
from bot.ports import Clock, Delivery, DigestState, Issue, Notice, Operation, Publisher, Receipt, Store, Work
from bot.tasks.ledger import Ledger, Step
from bot.tasks.publish import Publish
from bot.tasks.reach import key_of
from curation.model import Course, DigestKey, Event, EventKind

_OPEN = "withdrawing "


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """How far one withdrawal came."""

    digest: DigestKey
    waiting: tuple[str, ...] = ()
    """Outlets where something is left."""
    next_at: datetime | None = None
    """When to go on; `None` where nothing is left, or a person must act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Write down that an issue is withdrawn, then go to every outlet; a kill leaves the rest to the next call."""

    course: Course
    store: Store
    clock: Clock
    publish: Publish

    def __call__(self, day: date, /, *, who: str, why: str = "") -> Withdrawn:
        """Withdraw the issue of *day*; its key and address are never used again. Raise `NotAccepted`."""
        return self._go_on(self.write_down(day, who=who, why=why).digest)

    def write_down(self, day: date, /, *, who: str, why: str = "", kind: EventKind = EventKind.WITHDRAW) -> Withdrawn:
        """Only write down, as *kind*, that the issue of *day* is withdrawn: who holds the lease does the rest."""
        key = key_of(self.course, day)
        act = Event(course=self.course.slug, kind=kind, who=who, at=self.clock.now(), day=day, value=why)
        with self.store.work() as work:
            issue = work.digests.get(key)
            if issue is None or issue.state in {DigestState.DRAFT, DigestState.QUIET}:
                raise NotAccepted(f"nothing of {key} is out; `welearned drop` takes single pages out of a draft")
            if issue.state is not DigestState.WITHDRAWN:
                self._write_down(work, issue, act)
                event("digest.withdrawn", digest=key)
        return Withdrawn(digest=key, waiting=tuple(each.name for each in self.publish.publishers))

    def resume(self) -> tuple[Withdrawn, ...]:
        """Go on with every withdrawal of the course that is not over."""
        with self.store.look() as work:
            subject = self._subject
            days = [
                each.kind.removeprefix(_OPEN)
                for each in work.notices.all()
                if each.subject == subject and each.kind.startswith(_OPEN)
            ]
        return tuple(self._go_on(key_of(self.course, date.fromisoformat(day))) for day in days)

    def go_on(self, day: date, /) -> Withdrawn:
        """Go on with the withdrawal of the issue of *day* as far as outlets let us now."""
        return self._go_on(key_of(self.course, day))

    def _write_down(self, work: Work, issue: Issue, act: Event) -> None:
        withdrawn = replace(issue, state=DigestState.WITHDRAWN, revision=issue.revision + 1, changed_at=act.at)
        work.digests.put(withdrawn)
        work.events.append(act)
        day = issue.digest.day
        text = f"{day}: being withdrawn; what is left goes by itself"
        work.notices.raise_(Notice(subject=self._subject, kind=f"{_OPEN}{day}", text=text, since=act.at))

    def _go_on(self, key: DigestKey) -> Withdrawn:
        with self.store.look() as work:
            issue = work.digests.get(key)
        if issue is None or issue.state is not DigestState.WITHDRAWN:
            return Withdrawn(digest=key)
        # The page is the last to go: what links to it should be gone before.
        steps = {each.name: self._outlet(issue, each) for each in reversed(self.publish.publishers)}
        waiting = tuple(name for name, step in steps.items() if not step.done)
        if not waiting:
            with self.store.work() as work:
                work.notices.clear(self._subject, f"{_OPEN}{issue.digest.day}")
        next_at = min((step.next_at for step in steps.values() if step.next_at), default=None)
        return Withdrawn(digest=key, waiting=waiting, next_at=next_at)

    def _outlet(self, issue: Issue, publisher: Publisher) -> Step:
        """Take back every part that is or may be out there, newest first; return the first step that is not done."""
        ledger = Ledger(store=self.store, clock=self.clock, publisher=publisher, issue=issue)
        rows = ledger.rows()
        sent = [row for row in rows.values() if row.operation is Operation.SEND]
        if sent and not self.publish.may_reach(publisher):
            return Step()
        for row in sorted(sent, key=lambda each: each.part, reverse=True):
            taken = rows.get((publisher.name, row.part, Operation.WITHDRAW))
            step = ledger.recall(row, taken, _parent(sent, row))
            if not step.done:
                return step
        return Step(done=True)

    @property
    def _subject(self) -> str:
        return f"course:{self.course.slug}"


def _parent(sent: Sequence[Delivery], row: Delivery) -> Receipt | None:
    """Return what the part answers: the part before it."""
    return next((each.receipt for each in sent if each.part == row.part - 1), None)
