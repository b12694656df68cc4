"""What a network charges for: asked before a call that costs, told after it."""

from abc import abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.ports.outlets import Part
from curation.budget import Call, MicroUsd, Use

__all__ = ["Call", "Priced", "Till", "Use"]


class Till(Protocol):
    """The treasurer of one paid network: says what may still be spent, and keeps every charge."""

    @abstractmethod
    def may(self, use: Use, call: Call, units: int, /) -> datetime | None:
        """Return `None` when *units* of *call* may be spent on *use* now, else the time when to ask again."""

    @abstractmethod
    def pay(self, use: Use, call: Call, resources: Collection[str], /, *, course: str = "") -> None:
        """Keep that *resources* (ids of posts or people) were read or written; each is billed once a UTC day."""


@runtime_checkable
class Priced(Protocol):
    """An outlet that costs money: a `Publisher` may be one."""

    @abstractmethod
    def price(self, part: Part, /) -> MicroUsd:
        """Return what sending *part* costs."""

    @abstractmethod
    def addresses(self, part: Part, /) -> int:
        """Return how many addresses the network would link in *part*."""
