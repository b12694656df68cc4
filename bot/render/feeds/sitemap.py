"""The map of a site for search engines: https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from bot.render.entries import stamp
from bot.render.feeds.trees import add, written

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[tuple[str, datetime]]) -> bytes:
    """Return the map of *pages*: their addresses and when each last changed."""
    urls = Element("urlset", {"xmlns": _SITEMAP})
    for address, updated in pages:
        url = SubElement(urls, "url")
        add(url, "loc", address)
        add(url, "lastmod", stamp(updated))
    return written(urls)
