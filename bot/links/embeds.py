"""Asks platforms about pages that say nothing themselves, where their `robots.txt` lets us."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from urllib.parse import urlsplit

from bot.links.answers import Answer, Body, Refusal
from bot.links.charsets import decoded
from bot.links.journeys import followed
from bot.links.oembed import card_from_oembed, known_endpoint, named_endpoint
from bot.links.robots import PATH, may_ask
from curation.model import PageCard, PageUrl

Ask = Callable[[str], Answer]
"""Asks one address within what is left of a page's deadline."""

_KEPT_FOR = timedelta(days=1)
"""RFC 9309, 2.4: no longer than a day."""
_MANY = 1_000
"""Hosts above which all that was remembered is forgotten."""
_CLOSED = "User-agent: *\nDisallow: /"
_NO_FILE = range(400, 500)
_TOO_MANY = 429


class Embeds:
    """Cards by oEmbed; may be called from several threads."""

    def __init__(self) -> None:
        self._robots: dict[str, tuple[str, datetime]] = {}
        self._lock = Lock()

    def card(self, page: PageUrl, ended: str, answer: Answer, ask: Ask, now: datetime) -> PageCard | None:
        """Return what the platform of *page* says of it, `None` when it says nothing or wants no programs.

        *answer* is what the page itself answered at *ended*: it may name an endpoint on its own site.
        """
        html = decoded(answer.content, answer.charset) if isinstance(answer, Body) else ""
        address = known_endpoint(page) or (named_endpoint(html, page, ended=ended) if html else "")
        if not address or not self._is_open(address, ask, now):
            return None
        told = ask(address)
        return card_from_oembed(told.content, page) if isinstance(told, Body) and told.whole else None

    def _is_open(self, address: str, ask: Ask, now: datetime) -> bool:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            robots, until = self._robots.get(site, ("", now))
        if until <= now:
            robots = _robots_of(site, ask)
            self._remember(site, robots, now)
        return may_ask(robots, f"{parts.path}?{parts.query}")

    def _remember(self, site: str, robots: str, now: datetime) -> None:
        with self._lock:
            if len(self._robots) >= _MANY:
                self._robots.clear()
            self._robots[site] = (robots, now + _KEPT_FOR)


def _robots_of(site: str, ask: Ask) -> str:
    """Return the rules of *site*: none where it has no file, closed where it does not answer (RFC 9309, 2.3.1)."""
    _, answer = followed(site + PATH, ask)
    if isinstance(answer, Body):
        return decoded(answer.content, answer.charset)
    is_absent = isinstance(answer, Refusal) and answer.status in _NO_FILE and answer.status != _TOO_MANY
    return "" if is_absent else _CLOSED
