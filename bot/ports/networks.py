"""Sources that are read, and the inbox people write to."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

from curation.model import AccountRef, Hashtag, Post, PostRef

Cursor = NewType("Cursor", str)
"""How far a source was read, in words only its adapter understands."""

Query = tuple[Hashtag, ...]
"""Hashtags that one request of a source asks for together."""


def query_key(query: Query) -> str:
    """Return the name under which the cursor of *query* is kept."""
    return ",".join(sorted(tag.key for tag in query))


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A post and what the network said to make it; the two are kept in one transaction."""

    post: Post
    payload: bytes
    """JSON as the network gave it, counts about people removed."""
    source: str
    """The source's name, such as `mastodon:mastodon.example`."""
    local_id: str = ""
    """The post's id on that server, for calls to that server only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a source had to say, oldest first."""

    captures: tuple[Capture, ...] = ()
    cursor: Cursor | None = None
    """To be kept together with the captures; `None` when nothing was ever seen."""
    requests: int = 0
    malformed: int = 0
    """Items that could not be mapped; they never stop the rest."""
    gap: bool = False
    """Whether more lies between this batch and the cursor before it; the next poll closes it."""


class Presence(StrEnum):
    """Whether a post still stands at its source."""

    THERE = "there"
    EDITED = "edited"
    GONE = "gone"
    UNKNOWN = "unknown"
    """A time-out or a failure: no answer about this post."""


class Source(Protocol):
    """A place that can be asked for posts under hashtags; never waits."""

    name: str
    """Such as `mastodon:mastodon.example`; the cursor belongs to it."""
    bills: bool = False
    """Whether asking costs: then posts are asked for again once a UTC day, and only those that readers see."""

    @abstractmethod
    def queries(self, hashtags: Sequence[Hashtag], /) -> tuple[Query, ...]:
        """Return how this source wants to be asked: one hashtag a query on Mastodon, many on X."""

    @abstractmethod
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        """Return what was said under *query* after *cursor*, oldest first; raise `SourceError`."""

    @abstractmethod
    def rescan(self, query: Query, since: datetime, /) -> Batch:
        """Return what stands under *query* since *since*, late and back-dated posts too; its cursor is `None`."""

    @abstractmethod
    def still_there(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Presence]:
        """Say for each post, given with its local id, whether it still stands; raise `SourceError`."""

    def read_again(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Capture]:
        """Return those of *refs*, given with their local ids, that stand, as they are now; raise `SourceError`.

        A source that cannot show a post again returns nothing.
        """
        del refs
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a source told of a post without being asked."""

    local_id: str
    """The post's id at that source."""
    gone: bool
    """Whether it was deleted there; else it was edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came in since it was last looked."""

    changes: tuple[Change, ...] = ()
    """In the order they were told in."""
    is_live: bool = False
    """Whether something was heard, a sign of life at least, since the source was last turned to."""


class Stream(Protocol):
    """A source that tells of deletions and edits as they happen; what it leaves out is found by asking."""

    name: str
    source: str
    """The name of the source whose ids it tells."""

    @abstractmethod
    def heard(self) -> Heard:
        """Return what was told since the last call, and begin to listen where nobody does; never waits.

        Raise `SourceError` once for each time that the source stopped telling; it is turned to again at `retry_at`.
        """

    @abstractmethod
    def close(self) -> None:
        """Listen no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What somebody wrote to our account."""

    id: str
    account: AccountRef
    handle: str
    text: str
    """Plain text after the leading mentions."""
    at: datetime
    local_id: str
    """Of the post, to answer it."""
    ref: PostRef
    is_bot: bool = False
    direct: bool = False
    url: str = ""
    """Its address, where `ref` is none."""
    answers: str = ""
    """The local id of the post it answers; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Somebody who began to follow our account."""

    account: AccountRef
    handle: str
    at: datetime
    is_bot: bool = False


class Inbox(Protocol):
    """Where people write to our account."""

    name: str
    is_quiet: bool
    """Whether an answer is for the asker's eyes alone; where it is not, no more than "Done." is said."""

    @abstractmethod
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[Mention, ...], Cursor | None]:
        """Return mentions after *cursor*, oldest first, filtered ones too, and the new cursor; raise `SourceError`."""

    @abstractmethod
    def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
        """Answer quietly: at the mention's visibility or narrower, never public; raise `SendError`."""

    @abstractmethod
    def followers_since(self, cursor: Cursor | None, /) -> tuple[tuple[Follower, ...], Cursor | None]:
        """Return who began to follow us after *cursor*, oldest first, and the new cursor; raise `SourceError`."""

    @abstractmethod
    def ask(self, follower: Follower, text: str, key: str, /, *, language: str) -> str:
        """Write to somebody who follows us, for their eyes alone; return the local id of it. Raise `SendError`."""
