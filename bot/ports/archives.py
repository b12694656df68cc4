"""Files in which posts were kept."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.ports.networks import Capture
from curation.model import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A piece of an archive that is no post; counted and named, and never the end of the rest."""

    file: str
    line: int
    """From 1; the element's number in a file that is one JSON document."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A piece of an archive that is fine and still no share."""

    file: str
    line: int
    reason: Reason


class Archive(Protocol):
    """Reads files of posts as a stream: memory does not grow with the file."""

    @abstractmethod
    def read(
        self, path: Path, /, *, now: datetime, seen_at: datetime | None = None
    ) -> Iterator[Capture | BadLine | Skipped]:
        """Yield what *path* holds; raise `ArchiveError` when it is no archive we know.

        Without *seen_at* a post counts as seen when it was written, and never later than *now*.
        """


class Remapper(Protocol):
    """Reads again what was kept."""

    @abstractmethod
    def again(self, capture: Capture, /) -> Capture | None:
        """Return *capture* as its payload is mapped today; `None` where that is gone or makes no such post."""


class ExportFormat(Protocol):
    """Writes what can be read as an archive."""

    @abstractmethod
    def line(self, capture: Capture, /) -> bytes:
        """Return *capture* as a line that `read` makes the same post of; of a veiled one nothing but the post."""
