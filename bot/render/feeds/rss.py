"""A feed as RSS 2.0, for readers that know nothing else: https://www.rssboard.org/rss-specification."""

from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement

from bot.render.entries import stamp
from bot.render.feeds.contents import Contents, FeedEntry
from bot.render.feeds.trees import add, link, written

_NAMES = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
}


def rss(contents: Contents) -> bytes:
    """Return *contents* as an RSS document; `atom:updated` says what its own elements cannot."""
    root = Element("rss", _NAMES)
    channel = SubElement(root, "channel")
    add(channel, "title", contents.title)
    add(channel, "link", contents.home_address)
    add(channel, "description", contents.about)
    add(channel, "language", contents.language)
    add(channel, "lastBuildDate", format_datetime(contents.updated, usegmt=True))
    link(channel, "atom:link", rel="self", href=contents.own_address("rss"), type="application/rss+xml")
    if contents.site.hub:
        link(channel, "atom:link", rel="hub", href=contents.site.hub)
    for entry in contents.entries:
        _item(channel, entry)
    return written(root)


def _item(channel: Element, entry: FeedEntry) -> None:
    node = SubElement(channel, "item")
    add(node, "title", entry.title)
    add(node, "link", entry.url)
    add(node, "guid", entry.id).set("isPermaLink", "false")
    add(node, "pubDate", format_datetime(entry.published, usegmt=True))
    add(node, "atom:updated", stamp(entry.updated))
    for tag in entry.tags:
        add(node, "category", tag)
    add(node, "content:encoded", entry.html)
