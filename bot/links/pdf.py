"""What a PDF says of itself: its own title and author, how many pages, how many words.

Its XMP packet, which writers leave uncompressed so that others find it, is read here; the rest in a process of its own.
https://developer.adobe.com/xmp/docs/XMPSpecifications/
"""

import html
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]{0,80}>([^<]{1,600})</rdf:li>")
_CREATOR = re.compile(rb"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,80}>([^<]{1,200})</rdf:li>")
_NO_TITLE = re.compile(
    r"^\s*(?:microsoft (?:word|powerpoint)\b|untitled|unknown|title|document\d*\s*$|slide 1|powerpoint[- ]|print\b)|"
    r"\.(?:docx?|pptx?|indd|tex|dvi|pdf|rtf|odt|qxd|xlsx?|pages)\s*$",
    re.IGNORECASE,
)
"""What programs write where a person wrote nothing."""
_NO_AUTHOR = re.compile(
    r"^\s*(?:admin(?:istrator)?|user\d*|owner|unknown|author|root|default|microsoft.*)\s*$", re.IGNORECASE
)
_READER = (sys.executable, "-I", "-m", "bot.links.pdf_reading")
_SECONDS = 8.0
_NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSays:
    """What a PDF says of itself; empty or 0 where it says nothing."""

    title: str = ""
    author: str = ""
    pages: int = 0
    words: int = 0
    text: str = ""
    """Its beginning."""


def said_in_pdf(content: bytes, *, whole: bool = True, seconds: float = _SECONDS) -> PdfSays:
    """Return what *content* says within *seconds*; of a file that is not *whole* only what stands in the open."""
    told = _told(content, seconds) if whole else _NOTHING
    title = _text(told, "title")
    author = _text(told, "author") or author_in_pdf(content)
    return PdfSays(
        title="" if _NO_TITLE.search(title) else title,
        author="" if _NO_AUTHOR.search(author) else author,
        pages=_number(told, "pages"),
        words=_number(told, "words"),
        text=_text(told, "text"),
    )


def title_in_pdf(content: bytes) -> str:
    """Return the title that somebody gave the document in the open, or an empty text."""
    title = _said(_TITLE, content)
    return "" if _NO_TITLE.search(title) else title


def author_in_pdf(content: bytes) -> str:
    """Return the document's first author as told in the open, or an empty text."""
    return _said(_CREATOR, content)


def _told(content: bytes, seconds: float) -> Mapping[str, object]:
    try:
        # Our own interpreter and module; the stranger's bytes are its input only.
        done = subprocess.run(_READER, input=content, capture_output=True, timeout=seconds, check=True)  # noqa: S603 our own interpreter, and fixed words
        told: Mapping[str, object] | list[object] | str | float | None = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return _NOTHING
    return told if isinstance(told, Mapping) else _NOTHING


def _text(told: Mapping[str, object], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _number(told: Mapping[str, object], name: str) -> int:
    value = told.get(name)
    return value if isinstance(value, int) and value > 0 else 0


def _said(pattern: re.Pattern[bytes], content: bytes) -> str:
    found = pattern.search(content)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""
