"""Cards of pages that say nothing to programs, by what their platform says of them: https://oembed.com

Only the endpoints below, and one that a page names on its own site, are ever asked.
"""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from lxml import etree

from bot.links.dates import iso_date
from bot.links.durations import seconds_in
from bot.links.linked_data import Json
from bot.links.moves import target_of
from bot.links.trees import selected, tree_of
from curation.kinds import kind_of, minutes_of
from curation.model import Kind, PageCard, PageUrl
from curation.text import harmless, harmless_name, harmless_title
from curation.urls import shown_host, site_of

_LINKS = etree.XPath("//link[@href and contains(@type, 'json+oembed')]")
_MAX_TEXT = 1_000
_MAX_SECONDS = 1_000_000
_TYPES = {"video": "video", "photo": "imageobject"}
"""Types of oEmbed that say what a page is; "rich" and "link" say nothing."""
_MINUTED = frozenset({Kind.VIDEO, Kind.PODCAST, Kind.TALK})

# A row a line: tables are read down their columns.
# fmt: off


class Provider(NamedTuple):
    """A platform whose pages hide behind scripts or consent, and where it tells of them."""

    name: str
    page: str
    """A pattern of its pages' canonical addresses, behind "https://"."""
    endpoint: str
    """To which the page's address is added, encoded."""
    example: str


PROVIDERS = (
    Provider("YouTube", r"youtube\.com/(?:watch|playlist|live/|shorts/)", "https://www.youtube.com/oembed?format=json&url=",
             "https://youtube.com/watch?v=a"),
    Provider("Vimeo", r"vimeo\.com/.*\d", "https://vimeo.com/api/oembed.json?url=", "https://vimeo.com/76979871"),
    Provider("Dailymotion", r"dailymotion\.com/video/.", "https://www.dailymotion.com/services/oembed?format=json&url=",
             "https://dailymotion.com/video/x2abcd"),
    Provider("TED", r"ted\.com/talks/.", "https://www.ted.com/services/v1/oembed.json?url=", "https://ted.com/talks/courage"),
    Provider("SoundCloud", r"soundcloud\.com/[^/]+/.", "https://soundcloud.com/oembed?format=json&url=", "https://soundcloud.com/someone/a"),
    Provider("Spotify", r"open\.spotify\.com/.", "https://open.spotify.com/oembed?url=", "https://open.spotify.com/episode/a"),
    Provider("Mixcloud", r"mixcloud\.com/[^/]+/.", "https://app.mixcloud.com/oembed/?format=json&url=", "https://mixcloud.com/someone/a"),
    Provider("TikTok", r"tiktok\.com/@[^/]+/video/.", "https://www.tiktok.com/oembed?url=", "https://tiktok.com/@someone/video/1"),
    Provider("SlideShare", r"slideshare\.net/[^/]+/.", "https://www.slideshare.net/api/oembed/2?format=json&url=",
             "https://slideshare.net/someone/a"),
    Provider("Speaker Deck", r"speakerdeck\.com/[^/]+/.", "https://speakerdeck.com/oembed.json?url=", "https://speakerdeck.com/someone/a"),
    Provider("Flickr", r"flickr\.com/photos/.", "https://www.flickr.com/services/oembed/?format=json&url=", "https://flickr.com/photos/a/1"),
    Provider("Loom", r"loom\.com/share/.", "https://www.loom.com/v1/oembed?url=", "https://loom.com/share/a"),
    Provider("Kickstarter", r"kickstarter\.com/projects/.", "https://www.kickstarter.com/services/oembed?url=",
             "https://kickstarter.com/projects/a/b"),
    Provider("Reddit", r"reddit\.com/r/[^/]+/comments/.", "https://www.reddit.com/oembed?url=", "https://reddit.com/r/a/comments/b/c"),
    Provider("media.ccc.de", r"media\.ccc\.de/v/.", "https://media.ccc.de/public/oembed?format=json&url=", "https://media.ccc.de/v/35c3-9407"),
)
# fmt: on
_PATTERNS = tuple((re.compile(each.page), each) for each in PROVIDERS)


def known_endpoint(page: PageUrl) -> str:
    """Return the address that tells of *page*, empty when its platform is none that we know."""
    rest = page.partition("://")[2].removeprefix("www.")
    endpoint = next((each.endpoint for pattern, each in _PATTERNS if pattern.match(rest)), "")
    return endpoint and endpoint + quote(page, safe="")


def named_endpoint(html: str, page: PageUrl, *, ended: str) -> str:
    """Return the address that *page*, read at *ended*, names as telling of it; empty for none or another site's."""
    tree = tree_of(html)
    links = selected(_LINKS, tree, 4) if tree is not None else []
    addresses = (target_of(ended, each.get("href") or "") for each in links)
    return next((each for each in addresses if each and _is_of(page, each)), "")


def card_from_oembed(content: bytes, page: PageUrl) -> PageCard | None:
    """Return the card that the answer *content* of an endpoint gives *page*, `None` when it has no title."""
    told = _object(content)
    title = harmless_title(_text(told, "title"))
    if not title:
        return None
    declared = _TYPES.get(_text(told, "type"), "")
    kind = kind_of(page, declared=[declared] if declared else (), title=title)
    return PageCard(
        page=page,
        title=title,
        author=harmless_name(_text(told, "author_name")),
        site=harmless_name(_text(told, "provider_name"), otherwise=shown_host(page)),
        kind=kind,
        minutes=minutes_of(seconds=_seconds(told.get("duration"))) if kind in _MINUTED else None,
        description=harmless(_text(told, "description")),
        published=iso_date(_text(told, "upload_date")),
    )


def _is_of(page: PageUrl, address: str) -> bool:
    """Return whether *address* is on the site of *page*, or below it."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    site = site_of(page).partition(":")[0]
    return host == site or host.endswith("." + site)


def _seconds(duration: Json) -> int:
    if isinstance(duration, int | float) and 0 < duration < _MAX_SECONDS:
        return int(duration)
    return seconds_in(duration) if isinstance(duration, str) else 0


def _object(content: bytes) -> Mapping[str, Json]:
    try:
        told: Json = json.loads(content)
    # RecursionError: an answer may nest as deep as it likes.
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _text(told: Mapping[str, Json], name: str) -> str:
    value = told.get(name)
    return value[:_MAX_TEXT] if isinstance(value, str) else ""
