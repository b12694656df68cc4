"""Reads one PDF in a process of its own: the file on standard input, one JSON object on standard output.

A stranger's PDF can keep any reader busy, or fill its memory; here only this process is lost (`bot.links.pdf`).
"""

import json
import logging
import sys
from collections.abc import Mapping
from io import BytesIO
from time import process_time

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MAX_SECONDS = 6
"""Of computing, after which the system ends this process."""
_MAX_BYTES = 1024 * 1024 * 1024
"""Of memory."""
_TEXT_SECONDS = 1.5
_TEXT_PAGES = 12
"""After either no more pages are read for their words: the rest is as long."""
_MAX_TEXT = 2_000
_ODD = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    OSError,
)
"""What pypdf raises about files that are not as they should be, and what it forgets to."""

Told = Mapping[str, str | int]


def main() -> None:
    """Read, and write what was read."""
    _limit()
    logging.disable(logging.CRITICAL)
    json.dump(told_by(sys.stdin.buffer.read()), sys.stdout)


def told_by(content: bytes) -> Told:
    """Return `title`, `author`, `pages`, `words` and the beginning of the `text` of a PDF, as far as it tells."""
    told: dict[str, str | int] = {}
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        info = reader.metadata
        told |= (
            {"title": str(info.title or "")[:_MAX_TEXT], "author": str(info.author or "")[:_MAX_TEXT]} if info else {}
        )
        told["pages"] = len(reader.pages)
        text, read = _text_of(reader)
        told |= {"text": text[:_MAX_TEXT], "words": len(text.split()) * len(reader.pages) // max(read, 1)}
    except _ODD:
        pass
    return told


def _text_of(reader: PdfReader) -> tuple[str, int]:
    """Return the text of the first pages, and how many they are."""
    until = process_time() + _TEXT_SECONDS
    texts: list[str] = []
    for page in reader.pages[:_TEXT_PAGES]:
        texts.append(page.extract_text())
        if process_time() > until:
            break
    return "\n".join(texts), len(texts)


def _limit() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_BYTES, _MAX_BYTES))


if __name__ == "__main__":
    main()
