"""What is erased: the record of it, the deleting itself, and the log that outlives the database."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.ports.networks import Mention
from bot.ports.records import Issue
from curation.model import AccountRef, DigestKey, PageUrl, PostRef


class Why(StrEnum):
    """What made us erase."""

    ASKED = "asked"
    """The person, or an operator for them."""
    GONE = "gone"
    """The post is not there any more, or not for everybody."""
    EDITED = "edited"
    """The post was edited into something we may not have."""
    PURGED = "purged"
    """Everything of a network goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said to the person when all is done; kept until then and no longer."""

    inbox: str
    """Its name."""
    mention: Mention
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that erasing demanded, and when it was done."""

    name: str
    """`store`, `log`, `outlet NAME` or `answer`."""
    done_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One erasing and how far it came; who is erased stands nowhere in it."""

    id: int = 0
    """0 before it is kept."""
    why: Why
    asked_at: datetime
    posts: int = 0
    """How many went."""
    digests: tuple[DigestKey, ...] = ()
    """Issues that said something else before."""
    steps: tuple[Step, ...] = ()
    """Those that are done."""
    answer: Answer | None = None
    done_at: datetime | None = None

    @property
    def taken(self) -> frozenset[str]:
        """The names of the steps that are done."""
        return frozenset(each.name for each in self.steps)

    def after(self, name: str, at: datetime) -> "Erasure":
        """Return this with the step *name* done, too."""
        return replace(self, steps=(*self.steps, Step(name=name, done_at=at)))


class Erasures(Protocol):
    """The record of every erasing."""

    @abstractmethod
    def put(self, erasure: Erasure, /) -> int:
        """Keep *erasure*, in place of what stood under its number; return the number, new where there was none."""

    @abstractmethod
    def open(self) -> tuple[Erasure, ...]:
        """Return those with a step left, oldest first."""

    @abstractmethod
    def since(self, moment: datetime, /) -> tuple[Erasure, ...]:
        """Return those asked for since *moment*, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A keyed hash of what was erased."""

    hash: str
    kind: str
    """`account` or `post`."""
    at: datetime


class Forgetting(Protocol):
    """Deleting for good."""

    @abstractmethod
    def shares(self, refs: Collection[PostRef], /) -> Mapping[AccountRef, frozenset[PageUrl]]:
        """Return by writer of *refs* what only these point at, under every address that is known for it."""

    @abstractmethod
    def showing(self, accounts: Collection[AccountRef], /) -> tuple[Issue, ...]:
        """Return every issue, drafts and withdrawn ones too, in whose words or credits one of *accounts* may stand."""

    @abstractmethod
    def of_network(self, network: str, /) -> tuple[AccountRef, ...]:
        """Return everybody from *network* who is known here or told us something."""

    @abstractmethod
    def erase(
        self, refs: Collection[PostRef], accounts: Collection[AccountRef], at: datetime, /, *, keep_out: bool = True
    ) -> int:
        """Delete *refs* and all that is kept of *accounts*, quotes and mentions in others' posts included.

        With *keep_out* tombstones see to it that nothing comes back. Return how many posts went. Harmless twice.
        """

    @abstractmethod
    def tidy(self) -> None:
        """Delete profiles without a post, and pages that nobody points at and no issue shows."""

    @abstractmethod
    def buried(self, tombstones: Iterable[Tombstone], /) -> tuple[frozenset[PostRef], frozenset[AccountRef]]:
        """Let *tombstones* hold here, too; return what is here although it was erased."""

    @abstractmethod
    def tombstones(self) -> tuple[Tombstone, ...]:
        """Return all tombstones, oldest first."""


class ErasureLog(Protocol):
    """The tombstones once more, outside of the database: who restores a backup erases by it again."""

    @abstractmethod
    def write(self, tombstones: Iterable[Tombstone], /) -> None:
        """Let the log hold exactly *tombstones*; raise `StoreError`."""

    @abstractmethod
    def read(self) -> tuple[Tombstone, ...]:
        """Return what it holds, nothing where there is none; raise `StoreError`."""
