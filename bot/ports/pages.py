"""Readers of strangers' pages."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from curation.model import PageCard, PageUrl


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why a page gave no card."""

    why: str
    """A word for counting: `timeout`, `gone`, `too_large`, `not_public`, `robots`, `not_html`, `error` …"""
    page: PageUrl | None = None
    """The canonical address the reader ended at, when it moved before it failed."""
    retry_at: datetime | None = None
    """When asking again makes sense; `None` for never."""


class LinkReader(Protocol):
    """Reads strangers' pages safely; may be called from several threads."""

    @abstractmethod
    def card(self, url: PageUrl, /) -> PageCard | Unreadable:
        """Return what the page at *url* says of itself; a dead link is a value; never waits for a host's pause."""
