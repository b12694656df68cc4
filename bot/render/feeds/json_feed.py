"""A feed as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

import json

from bot.render.entries import stamp
from bot.render.feeds.contents import Contents, FeedEntry
from bot.render.feeds.trees import clean

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(contents: Contents) -> bytes:
    """Return *contents* as a JSON Feed; `_digest` holds each link for machines."""
    feed: dict[str, object] = {
        "version": _VERSION,
        "title": contents.title,
        "description": contents.about,
        "language": contents.language,
        "authors": [{"name": contents.author}],
    }
    if contents.site.url:
        feed |= {"home_page_url": contents.home_address, "feed_url": contents.own_address("json")}
    if contents.site.hub:
        feed["hubs"] = [{"type": "WebSub", "url": contents.site.hub}]
    feed["items"] = [_item(entry, contents) for entry in contents.entries]
    return clean(json.dumps(feed, ensure_ascii=False, indent=1)).encode() + b"\n"


def _item(entry: FeedEntry, contents: Contents) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": entry.text,
        "date_published": stamp(entry.published),
        "date_modified": stamp(entry.updated),
        "authors": [{"name": contents.author}],
        "tags": list(entry.tags),
        "language": entry.language,
    }
    if entry.external:
        item["external_url"] = entry.external
    return {**item, **entry.own}
