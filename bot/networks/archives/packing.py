"""Opening what archives come packed in, within limits: gzip, tar and zip; nothing is ever unpacked to the disk."""

import gzip
import io
import tarfile
import zipfile
import zlib
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from typing_extensions import Buffer, override

from bot.errors import ArchiveError

UNPACKED_LIMIT_BYTES = 2 * 1024**3
"""networks.md A5; a file that is not packed may be larger: it is read as a stream."""
_BUFFER_BYTES = 1024 * 1024
_SIP_BYTES = 16 * 1024
"""Read at once of what is packed: that much is lost when it turns out to be damaged."""
_PROFILE_LIMIT_BYTES = 4 * 1024 * 1024
_GZIP, _ZIP, _TAR, _TAR_AT = b"\x1f\x8b", b"PK\x03\x04", b"ustar", 257
_BROKEN = (EOFError, OSError, RuntimeError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
"""What the packers of the standard library raise; RuntimeError is a zip with a password."""
_OUTBOX, _ACTOR, _ACCOUNT, _TWEETS = "outbox.json", "actor.json", "account.js", "tweets"


class Stream(Protocol):
    """Bytes that can be looked at before they are read."""

    @abstractmethod
    def peek(self, size: int = 0, /) -> bytes:
        """Return what comes next, up to a buffer's size, without reading it."""

    @abstractmethod
    def read(self, size: int = -1, /) -> bytes:
        """Return the next *size* bytes, fewer at the end."""

    @abstractmethod
    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line with its end, at most *size* bytes of it."""


class _Source(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class CutShort(ArchiveError):
    """A packed file is damaged from here on; what came before is good."""


@dataclass(frozen=True, slots=True)
class Member:
    """One stream of posts."""

    name: str
    stream: Stream
    profile: bytes = b""
    """The file beside it that says whose posts they are, if there is one."""


def members(path: Path, *, limit: int = UNPACKED_LIMIT_BYTES) -> Iterator[Member]:
    """Yield the streams of *path*, each to be read before the next; raise `ArchiveError`.

    Reading more than *limit* unpacked bytes of one raises it too.
    """
    try:
        with path.open("rb") as plain:
            start = plain.read(len(_ZIP))
            plain.seek(0)
            if start.startswith(_ZIP):
                yield from _zipped(plain, path.name, limit)
            elif start.startswith(_GZIP):
                yield from _gzipped(plain, path, limit)
            else:
                yield Member(path.name, io.BufferedReader(_Limited(plain, path.name), _BUFFER_BYTES), _beside(path))
    except _BROKEN as error:
        raise ArchiveError(path.name, _words(error)) from error


class _Limited(io.RawIOBase):
    """A stream that stops at *limit* bytes and fills whole buffers, so that a look ahead sees far."""

    def __init__(self, source: _Source, name: str, limit: int | None = None) -> None:
        self._source = source
        self._name = name
        self._left = limit
        self._trouble: CutShort | None = None

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        if self._trouble:
            raise self._trouble
        wanted = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(wanted) and (chunk := self._read(len(wanted) - filled)):
            wanted[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        if self._trouble and not filled:
            raise self._trouble
        self._count(filled)
        return filled

    def _read(self, size: int) -> bytes:
        try:
            return self._source.read(min(size, _SIP_BYTES))
        except _BROKEN as error:
            self._trouble = CutShort(self._name, _words(error))
            return b""

    def _count(self, size: int) -> None:
        if self._left is None:
            return
        self._left -= size
        if self._left < 0:
            raise ArchiveError(self._name, "unpacks to more than is allowed")


class _InSips(io.RawIOBase):
    """A file of which nobody reads much at once: the headers of a tar say how long they are, and may say anything."""

    def __init__(self, source: gzip.GzipFile, name: str) -> None:
        self._source = source
        self._name = name

    @override
    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= _PROFILE_LIMIT_BYTES:
            raise ArchiveError(self._name, "a header in it is larger than is allowed")
        return self._source.read(size)

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._source.seek(offset, whence)

    @override
    def tell(self) -> int:
        return self._source.tell()


def _gzipped(plain: io.BufferedReader, path: Path, limit: int) -> Iterator[Member]:
    with gzip.GzipFile(fileobj=plain) as unzipped:
        stream = io.BufferedReader(_Limited(unzipped, path.name, limit), _BUFFER_BYTES)
        if stream.peek()[_TAR_AT : _TAR_AT + len(_TAR)] != _TAR:
            yield Member(path.name, stream, _beside(path))
            return
        unzipped.seek(0)
        with tarfile.open(fileobj=_InSips(unzipped, path.name), mode="r:") as packed:
            yield from _tarred(packed, path.name, limit)


def _tarred(packed: tarfile.TarFile, name: str, limit: int) -> Iterator[Member]:
    found: dict[str, tarfile.TarInfo] = {}
    for each in packed:
        if PurePosixPath(each.name).name in {_OUTBOX, _ACTOR}:
            _check(name, each.name, each.size if each.isreg() else -1, limit)
            found.setdefault(PurePosixPath(each.name).name, each)
        if len(found) == 2:
            break
    outbox, actor = (packed.extractfile(found[each]) if each in found else None for each in (_OUTBOX, _ACTOR))
    if outbox is None:
        raise ArchiveError(name, "holds no outbox.json")
    profile = actor.read(_PROFILE_LIMIT_BYTES) if actor else b""
    outbox = packed.extractfile(found[_OUTBOX]) or outbox
    yield Member(f"{name}/{_OUTBOX}", io.BufferedReader(_Limited(outbox, name, limit), _BUFFER_BYTES), profile)


def _zipped(plain: io.BufferedReader, name: str, limit: int) -> Iterator[Member]:
    with zipfile.ZipFile(plain) as packed:
        wanted = sorted(
            (each for each in packed.infolist() if _holds_posts(each.filename)), key=lambda each: each.filename
        )
        if not wanted:
            raise ArchiveError(name, "holds neither outbox.json nor tweets.js")
        profile = _profile(packed, name, limit)
        for each in wanted:
            _check(name, each.filename, each.file_size, limit)
            with packed.open(each) as source:
                stream = io.BufferedReader(_Limited(source, name, limit), _BUFFER_BYTES)
                yield Member(f"{name}/{each.filename}", stream, profile)


def _profile(packed: zipfile.ZipFile, name: str, limit: int) -> bytes:
    for each in packed.infolist():
        if PurePosixPath(each.filename).name in {_ACTOR, _ACCOUNT}:
            _check(name, each.filename, each.file_size, limit)
            with packed.open(each) as source:
                return source.read(_PROFILE_LIMIT_BYTES)
    return b""


def _holds_posts(member: str) -> bool:
    name = PurePosixPath(member).name
    return name == _OUTBOX or (name.startswith(_TWEETS) and name.endswith(".js"))


def _check(archive: str, member: str, size: int, limit: int) -> None:
    """Raise `ArchiveError` for a member that leads out of its archive, is no file (size -1) or is too large."""
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        raise ArchiveError(archive, "a name in it leads out of it")
    if size < 0:
        raise ArchiveError(archive, f"{path.name} in it is no file")
    if size > limit:
        raise ArchiveError(archive, f"{path.name} in it is larger than is allowed")


def _beside(path: Path) -> bytes:
    """Return what lies beside an unpacked export and says whose it is."""
    for name in (_ACTOR, _ACCOUNT):
        beside = path.with_name(name)
        if beside.is_file():
            with beside.open("rb") as source:
                return source.read(_PROFILE_LIMIT_BYTES)
    return b""


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
