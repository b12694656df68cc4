"""Where files for a generator lie: a folder on this machine."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from typing_extensions import override

from bot.blog.folder import Folder
from bot.errors import Unclear


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a path before it is written."""

    text: str | None
    """`None` where there is no file."""
    was_there: bool = False
    """Whether there ever was one, as far as the shelf remembers."""


Content = Callable[[Standing], str | None]
"""What a file shall hold, given what it holds; it may refuse by raising, and `None` leaves things as they are."""


class Shelf(Protocol):
    """A place for files that others read, too."""

    @abstractmethod
    def read(self, path: str, /) -> str | None:
        """Return what the file at *path* holds now, `None` where there is none; raise `SendError`."""

    @abstractmethod
    def put(self, path: str, content: Content, message: str, /) -> None:
        """Make the file at *path* hold *content*, whole or not at all; *message* says why. Raise `SendError`."""


@dataclass(frozen=True, slots=True)
class FolderShelf(Shelf):
    """A folder; what was there once and is gone, it does not remember."""

    outlet: str
    root: Path

    @override
    def read(self, path: str, /) -> str | None:
        try:
            found = Folder(self.root).read(path)
        except OSError as error:
            raise Unclear(self.outlet, f"cannot read the folder: {error.strerror}") from error
        return None if found is None else found.decode(errors="replace")

    @override
    def put(self, path: str, content: Content, message: str, /) -> None:
        wanted = content(Standing(self.read(path)))
        if wanted is None:
            return
        try:
            Folder(self.root).write(path, wanted.encode())
        except OSError as error:
            raise Unclear(self.outlet, f"cannot write the folder: {error.strerror}") from error
