"""What a network that bills was paid in a month, and what the month will have cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.ports import Clock, Store
from curation import budget as budgets
from curation.budget import Budget, Charge, MicroUsd, Prices, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class CostReport:
    """One network's month."""

    network: str
    month: str
    """As `2026-11`."""
    at: datetime
    charges: tuple[Charge, ...]
    spent: MicroUsd
    forecast: MicroUsd
    """What the month will have cost at its end at this rate; what it did cost when it is over."""
    budget: Budget
    left: Mapping[Use, MicroUsd]
    prices: Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Look into the books, and change nothing."""

    network: str
    budget: Budget
    prices: Prices
    store: Store
    clock: Clock

    def __call__(self, day: date | None = None) -> CostReport:
        """Return the month that *day* lies in; this one for `None`."""
        at = self.clock.now()
        month = budgets.month_of(day or at.date())
        with self.store.look() as work:
            charges = work.meter.charges(self.network, month.first_day, month.next_first_day)
        return CostReport(
            network=self.network,
            month=f"{month.start:%Y-%m}",
            at=at,
            charges=charges,
            spent=budgets.total(charges),
            forecast=budgets.forecast(charges, at),
            budget=self.budget,
            left=budgets.left(self.budget, budgets.by_use(charges)),
            prices=self.prices,
        )
