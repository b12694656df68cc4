"""What the tasks need from the world, as small Protocols; every promise is in a docstring.

Adapters inherit their port explicitly and mark each method `@override`.
"""

from bot.ports.activity import Activity, Month
from bot.ports.aftercare import Aftercare, SiteStep
from bot.ports.archives import Archive, BadLine, Skipped
from bot.ports.backups import Backup, Backups
from bot.ports.costs import Call, Priced, Till, Use
from bot.ports.erasures import (
    Answer,
    Erasure,
    ErasureLog,
    Erasures,
    Forgetting,
    Step,
    Tombstone,
    Why,
)
from bot.ports.expiry import Expiry
from bot.ports.findings import Finding, Level
from bot.ports.issues import Issues
from bot.ports.networks import Batch, Capture, Cursor, Follower, Inbox, Mention, Presence, Query, Source, query_key
from bot.ports.outlets import PageProbe, Part, Publisher, Receipt
from bot.ports.pages import LinkReader, Unreadable
from bot.ports.people import (
    LinkTaker,
    Outcome,
    People,
    Request,
    Requests,
    RequestState,
    RequestTaker,
    Shared,
    Speaker,
    Turns,
)
from bot.ports.presences import Presences, Standing
from bot.ports.records import (
    Delivery,
    DeliveryState,
    DigestState,
    Issue,
    Listed,
    Notice,
    Operation,
    PollState,
    SourceTally,
    Tally,
)
from bot.ports.reviewers import Pass, Reviewers, Role
from bot.ports.spellings import Spellings, StoredPage
from bot.ports.store import (
    Cards,
    Cursors,
    Deliveries,
    Digests,
    Events,
    Leases,
    Meter,
    Notices,
    Posts,
    Store,
    Tombstones,
    Wishes,
    Work,
)
from bot.ports.time import Clock, Mint
from bot.ports.topics import LearnedTopics, TopicModels

__all__ = [
    "Activity",
    "Aftercare",
    "Answer",
    "Archive",
    "Backup",
    "Backups",
    "BadLine",
    "Batch",
    "Call",
    "Capture",
    "Cards",
    "Clock",
    "Cursor",
    "Cursors",
    "Deliveries",
    "Delivery",
    "DeliveryState",
    "DigestState",
    "Digests",
    "Erasure",
    "ErasureLog",
    "Erasures",
    "Events",
    "Expiry",
    "Finding",
    "Follower",
    "Forgetting",
    "Inbox",
    "Issue",
    "Issues",
    "LearnedTopics",
    "Leases",
    "Level",
    "LinkReader",
    "LinkTaker",
    "Listed",
    "Mention",
    "Meter",
    "Mint",
    "Month",
    "Notice",
    "Notices",
    "Operation",
    "Outcome",
    "PageProbe",
    "Part",
    "Pass",
    "People",
    "PollState",
    "Posts",
    "Presence",
    "Presences",
    "Priced",
    "Publisher",
    "Query",
    "Receipt",
    "Request",
    "RequestState",
    "RequestTaker",
    "Requests",
    "Reviewers",
    "Role",
    "Shared",
    "SiteStep",
    "Skipped",
    "Source",
    "SourceTally",
    "Speaker",
    "Spellings",
    "Standing",
    "Step",
    "Store",
    "StoredPage",
    "Tally",
    "Till",
    "Tombstone",
    "Tombstones",
    "TopicModels",
    "Turns",
    "Unreadable",
    "Use",
    "Why",
    "Wishes",
    "Work",
    "query_key",
]
