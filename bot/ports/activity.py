"""What was done in a month, in counts that tell of nobody (consent.md C14)."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from curation.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of UTC."""

    first: date
    """Its first day."""
    posts: int = 0
    """Kept for the first time."""
    refused: Mapping[Reason, int]
    erasures: int = 0
    """Asked for, or learned of, in this month."""
    open: int = 0
    """Those of them that are not done."""
    longest: timedelta | None = None
    """From asking to the last step, of those that are done."""


class Activity(Protocol):
    """Counts by month."""

    @abstractmethod
    def count(self, posts: int, at: datetime, /) -> None:
        """Count *posts* that were kept for the first time."""

    @abstractmethod
    def months(self) -> tuple[Month, ...]:
        """Return every month in which anything happened, newest first."""
