"""What people told us, who must not come back, and who may come to the desk."""

from datetime import date, datetime

from sqlalchemy import Column, Date, Index, Named, String, Table, TypedColumns

from bot.store.tables.schema import Number, metadata
from bot.store.types import UtcDateTime


class WishColumns(TypedColumns):
    """What people told us; append-only."""

    id = Column(Number, primary_key=True)
    network: Named[str]
    account: Named[str]
    kind: Named[str]
    at: Named[datetime] = Column(UtcDateTime)
    course: Named[str]
    value: Named[str]
    evidence: Named[str]
    policy: Named[str]
    expires: Named[date | None] = Column(Date)
    previous: Named[str]
    """What held before, in the same words as the value."""


wishes = Table("wishes", metadata, WishColumns, Index(None, "account", "network"))


class RequestColumns(TypedColumns):
    """What was asked by form, until it is done and for 30 days after."""

    id = Column(Number, primary_key=True, autoincrement=False)
    what: Named[str]
    at: Named[datetime] = Column(UtcDateTime)
    network: Named[str]
    account: Named[str]
    """Both empty where it is not known whom the request is about."""
    post: Named[str]
    contact: Named[str]
    state: Named[str]
    done_at: Named[datetime | None] = Column(UtcDateTime)


requests = Table("requests", metadata, RequestColumns)


class TurnColumns(TypedColumns):
    """Counts for limits, by a keyed hash of whom they are about."""

    what = Column(String, primary_key=True)
    who = Column(String, primary_key=True)
    period = Column(String, primary_key=True)
    """A day or an hour of UTC; empty for ever."""
    n: Named[int]


turns = Table("turns", metadata, TurnColumns)


class TombstoneColumns(TypedColumns):
    """Keyed hashes of what was erased and must not come back."""

    hash = Column(String, primary_key=True)
    kind: Named[str]
    """`account` or `post`."""
    at: Named[datetime] = Column(UtcDateTime)


tombstones = Table("tombstones", metadata, TombstoneColumns)


class DeskLinkColumns(TypedColumns):
    """Login links of the review desk that were not used yet."""

    hash = Column(String, primary_key=True)
    """SHA-256 of the token."""
    who: Named[str]
    role: Named[str]
    expires_at: Named[datetime] = Column(UtcDateTime)


desk_links = Table("desk_links", metadata, DeskLinkColumns)


class DeskSessionColumns(TypedColumns):
    """Who is at the review desk."""

    hash = Column(String, primary_key=True)
    """SHA-256 of the cookie."""
    who: Named[str]
    role: Named[str]
    expires_at: Named[datetime] = Column(UtcDateTime)


desk_sessions = Table("desk_sessions", metadata, DeskSessionColumns)


class TellingColumns(TypedColumns):
    """Who was told, or may have been, that the draft of an issue lies ready."""

    digest = Column(String, primary_key=True)
    who = Column(String, primary_key=True)
    state: Named[str]
    at: Named[datetime] = Column(UtcDateTime)
    retry_at: Named[datetime | None] = Column(UtcDateTime)


tellings = Table("tellings", metadata, TellingColumns)
