"""What a network that bills may cost: prices, a month's money and its shares, and whether a call may be made now.

A month is one of UTC's calendar; a budget ends with it. Nothing is carried over.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import NewType

MicroUsd = NewType("MicroUsd", int)
"""Millionths of a US dollar: the cheapest call costs a thousand of them, so no sum is ever rounded."""

DOLLAR = 1_000_000
"""In `MicroUsd`."""

_AHEAD = timedelta(days=7)
"""How much of the month's reading money may be spent before its time: a busy week is what digests are for."""


class Call(StrEnum):
    """What is billed, by kind."""

    READ_POST = "read_post"
    READ_USER = "read_user"
    READ_OWN = "read_own"
    """Our own posts and mentions, far cheaper than others'."""
    READ_COUNTS = "read_counts"
    WRITE_POST = "write_post"
    WRITE_POST_WITH_URL = "write_post_with_url"
    WRITE_REPLY = "write_reply"
    """An answer to somebody who addressed us."""
    DELETE = "delete"


class Use(StrEnum):
    """What the money is for; each has its share of the budget."""

    READING = "reading"
    SWEEPING = "sweeping"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What each call costs, as published on a day."""

    as_of: date
    of: Mapping[Call, MicroUsd]
    """Every kind of call has its price."""

    def most(self, call: Call) -> MicroUsd:
        """Return the most that one *call* can cost: a post may bring its author, who is billed as well."""
        brought = self.of[Call.READ_USER] if call is Call.READ_POST else 0
        return MicroUsd(self.of[call] + brought)

    def changed(self, as_of: date, of: Mapping[Call, MicroUsd]) -> "Prices":
        """Return these prices with those that *of* names in their place, dated *as_of*."""
        return Prices(as_of=as_of, of={**self.of, **of})


X_PRICES = Prices(
    as_of=date(2026, 8, 1),
    of={
        Call.READ_POST: MicroUsd(5_000),
        Call.READ_USER: MicroUsd(10_000),
        Call.READ_OWN: MicroUsd(1_000),
        Call.READ_COUNTS: MicroUsd(5_000),
        Call.WRITE_POST: MicroUsd(15_000),
        Call.WRITE_POST_WITH_URL: MicroUsd(200_000),
        Call.WRITE_REPLY: MicroUsd(10_000),
        Call.DELETE: MicroUsd(10_000),
    },
)
"""X's list for paying by use: https://docs.x.com/x-api/getting-started/pricing"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How a month's money is divided, in per cent; together at most a hundred."""

    reading: int = 60
    sweeping: int = 10
    publishing: int = 30

    def __post_init__(self) -> None:
        parts = (self.reading, self.sweeping, self.publishing)
        if min(parts) < 0 or sum(parts) > 100:
            raise ValueError(f"shares of {parts} per cent")

    def of(self, use: Use) -> int:
        """Return the per cent for *use*."""
        return {Use.READING: self.reading, Use.SWEEPING: self.sweeping, Use.PUBLISHING: self.publishing}[use]


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one network may cost in a month."""

    monthly: MicroUsd
    shares: Shares = field(default_factory=Shares)

    def share(self, use: Use) -> MicroUsd:
        """Return the money set apart for *use*."""
        return MicroUsd(self.monthly * self.shares.of(use) // 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What calls of one kind cost on one day of UTC."""

    day: date
    use: Use
    call: Call
    course: str
    """Empty where a call served several courses."""
    units: int
    cost: MicroUsd


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month of UTC."""

    start: datetime
    end: datetime

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return self.start.date()

    @property
    def next_first_day(self) -> date:
        """The first of the month after it."""
        return self.end.date()


def month_of(day: date) -> Month:
    """Return the month that *day* lies in."""
    start = datetime(day.year, day.month, 1, tzinfo=UTC)
    return Month(start, (start + timedelta(days=31)).replace(day=1))


def may(budget: Budget, spent: Mapping[Use, int], *, use: Use, cost: int, at: datetime) -> datetime | None:
    """Return `None` when *cost* may be spent on *use* at *at* (in UTC), else the time to ask again.

    *spent* is what this month's uses have cost. Reading slows down when it runs a week ahead of the month, and stops
    with its share; sweeping stops with its share; publishing may take whatever nobody spent, and what is set apart for
    it is touched by nobody else. So all uses together never cost more than the budget.
    """
    month = month_of(at.date())
    if spent.get(use, 0) + cost > _most(budget, spent, use):
        return month.end
    if use is not Use.READING:
        return None
    earned_at = _earned_at(budget.share(use), spent.get(use, 0) + cost, month)
    return earned_at if earned_at > at else None


def left(budget: Budget, spent: Mapping[Use, int]) -> Mapping[Use, MicroUsd]:
    """Return what each use may still cost this month, taken alone: two uses may count on the same money."""
    return {use: MicroUsd(max(_most(budget, spent, use) - spent.get(use, 0), 0)) for use in Use}


def _most(budget: Budget, spent: Mapping[Use, int], use: Use) -> int:
    """Return what *use* may have cost by the end of the month."""
    others = sum(cost for other, cost in spent.items() if other is not use)
    if use is Use.PUBLISHING:
        return budget.monthly - others
    published = spent.get(Use.PUBLISHING, 0)
    kept_back = max(budget.share(Use.PUBLISHING) - published, 0)
    return min(budget.share(use), budget.monthly - others - kept_back)


def _earned_at(share: int, cost: int, month: Month) -> datetime:
    """Return from when on *cost* may have been spent, if *share* is given out evenly over *month*, a week ahead."""
    if not cost:
        return month.start
    seconds = Fraction(cost, share) * int((month.end - month.start).total_seconds())
    return month.start + timedelta(seconds=ceil(seconds)) - _AHEAD


def forecast(charges: Iterable[Charge], at: datetime) -> MicroUsd:
    """Return what the month of *charges* will have cost at its end, if it goes on as since its first charge.

    The day of *at* counts as far as it has gone, and the first day as a whole one at least.
    """
    kept = tuple(charges)
    spent = total(kept)
    if not kept:
        return spent
    first = min(charge.day for charge in kept)
    begun, end = datetime(first.year, first.month, first.day, tzinfo=UTC), month_of(first).end
    if at >= end:
        return spent
    gone = max(at - begun, timedelta(days=1))
    ahead = max(end - begun - gone, timedelta())
    return MicroUsd(spent + spent * ahead // gone)


def total(charges: Iterable[Charge]) -> MicroUsd:
    """Return what *charges* cost together."""
    return MicroUsd(sum(charge.cost for charge in charges))


def by_use(charges: Iterable[Charge]) -> Mapping[Use, MicroUsd]:
    """Return what *charges* cost for each use."""
    kept = tuple(charges)
    return {use: total(charge for charge in kept if charge.use is use) for use in Use}


def by(charges: Iterable[Charge], of: Callable[[Charge], str]) -> Mapping[str, MicroUsd]:
    """Return what *charges* cost, summed by what *of* says of each, dearest first, then by name."""
    sums: Counter[str] = Counter()
    for charge in charges:
        sums[of(charge)] += charge.cost
    return {name: MicroUsd(sums[name]) for name in sorted(sums, key=lambda name: (-sums[name], name))}


def dollars(cost: int) -> str:
    """Return *cost* as a person reads it, such as `$7.35` or `$0.005`: cents, and more digits only where they count."""
    whole, rest = divmod(abs(cost), DOLLAR)
    digits = f"{rest:06}".rstrip("0").ljust(2, "0")
    return f"{'-' if cost < 0 else ''}${whole:,}.{digits}"
