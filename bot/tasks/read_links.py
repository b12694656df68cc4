"""Read the pages that posts point at, several at once and never two of one host."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from bot.log import event
from bot.ports import Clock, LinkReader, Store, Unreadable
from curation.model import PageCard, PageUrl
from curation.urls import shown_host

_ROUND = 400
"""Pages looked at in one turn; one a host is read, the others wait for the next turn."""
HOST_PAUSE = "host_pause"
"""The reader's word for "not yet": the page stays unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What one turn brought."""

    read: int = 0
    unreadable: int = 0
    waiting: int = 0
    """Pages that wait for their host's pause, or for the next turn."""
    next_at: datetime | None = None
    """When the next turn makes sense; `None` when nothing waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLinks:
    """Give every shared page a card, or the reason why it has none."""

    reader: LinkReader
    store: Store
    clock: Clock
    at_once: int = 16

    def __call__(self) -> ReadReport:
        """Read at most one page of each host; each answer is kept in a transaction of its own."""
        now = self.clock.now()
        with self.store.look() as work:
            pages = work.cards.unread(now, _ROUND)
        turn = _one_a_host(pages)
        read = unreadable = 0
        pauses: list[datetime] = []
        for page, answer in self._answers(turn):
            if isinstance(answer, Unreadable) and answer.why == HOST_PAUSE:
                pauses.append(answer.retry_at or now)
                continue
            self._keep(page, answer)
            read += isinstance(answer, PageCard)
            unreadable += isinstance(answer, Unreadable)
        waiting = len(pages) - read - unreadable
        event("links.read", read=read, unreadable=unreadable, waiting=waiting)
        next_at = (min(pauses) if pauses and not read + unreadable else now) if waiting else None
        return ReadReport(read=read, unreadable=unreadable, waiting=waiting, next_at=next_at)

    def _answers(self, pages: Iterable[PageUrl]) -> Iterator[tuple[PageUrl, PageCard | Unreadable]]:
        asked = tuple(pages)
        with ThreadPoolExecutor(self.at_once) as readers:
            yield from zip(asked, readers.map(self.reader.card, asked), strict=True)

    def _keep(self, page: PageUrl, answer: PageCard | Unreadable) -> None:
        with self.store.work() as work:
            work.cards.keep(page, answer, self.clock.now())


def _one_a_host(pages: Iterable[PageUrl]) -> tuple[PageUrl, ...]:
    first: dict[str, PageUrl] = {}
    for page in pages:
        first.setdefault(shown_host(page), page)
    return tuple(first.values())
