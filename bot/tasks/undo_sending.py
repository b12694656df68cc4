"""Undo the sending of an issue: for ten minutes after its first part went out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import NotAccepted
from bot.ports import Clock, Delivery, DeliveryState, DigestState, Operation, Publisher, Store
from bot.ports.mail import Letters
from bot.ports.reviews import Sent
from bot.tasks.reach import key_of
from bot.tasks.withdraw import Withdraw, Withdrawn
from curation.model import Course, EventKind

UNDO_FOR = timedelta(minutes=10)
"""How long a sending can be undone (digest.md 3.12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoSending:
    """Take an issue back that went out by mistake; what was in it is a candidate of the next one."""

    course: Course
    store: Store
    clock: Clock
    withdraw: Withdraw

    def __call__(self, day: date, /, *, who: str) -> Withdrawn:
        """Write down that the issue of *day* is taken back, and go to every outlet as `Withdraw` does; as `write_down`.

        A kill leaves the rest to `Withdraw.resume`.
        """
        self.write_down(day, who=who)
        return self.withdraw.go_on(day)

    def write_down(self, day: date, /, *, who: str) -> Withdrawn:
        """Only write down that the issue of *day* is taken back: who holds the lease does the rest.

        Nothing more of it goes out from then on. Raise `NotAccepted` before its first part, and ten minutes after it.
        """
        key = key_of(self.course, day)
        with self.store.look() as work:
            issue = work.digests.get(key)
            first = first_sent(work.deliveries.of(key))
        if first is None:
            raise NotAccepted(f"nothing of {key} is out yet; stop the presses to keep it in", phrase="not_out")
        if issue is not None and issue.state is DigestState.WITHDRAWN:
            raise NotAccepted(f"{key} is taken back already", phrase="taken_back")
        if self.clock.now() >= first + UNDO_FOR:
            why = f"{key} went out more than ten minutes ago; it can be corrected or withdrawn"
            raise NotAccepted(why, phrase="too_late")
        return self.withdraw.write_down(day, who=who, kind=EventKind.UNSEND)


def first_sent(rows: Iterable[Delivery]) -> datetime | None:
    """Return when the first part of an issue went out, or may have; `None` before that."""
    return min((row.started_at for row in rows if _may_be_out(row)), default=None)


def sent_to(publishers: Sequence[Publisher], rows: Sequence[Delivery]) -> tuple[Sent, ...]:
    """Return what is out at each of *publishers*, in the order of delivery; those that have nothing are left out."""
    told = (_sent(each, [row for row in rows if row.outlet == each.name]) for each in publishers)
    return tuple(each for each in told if each.parts)


def _sent(publisher: Publisher, rows: Sequence[Delivery]) -> Sent:
    taken = [row for row in rows if row.operation is Operation.WITHDRAW and row.state is DeliveryState.DONE]
    return Sent(
        outlet=publisher.name,
        parts=sum(map(_may_be_out, rows)),
        taken_back=len(taken),
        is_letters=isinstance(publisher, Letters),
        is_page=not publisher.leaves_house,
    )


def _may_be_out(row: Delivery) -> bool:
    return row.operation is Operation.SEND and row.state is not DeliveryState.REFUSED
