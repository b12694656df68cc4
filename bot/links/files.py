"""Cards of files: PDF and plain text by what stands in them, all others by their names."""

import re
from urllib.parse import unquote, urlsplit

from bot.links.answers import Body, Why
from bot.links.charsets import decoded
from bot.links.languages import detected_language
from bot.links.pdf import PdfSays, said_in_pdf, title_in_pdf
from curation.kinds import kind_of, minutes_of
from curation.model import Kind, PageCard, PageUrl
from curation.text import harmless, harmless_name, harmless_title
from curation.urls import shown_host

PDF = "application/pdf"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"

_READ = frozenset({Kind.DOCUMENT, Kind.REPORT, Kind.PAPER, Kind.ARTICLE})
"""Kinds of which the words are read from the first to the last."""
_FILE_WORDS = re.compile(r"[\s_+-]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_HEADING = re.compile(r"^\s{0,3}#{1,2}\s+(\S.*?)\s*#*\s*$|^(\S.{2,120})\n(?:={3,}|-{3,})\s*$", re.MULTILINE)
"""As in Markdown, which plain texts write too."""
_HEADING_LETTERS = 4_000
"""How far in the text a heading is looked for."""
_MAX_DESCRIPTION = 1_000
_REAL_PARAGRAPH = 60


def file_card(body: Body, page: PageUrl, media_type: str, kind: Kind) -> PageCard | Why:
    """Return the card of the file at *page*, of which *kind* is what its type tells; the address may know better."""
    seen = kind_of(page)
    kind = kind if seen in {Kind.PAGE, Kind.ARTICLE, Kind.HOME} else seen
    if media_type == PDF:
        return _pdf_card(body, page, kind)
    if media_type in {PLAIN, MARKDOWN}:
        return _text_card(body, page, kind)
    title = harmless_title(_file_name(page))
    return PageCard(page=page, title=title, site=shown_host(page), kind=kind) if title else Why.NO_TITLE


def _pdf_card(body: Body, page: PageUrl, kind: Kind) -> PageCard | Why:
    said = said_in_pdf(body.content, whole=body.whole)
    titles = (title_in_pdf(body.content), said.title, _file_name(page))
    title = next((each for each in map(harmless_title, titles) if each), "")
    if not title:
        return Why.NO_TITLE
    return PageCard(
        page=page,
        title=title,
        author=harmless_name(said.author),
        site=shown_host(page),
        language=detected_language(said.text),
        kind=kind,
        minutes=_minutes(said, kind),
        pages=said.pages or None,
    )


def _minutes(said: PdfSays, kind: Kind) -> int | None:
    return minutes_of(words=said.words) if kind in _READ else None


def _text_card(body: Body, page: PageUrl, kind: Kind) -> PageCard | Why:
    text = decoded(body.content, body.charset, whole=body.whole)
    heading = _HEADING.search(text[:_HEADING_LETTERS])
    titles: tuple[str, ...] = ((heading[1] or heading[2]) if heading else "", _file_name(page))
    title = next((each for each in map(harmless_title, titles) if each), "")
    if not title:
        return Why.NO_TITLE
    return PageCard(
        page=page,
        title=title,
        site=shown_host(page),
        language=detected_language(text),
        kind=kind,
        minutes=minutes_of(words=len(text.split())) if body.whole and kind in _READ else None,
        description=harmless(_first_paragraph(text)[:_MAX_DESCRIPTION]),
    )


def _first_paragraph(text: str) -> str:
    """Return the first paragraph that is no heading, list, table or code; empty when there is none."""
    paragraphs = (each.strip() for each in re.split(r"\n\s*\n", text[: 8 * _HEADING_LETTERS]))
    return next((each for each in paragraphs if len(each) >= _REAL_PARAGRAPH and each[0].isalpha()), "")


def _file_name(page: PageUrl) -> str:
    """Return the last step of the path as words: `/files/On_closures.pdf` is "On closures"."""
    name = unquote(urlsplit(page).path.rstrip("/").rpartition("/")[2])
    words = _FILE_WORDS.sub(" ", _ENDING.sub("", name)).strip()
    return words if any(each.isalpha() for each in words) else name
