"""When to ask a busy server again; pure.

https://docs.joinmastodon.org/api/rate-limits/
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from zlib import crc32

_FIRST: Final = timedelta(seconds=30)
_LONGEST_BACK_OFF: Final = timedelta(minutes=15)
_LONGEST_WISH: Final = timedelta(hours=3)
"""The window of Mastodon's longest limit (300 posts in 3 hours); nobody may send us away for years."""
_SHORTEST_WISH: Final = timedelta(seconds=1)
_JITTER_STEPS: Final = 100
_JITTER_SHARE: Final = 0.1


def wished(headers: Mapping[str, str], *, now: datetime) -> datetime | None:
    """Return when the server wants to be asked again, by our clock; `None` when it does not say.

    Its own `Date` corrects clocks that differ. `X-RateLimit-Reset` is an ISO date on Mastodon and seconds since 1970
    on GoToSocial; `Retry-After` is a number of seconds or a date.
    """
    theirs = _http_date(headers.get("Date", "")) or now
    wait = _reset(headers.get("X-RateLimit-Reset", ""), theirs) or _retry_after(headers.get("Retry-After", ""), theirs)
    return None if wait is None else now + min(max(wait, _SHORTEST_WISH), _LONGEST_WISH)


def backed_off(*, now: datetime, times: int, salt: str) -> datetime:
    """Return when to ask again after *times* refusals in a row: 30 s, 60 s … 15 min.

    Up to a tenth is added, the same for the same *salt*, so that many installations do not come back at once.
    """
    wait = min(_FIRST * (1 << min(times - 1, 10)), _LONGEST_BACK_OFF)
    jitter = crc32(f"{salt}:{times}".encode()) % _JITTER_STEPS / _JITTER_STEPS * _JITTER_SHARE
    return now + wait * (1.0 + jitter)


def _reset(text: str, theirs: datetime) -> timedelta | None:
    try:
        moment = datetime.fromtimestamp(int(text), UTC) if text.isdecimal() else datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - theirs
    except (ValueError, OverflowError, OSError):
        return None


def _retry_after(text: str, theirs: datetime) -> timedelta | None:
    if text.isdecimal():
        return timedelta(seconds=min(int(text[:9]), _LONGEST_WISH.total_seconds()))
    moment = _http_date(text)
    return moment - theirs if moment else None


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
