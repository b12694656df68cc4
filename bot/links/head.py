"""HTML to what the page says of itself: pure, forgiving, and bounded in time and memory whatever it is given."""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from bot.links.bylines import authors_of
from bot.links.charsets import decoded
from bot.links.metadata import Metadata, metadata_of
from bot.links.prose import prose_of
from bot.links.titles import title_of
from bot.links.trees import Element, tree_of
from curation.kinds import kind_of, minutes_of
from curation.model import Kind, PageCard, PageUrl
from curation.text import harmless, harmless_name, harmless_title
from curation.urls import shown_host

_WATCHED = frozenset({Kind.VIDEO, Kind.PODCAST, Kind.TALK})
"""Kinds whose minutes are those of the recording."""
_READ = frozenset({Kind.ARTICLE, Kind.PAGE, Kind.REPORT, Kind.DOCUMENT})
"""Kinds whose words stand on the page itself; that of a book or a paper is often only its front."""
_DATES = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date", "citation_online_date",
    "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "sailthru.date", "date", "og:article:published_time", "og:published_time",
)  # fmt: skip
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description", "dcterms.description")
_LENGTHS = ("og:video:duration", "video:duration", "music:duration", "og:audio:duration")
_ISO_DATE = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)|\s*(\d{4})(\d{2})(\d{2})(?=T|\s*$)")
_ISO_DURATION = re.compile(
    r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?", re.IGNORECASE
)
_SECONDS = (86_400, 3_600, 60, 1)
_DIGITS = 6
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_MAX_DESCRIPTION = 1_000
_ITEM_TIMES = etree.XPath(
    "//*[@itemprop='datePublished']/@*[name()='datetime' or name()='content']", smart_strings=False
)


def card_from_html(html: bytes | str, url: PageUrl, *, whole: bool = True) -> PageCard | None:
    """Return what the page *html* at *url* says of itself; `None` when it has no title.

    Give *whole* as false when only the beginning was read: then nothing is said about its length.
    """
    tree = tree_of(html if isinstance(html, str) else decoded(html))
    if tree is None:
        return None
    metadata = metadata_of(tree)
    site = harmless_name(metadata.first("og:site_name"), otherwise=shown_host(url))
    title = harmless_title(title_of(metadata, tree, site=site, host=shown_host(url)))
    if not title:
        return None
    kind = kind_of(url, declared=_declared(metadata), title=title)
    authors = (harmless_name(each) for each in authors_of(metadata, tree))
    author = ", ".join(each for each in authors if each)
    prose = prose_of(tree)
    return PageCard(
        page=url,
        title=title,
        author="" if author.casefold() == site.casefold() else author,
        site=site,
        language=_language(metadata, tree),
        kind=kind,
        minutes=_minutes(kind, metadata, words=prose.words if whole else 0),
        description=harmless(_description(metadata, prose.paragraph)[:_MAX_DESCRIPTION]),
        published=_published(metadata, tree),
    )


def _declared(metadata: Metadata) -> Iterator[str]:
    yield from (each.strip().lower() for each in metadata.all("og:type"))
    yield from metadata.types
    yield from (name for name in metadata.values if name.startswith("citation_"))


def _description(metadata: Metadata, paragraph: str) -> str:
    return metadata.first(*_DESCRIPTIONS) or metadata.said("description", "abstract") or paragraph


def _language(metadata: Metadata, tree: Element) -> str:
    said = (tree.get("lang"), tree.get("xml:lang"), metadata.said("inLanguage"))
    for each in (
        *said,
        metadata.first("content-language", "og:locale", "language", "dc.language", "citation_language"),
    ):
        if each and _LANGUAGE.fullmatch(each.strip()):
            primary, *more = each.strip().replace("_", "-").split("-")
            return "-".join((primary.lower(), *more))
    return ""


def _published(metadata: Metadata, tree: Element) -> date | None:
    said = (*metadata.all(*_DATES[:2]), metadata.said("datePublished", "uploadDate"), *metadata.all(*_DATES[2:]))
    found = (_date(each) for each in (*said, *_ITEM_TIMES(tree)))
    return next((each for each in found if each), None)


def _date(text: str) -> date | None:
    found = _ISO_DATE.match(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def _minutes(kind: Kind, metadata: Metadata, *, words: int) -> int | None:
    if kind in _WATCHED:
        return minutes_of(seconds=_seconds(metadata))
    return minutes_of(words=words) if kind in _READ else None


def _seconds(metadata: Metadata) -> int:
    """Return the length of the recording; 0 when unknown."""
    plain = metadata.first(*_LENGTHS).strip()
    if plain.isdecimal() and len(plain) <= _DIGITS:
        return int(plain)
    found = _ISO_DURATION.fullmatch((metadata.said("duration", "timeRequired") or metadata.first("duration")).strip())
    return sum(int(part or 0) * unit for part, unit in zip(found.groups(), _SECONDS, strict=True)) if found else 0
