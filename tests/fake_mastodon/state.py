"""What the fake server knows: accounts, statuses, notifications, and the ids it gives them."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

Key = tuple[int, int]
"""Milliseconds and a serial number: the true order behind the opaque id."""


@dataclass(slots=True)
class FakeAccount:
    """A person or a bot; *acct* has a domain unless it lives here."""

    acct: str
    number: str
    display_name: str = ""
    note: str = ""
    fields: list[dict[str, str]] = field(default_factory=list)
    bot: bool = False
    more: dict[str, Any] = field(default_factory=dict)
    """Fields of the JSON to add or to replace, such as `indexable`."""


@dataclass(slots=True)
class FakeStatus:
    """Something said here or brought here from elsewhere."""

    id: str
    key: Key
    uri: str
    url: str | None
    account: FakeAccount
    content: str
    created_at: datetime
    visibility: str
    text: str = ""
    """As it was posted."""
    tags: tuple[str, ...] = ()
    mentions: tuple[FakeAccount, ...] = ()
    links: tuple[str, ...] = ()
    spoiler_text: str = ""
    sensitive: bool = False
    language: str | None = None
    in_reply_to_id: str | None = None
    edited_at: datetime | None = None
    reblog: "FakeStatus | None" = None
    quote: "FakeStatus | None" = None
    reblogs_count: int = 0
    by_api: bool = False
    """Whether it came in through `POST /api/v1/statuses`."""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FakeNotification:
    """That somebody mentioned the bot, or follows it."""

    id: str
    key: Key
    account: FakeAccount
    status: FakeStatus | None
    """`None` for a follow."""
    created_at: datetime
    filtered: bool

    @property
    def kind(self) -> str:
        """What the server calls it."""
        return "mention" if self.status else "follow"


def id_of(key: Key, kind: str) -> str:
    """Return the id that a server of that *kind* writes for *key*."""
    milliseconds, serial = key
    if kind == "ulid":
        return _digits(milliseconds, _CROCKFORD, 10) + _digits(serial, _CROCKFORD, 16)
    if kind == "uuid":
        return str(uuid.UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | serial))
    if kind == "flake":
        return _digits(milliseconds << 64 | serial, _BASE62, 18)
    return str(milliseconds << 16 | serial)


def milliseconds_of(moment: datetime) -> int:
    """Return the time in an id's own unit."""
    return int(moment.astimezone(UTC).timestamp() * 1000)


def _digits(number: int, alphabet: str, length: int) -> str:
    found = ""
    for _ in range(length):
        number, rest = divmod(number, len(alphabet))
        found = alphabet[rest] + found
    return found
