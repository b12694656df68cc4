"""What the store keeps beside the nouns of curation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.ports.outlets import Part, Receipt
from curation.model import Digest, DigestKey, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTally:
    """What one source contributed."""

    posts: int
    only_here: int
    """Posts that no other source had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was seen over a time: for `status` and `/activity`."""

    posts: int
    people: int
    by_source: Mapping[str, SourceTally]
    refused: Mapping[Reason, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """What is known of one query of one source."""

    source: str
    query: str
    first_at: datetime
    last_at: datetime
    last_new_at: datetime | None


class DigestState(StrEnum):
    """Where an issue stands; `FROZEN` and later never change but by a correction."""

    DRAFT = "draft"
    FROZEN = "frozen"
    """Composed for good and stored with its parts: what is due is delivered from here."""
    PUBLISHED = "published"
    """Every outlet has every part, or said no for good."""
    QUIET = "quiet"
    """Nothing to say that day: nothing was or will be published under this key."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A digest as it is stored: the words of every part included, so that delivery only reads."""

    digest: Digest
    state: DigestState
    revision: int = 1
    """Counts up when a frozen issue changes."""
    composed_at: datetime
    frozen_at: datetime | None = None
    """When it was last decided whether it goes out: the answer is `state`, a draft waits for a person."""
    changed_at: datetime | None = None
    """When what readers see last changed after the freeze."""
    tag_uri: str = ""
    """`tag:host,year:course/day`, minted at the freeze: the feed entry's id, whatever the host is called later."""
    parts: Mapping[str, tuple[Part, ...]]
    """By outlet name."""

    @property
    def published(self) -> datetime:
        """When it was frozen: the time all its forms agree on."""
        return self.frozen_at or self.composed_at

    @property
    def updated(self) -> datetime:
        """When what readers see last changed."""
        return self.changed_at or self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An issue from its outside: enough to list it, however many there are."""

    key: DigestKey
    day: date
    state: DigestState
    revision: int
    published: datetime
    """When it was frozen: the time all its forms agree on."""
    updated: datetime
    """When what readers see last changed."""


class Operation(StrEnum):
    """What a delivery does."""

    SEND = "send"
    EDIT = "edit"
    WITHDRAW = "withdraw"


class DeliveryState(StrEnum):
    """The ledger's states; no row is the state before them."""

    STARTED = "started"
    DONE = "done"
    REFUSED = "refused"
    """With `retry_at`: busy, back-off. Without: for good."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the ledger; unique by digest, outlet, part, recipient and operation."""

    digest: DigestKey
    outlet: str
    part: int
    operation: Operation = Operation.SEND
    recipient: str = ""
    revision: int
    """Of the issue whose words it carried."""
    state: DeliveryState
    started_at: datetime
    """When it was first written down: `find` looks from here on."""
    attempts: int = 1
    text_hash: str = ""
    """Of the words it carried, to tell whether what stands out there is still right."""
    said: Part | None = None
    """The words it carries, kept only until it is known what became of them, so that they can be looked for."""
    receipt: Receipt | None = None
    reason: str = ""
    retry_at: datetime | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something `status` tells until it is over."""

    subject: str
    """What it is about: `source:mastodon:host`, `source:mastodon:host #bit15`, `outlet:mastodon`, `course:bit15`."""
    kind: str
    """`closed`, `gap`, `silent`, `channel_off`, `waiting`, `error`, `page_unreachable`, `unconfirmed`, …"""
    text: str
    since: datetime
