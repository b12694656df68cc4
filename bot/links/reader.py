"""Reads strangers' pages over the web, safely.

Only the one page that a person shared is asked for, and the redirects it answers with: no image, no icon, no feed. That
is why `robots.txt` is not read for it. A page that says nothing to programs is asked about where its platform tells of
it (oEmbed), and for that `robots.txt` is read first; whoever adds another request for a host must do so too.
Addresses a page gives inside itself (`meta refresh`, `og:url`) are hints of a stranger and neither followed nor
believed; `rel=canonical` is not followed either, and believed only where a second page says the same
(`curation.likeness`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

import httpx
from typing_extensions import override

from bot.links.answers import Answer, Why, unreadable
from bot.links.embeds import Ask, Embeds
from bot.links.fetching import Fetcher
from bot.links.journeys import followed, judged
from bot.links.pauses import HostPauses
from bot.links.silence import is_wall_title, says_nothing
from bot.links.transport import Deadline, GuardedTransport
from bot.ports import Clock, LinkReader, Unreadable
from curation.model import PageCard, PageUrl

_MEBIBYTE = 1024 * 1024
_NOBODY_THERE = frozenset({Why.NO_HOST, Why.NO_CONNECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost."""

    page_bytes: int = _MEBIBYTE
    """After unpacking; what is behind it is not read."""
    document_bytes: int = 10 * _MEBIBYTE
    """The same for PDF."""
    whole: timedelta = timedelta(seconds=10)
    """For everything: looking up, connecting, redirects, reading."""
    host_pause: timedelta = timedelta(seconds=2)


class WebLinkReader(LinkReader):
    """Reads strangers' pages; may be called from several threads."""

    def __init__(
        self,
        clock: Clock,
        *,
        contact: str,
        limits: Limits | None = None,
        transport: httpx.BaseTransport | None = None,
        stopwatch: Callable[[], float] = monotonic,
    ) -> None:
        """Make a reader whose `User-Agent` sends people with questions to *contact*, an address of ours.

        A *transport* of one's own must honour the request's extension `deadline` and raise `httpx.TransportError` only.
        """
        limits = limits or Limits()
        self._clock = clock
        self._seconds = limits.whole.total_seconds()
        self._stopwatch = stopwatch
        self._pauses = HostPauses(limits.host_pause)
        self._embeds = Embeds()
        self._fetcher = Fetcher(
            transport or GuardedTransport(),
            agent=f"welearned (+{contact})",
            page_bytes=limits.page_bytes,
            document_bytes=limits.document_bytes,
        )

    @override
    def card(self, url: PageUrl, /) -> PageCard | Unreadable:
        now = self._clock.now()
        turn = self._pauses.take(_host(url), now)
        if turn is not None:
            return Unreadable(why=Why.HOST_PAUSE, retry_at=turn)
        ask = self._asking(now)
        ended, answer = _found(url, ask)
        said = judged(url, ended, answer, now)
        if says_nothing(said):
            said = self._embeds.card(said.page or url, ended, answer, ask, now) or _without_wall(said, now)
        if isinstance(said, Unreadable) and said.why == Why.BUSY and said.retry_at:
            self._pauses.until(_host(ended), said.retry_at)
        return said

    def _asking(self, now: datetime) -> Ask:
        """Return a function that asks addresses until the deadline of one page."""
        deadline = Deadline(self._seconds, stopwatch=self._stopwatch)

        def ask(address: str) -> Answer:
            # A redirect takes its host's turn but does not wait for it: what leads there is asked one at a time itself.
            self._pauses.take(_host(address), now)
            return self._fetcher.answer(address, deadline)

        return ask


def _found(url: PageUrl, ask: Ask) -> tuple[str, Answer]:
    first = followed(url, ask)
    if first[0] != url or first[1] not in _NOBODY_THERE:
        return first
    others = (followed(spelling, ask) for spelling in _spellings(url))
    return next((each for each in others if not isinstance(each[1], Why)), first)


def _without_wall(said: PageCard | Unreadable, now: datetime) -> PageCard | Unreadable:
    """Return *said*, or that the page is closed when a wall's title is all there is."""
    if isinstance(said, Unreadable) or not is_wall_title(said.title):
        return said
    return unreadable(Why.CLOSED, now)


def _spellings(url: PageUrl) -> Iterator[str]:
    """Yield what the one spelling of a page may have been before: with "www.", without TLS."""
    scheme, _, rest = url.partition("://")
    if not rest.startswith("www."):
        yield f"{scheme}://www.{rest}"
    if scheme == "https":
        yield f"http://{rest}"


def _host(address: str) -> str:
    """Return under which name a host's turns are counted."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
