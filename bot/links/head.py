"""HTML to what the page says of itself: pure, forgiving, and bounded in time and memory whatever it is given."""

from collections.abc import Iterator
from datetime import date

from bot.links.bylines import authors_of
from bot.links.charsets import decoded
from bot.links.claims import claimed_by
from bot.links.dates import guessed_date, published_in, says_unclearly
from bot.links.durations import seconds_of
from bot.links.languages import language_of
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
_READ = frozenset({Kind.ARTICLE, Kind.PAGE, Kind.REPORT, Kind.DOCUMENT, Kind.THREAD})
"""Kinds whose words stand on the page itself; that of a book or a paper is often only its front."""
_DATED = frozenset({Kind.ARTICLE, Kind.PAGE, Kind.REPORT, Kind.PAPER}) | _WATCHED
"""Kinds whose words tell the day: those of a home page tell that of its news, those of an event that of the event."""
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description", "dcterms.description")
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "citation_journal_title")
_MAX_DESCRIPTION = 1_000
_MAX_SITE = 60
"""Letters above which a site's name is a slogan."""


def card_from_html(html: bytes | str, url: PageUrl, *, whole: bool = True, latest: date = date.max) -> PageCard | None:
    """Return what the page *html* at *url* says of itself; `None` when it has no title.

    Give *whole* as false when only the beginning was read: then nothing is said about its length. A page that says it
    was published after the day *latest* says nothing about that.
    """
    text = html if isinstance(html, str) else decoded(html)
    tree = tree_of(text)
    if tree is None:
        return None
    metadata = metadata_of(tree)
    site = _site(metadata, url)
    title = harmless_title(title_of(metadata, tree, site=site, host=shown_host(url)))
    if not title:
        return None
    kind = kind_of(url, declared=_declared(metadata), title=title)
    author = _author(metadata, tree, site)
    published = published_in(metadata, tree, latest=latest)
    if published is None and kind in _DATED and not says_unclearly(metadata):
        published = guessed_date(tree, text, address=url, latest=latest)
    prose = prose_of(tree)
    description = harmless(_description(metadata, prose.paragraph)[:_MAX_DESCRIPTION])
    return PageCard(
        page=url,
        title=title,
        claimed=claimed_by(tree, url),
        author=author,
        site=shown_host(url) if site == title else site,
        language=language_of(metadata, tree, f"{title}. {description} {prose.sample}"),
        kind=kind,
        minutes=_minutes(kind, metadata, words=prose.words if whole else 0),
        description=description,
        published=published,
    )


def _site(metadata: Metadata, url: PageUrl) -> str:
    """Return the name that the site shows people, else its host."""
    said = (*metadata.all(*_SITES), metadata.site, *metadata.names("isPartOf", "publisher"))
    names = (harmless_name(each) for each in said if len(each) <= _MAX_SITE)
    return next((each for each in names if each), shown_host(url))


def _author(metadata: Metadata, tree: Element, site: str) -> str:
    names = (harmless_name(each) for each in authors_of(metadata, tree))
    author = ", ".join(each for each in names if each)
    # A person's own site is often called by that person's name.
    return "" if author.casefold() == site.casefold() and not metadata.has_person("author") else author


def _declared(metadata: Metadata) -> Iterator[str]:
    yield from (each.strip().lower() for each in metadata.all("og:type"))
    yield from metadata.types
    yield from (name for name in metadata.values if name.startswith("citation_"))


def _description(metadata: Metadata, paragraph: str) -> str:
    return metadata.first(*_DESCRIPTIONS) or metadata.said("description", "abstract") or paragraph


def _minutes(kind: Kind, metadata: Metadata, *, words: int) -> int | None:
    if kind in _WATCHED:
        return minutes_of(seconds=seconds_of(metadata))
    return minutes_of(words=words) if kind in _READ else None
