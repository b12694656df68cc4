"""A page's title without the site's name around it."""

import re
from collections.abc import Iterator

from bot.links.metadata import Metadata
from bot.links.prose import headline_of
from bot.links.trees import Element, few, text_of

_BAR = re.compile(r"\s+(?:[-–—|/\\»«•·:~]|::|\|\|)\s+|\s*\|\s*|\s*»\s*")
_SURE_META = ("dc.title", "dc:title", "dcterms.title", "citation_title", "og:title", "parsely-title")
_META = ("twitter:title", "title")
_LETTERS = re.compile(r"[\W_]+")
_MAX_LETTERS = 2_000
"""Of a title that are looked at; far fewer are kept."""
_MAX_TITLES = 5
"""An SVG image has titles too."""
_MIN_HEADLINE = 12
"""Letters from which a headline inside the longer title is trusted to be the title."""


def title_of(metadata: Metadata, tree: Element, *, site: str, host: str) -> str:
    """Return the page's own title, or an empty text; *site* and *host* are cut off where they stand around it."""
    headline = headline_of(tree)
    said = (*_agreed(metadata, tree), metadata.first(*_SURE_META), metadata.said("name", "headline"))
    said = (*said, metadata.first(*_META))
    names = frozenset({_plain(site), _plain(host), _plain(host.rpartition(".")[0])}) - {""}
    for text in (*said, _title_element(tree)):
        title = _without(names, " ".join(text[:_MAX_LETTERS].split()), headline)
        if title and _plain(title) not in names:
            return title
    return headline or next((each for each in (*said, _title_element(tree)) if each.strip()), "")


def _agreed(metadata: Metadata, tree: Element) -> Iterator[str]:
    """Yield the headline of an article that its own `title` begins with: Open Graph's is written for networks."""
    headline = metadata.said("headline")
    if len(headline) >= _MIN_HEADLINE and _plain(_title_element(tree)[:_MAX_LETTERS]).startswith(_plain(headline)):
        yield headline


def _title_element(tree: Element) -> str:
    return next((text for text in (text_of(each) for each in few(tree, "title", _MAX_TITLES)) if text), "")


def _without(names: frozenset[str], title: str, headline: str) -> str:
    """Return *title* without a first or last part that is one of *names*, or the headline when that is a part of it."""
    parts = _BAR.split(title)
    if len(parts) == 1:
        return title
    if len(headline) >= _MIN_HEADLINE and _plain(headline) in map(_plain, parts):
        return headline
    if _plain(parts[-1]) in names:
        return title[: title.rindex(parts[-1])].rstrip(" -–—|/\\»«•·:~")
    if _plain(parts[0]) in names:
        return title[len(parts[0]) :].lstrip(" -–—|/\\»«•·:~")
    return title


def _plain(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
