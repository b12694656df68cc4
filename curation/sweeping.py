"""How often it is asked whether what we show still stands at its source, and what an answer means (consent.md C6).

What is promised here stands on the policy page: both read the same values.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How often posts up to an age are asked for."""

    until: timedelta | None
    """Since the post was first seen; `None` for as long as it is shown."""
    every: timedelta


INTERVALS = (
    Interval(until=timedelta(days=14), every=timedelta(hours=6)),
    Interval(until=timedelta(days=60), every=timedelta(days=1)),
    Interval(until=None, every=timedelta(days=7)),
)
"""Of networks that answer for nothing; one that bills is asked once a UTC day, and only for what readers see."""
SECOND_LOOK = timedelta(hours=2)
"""How long after a miss the post is asked for again."""
FIRST_IS_STALE = timedelta(hours=1)
"""A second miss sooner than this after the first is the same one: a server that stumbles does so for minutes."""


class Verdict(StrEnum):
    """What a miss means."""

    HIDE = "hide"
    """Name, quotation and link vanish, and nothing else happens yet."""
    ERASE = "erase"


def is_due(
    now: datetime, *, seen_at: datetime, checked_at: datetime | None, missed_at: datetime | None, bills: bool = False
) -> bool:
    """Return whether a published post should be asked for at *now*."""
    if missed_at is not None:
        return now - missed_at >= SECOND_LOOK and (checked_at is None or now - checked_at >= SECOND_LOOK)
    if bills:
        return checked_at is None or checked_at.date() < now.date()
    return now - (checked_at or seen_at) >= every(now - seen_at)


def every(age: timedelta) -> timedelta:
    """Return how often a post of *age* is asked for."""
    return next(each.every for each in INTERVALS if each.until is None or age < each.until)


def verdict(now: datetime, missed_at: datetime | None) -> Verdict:
    """Return what a miss at *now* means for a post that was first missed at *missed_at*."""
    if missed_at is None or now - missed_at < FIRST_IS_STALE:
        return Verdict.HIDE
    return Verdict.ERASE
