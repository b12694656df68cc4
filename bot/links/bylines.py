"""Who wrote a page, as far as the page says; never who shared it."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from bot.links.metadata import Metadata
from bot.links.trees import Element, selected, text_of

_MAX_AUTHORS = 3
_MAX_BYLINE = 100
"""Letters above which an element is more than a byline."""
_MAX_CANDIDATES = 30
_META = (
    "dc.creator", "dc:creator", "dcterms.creator", "author", "parsely-author", "sailthru.author", "byl",
    "article:author",
)  # fmt: skip
_MARKED = etree.XPath(
    "//*[@rel='author' or contains(@itemprop, 'author') or contains(@class, 'byline') or contains(@class, 'author')"
    " or contains(@class, 'Byline') or contains(@id, 'byline') or contains(@class, 'writtenby')]",
)
_NAMED = etree.XPath("(.//*[@itemprop='name'])[1]")
_BY = re.compile(
    r"^(?:(?:written|posted|published|story|text|words)\s+)?(?:by|von|par|por|di|af|av|door|autor|author|auteur)\b\s*:?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[|•·(]|\s[-–—]\s|,?\s*\b(?:on|last|published|updated|posted|is an?)\b|(?:\s[^\W\d]+\.?\s+)?\d).*$",
    re.IGNORECASE,
)
"""What follows a name in a byline: a date, a section, a description."""
_ADDRESS = re.compile(r"https?://|www\.|@", re.IGNORECASE)
_OTHERS = re.compile(r"comment|avatar|more|related|bio|about|follow|social", re.IGNORECASE)


def authors_of(metadata: Metadata, tree: Element) -> tuple[str, ...]:
    """Return the authors' names as the page writes them, at most three."""
    said = _clean(metadata.all("citation_author"))
    said = said or _clean(metadata.names("author", "creator"))
    said = said or _clean(_whole(metadata)) or _clean(_shown(tree))[:1]
    return tuple(said[:_MAX_AUTHORS])


def _whole(metadata: Metadata) -> Iterator[str]:
    for name in _META:
        found = tuple(metadata.all(name))
        if _clean(found):
            yield from found
            return


def _clean(names: Iterable[str]) -> list[str]:
    """Return what may be names, once each: no addresses, no "by", nothing as long as a sentence."""
    stripped = (_BY.sub("", " ".join(name.split())).strip(" ,;:|-–") for name in names)
    fitting = (name for name in stripped if name and len(name) <= _MAX_BYLINE and not _ADDRESS.search(name))
    return list(dict.fromkeys(fitting))


def _shown(tree: Element) -> Iterator[str]:
    """Yield the names in elements marked as bylines, in the order of the page."""
    for element in selected(_MARKED, tree, _MAX_CANDIDATES):
        label = f"{element.get('class')} {element.get('id')}"
        if _OTHERS.search(label) or element.tag in {"img", "input", "html", "body"}:
            continue
        named = selected(_NAMED, element, 1)
        text = text_of(named[0] if named else element)
        if len(text) <= _MAX_BYLINE:
            yield _TAIL.sub("", _BY.sub("", text))
