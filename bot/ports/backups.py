"""Copies of the database."""

from abc import abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was looked through and is whole."""

    file: Path
    size: int
    """In bytes."""
    revision: str
    """Of its tables."""
    rows: Mapping[str, int]
    """By table."""


class Backups(Protocol):
    """Copies in a folder, each a SQLite file, whatever the database is; readable by their owner only."""

    @abstractmethod
    def create(self, at: datetime, /) -> Backup:
        """Copy the database, as it stands in one moment, into a new file; raise `StoreError`."""

    @abstractmethod
    def verify(self, file: Path, /) -> Backup:
        """Look through *file* from end to end; raise `StoreError` unless it is a whole backup of ours."""

    @abstractmethod
    def prepare(self, file: Path, /) -> AbstractContextManager[Store]:
        """Give a store made from *file*, brought up to date, that nobody else uses; raise `StoreError`."""

    @abstractmethod
    def install(self) -> None:
        """Put what was prepared in place of the database; whoever has that open is wrong; raise `StoreError`."""

    @abstractmethod
    def expire(self, before: datetime, /) -> int:
        """Delete copies made before *before*, those of updates too; return how many."""
