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
_NO_SHARES = frozenset({"mention", "hashtag"})
"""Classes of links that point at people and tags."""
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


def read(html: str) -> Reading:
    """Return the text and the links of *html*; anything is readable."""
    if "<" not in html:
        return Reading(_tidy(_SPACES.sub(" ", unescape(html))), ())
    clean = html.replace("\x00", "").encode("utf-8", "replace")
    root = etree.fromstring(b"<body>" + clean + b"</body>", _parser())
    return _walk(root)


def plain(html: str) -> str:
    """Return the text of *html*."""
    return read(html).text


@cache
def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)


def _walk(root: etree._Element) -> Reading:
    words: list[str] = []
    links: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = str(element.tag)
        if event == "end":
            words.append(_break_after(tag) + _SPACES.sub(" ", element.tail or ""))
        elif tag in _UNSEEN or _QUOTE_FALLBACK in element.get("class", "").split():
            walker.skip_subtree()
        else:
            words.append(_break_before(tag) + _SPACES.sub(" ", element.text or element.get("alt") or ""))
            links += _shared(element) if tag == "a" else ()
    return Reading(_tidy("".join(words)), tuple(links))


def _break_before(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return "\n\n"
    return "\n" if tag in _LINES else ""


def _break_after(tag: str) -> str:
    return "\n\n" if tag in _PARAGRAPHS else ""


def _shared(link: etree._Element) -> tuple[str, ...]:
    if not _NO_SHARES.isdisjoint(link.get("class", "").split()) or "tag" in link.get("rel", "").split():
        return ()
    address = link.get("href", "").strip().translate(_BREAKS_IN_LINKS)
    scheme = _WEB.match(address)
    return (scheme[0].lower() + address[scheme.end() :],) if scheme else ()


def _tidy(text: str) -> str:
    return _MANY_BREAKS.sub("\n\n", _AROUND_BREAKS.sub("\n", text)).strip()
