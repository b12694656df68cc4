"""What an address can answer, and for an answer that is no page: the word for counting, and when to ask again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from bot.ports import Unreadable
from curation.model import PageUrl


class Why(StrEnum):
    """Words of `Unreadable.why`."""

    TIMEOUT = "timeout"
    GONE = "gone"
    TOO_LARGE = "too_large"
    NOT_PUBLIC = "not_public"
    """The address or the port is not of the public web."""
    NOT_HTML = "not_html"
    """Nothing a card can be made from."""
    NO_TITLE = "no_title"
    NO_HOST = "no_host"
    NO_CONNECTION = "no_connection"
    """Nobody listens there, or the certificate is wrong."""
    CLOSED = "closed"
    """The page asks for a login, for money, or refuses programs."""
    BUSY = "busy"
    REDIRECTS = "redirects"
    """Too many of them, or one that leads to no page."""
    HOST_PAUSE = "host_pause"
    NOT_RECORDED = "not_recorded"
    """The folder of recorded pages does not know the address."""
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What came back for a page, unpacked."""

    content: bytes
    media_type: str
    """Lower-case, without parameters; empty when the server told none."""
    charset: str = ""
    """As the server declared it."""
    whole: bool = True
    """Whether nothing was cut off."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The page is said to be elsewhere."""

    location: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status without a page."""

    status: int
    retry_after: str = ""


Answer = Body | Moved | Refusal | Why
"""What one address answered, or why it did not."""

_SOON = timedelta(hours=1)
"""The reader does not know how often a page was asked for: the first step of the ladder is its answer."""
_LATER = timedelta(days=1)
_LONGEST = timedelta(days=7)
"""The most that a server's own wish to be left alone is honoured."""
_AGAIN = {
    Why.TIMEOUT: _SOON,
    Why.BUSY: _SOON,
    Why.ERROR: _SOON,
    Why.NO_CONNECTION: _SOON,
    Why.NO_HOST: _LATER,
}
"""Whatever is not here is final."""

_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 402, 403, 407, 451})
_BUSY = frozenset({408, 425, 429, 503})
_MISTAKES = range(400, 500)


def unreadable(why: Why, now: datetime, *, page: PageUrl | None = None) -> Unreadable:
    """Return the value for *why*, with the time to ask again when that makes sense."""
    pause = _AGAIN.get(why)
    return Unreadable(why=why, page=page, retry_at=now + pause if pause else None)


def refused(refusal: Refusal, now: datetime, *, page: PageUrl | None = None) -> Unreadable:
    """Return what the status of an answer without a page means; `Retry-After` is honoured for up to a week."""
    status = refusal.status
    if status in _GONE:
        return unreadable(Why.GONE, now, page=page)
    if status in _CLOSED:
        return unreadable(Why.CLOSED, now, page=page)
    if status in _BUSY:
        return Unreadable(why=Why.BUSY, page=page, retry_at=_wished(refusal.retry_after, now) or now + _SOON)
    if status in _MISTAKES:
        return Unreadable(why=Why.ERROR, page=page)
    return unreadable(Why.ERROR, now, page=page)


def _wished(retry_after: str, now: datetime) -> datetime | None:
    """Return the time that `Retry-After` names, in seconds or as a date: RFC 9110, 10.2.3."""
    if retry_after.isascii() and retry_after.isdecimal():
        return now + min(timedelta(seconds=int(retry_after[:9])), _LONGEST)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return None
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return min(aware, now + _LONGEST) if aware > now else None
