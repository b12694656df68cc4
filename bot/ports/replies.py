"""What people answer to what we said."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from bot.ports.networks import Batch
from curation.model import DigestKey, Post, PostRef


class Conversation(Protocol):
    """A place where our posts are answered; never waits."""

    name: str
    """Of the source that can be asked for the answers again, such as `mastodon:mastodon.example`."""

    @abstractmethod
    def replies(self, ours: Mapping[PostRef, str], /) -> Batch:
        """Return what answers one of *ours*, posts of one thread with their local ids, root first.

        Each says in `reply_to` which of them it answers; what answers an answer is left out. Raise `SourceError`.
        """


class Replies(Protocol):
    """Posts that answer parts of our issues, and those that an issue shows."""

    @abstractmethod
    def courses(self, posts: Iterable[Post], /) -> Mapping[PostRef, str]:
        """Return by post the course whose issue it answers, as it says itself or said when it was kept."""

    @abstractmethod
    def to(self, key: DigestKey, until: datetime, /) -> tuple[Post, ...]:
        """Return the posts that answer the issue, `at < until`, by `at` then ref; what the sweep missed is left out."""

    @abstractmethod
    def among(self, refs: Collection[PostRef], /) -> tuple[Post, ...]:
        """Return those of *refs* that are kept, by `at` then ref; what the sweep missed is left out."""

    @abstractmethod
    def shown(self, course: str, /) -> tuple[Post, ...]:
        """Return every post that an issue of *course* shows as an answer."""
