"""What people did to issues, the issues themselves, and what became of each thing that left the house."""

from datetime import date, datetime

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Named, String, Table, TypedColumns

from bot.store.tables.schema import Number, metadata
from bot.store.types import UtcDateTime


class EventColumns(TypedColumns):
    """What people did to digests and courses; append-only."""

    id = Column(Number, primary_key=True)
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


class DigestReplyColumns(TypedColumns):
    """Which posts stand in an issue as answers to the question of one before."""

    digest = Column(String, ForeignKey(digests.c.key), primary_key=True)
    network = Column(String, primary_key=True)
    uri = Column(String, primary_key=True)


digest_replies = Table("digest_replies", metadata, DigestReplyColumns, Index(None, "network", "uri"))


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
