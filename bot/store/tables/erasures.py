"""Tables about what is gone, and about what may be."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Named, Table, TypedColumns

from bot.store.tables import metadata, posts
from bot.store.types import UtcDateTime

_Number = BigInteger().with_variant(Integer, "sqlite")


class ErasureColumns(TypedColumns):
    """What was erased, when, and how far that came; it names nobody."""

    id = Column(_Number, primary_key=True, autoincrement=False)
    why: Named[str]
    asked_at: Named[datetime] = Column(UtcDateTime)
    posts: Named[int]
    digests: Named[str]
    """JSON `[key, …]`: issues that said something else before."""
    steps: Named[str]
    """JSON."""
    answer: Named[str | None]
    """JSON: whom to tell, and what, until it was said."""
    done_at: Named[datetime | None] = Column(UtcDateTime, index=True)


erasures = Table("erasures", metadata, ErasureColumns)


class PresenceColumns(TypedColumns):
    """What the sweep saw of posts that it asked about."""

    post = Column(_Number, ForeignKey(posts.c.id, ondelete="CASCADE"), primary_key=True)
    checked_at: Named[datetime] = Column(UtcDateTime)
    missed_at: Named[datetime | None] = Column(UtcDateTime)
    """When it was missed first; a post that is missed is shown nowhere."""


presence = Table("presence", metadata, PresenceColumns)
