"""Every table; what a column holds is said where its name does not.

Posts, accounts and pages have numbers of ours, so that the rows that point at them stay small; their identity is
the unique pair or address beside it. JSON is kept as text, because only we read it.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    String,
    Table,
    TypedColumns,
    UniqueConstraint,
)

from bot.store.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite's own row number is an `INTEGER PRIMARY KEY` and nothing else."""


class AccountColumns(TypedColumns):
    """People as their network shows them: the latest profile."""

    id = Column(_Number, primary_key=True, autoincrement=False)
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

    id = Column(_Number, primary_key=True, autoincrement=False)
    network: Named[str]
    uri: Named[str]
    account = Column(_Number, ForeignKey(accounts.c.id), nullable=False)
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
    mentions: Named[str]
    """JSON `[handle, …]`, empty for none."""
    boosts: Named[int]
    edited_at: Named[datetime | None] = Column(UtcDateTime)
    repost_of: Named[str]
    """JSON `[network, uri]`, empty for none; the next two alike."""
    reply_to: Named[str]
    quote_of: Named[str]
    quote_account: Named[int | None] = Column(_Number, ForeignKey(accounts.c.id))
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
    "ix_posts_quote_account",
    posts.c.quote_account,
    sqlite_where=posts.c.quote_account.is_not(None),
    postgresql_where=posts.c.quote_account.is_not(None),
)


class CaptureColumns(TypedColumns):
    """What each source said about a post."""

    post = Column(_Number, ForeignKey(posts.c.id, ondelete="CASCADE"), primary_key=True)
    source = Column(String, primary_key=True)
    local_id: Named[str]
    payload = Column(LargeBinary, nullable=False)
    seen_at: Named[datetime] = Column(UtcDateTime)


captures = Table("captures", metadata, CaptureColumns)


class PageColumns(TypedColumns):
    """Every address of a page that somebody shared or a page moved to."""

    id = Column(_Number, primary_key=True, autoincrement=False)
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

    alias = Column(_Number, ForeignKey(pages.c.id), primary_key=True)
    page = Column(_Number, ForeignKey(pages.c.id), nullable=False, index=True)


page_aliases = Table("page_aliases", metadata, PageAliasColumns)


class CardColumns(TypedColumns):
    """What pages say of themselves."""

    page = Column(_Number, ForeignKey(pages.c.id), primary_key=True)
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

    post = Column(_Number, ForeignKey(posts.c.id, ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True)
    raw: Named[str]
    page: Named[int | None] = Column(_Number, ForeignKey(pages.c.id), index=True)
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


class EventColumns(TypedColumns):
    """What people did to digests and courses; append-only."""

    id = Column(_Number, primary_key=True)
    course: Named[str]
    day: Named[date | None] = Column(Date)
    kind: Named[str]
    who: Named[str]
    at: Named[datetime] = Column(UtcDateTime)
    page: Named[str | None]
    value: Named[str]


events = Table("events", metadata, EventColumns, Index(None, "course", "day"))


class DigestColumns(TypedColumns):
    """Issues: the digest and the words of its parts as JSON."""

    key = Column(String, primary_key=True)
    course: Named[str]
    day: Named[date] = Column(Date)
    state: Named[str] = Column(index=True)
    revision: Named[int]
    composed_at: Named[datetime] = Column(UtcDateTime)
    frozen_at: Named[datetime | None] = Column(UtcDateTime)
    changed_at: Named[datetime | None] = Column(UtcDateTime)
    tag_uri: Named[str]
    body: Named[str]
    parts: Named[str]


digests = Table("digests", metadata, DigestColumns, Index(None, "course", "day"))


class DigestItemColumns(TypedColumns):
    """Which pages stand, or ever stood, in an issue."""

    digest = Column(String, ForeignKey(digests.c.key), primary_key=True)
    page = Column(String, primary_key=True, index=True)
    """As it was spelled when it was published: later rules add aliases and change nothing here."""
    anchor: Named[str]
    section: Named[str]
    """`highlights`, `also`, `again`, `waiting`; empty when it stands there no more."""
    number: Named[int]


digest_items = Table("digest_items", metadata, DigestItemColumns)


class DeliveryColumns(TypedColumns):
    """The ledger: one row for each thing that leaves the house."""

    digest = Column(String, primary_key=True)
    outlet = Column(String, primary_key=True)
    part = Column(Integer, primary_key=True)
    recipient = Column(String, primary_key=True)
    operation = Column(String, primary_key=True)
    revision: Named[int]
    state: Named[str]
    started_at: Named[datetime] = Column(UtcDateTime)
    attempts: Named[int]
    text_hash: Named[str]
    said: Named[str | None]
    """The words themselves, as JSON, while it is not known what became of them."""
    receipt: Named[str | None]
    receipt_uri: Named[str | None] = Column(index=True)
    """Of the receipt, to recognise our own posts."""
    reason: Named[str]
    retry_at: Named[datetime | None] = Column(UtcDateTime)
    not_before: Named[datetime | None] = Column(UtcDateTime)


deliveries = Table("deliveries", metadata, DeliveryColumns)


class WishColumns(TypedColumns):
    """What people told us; append-only."""

    id = Column(_Number, primary_key=True)
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

    id = Column(_Number, primary_key=True, autoincrement=False)
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


class NoticeColumns(TypedColumns):
    """What `status` tells until it is over."""

    subject = Column(String, primary_key=True)
    kind = Column(String, primary_key=True)
    text: Named[str]
    since: Named[datetime] = Column(UtcDateTime)


notices = Table("notices", metadata, NoticeColumns)


class TopicModelColumns(TypedColumns):
    """What a course learned about its topics: one model a course, the latest."""

    course = Column(String, primary_key=True)
    who: Named[str]
    """Who let it learn."""
    at: Named[datetime] = Column(UtcDateTime)
    source: Named[str]
    """`history`, or the name of the file."""
    body: Named[str]
    """The model as JSON."""


topic_models = Table("topic_models", metadata, TopicModelColumns)


class LeaseColumns(TypedColumns):
    """Who may do what only one process may do."""

    name = Column(String, primary_key=True)
    holder: Named[str]
    until: Named[datetime] = Column(UtcDateTime)


leases = Table("leases", metadata, LeaseColumns)


class MeterColumns(TypedColumns):
    """What networks that bill were paid, summed; a day is one of UTC."""

    network = Column(String, primary_key=True)
    day = Column(Date, primary_key=True)
    use = Column(String, primary_key=True)
    call = Column(String, primary_key=True)
    course = Column(String, primary_key=True)
    units: Named[int]
    cost: Named[int] = Column(_Number)
    """In millionths of a US dollar."""


meter = Table("meter", metadata, MeterColumns)


class MeterResourceColumns(TypedColumns):
    """What was paid for on the latest day: nothing is billed twice a day."""

    network = Column(String, primary_key=True)
    day = Column(Date, primary_key=True)
    call = Column(String, primary_key=True)
    resource = Column(String, primary_key=True)
    """The id of a post or a person."""


meter_resources = Table("meter_resources", metadata, MeterResourceColumns)


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
