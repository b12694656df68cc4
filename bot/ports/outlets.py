"""Publishers that digests go to."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from curation.model import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece that an outlet sends: a post of a thread, or a page."""

    number: int
    """From 0, the root."""
    text: str
    """Exactly what is sent."""
    count: int
    """The text's length as the outlet counts."""
    limit: int
    """The most it takes; 0 where there is no limit."""
    language: str
    visibility: str = "public"
    content_warning: str = ""
    title: str = ""
    """For outlets that have titles."""
    items: tuple[int, ...] = ()
    """Numbers of the items it shows."""
    html: str = ""
    """The same words as HTML, where an outlet sends both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an outlet gave back for a part."""

    uri: str
    """The network-wide id."""
    url: str
    """Where a person can see it."""
    local_id: str = ""


class Publisher(Protocol):
    """An outlet that digests go to."""

    name: str
    """Such as `blog` or `mastodon`; unique in an installation."""
    repeats_safely: bool
    """Whether `send` with the same key twice makes one thing."""
    leaves_house: bool
    """Whether sending can be seen by others, so that it needs `go_live`."""
    recalls: bool = True
    """Whether what was sent can be changed or taken back; an e-mail cannot."""

    changes_in_place: bool = True
    """Whether `edit` changes what stands there. Where it can only take it back, a mere correction leaves it."""
    tells_of_edits: bool = False
    """Whether each edit notifies readers: then corrections are collected for some minutes and sent as one."""

    @abstractmethod
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        """Return what would be sent, in order; pure, so that preview shows what goes out. Raise `RenderError`."""

    @abstractmethod
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        """Send *part* under *key*, as an answer to *after*; raise `SendError`."""

    @abstractmethod
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        """Return the receipt of *part* made since *since*, `None` if there surely is none; raise `SendError`."""

    @abstractmethod
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        """Make what stands at *receipt* say *part*; safe to repeat; raise `SendError`."""

    @abstractmethod
    def withdraw(self, receipt: Receipt, /) -> None:
        """Take back what stands at *receipt*; safe to repeat; raise `SendError`."""


class PageProbe(Protocol):
    """Asks whether our own page can be read by others."""

    @abstractmethod
    def answers(self, url: str, /) -> bool:
        """Return whether a GET of *url* gives 200 now; a failure is `False`."""
