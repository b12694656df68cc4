"""What networks and pages said: posts, who wrote them, where their links lead, how far each source was read."""

from datetime import date, datetime

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Named,
    String,
    Table,
    TypedColumns,
    UniqueConstraint,
)

from bot.store.tables.schema import Number, metadata
from bot.store.types import UtcDateTime


class AccountColumns(TypedColumns):
    """People as their network shows them: the latest profile."""

    id = Column(Number, primary_key=True, autoincrement=False)
    network: Named[str]
    account: Named[str]
    """`AccountRef.id`."""
    handle: Named[str]
    name: Named[str]
    url: Named[str]
    bio: Named[str]
    is_bot: Named[bool]
    noindex: Named[bool]
    indexable: Named[bool]
    discoverable: Named[bool]
    state: Named[str]
    created_at: Named[datetime | None] = Column(UtcDateTime)
    seen_at: Named[datetime] = Column(UtcDateTime)
    """Of the post that brought this profile."""


accounts = Table("accounts", metadata, AccountColumns, UniqueConstraint("network", "account"))


class PostColumns(TypedColumns):
    """Posts that some course may have."""

    id = Column(Number, primary_key=True, autoincrement=False)
    network: Named[str]
    uri: Named[str]
    account = Column(Number, ForeignKey(accounts.c.id), nullable=False)
    text: Named[str]
    created_at: Named[datetime] = Column(UtcDateTime)
    seen_at: Named[datetime] = Column(UtcDateTime)
    at: Named[datetime] = Column(UtcDateTime)
    """`Post.at`: the time that decides its day."""
    url: Named[str]
    hashtags: Named[str]
    """JSON `[[key, display], …]`, empty for none."""
    folds: Named[bool]
    visibility: Named[str]
    language: Named[str]
    content_warning: Named[str]
    sensitive: Named[bool]
    pictured: Named[bool]
    mentions: Named[str]
    """JSON `[handle, …]`, empty for none."""
    boosts: Named[int]
    edited_at: Named[datetime | None] = Column(UtcDateTime)
    repost_of: Named[str]
    """JSON `[network, uri]`, empty for none; the next two alike."""
    reply_to: Named[str]
    quote_of: Named[str]
    quote_account: Named[int | None] = Column(Number, ForeignKey(accounts.c.id))
    quote_visibility: Named[str]


posts = Table(
    "posts",
    metadata,
    PostColumns,
    UniqueConstraint("network", "uri"),
    Index(None, "at", "seen_at"),
    Index(None, "seen_at"),
    Index(None, "account"),
)
Index(
    "ix_posts_reply_to",
    posts.c.reply_to,
    sqlite_where=posts.c.reply_to != "",
    postgresql_where=posts.c.reply_to != "",
)
Index(
    "ix_posts_quote_account",
    posts.c.quote_account,
    sqlite_where=posts.c.quote_account.is_not(None),
    postgresql_where=posts.c.quote_account.is_not(None),
)


class CaptureColumns(TypedColumns):
    """What each source said about a post."""

    post = Column(Number, ForeignKey(posts.c.id, ondelete="CASCADE"), primary_key=True)
    source = Column(String, primary_key=True)
    local_id: Named[str]
    payload = Column(LargeBinary, nullable=False)
    seen_at: Named[datetime] = Column(UtcDateTime)


captures = Table("captures", metadata, CaptureColumns)


class PageColumns(TypedColumns):
    """Every address of a page that somebody shared or a page moved to."""

    id = Column(Number, primary_key=True, autoincrement=False)
    url: Named[str] = Column(unique=True)
    """Canonical by the rules of the day it was first seen."""
    shared_at: Named[datetime] = Column(UtcDateTime)
    """Of the newest share while the page was wanted."""
    wanted: Named[bool]
    """Whether a card is still to be asked for."""
    asked_at: Named[datetime | None] = Column(UtcDateTime)
    retry_at: Named[datetime | None] = Column(UtcDateTime)
    why: Named[str]
    """What the last asking gave in place of a card."""


pages = Table("pages", metadata, PageColumns)
Index(
    "ix_pages_wanted",
    pages.c.shared_at,
    sqlite_where=pages.c.wanted.is_(True),
    postgresql_where=pages.c.wanted.is_(True),
)


class PageAliasColumns(TypedColumns):
    """Addresses that are only another way to a page; never a chain."""

    alias = Column(Number, ForeignKey(pages.c.id), primary_key=True)
    page = Column(Number, ForeignKey(pages.c.id), nullable=False, index=True)


page_aliases = Table("page_aliases", metadata, PageAliasColumns)


class CardColumns(TypedColumns):
    """What pages say of themselves."""

    page = Column(Number, ForeignKey(pages.c.id), primary_key=True)
    title: Named[str]
    address: Named[str]
    claimed: Named[str]
    """The address the page gives itself, where that is another one; empty for none."""
    author: Named[str]
    site: Named[str]
    language: Named[str]
    kind: Named[str]
    minutes: Named[int | None]
    pages: Named[int | None]
    description: Named[str]
    published: Named[date | None] = Column(Date)


cards = Table("cards", metadata, CardColumns)


class LinkColumns(TypedColumns):
    """Addresses in posts, in the order of the text."""

    post = Column(Number, ForeignKey(posts.c.id, ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True)
    raw: Named[str]
    page: Named[int | None] = Column(Number, ForeignKey(pages.c.id), index=True)
    """None where the address is no document."""


links = Table("links", metadata, LinkColumns, sqlite_with_rowid=False)


class LeftOutColumns(TypedColumns):
    """Posts that were refused for a reason that may be noted, for seven days."""

    network = Column(String, primary_key=True)
    uri = Column(String, primary_key=True)
    reason: Named[str]
    at: Named[datetime] = Column(UtcDateTime, index=True)
    who: Named[str]
    """A keyed hash of the writer, so that the note goes when they are erased."""


left_out = Table("left_out", metadata, LeftOutColumns)


class RefusalColumns(TypedColumns):
    """How many posts were refused on a day (UTC), by reason."""

    day = Column(Date, primary_key=True)
    reason = Column(String, primary_key=True)
    n: Named[int]


refusals = Table("refusals", metadata, RefusalColumns)


class SightingColumns(TypedColumns):
    """How many posts were kept for the first time on a day (UTC)."""

    day = Column(Date, primary_key=True)
    n: Named[int]


sightings = Table("sightings", metadata, SightingColumns)


class CursorColumns(TypedColumns):
    """How far each query of each source was read."""

    source = Column(String, primary_key=True)
    query = Column(String, primary_key=True)
    cursor: Named[str | None]
    first_at: Named[datetime] = Column(UtcDateTime)
    last_at: Named[datetime] = Column(UtcDateTime)
    last_new_at: Named[datetime | None] = Column(UtcDateTime)


cursors = Table("cursors", metadata, CursorColumns)
