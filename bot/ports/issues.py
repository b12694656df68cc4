"""The issues that a site is made of."""

from abc import abstractmethod
from datetime import date
from typing import Protocol

from bot.ports.records import Issue, Listed
from curation.model import DigestKey


class Issues(Protocol):
    """Frozen, published and withdrawn issues, newest day first, as they stand at each call."""

    @abstractmethod
    def listed(self, course: str, /, *, outlet: str = "") -> tuple[Listed, ...]:
        """Return every issue of *course* from its outside alone, or those that have words for *outlet*."""

    @abstractmethod
    def between(self, course: str, first: date, last: date, /) -> tuple[Issue, ...]:
        """Return the issues of *course* from *first* to *last*, both included."""

    @abstractmethod
    def get(self, key: DigestKey, /) -> Issue | None:
        """Return the issue with *key*, `None` unless it is frozen, published or withdrawn."""
