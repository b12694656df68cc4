"""The text and the links of a status: its `content` is sanitised HTML, and never shown as such.

https://docs.joinmastodon.org/spec/activitypub/#sanitization
"""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from lxml import etree

_PARAGRAPHS = frozenset({"p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
_LINES = frozenset({"br", "li", "tr", "hr"})
_UNSEEN = frozenset({"script", "style", "template", "head", "title"})
_QUOTE_FALLBACK = "quote-inline"
"""The class of the "RE: …" paragraph that servers put before a quote: it says nothing of the writer's own."""
_NO_SHARES = frozenset({"mention", "hashtag", "tag"})
"""Classes, and a `rel`, of links that point at people and tags."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(r" *\n *")
_MANY_BREAKS = re.compile(r"\n{3,}")
_WEB = re.compile(r"(https?)://", re.IGNORECASE)
_BREAKS_IN_LINKS = str.maketrans("", "", "\t\r\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person reads in a piece of HTML."""

    text: str
    links: tuple[str, ...]
    """Where its links lead, in order, as written; links to people, tags and the quoted post left out."""


def read(html: str, *, whole_links: bool = False) -> Reading:
    """Return the text and the links of *html*; anything is readable.

    With *whole_links* the text has each address in full, however much of it the server shows.
    """
    if "<" not in html:
        return Reading(_tidy(_SPACES.sub(" ", unescape(html))), ())
    clean = html.replace("\x00", "").encode("utf-8", "replace")
    return _walk(b"<body>" + clean + b"</body>", whole_links=whole_links)


def plain(html: str) -> str:
    """Return the text of *html*."""
    return read(html).text


@cache
def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)


def _walk(html: bytes, *, whole_links: bool) -> Reading:
    words: list[str] = []
    links: list[str] = []
    walker = etree.iterwalk(etree.fromstring(html, _parser()), events=("start", "end"))
    for event, element in walker:
        tag, classes = str(element.tag), element.get("class", "").split()
        if event == "end":
            words.append(_break_after(tag) + _SPACES.sub(" ", element.tail or ""))
            continue
        if tag in _UNSEEN or _QUOTE_FALLBACK in classes:
            walker.skip_subtree()
            continue
        link = _shared(element.get("href", ""), [*classes, *element.get("rel", "").split()]) if tag == "a" else ""
        links += [link] if link else []
        if link and whole_links:
            walker.skip_subtree()
        shown = link if whole_links and link else element.text or element.get("alt") or ""
        words.append(_break_before(tag) + _SPACES.sub(" ", shown))
    return Reading(_tidy("".join(words)), tuple(links))


def _break_before(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return "\n\n"
    return "\n" if tag in _LINES else ""


def _break_after(tag: str) -> str:
    return "\n\n" if tag in _PARAGRAPHS else ""


def _shared(href: str, said_of_it: list[str]) -> str:
    """Return where a link leads, empty when it points at a person or a tag, or not into the web."""
    if not _NO_SHARES.isdisjoint(said_of_it):
        return ""
    address = href.strip().translate(_BREAKS_IN_LINKS)
    scheme = _WEB.match(address)
    return scheme[0].lower() + address[scheme.end() :] if scheme else ""


def _tidy(text: str) -> str:
    return _MANY_BREAKS.sub("\n\n", _AROUND_BREAKS.sub("\n", text)).strip()
