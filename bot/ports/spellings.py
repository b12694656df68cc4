"""Addresses that are stored, for a change of the rules that spell them."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from curation.model import PageUrl


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """One address that is a page, or another way to one."""

    url: PageUrl
    """As it was spelled when it was first seen."""
    final: PageUrl
    """The page it leads to; itself where it is one."""
    spellings: frozenset[str]
    """As the posts wrote it that are kept under it."""


class Spellings(Protocol):
    """What is stored of addresses, to be spelled anew; nothing that was published changes its page."""

    @abstractmethod
    def pages(self, after: str, limit: int, /) -> tuple[StoredPage, ...]:
        """Return at most *limit* pages in the order of their addresses, those after *after*; all begin after ""."""

    @abstractmethod
    def unplaced(self) -> frozenset[str]:
        """Return every address in posts that was no document when it was kept."""

    @abstractmethod
    def chosen(self, pages: Collection[PageUrl], /) -> frozenset[PageUrl]:
        """Return which of *pages* were ever chosen for an issue, under whichever of their addresses."""

    @abstractmethod
    def join(self, alias: PageUrl, page: PageUrl, /) -> None:
        """Make the page of *alias* another way to the page of *page*, with its card and its readers' turn; idempotent.

        An address that is not stored yet is stored.
        """

    @abstractmethod
    def place(self, old: PageUrl | None, where: Mapping[str, PageUrl | None], /) -> None:
        """Let posts that wrote an address in *where*, kept under *old*, point at its page there; `None` for no page."""
