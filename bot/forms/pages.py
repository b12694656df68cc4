"""What a form is made of, in our own words: nothing here knows the library that serves it."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody sent us."""

    fields: Mapping[str, str]
    """Of the form, or of the address; the last one where a name stands twice."""
    who: str
    """The network address it came from: for limits, and never kept as it is."""
    ticket: str = ""
    """For a form that is shown: goes into its hidden field."""

    def field(self, name: str, *, at_most: int = 500) -> str:
        """Return a field without spaces around it, at most so many characters of it; empty where there is none."""
        return self.fields.get(name, "").strip()[:at_most]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page, whole."""

    html: str
    status: HTTPStatus = HTTPStatus.OK


class Page(Protocol):
    """One address: what it shows, and what it takes."""

    path: str
    """Below the forms' own address, such as `request` or `mail/confirm`."""
    guarded: bool
    """Whether only our own form may send to it. False for what other programs send, such as one-click unsubscribing,
    which must bring its own proof."""

    @abstractmethod
    def show(self, asked: Asked, /) -> Answer:
        """Return the page for a GET, which never changes anything."""

    @abstractmethod
    def take(self, asked: Asked, /) -> Answer:
        """Do what the form asks, once every guard let it through, and return the page after it."""


Pages = Sequence[Page]
"""Pages that belong together: what a part of the house adds to the application."""
