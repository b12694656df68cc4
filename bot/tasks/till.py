"""The treasurer of a network that bills: no call goes out that the month's money does not allow, none is forgotten."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.log import warning
from bot.ports import Call, Clock, Notice, Store, Till, Use, Work
from curation import budget as budgets
from curation.budget import Budget, Charge, MicroUsd, Month, Prices, dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreTill(Till):
    """Keeps the books in the database; safe for threads, because transactions are."""

    network: str
    budget: Budget
    prices: Prices
    store: Store
    clock: Clock

    @override
    def may(self, use: Use, call: Call, units: int, /) -> datetime | None:
        at = self.clock.now()
        month = budgets.month_of(at.date())
        cost = self.prices.most(call) * units
        with self.store.look() as work:
            spent = budgets.by_use(self._charges(work, month))
            stands = any(each.subject == self._subject and each.kind == use.value for each in work.notices.all())
        again = budgets.may(self.budget, spent, use=use, cost=cost, at=at)
        stopped = again is not None and again >= month.end
        if stopped != stands:
            self._tell(use, at, month, stopped=stopped)
        return again

    @override
    def pay(self, use: Use, call: Call, resources: Collection[str], /, *, course: str = "") -> None:
        if not resources:
            return
        day = self.clock.now().date()
        with self.store.work() as work:
            fresh = work.meter.unbilled(self.network, day, call, resources)
            cost = MicroUsd(self.prices.of[call] * len(fresh))
            if fresh:
                charge = Charge(day=day, use=use, call=call, course=course, units=len(fresh), cost=cost)
                work.meter.bill(self.network, charge, fresh)

    def _charges(self, work: Work, month: Month) -> tuple[Charge, ...]:
        return work.meter.charges(self.network, month.first_day, month.next_first_day)

    @property
    def _subject(self) -> str:
        return f"budget:{self.network}"

    def _tell(self, use: Use, at: datetime, month: Month, *, stopped: bool) -> None:
        """Keep one notice from the moment *use* stops until it may go on."""
        share = dollars(self.budget.share(use))
        text = f"this month's money for {use.value} ({share}) is used up; it goes on at {month.end:%Y-%m-%d %H:%M} UTC"
        with self.store.work() as work:
            if stopped:
                work.notices.raise_(Notice(subject=self._subject, kind=use.value, text=text, since=at))
            else:
                work.notices.clear(self._subject, use.value)
        if stopped:
            warning("till.stopped", network=self.network, use=use.value)
