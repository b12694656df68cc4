"""The Atom feed of a course and the site's map, built as trees and never as strings.

https://www.rfc-editor.org/rfc/rfc4287 and https://www.sitemaps.org/protocol.html
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bot.render.addresses import day_path, feed_path
from bot.render.pages import Entry
from bot.render.sites import Site, tags
from bot.render.templates import Templates
from curation.model import Course

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LAST = 30
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def atom(templates: Templates, course: Course, entries: Sequence[Entry], *, site: Site) -> bytes:
    """Return the feed of *course*, its last thirty *entries* in full; they are newest first and at least one.

    A withdrawn issue keeps its entry and its id, so that readers learn of it.
    """
    words = templates.words(course.language)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": words.language})
    _add(feed, "id", _feed_id(entries[-1]))
    _add(feed, "title", course.title)
    _add(feed, "subtitle", words.say("index.about", tags=tags(course)))
    _add(feed, "updated", _stamp(max(entry.updated for entry in entries[:_LAST])))
    _link(feed, rel="self", href=site.address(feed_path(course.slug)) or "feed.atom", type_="application/atom+xml")
    _link(feed, rel="alternate", href=site.address(f"{course.slug}/") or "./", type_="text/html")
    author = SubElement(feed, "author")
    _add(author, "name", course.title)
    for entry in entries[:_LAST]:
        _entry(feed, entry, templates, course, site)
    return _written(feed)


def sitemap(site: Site, entries: Iterable[Entry]) -> bytes:
    """Return the map of every issue that stands, by address."""
    urls = Element("urlset", {"xmlns": _SITEMAP})
    for entry in entries:
        url = SubElement(urls, "url")
        digest = entry.issue.digest
        _add(url, "loc", site.address(day_path(digest.course, digest.day)))
        _add(url, "lastmod", _stamp(entry.updated))
    return _written(urls)


def _entry(feed: Element, entry: Entry, templates: Templates, course: Course, site: Site) -> None:
    digest = entry.issue.digest
    words = templates.words(digest.language)
    path = day_path(digest.course, digest.day)
    address = site.address(path) or path.removeprefix(f"{course.slug}/")
    node = SubElement(feed, "entry")
    _add(node, "id", entry.issue.tag_uri)
    withdrawn = words.say("page.withdrawn_title", course=course.title, date=words.day("dated", digest.day))
    _add(node, "title", withdrawn if entry.is_withdrawn else entry.title)
    _add(node, "published", _stamp(entry.published))
    _add(node, "updated", _stamp(entry.updated))
    _link(node, rel="alternate", href=address, type_="text/html")
    for tag in course.hashtags:
        SubElement(node, "category").set("term", tag.display)
    content = _add(node, "content", words.say_html("page.withdrawn") if entry.is_withdrawn else entry.body)
    content.set("type", "html")
    content.set("xml:lang", words.language)
    content.set("xml:base", address)


def _feed_id(oldest: Entry) -> str:
    """Return the feed's id: that of the course's first issue without its day, minted once as that was."""
    return oldest.issue.tag_uri.rpartition("/")[0] or oldest.issue.tag_uri


def _add(parent: Element, name: str, text: str) -> Element:
    node = SubElement(parent, name)
    node.text = _FORBIDDEN.sub("", str(text))
    return node


def _link(parent: Element, *, rel: str, href: str, type_: str) -> None:
    link = SubElement(parent, "link")
    link.set("rel", rel)
    link.set("href", href)
    link.set("type", type_)


def _stamp(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _written(root: Element) -> bytes:
    indent(root)
    written: bytes = tostring(root, xml_declaration=True, encoding="utf-8")
    return written + b"\n"
