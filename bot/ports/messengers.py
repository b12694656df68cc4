"""Word to those who review that a draft lies ready: how it is put, how it is sent, and what is written down of it."""

from abc import abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.ports.records import DeliveryState
from bot.ports.reviewers import Role
from bot.ports.reviews import Review
from curation.model import DigestKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A few words to one person."""

    subject: str
    text: str = field(repr=False)
    """It may hold a link that lets its reader in: it is never logged, and never kept."""


class Messenger(Protocol):
    """A way to reach one person."""

    @abstractmethod
    def tell(self, message: Message, /) -> None:
        """Send *message*; raise `SendError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Somebody who is told of drafts."""

    name: str
    """The name that stands beside what they do."""
    role: Role
    messenger: Messenger


class Announcer(Protocol):
    """Puts into words that a draft lies ready."""

    @abstractmethod
    def __call__(self, review: Review, who: str, role: Role, /) -> Message:
        """Return the message to *who*, with a new link that lets them in once, in *role*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """That somebody is told of a draft; written down before it is done."""

    digest: DigestKey
    who: str
    state: DeliveryState
    at: datetime
    retry_at: datetime | None = None
    """When to try again, where nothing went out and it may work later."""


class Tellings(Protocol):
    """Who was told of which draft."""

    @abstractmethod
    def of(self, key: DigestKey, /) -> tuple[Told, ...]:
        """Return everybody who was told of that issue, or may have been, by name."""

    @abstractmethod
    def put(self, told: Told, /) -> None:
        """Write it down, in place of what stood; what is older than 30 days by then is forgotten."""
