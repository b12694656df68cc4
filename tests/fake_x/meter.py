"""What X writes on its bill: by the published prices, each object once a UTC day (networks.md X2, X3).

It shares no code with the program's own books, or the two could not be held against each other.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

PRICES = {
    "post": 5_000,
    "user": 10_000,
    "own": 1_000,
    "write": 15_000,
    "reply": 10_000,
    "write with url": 200_000,
    "delete": 10_000,
}
"""In millionths of a dollar."""


@dataclass(slots=True)
class Meter:
    """The bill so far."""

    units: Counter[str] = field(default_factory=Counter[str])
    by_day: Counter[str] = field(default_factory=Counter[str])
    """Millionths of a dollar by day, such as `2015-11-11`."""
    _billed: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])

    def charge(self, what: str, ids: Iterable[str], at: datetime) -> None:
        """Bill *ids* unless they are on today's bill already."""
        day = at.date().isoformat()
        for each in ids:
            if (day, what, each) not in self._billed:
                self._billed.add((day, what, each))
                self.units[what] += 1
                self.by_day[day] += PRICES[what]

    @property
    def total(self) -> int:
        """The whole bill in millionths of a dollar."""
        return sum(PRICES[what] * count for what, count in self.units.items())
