"""Every table; what a column holds is said where its name does not.

Posts, accounts and pages have numbers of ours, so that the rows that point at them stay small; their identity is
the unique pair or address beside it. JSON is kept as text, because only we read it.
"""

from bot.store.tables.collected import (
    accounts,
    captures,
    cards,
    cursors,
    left_out,
    links,
    page_aliases,
    pages,
    posts,
    refusals,
    sightings,
)
from bot.store.tables.issues import deliveries, digest_items, digest_replies, digests, events, topic_models
from bot.store.tables.people import desk_links, desk_sessions, requests, tellings, tombstones, turns, wishes
from bot.store.tables.running import leases, meter, meter_resources, notices
from bot.store.tables.schema import metadata

__all__ = [
    "accounts",
    "captures",
    "cards",
    "cursors",
    "deliveries",
    "desk_links",
    "desk_sessions",
    "digest_items",
    "digest_replies",
    "digests",
    "events",
    "leases",
    "left_out",
    "links",
    "metadata",
    "meter",
    "meter_resources",
    "notices",
    "page_aliases",
    "pages",
    "posts",
    "refusals",
    "requests",
    "sightings",
    "tellings",
    "tombstones",
    "topic_models",
    "turns",
    "wishes",
]
