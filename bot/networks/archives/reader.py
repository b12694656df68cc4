"""Reading archives of posts as a stream, whatever they are called and however they are packed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import orjson
from typing_extensions import override

from bot.errors import ArchiveError
from bot.networks.archives.export import ExportLine, export_line, exported, share_line, shared
from bot.networks.archives.mappers import Document, Mapper, Outcome, is_array, is_document
from bot.networks.archives.owner import Owner
from bot.networks.archives.packing import UNPACKED_LIMIT_BYTES, CutShort, Member, members
from bot.networks.archives.pieces import pieces
from bot.networks.archives.shapes import Shape, shape_of
from bot.ports import Archive, BadLine, Capture, ExportFormat, Remapper, Skipped
from curation.consent import VEILED
from curation.errors import InvalidValue
from curation.model import Reason

_LONGEST_WHY = 160
_DEEPEST = 200
"""Levels of nesting; no network's posts have more than a dozen, and no more than 254 can be written again."""


class ArchiveReader(Archive, Remapper, ExportFormat):
    """Reads every shape that it was given a mapper for; files that are not packed may have any size."""

    def __init__(self, mappers: Mapping[Shape, Mapper], *, unpacked_limit: int = UNPACKED_LIMIT_BYTES) -> None:
        self._mappers = mappers
        self._unpacked_limit = unpacked_limit

    @override
    def read(
        self, path: Path, /, *, now: datetime, seen_at: datetime | None = None
    ) -> Iterator[Capture | BadLine | Skipped]:
        for member in members(path, limit=self._unpacked_limit):
            line = 0
            try:
                for line, outcome in self._outcomes(member, seen_at):
                    yield _record(outcome, member.name, line, now)
            except CutShort as error:
                if not line:
                    raise
                yield BadLine(file=member.name, line=line + 1, why=f"the file is damaged from here on: {error.why}")

    @override
    def again(self, capture: Capture, /) -> Capture | None:
        payload: object = orjson.loads(capture.payload)
        if not is_document(payload):
            return None
        line = ExportLine(
            source=capture.source, seen_at=capture.post.seen_at, local_id=capture.local_id, payload=payload
        )
        outcomes = (each for each in self._made_of(line, None) if isinstance(each, Capture))
        found = next((each for each in outcomes if each.post.ref == capture.post.ref), None)
        return found and replace(found, payload=capture.payload)

    @override
    def line(self, capture: Capture, /) -> bytes:
        return share_line(capture.post) if capture.post.ref.network == VEILED else export_line(capture)

    def _outcomes(self, member: Member, seen_at: datetime | None) -> Iterator[tuple[int, Outcome]]:
        found = pieces(member.stream)
        if found is None:
            raise ArchiveError(member.name, "is no archive we know")
        owner = Owner.of(member.name, member.profile)
        for line, document, why in found:
            if document is None:
                yield line, ValueError(why)
                continue
            for outcome in self._safely_mapped(owner.added_to(document), seen_at):
                yield line, outcome

    def _safely_mapped(self, document: Document, seen_at: datetime | None) -> Iterator[Outcome]:
        """Yield what `_mapped` does; one document that was made to exhaust us does not end the file."""
        try:
            yield from self._mapped(document, seen_at)
        except (RecursionError, TypeError):  # the latter is orjson's
            if not _is_deep(document):
                raise
            yield ValueError("nested too deeply")

    def _mapped(self, document: Document, seen_at: datetime | None) -> Iterator[Outcome]:
        shape = shape_of(document)
        if shape is Shape.EXPORT:
            yield from self._replayed(document, seen_at)
        elif shape is Shape.SHARE:
            yield from _shared(document)
        elif shape is None or shape not in self._mappers:
            yield ValueError("nothing we know")
        else:
            yield from self._mappers[shape](document, source=f"archive:{shape}", seen_at=seen_at)

    def _replayed(self, document: Document, seen_at: datetime | None) -> Iterator[Outcome]:
        try:
            line = exported(document)
        except InvalidValue as error:
            yield error
            return
        yield from self._made_of(line, seen_at)

    def _made_of(self, line: ExportLine, seen_at: datetime | None) -> Iterator[Outcome]:
        shape = shape_of(line.payload)
        if shape is None or shape not in self._mappers:
            yield ValueError("payload is nothing we know")
            return
        for outcome in self._mappers[shape](line.payload, source=line.source, seen_at=seen_at or line.seen_at):
            yield replace(outcome, local_id=line.local_id) if isinstance(outcome, Capture) else outcome


def _shared(document: Document) -> Iterator[Outcome]:
    try:
        yield Capture(post=shared(document), payload=b"{}", source=f"archive:{Shape.EXPORT}")
    except InvalidValue as error:
        yield error


def _record(outcome: Outcome, file: str, line: int, now: datetime) -> Capture | BadLine | Skipped:
    if isinstance(outcome, Capture):
        if outcome.post.seen_at <= now:
            return outcome
        return replace(outcome, post=replace(outcome.post, seen_at=now))
    if isinstance(outcome, Reason):
        return Skipped(file=file, line=line, reason=outcome)
    return BadLine(file=file, line=line, why=_words(outcome))


def _is_deep(document: object) -> bool:
    """Return whether *document* is nested deeper than JSON is written."""
    level: list[object] = [document]
    for _ in range(_DEEPEST):
        level = [each for inside in level for each in _inside(inside)]
    return bool(level)


def _inside(value: object) -> Iterable[object]:
    if is_document(value):
        return value.values()
    return value if is_array(value) else ()


def _words(error: ValueError) -> str:
    """Return what is wrong without what was found: that is somebody's text."""
    if isinstance(error, InvalidValue):
        return f"{error.field}: expected {error.expected}"
    return str(error)[:_LONGEST_WHY]
