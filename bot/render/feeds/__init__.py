"""What readers subscribe to, in three forms of one content, and the site's map; built as trees and never as strings."""

from collections.abc import Callable, Mapping

from bot.render.feeds.atom import atom
from bot.render.feeds.contents import LAST, Contents, Feeds
from bot.render.feeds.json_feed import json_feed
from bot.render.feeds.rss import rss
from bot.render.feeds.sitemap import sitemap

__all__ = ["LAST", "WRITERS", "Contents", "Feeds", "atom", "json_feed", "rss", "sitemap"]

WRITERS: Mapping[str, Callable[[Contents], bytes]] = {"atom": atom, "rss": rss, "json": json_feed}
"""What writes each form, by its ending."""
