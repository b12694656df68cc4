"""What to do with what a page's server sent: HTML gives a card, a file a card by its name, the rest none."""

import re
from datetime import date

from bot.links.answers import Body, Why
from bot.links.charsets import decoded
from bot.links.files import MARKDOWN, PDF, PLAIN, file_card
from bot.links.head import card_from_html
from curation.model import Kind, PageCard, PageUrl

HTML = "text/html"

_HTML_TYPES = frozenset({HTML, "application/xhtml+xml"})
_READ_TYPES = frozenset({PDF, PLAIN, MARKDOWN, "application/json", "application/json+oembed"})
_UNTOLD = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "text/xml", "application/xml", "unknown/unknown"}
)
"""Types that do not tell what they are of: the first bytes do."""
_FILES = (
    ("image/", Kind.IMAGE),
    ("video/", Kind.VIDEO),
    ("audio/", Kind.PODCAST),
    (PDF, Kind.DOCUMENT),
    (PLAIN, Kind.DOCUMENT),
    (MARKDOWN, Kind.DOCUMENT),
    ("text/csv", Kind.DATASET),
    ("application/epub+zip", Kind.BOOK),
    ("application/msword", Kind.DOCUMENT),
    ("application/rtf", Kind.DOCUMENT),
    ("application/vnd.ms-powerpoint", Kind.SLIDES),
    ("application/vnd.ms-excel", Kind.DATASET),
    ("application/vnd.oasis.opendocument.text", Kind.DOCUMENT),
    ("application/vnd.oasis.opendocument.presentation", Kind.SLIDES),
    ("application/vnd.oasis.opendocument.spreadsheet", Kind.DATASET),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml", Kind.DOCUMENT),
    ("application/vnd.openxmlformats-officedocument.presentationml", Kind.SLIDES),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", Kind.DATASET),
)
"""Files worth a card, by the beginning of their type."""
_NAMES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".txt": PLAIN,
    ".md": MARKDOWN,
    ".csv": "text/csv",
    ".epub": "application/epub+zip",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}
"""Types of saved files by the endings of their names."""
_SNIFFED = 1024
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|meta|title|!--|\?xml[^>]{0,200}>\s*<(?:!doctype\s+)?html)",
    re.IGNORECASE,
)


def card_of(body: Body, page: PageUrl, *, latest: date = date.max) -> PageCard | Why:
    """Return the card of *page*, or why there is none; no page was published after the day *latest*."""
    media_type = _told(body)
    if media_type in _HTML_TYPES:
        text = decoded(body.content, body.charset, whole=body.whole)
        card = card_from_html(text, page, whole=body.whole, latest=latest)
        return card or (Why.NO_TITLE if body.whole else Why.TOO_LARGE)
    kind = next((kind for beginning, kind in _FILES if media_type.startswith(beginning)), None)
    return Why.NOT_HTML if kind is None else file_card(body, page, media_type, kind)


def type_of_name(name: str) -> str:
    """Return the media type that a file's *name* promises, empty when it promises none."""
    return _NAMES.get(name[name.rfind(".") :].lower(), "") if "." in name else ""


def is_read(media_type: str) -> bool:
    """Return whether the bytes of this type matter, or only that there are some."""
    return media_type in _HTML_TYPES or media_type in _UNTOLD or media_type in _READ_TYPES


def _told(body: Body) -> str:
    if body.media_type not in _UNTOLD:
        return body.media_type
    start = body.content[:_SNIFFED]
    if start.lstrip().startswith(b"%PDF-"):
        return PDF
    return HTML if _MARKUP.match(start) else ""
