"""What is kept about people's dealings with us, beside their wishes: requests by form, and counts for limits."""

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.ports.networks import Capture
from curation.model import AccountRef, Author, Post


class Speaker(Protocol):
    """Says what we say to people."""

    @abstractmethod
    def __call__(self, language: str, phrase: str, /, **values: object) -> str:
        """Return *phrase*, such as `answer.stop`, in *language*, else in English, with *values* filled in."""


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "open"
    """A person must act."""
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asked for without writing from their account."""

    id: int = 0
    """0 before it is kept."""
    what: str
    """`stop`, `delete`, `none`, `noquote`, `alias` or `show`; `erase` is `delete` said by the account itself."""
    at: datetime
    account: AccountRef | None = None
    """Whom it is about, as far as that is known."""
    post: str = ""
    """The address of a post of theirs, where they gave one."""
    contact: str = ""
    """Where they want to be answered; empty when nowhere."""
    state: RequestState = RequestState.OPEN


class Outcome(StrEnum):
    """What somebody who asked by form is told."""

    DONE = "done"
    HIDDEN = "hidden"
    """They are unnamed at once; erasing waits until it is sure that they are who they say."""
    WAITS = "waits"
    """A person acts."""


class RequestTaker(Protocol):
    """Does what is asked by form, as far as anybody may ask it."""

    @abstractmethod
    def __call__(self, request: Request, /) -> Outcome:
        """Keep *request*, do what narrows at once, and return what became of it."""


class Shared(StrEnum):
    """What became of a link that somebody shared by form."""

    WAITS = "waits"
    """For a person to look at it."""
    NO_LINK = "no_link"
    NO_ALIAS = "no_alias"
    """The words may be somebody's name."""
    FULL = "full"
    """So many wait that nobody could look at one more."""


class LinkTaker(Protocol):
    """Takes links from who is on no network."""

    @abstractmethod
    def __call__(self, link: str, course: str, alias: str, /) -> Shared:
        """Keep *link* for the course with that slug, under *alias* or unnamed where it is empty."""


class Requests(Protocol):
    """What was asked by form."""

    @abstractmethod
    def add(self, request: Request, /) -> int:
        """Keep *request* and return its number."""

    @abstractmethod
    def open(self) -> tuple[Request, ...]:
        """Return the requests that wait for a person, oldest first."""

    @abstractmethod
    def settle(self, account: AccountRef, at: datetime, /) -> int:
        """Call every open request about *account* done; return how many there were."""

    @abstractmethod
    def of(self, account: AccountRef, /) -> tuple[Request, ...]:
        """Return the requests about *account*, oldest first."""

    @abstractmethod
    def forget(self, account: AccountRef, /) -> None:
        """Let nothing remain of the requests about *account*."""

    @abstractmethod
    def expire(self, at: datetime, /) -> int:
        """Let those go that were done 30 days before *at*, as the form promises; return how many there were."""


class Turns(Protocol):
    """How often somebody did something, for limits; whom a count is about, nobody can read out of it."""

    @abstractmethod
    def take(self, what: str, who: str, period: str = "", /) -> int:
        """Count one more *what* by *who* in *period* and return how many there are now.

        A *period* is a day or an hour of UTC as ISO 8601 has it; counts of days before the last are forgotten. Without
        one the count is for ever.
        """

    @abstractmethod
    def taken(self, what: str, who: str, period: str = "", /) -> int:
        """Return how many there are, and count nothing."""


class People(Protocol):
    """Who is known here, and by what they wrote."""

    @abstractmethod
    def profiles(self, accounts: Collection[AccountRef], /) -> tuple[Author, ...]:
        """Return the latest profile of each of *accounts* that is here."""

    @abstractmethod
    def everyone(self) -> tuple[Author, ...]:
        """Return the latest profile of everybody who is here."""

    @abstractmethod
    def writer_of(self, address: str, /) -> AccountRef | None:
        """Return who wrote the post with the permalink or network-wide id *address*."""

    @abstractmethod
    def new_since(self, accounts: Collection[AccountRef], moment: datetime, /) -> frozenset[AccountRef]:
        """Return those of *accounts* that are here and have no post from before *moment*."""

    @abstractmethod
    def posts_of(self, account: AccountRef, /) -> tuple[Post, ...]:
        """Return the posts of *account*, oldest first."""

    @abstractmethod
    def captures_of(self, account: AccountRef, /) -> tuple[Capture, ...]:
        """Return what each source said about each post of *account*, in their order."""
