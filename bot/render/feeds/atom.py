"""A feed as Atom: https://www.rfc-editor.org/rfc/rfc4287."""

from xml.etree.ElementTree import Element, SubElement

from bot.render.entries import stamp
from bot.render.feeds.contents import Contents, FeedEntry
from bot.render.feeds.trees import add, link, written

_ATOM = "http://www.w3.org/2005/Atom"


def atom(contents: Contents) -> bytes:
    """Return *contents* as an Atom document."""
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": contents.language})
    add(feed, "id", contents.id)
    add(feed, "title", contents.title)
    add(feed, "subtitle", contents.about)
    add(feed, "updated", stamp(contents.updated))
    link(feed, rel="self", href=contents.own_address("atom"), type="application/atom+xml")
    link(feed, rel="alternate", href=contents.home_address, type="text/html")
    if contents.site.hub:
        link(feed, rel="hub", href=contents.site.hub)
    author = SubElement(feed, "author")
    add(author, "name", contents.author)
    for entry in contents.entries:
        _entry(feed, entry)
    return written(feed)


def _entry(feed: Element, entry: FeedEntry) -> None:
    node = SubElement(feed, "entry")
    add(node, "id", entry.id)
    add(node, "title", entry.title)
    add(node, "published", stamp(entry.published))
    add(node, "updated", stamp(entry.updated))
    link(node, rel="alternate", href=entry.url, type="text/html")
    if entry.external:
        link(node, rel="related", href=entry.external)
    for tag in entry.tags:
        SubElement(node, "category").set("term", tag)
    content = add(node, "content", entry.html)
    content.set("type", "html")
    content.set("xml:lang", entry.language)
    content.set("xml:base", entry.url)
