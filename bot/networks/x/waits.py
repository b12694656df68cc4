"""When to ask again; pure. https://docs.x.com/x-api/fundamentals/rate-limits"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

_WINDOW: Final = timedelta(minutes=15)
"""How long X counts requests; what we wait when it does not say (networks.md X32)."""
_SHORTEST: Final = timedelta(seconds=1)
_LONGEST: Final = timedelta(hours=24)
"""The longest window that X counts in; nobody may send us away for years."""


def wished(headers: Mapping[str, str], *, now: datetime) -> datetime:
    """Return when X wants to be asked again, by our clock; its own `Date` corrects clocks that differ."""
    theirs = _date(headers.get("Date", "")) or now
    wait = _reset(headers.get("x-rate-limit-reset", ""), theirs) or _seconds(headers.get("Retry-After", "")) or _WINDOW
    return now + min(max(wait, _SHORTEST), _LONGEST)


def _reset(said: str, theirs: datetime) -> timedelta | None:
    try:
        return datetime.fromtimestamp(int(said), UTC) - theirs
    except (ValueError, OverflowError, OSError):
        return None


def _seconds(said: str) -> timedelta | None:
    return timedelta(seconds=int(said[:9])) if said.isdecimal() and said.isascii() else None


def _date(said: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
