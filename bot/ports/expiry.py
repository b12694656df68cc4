"""What goes when its time has come."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from bot.ports.records import Issue
from curation.model import Hashtag, Post


class Expiry(Protocol):
    """Deleting what is older than promised; each returns how many rows that were."""

    @abstractmethod
    def unpublished(self, before: datetime, at: datetime, /) -> int:
        """Delete posts first seen before *before* that no issue readers have points at.

        What was taken back by an edit leaves a tombstone, so that no older copy brings it in again.
        """

    @abstractmethod
    def words(self, before: datetime, /) -> int:
        """Empty the words and payloads of posts first seen before *before*, and what they quote or answer."""

    @abstractmethod
    def notes(self, before: datetime, /) -> int:
        """Delete the references of posts refused before *before*."""

    @abstractmethod
    def issues(self, before: date, /) -> tuple[Issue, ...]:
        """Return issues of days before *before* that hold what no reader has: drafts, quiet days, waiting items."""

    @abstractmethod
    def under(self, hashtags: Collection[Hashtag], /) -> tuple[Post, ...]:
        """Return every post that may carry one of *hashtags*."""

    @abstractmethod
    def records(self, courses: Collection[str], /) -> int:
        """Delete the wishes about *courses*; the empty name stands for wishes about all of them."""
