"""Who gets digests by mail; apart from everything that digests are made of."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from bot.ports.outlets import Part, Publisher
from curation.model import Digest


class Rhythm(StrEnum):
    """How often somebody wants to hear from us."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Subscription(StrEnum):
    """Where a subscription stands; one that ended is not kept."""

    PENDING = "pending"
    """Somebody typed the address; whether it is theirs shows the link that they were sent."""
    ACTIVE = "active"
    PAUSED = "paused"
    """The address took no mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Somebody who wants a course's digests by mail."""

    id: str
    """What the ledger knows them by; it means nothing."""
    course: str
    address: str = field(repr=False)
    token: str = field(repr=False)
    """Whoever has it got our mail: it confirms and it stops."""
    rhythm: Rhythm = Rhythm.DAILY
    state: Subscription = Subscription.PENDING
    asked_at: datetime
    confirmed_at: datetime | None = None


class Subscribers(Protocol):
    """Everybody who gets mail, or was asked whether they want to."""

    @abstractmethod
    def put(self, subscriber: Subscriber, /) -> None:
        """Keep the subscriber in place of what stood under their id."""

    @abstractmethod
    def of(self, course: str, /) -> tuple[Subscriber, ...]:
        """Return everybody of *course*, in the order they asked."""

    @abstractmethod
    def get(self, subscriber_id: str, /) -> Subscriber | None:
        """Return the subscriber with that id."""

    @abstractmethod
    def called(self, course: str, address: str, /) -> Subscriber | None:
        """Return who has that address in *course*, however its letters are cased."""

    @abstractmethod
    def with_token(self, token: str, /) -> Subscriber | None:
        """Return whom *token* was given to."""

    @abstractmethod
    def forget(self, ids: Sequence[str], /) -> None:
        """Keep nothing of them."""


@runtime_checkable
class Letters(Publisher, Protocol):
    """A publisher whose parts go to one person each."""

    recalls: bool = False

    @abstractmethod
    def to(self, subscriber: Subscriber, /) -> Publisher:
        """Return the publisher that sends to *subscriber* alone."""

    @abstractmethod
    def weekly(self, digests: Sequence[Digest], /) -> Part:
        """Return the letter about a week's *digests*, oldest first, for those who want one a week."""

    @abstractmethod
    def mail_id(self, key: str, recipient: str, /) -> str:
        """Return the `Message-ID` of what goes to *recipient* under *key*: known before it is sent."""


class Postbox(Protocol):
    """Takes letters that are no digest: questions, and word to those who run this."""

    @abstractmethod
    def write(self, address: str, subject: str, text: str, /) -> None:
        """Send one letter of plain text; raise `SendError`."""


class Invite(Protocol):
    """Asks a mailbox whether its owner wants our mail."""

    @abstractmethod
    def __call__(self, subscriber: Subscriber, /) -> None:
        """Send the question; raise `SendError`."""


class SubscriptionTaker(Protocol):
    """What people ask for about their mail, from forms."""

    @abstractmethod
    def ask(self, course: str, address: str, rhythm: Rhythm, /) -> str:
        """Begin a subscription; return what became of it, in a word."""

    @abstractmethod
    def confirm(self, token: str, /) -> bool:
        """Let mail come; return whether the token is known."""

    @abstractmethod
    def stop(self, token: str, /) -> None:
        """End the subscription; harmless twice."""
