"""The documents of a stream: a JSON object a line, the elements of one JSON document, or the rows of a sheet."""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

import orjson

from bot.networks.archives.elements import elements
from bot.networks.archives.mappers import Document, is_document
from bot.networks.archives.packing import Stream

LINE_LIMIT_BYTES = 32 * 1024 * 1024
_HEAD_BYTES = 64 * 1024
_BOM = b"\xef\xbb\xbf"
_OUTBOX = re.compile(rb'"orderedItems"\s*:\s*\[')
_X_ARCHIVE = re.compile(rb"window\.[\w.]+\s*=\s*\[")
_COLUMNS = frozenset({"id_str", "from_user", "text", "created_at", "time", "status_url", "entities_str"})
_DELIMITERS = ",;\t"


class Piece(NamedTuple):
    """One document, or why there is none."""

    line: int
    document: Document | None
    why: str = ""


def pieces(stream: Stream) -> Iterator[Piece] | None:
    """Return the documents of *stream*, told by how it begins; `None` for nothing we know."""
    if stream.peek(_HEAD_BYTES)[: len(_BOM)] == _BOM:
        stream.read(len(_BOM))
    head = stream.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    begins = head.lstrip()
    known = _X_ARCHIVE.match(begins) or (_OUTBOX.search(head) if begins[:1] == b"{" else None)
    if known:
        stream.read(head.index(known[0]) + len(known[0]))
        return _elements(stream)
    first = begins.partition(b"\n")[0].strip()
    if begins[:1] == b"[" or first == b"{":
        return _elements(stream)
    if begins[:1] == b"{":
        return _lines(stream)
    delimiter = _delimiter(first)
    return _rows(stream, delimiter) if delimiter else None


def _lines(stream: Stream) -> Iterator[Piece]:
    for number, line in _numbered(stream):
        if line is None:
            yield Piece(number, None, "longer than a line may be")
        elif not line.isspace():
            yield _piece(number, line)


def _elements(stream: Stream) -> Iterator[Piece]:
    number = 0
    for number, element in enumerate(elements(stream.read), 1):
        if element is None:
            yield Piece(number, None, "not closed, or larger than an element may be: the rest is not read")
        else:
            yield _piece(number, element)


def _piece(number: int, written: bytes) -> Piece:
    try:
        document: object = orjson.loads(written)
    except orjson.JSONDecodeError as error:
        return Piece(number, None, f"no JSON: {error.msg}")
    return Piece(number, document) if is_document(document) else Piece(number, None, "no JSON object")


def _rows(stream: Stream, delimiter: str) -> Iterator[Piece]:
    texts = ("" if line is None else line.decode(errors="replace") for _, line in _numbered(stream))
    rows = csv.reader(texts, delimiter=delimiter)
    names = [name.strip() for name in next(rows)]
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Piece(rows.line_num, None, f"no row: {error}")
            continue
        if row:
            yield Piece(rows.line_num, dict(zip(names, row, strict=False)))


def _delimiter(header: bytes) -> str:
    """Return what separates the columns of a TAGS sheet that starts with *header*, nothing for another file."""
    written = header.decode(errors="replace")
    for each in _DELIMITERS:
        names = {name.strip(' "') for name in written.split(each)}
        if "text" in names and len(names & _COLUMNS) >= 3:
            return each
    return ""


def _numbered(stream: Stream) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number, `None` for one that is too long, whose bytes are thrown away."""
    number = 0
    while line := stream.readline(LINE_LIMIT_BYTES):
        number += 1
        whole = len(line) < LINE_LIMIT_BYTES or line.endswith(b"\n")
        yield number, line if whole else None
        while not whole:
            rest = stream.readline(LINE_LIMIT_BYTES)
            whole = not rest or rest.endswith(b"\n")
