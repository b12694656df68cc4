"""Deliver a frozen issue to every outlet: the page first, then the networks, each part once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.ports import (
    Clock,
    Delivery,
    DeliveryState,
    DigestState,
    Issue,
    Notice,
    Operation,
    PageProbe,
    Part,
    Publisher,
    Receipt,
    Store,
    Work,
)
from bot.ports.mail import Letters
from bot.tasks.honour import honoured
from bot.tasks.ledger import CHANNEL_OFF, Ledger, Rows, Step
from bot.tasks.mail_out import MailOut
from bot.tasks.pausing import is_paused
from curation.model import Course, Digest, DigestKey

PAGE_PATIENCE = timedelta(minutes=60)
"""How long the threads wait for the page to answer before a person is asked (digest.md 3.2)."""
_PAGE_PAUSE = timedelta(minutes=1)


class OutletState(StrEnum):
    """Where one outlet stands with one issue."""

    DONE = "done"
    WAITS = "waits"
    """For its time: a limit, a pause, a page that does not answer yet."""
    REFUSED = "refused"
    """For good: the outlet will not have it, or its words could not be made."""
    OFF = "off"
    """Until a person acts."""
    HELD = "held"
    """`go_live` is false: nothing leaves the machine."""
    SKIPPED = "skipped"
    """A newer issue is due and nothing of this one went out here."""


_UNFINISHED = {OutletState.WAITS, OutletState.OFF}
_SETTLED = {OutletState.DONE, OutletState.REFUSED, OutletState.HELD, OutletState.SKIPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletReport:
    """What one outlet has of an issue."""

    outlet: str
    state: OutletState
    parts: int = 0
    """Confirmed."""
    of: int = 0
    next_at: datetime | None = None
    owes: bool = False
    """Whether something is out that cannot be mended now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """What one pass brought."""

    digest: DigestKey
    outlets: tuple[OutletReport, ...] = ()
    paused: bool = False

    @property
    def next_at(self) -> datetime | None:
        """When the next pass makes sense; `None` when nothing waits for a time."""
        return min((each.next_at for each in self.outlets if each.next_at), default=None)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do."""
        return not self.paused and all(each.state in _SETTLED and not each.owes for each in self.outlets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How a pass goes about it."""

    resume_only: bool
    by_hand: bool


_Held = tuple[OutletState, datetime | None]
"""Why an outlet gets nothing now, and until when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """Bring out what is frozen, as far as it may go now."""

    course: Course
    store: Store
    clock: Clock
    publishers: tuple[Publisher, ...]
    """Pages first, in the order of delivery."""
    probe: PageProbe
    page_url: Callable[[Digest], str]
    """The issue's public address; empty when there is none."""
    primary: str = ""
    """The outlet that has the page there; empty for those that never leave the house."""
    go_live: bool = False
    patience: timedelta = PAGE_PATIENCE

    def __call__(self, key: DigestKey, /, *, resume_only: bool = False, by_hand: bool = False) -> PublishReport:
        """Deliver every part that is due now; call again at the report's `next_at`.

        *resume_only* leaves alone the outlets where nothing can be out yet; *by_hand* says that a person asks, so a
        page that was given up is tried once more. While the course rests, what is out is mended, and nothing more.
        """
        with self.store.look() as work:
            issue = work.digests.get(key)
            paused = is_paused(work, self.course.slug)
        if issue is None or issue.state is not DigestState.FROZEN:
            return PublishReport(digest=key, paused=paused)
        if paused:
            self._mend(issue)
            return PublishReport(digest=key, paused=True)
        way = _Way(resume_only=resume_only, by_hand=by_hand)
        outlets: list[OutletReport] = []
        for publisher in self.publishers:
            outlets.append(self._outlet(self._ledger(issue, publisher), outlets, way))
        report = PublishReport(digest=key, outlets=tuple(outlets))
        if report.is_settled:
            self._settle(issue)
        return report

    def mend(self, key: DigestKey, /) -> None:
        """Make what is out of the issue say what it may, as far as outlets let us now; nothing new goes out."""
        with self.store.look() as work:
            issue = work.digests.get(key)
        if issue is not None and issue.state is DigestState.FROZEN:
            self._mend(issue)

    def may_reach(self, publisher: Publisher) -> bool:
        """Return whether anything may be asked of *publisher* now."""
        return (self.go_live or not publisher.leaves_house) and not self._is_off(publisher)

    def _outlet(self, ledger: Ledger, before: Sequence[OutletReport], way: _Way) -> OutletReport:
        name = ledger.publisher.name
        rows = ledger.rows()
        held = self._held_back(ledger, rows, before, way)
        if held is not None:
            state, next_at = held
            if state in _UNFINISHED and self.may_reach(ledger.publisher):
                self._mend_there(ledger.publisher, ledger.issue)  # no page's silence keeps a name in a thread
            confirmed = sum(_is_out(row) for row in rows.values())
        else:
            step, confirmed = self._brought_out(ledger)
            state, next_at = self._outcome(step, ledger.publisher), step.next_at
        parts = len(ledger.issue.parts.get(name, ()))
        owes = state is OutletState.HELD and any(_may_be_out(row) for row in rows.values())
        return OutletReport(outlet=name, state=state, parts=confirmed, of=parts, next_at=next_at, owes=owes)

    def _held_back(self, ledger: Ledger, rows: Rows, before: Sequence[OutletReport], way: _Way) -> _Held | None:
        publisher = ledger.publisher
        if publisher.leaves_house and not self.go_live:
            return OutletState.HELD, None
        if way.resume_only and not any(_may_be_out(row) for row in rows.values()):
            return OutletState.SKIPPED, None
        if publisher.name not in ledger.issue.parts:
            return OutletState.REFUSED, None
        if self._is_off(publisher):
            return OutletState.OFF, None
        return self._page_gate(ledger, before, way) if publisher.leaves_house else None

    def _outcome(self, step: Step, publisher: Publisher) -> OutletState:
        if step.done:
            return OutletState.DONE
        if step.next_at is not None:
            return OutletState.WAITS
        return OutletState.OFF if self._is_off(publisher) else OutletState.REFUSED

    def _brought_out(self, ledger: Ledger) -> tuple[Step, int]:
        """Deliver to the outlet, or to everybody who gets letters from it."""
        if isinstance(ledger.publisher, Letters):
            issue = ledger.issue
            out = MailOut(
                store=self.store,
                clock=self.clock,
                letters=ledger.publisher,
                issue=issue,
                current=self._current,
            )
            return out()
        return self._deliver(ledger)

    def _deliver(self, ledger: Ledger) -> tuple[Step, int]:
        """Deliver part after part; return the last step and how many parts stand."""
        number, parent = 0, None
        while number < len(parts := ledger.issue.parts.get(ledger.publisher.name, ())):
            step = self._part(ledger, parts[number], parent)
            if not step.done:
                return step, number
            number, parent = number + 1, step.receipt
            ledger = self._ledger(ledger.issue, ledger.publisher)
        return self._take_back(ledger), number

    def _take_back(self, ledger: Ledger) -> Step:
        """Withdraw what is out and no part of the issue any more, newest first; return the first step that waits."""
        rows, name = ledger.rows(), ledger.publisher.name
        numbers = {part.number for part in ledger.issue.parts[name]}
        orphans = [row for row in rows.values() if _is_out(row) and row.part not in numbers]
        for row in sorted(orphans, key=lambda each: each.part, reverse=True):
            step = ledger.withdraw(row, rows.get((name, row.part, Operation.WITHDRAW)))
            if not step.done:
                return step
        return Step(done=True)

    def _mend(self, issue: Issue) -> None:
        """Make every part that is out say what it may, as far as its outlet lets us now."""
        for publisher in self.publishers:
            if self.may_reach(publisher):
                self._mend_there(publisher, issue)

    def _mend_there(self, publisher: Publisher, issue: Issue) -> None:
        ledger = self._ledger(issue, publisher)
        rows, name = ledger.rows(), publisher.name
        for part in ledger.issue.parts.get(name, ()):
            sent = rows.get((name, part.number, Operation.SEND))
            if sent is not None and sent.state is DeliveryState.DONE and not _is_taken_back(sent, rows):
                ledger.edit(part, sent, rows.get((name, part.number, Operation.EDIT)))
        if name in ledger.issue.parts:
            self._take_back(ledger)

    def _part(self, ledger: Ledger, part: Part, parent: Receipt | None) -> Step:
        if ledger.issue.state is DigestState.WITHDRAWN:
            return Step()  # since this pass began
        rows = ledger.rows()
        name = ledger.publisher.name
        sent = rows.get((name, part.number, Operation.SEND))
        if sent is not None and _is_taken_back(sent, rows):
            return Step(done=True, receipt=sent.receipt)
        if sent is not None and sent.state is DeliveryState.DONE:
            return ledger.edit(part, sent, rows.get((name, part.number, Operation.EDIT)))
        pause = _latest_pause(rows)
        if pause is not None and self.clock.now() < pause:
            return Step(next_at=pause)
        return ledger.send(part, sent, parent)

    def _ledger(self, issue: Issue, publisher: Publisher) -> Ledger:
        """Return the ledger with the issue as today's wishes allow it: asked again before every part."""
        return Ledger(store=self.store, clock=self.clock, publisher=publisher, issue=self._current(issue))

    def _current(self, issue: Issue) -> Issue:
        with self.store.work() as work:
            return honoured(work, _kept(work, issue), self.course, self.publishers, self.clock.now())

    def _is_off(self, publisher: Publisher) -> bool:
        with self.store.look() as work:
            return any(
                (each.subject, each.kind) == (f"outlet:{publisher.name}", CHANNEL_OFF) for each in work.notices.all()
            )

    def _page_gate(self, ledger: Ledger, before: Sequence[OutletReport], way: _Way) -> _Held | None:
        """Return what holds back whatever links our page; `None` when the page is there (digest.md 3.2)."""
        issue, is_page = ledger.issue, ledger.publisher.name == self.primary
        pages = [each for each in before if self._is_page(each.outlet)]
        if any(each.state is not OutletState.DONE for each in pages):
            next_at = min((each.next_at for each in pages if each.next_at), default=None)
            return (OutletState.WAITS if next_at else OutletState.OFF), next_at
        url = "" if is_page else self.page_url(issue.digest)
        if not url or self.probe.answers(url):
            self._page_notice(issue, stands=False)
            return None
        now = self.clock.now()
        if way.by_hand or now - (issue.frozen_at or issue.composed_at) < self.patience:
            return OutletState.WAITS, now + _PAGE_PAUSE
        self._page_notice(issue, stands=True)
        return OutletState.OFF, None

    def _page_notice(self, issue: Issue, *, stands: bool) -> None:
        subject = f"course:{issue.digest.course}"
        text = f"{issue.digest.day}: {self.page_url(issue.digest)} does not answer; `welearned publish` tries again"
        with self.store.work() as work:
            if stands:
                notice = Notice(subject=subject, kind="page_unreachable", text=text, since=self.clock.now())
                work.notices.raise_(notice)
            else:
                work.notices.clear(subject, "page_unreachable")

    def _is_page(self, name: str) -> bool:
        """Return whether others wait for the outlet: it stays in the house, or has the page that they link."""
        return name == self.primary or any(each.name == name and not each.leaves_house for each in self.publishers)

    def _settle(self, issue: Issue) -> None:
        """Close *issue* unless it was revised while it was delivered: then the next pass mends what went out."""
        with self.store.work() as work:
            current = _kept(work, issue)
            if current.revision == issue.revision:
                work.digests.put(replace(current, state=DigestState.PUBLISHED))


def _kept(work: Work, issue: Issue) -> Issue:
    """Return *issue* as it stands in the store now."""
    return work.digests.get(issue.digest.key) or issue


def _is_out(row: Delivery) -> bool:
    return row.state is DeliveryState.DONE and row.operation is Operation.SEND


def _is_taken_back(sent: Delivery, rows: Rows) -> bool:
    row = rows.get((sent.outlet, sent.part, Operation.WITHDRAW))
    return row is not None and row.state is DeliveryState.DONE


def _may_be_out(row: Delivery) -> bool:
    return row.state is not DeliveryState.REFUSED


def _latest_pause(rows: Rows) -> datetime | None:
    return max((row.not_before for row in rows.values() if row.not_before), default=None)
