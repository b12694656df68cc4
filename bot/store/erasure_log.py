"""The tombstones as a file beside the database: whoever restores a backup erases by it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from typing_extensions import override

from bot.errors import StoreError
from bot.ports import ErasureLog, Tombstone

FILE = "erasures.log"


@dataclass(frozen=True, slots=True)
class ErasureLogFile(ErasureLog):
    """One JSON line a tombstone, keyed hashes only; written whole or not at all."""

    path: Path

    @override
    def write(self, tombstones: Iterable[Tombstone], /) -> None:
        lines = [orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in tombstones]
        unfinished = self.path.with_name(f".{self.path.name}.new")
        try:
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(b"".join(lines))
            unfinished.replace(self.path)
        except OSError as error:
            raise StoreError(f"{self.path.name} cannot be written: {error.strerror}") from error

    @override
    def read(self) -> tuple[Tombstone, ...]:
        try:
            lines = self.path.read_bytes().splitlines() if self.path.exists() else []
            return tuple(map(_tombstone, lines))
        except OSError as error:
            raise StoreError(f"{self.path.name} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self.path.name} is no log of erasures: {type(error).__name__}") from error


def _tombstone(line: bytes) -> Tombstone:
    said = orjson.loads(line)
    at = datetime.fromisoformat(said["at"])
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return Tombstone(hash=str(said["hash"]), kind=str(said["kind"]), at=at.astimezone(UTC))
