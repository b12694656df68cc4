"""What a network charges for: asked before a call that costs, told after it."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Call(StrEnum):
    """What is billed, by kind."""

    READ_POST = "read_post"
    READ_USER = "read_user"
    READ_OWN = "read_own"
    """Our own posts and mentions, far cheaper than others'."""
    READ_COUNTS = "read_counts"
    WRITE_POST = "write_post"
    WRITE_POST_WITH_URL = "write_post_with_url"
    WRITE_REPLY = "write_reply"
    """An answer to somebody who addressed us."""
    DELETE = "delete"


class Use(StrEnum):
    """What the money is for; each has its share of the budget."""

    READING = "reading"
    SWEEPING = "sweeping"
    PUBLISHING = "publishing"


class Till(Protocol):
    """The treasurer of one paid network: says what may still be spent, and keeps every charge."""

    @abstractmethod
    def may(self, use: Use, call: Call, units: int, /) -> datetime | None:
        """Return `None` when *units* of *call* may be spent on *use* now, else the time when to ask again."""

    @abstractmethod
    def pay(self, use: Use, call: Call, resources: Collection[str], /, *, course: str = "") -> None:
        """Keep that *resources* (ids of posts or people) were read or written; each is billed once a UTC day."""
