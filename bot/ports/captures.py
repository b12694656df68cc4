"""What sources said of the posts that are here, to be looked through from the first to the last."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.ports.networks import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPosts:
    """Some posts, each as every source said it that knows it, with the post as it is now."""

    captures: tuple[Capture, ...]
    last: int
    """Where to go on."""


class Captures(Protocol):
    """Posts in the order they came in, with what sources said."""

    @abstractmethod
    def after(self, last: int, limit: int, /) -> HeldPosts | None:
        """Return the next posts after *last*, 0 for the first, at most *limit*; `None` at the end.

        What the sweep missed is left out; a payload that is gone is `{}`.
        """

    @abstractmethod
    def remake(self, captures: Sequence[Capture], /) -> None:
        """Let posts that are here say what *captures* make of them; what is erased or not here does not come in."""
