"""A folder of files that readers may look at while it is written."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folder:
    """Writes files whole or not at all, and only where something changed."""

    root: Path

    def write(self, path: str, content: bytes, /) -> bool:
        """Make the file at *path* hold *content*; return whether it did not before. Raise `OSError`."""
        file = self.root / path
        if self.read(path) == content:
            return False
        file.parent.mkdir(parents=True, exist_ok=True)
        # A name of one's own: two courses that come out at the same second write the same lists.
        unfinished = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}.new")
        unfinished.write_bytes(content)
        unfinished.replace(file)
        return True

    def remove(self, path: str, /) -> bool:
        """Let there be no file at *path*; return whether there was one. Raise `OSError`."""
        try:
            (self.root / path).unlink()
        except FileNotFoundError:
            return False
        return True

    def names(self, path: str, /) -> frozenset[str]:
        """Return the names of the folders in the folder at *path*, none where there is none. Raise `OSError`."""
        try:
            return frozenset(each.name for each in os.scandir(self.root / path) if each.is_dir())
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()

    def read(self, path: str, /) -> bytes | None:
        """Return what the file at *path* holds, `None` where there is no file. Raise `OSError`."""
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def has(self, path: str, /) -> bool:
        """Return whether there is a file at *path*."""
        return (self.root / path).is_file()
