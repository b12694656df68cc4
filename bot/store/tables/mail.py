"""The table of addresses, apart from everything that digests are made of."""

from datetime import datetime

from sqlalchemy import Column, Index, Named, String, Table, TypedColumns

from bot.store.tables.schema import metadata
from bot.store.types import UtcDateTime


class SubscriberColumns(TypedColumns):
    """Who gets a course's digests by mail."""

    id = Column(String, primary_key=True)
    course: Named[str]
    address: Named[str]
    folded: Named[str]
    """The address to compare."""
    token: Named[str]
    rhythm: Named[str]
    state: Named[str]
    asked_at: Named[datetime] = Column(UtcDateTime)
    confirmed_at: Named[datetime | None] = Column(UtcDateTime)


subscribers = Table(
    "subscribers", metadata, SubscriberColumns, Index(None, "course", "folded", unique=True), Index(None, "token")
)
