"""Pages: what they say of themselves, and the other addresses they are known under."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select
from typing_extensions import override

from bot.ports import Cards, Unreadable
from bot.store.links import keep_pages
from bot.store.rows import card_of, card_row
from bot.store.statements import is_one_of, upsert
from bot.store.tables import cards, page_aliases, pages
from curation.model import PageCard, PageUrl

_ASKED_AGAIN_FOR = timedelta(days=7)
"""A page that cannot be read is given up this long after its last share: no issue can take it in any more."""


class SqlCards(Cards):
    """Cards and aliases in tables; an alias points at its final page, never at another alias."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def unread(self, at: datetime, limit: int, /) -> tuple[PageUrl, ...]:
        due = or_(pages.c.retry_at.is_(None), pages.c.retry_at <= at)
        wanted = select(pages.c.url).where(pages.c.wanted.is_(True), due)
        newest_first = wanted.order_by(pages.c.shared_at.desc(), pages.c.id).limit(limit)
        return tuple(PageUrl(url) for url in self._connection.execute(newest_first).scalars())

    @override
    def keep(self, asked: PageUrl, answer: PageCard | Unreadable, at: datetime, /) -> None:
        page = answer.page or asked
        numbers = keep_pages(self._connection, dict.fromkeys((asked, page), at), wanted=False)
        self._join(numbers[asked], numbers[page])
        if isinstance(answer, PageCard):
            upsert(self._connection, cards, [{"page": numbers[page], **card_row(answer)}])
            self._note(numbers[page], at, why="", retry_at=None)
        elif not self.of((page,)):  # a page that once had a card keeps it
            self._note(numbers[page], at, why=answer.why, retry_at=answer.retry_at)

    def _join(self, asked: int, page: int) -> None:
        """Make *page* final and *asked*, with all that was an alias of it, another address of *page*."""
        self._connection.execute(page_aliases.delete().where(page_aliases.c.alias == page))
        if asked == page:
            return
        self._connection.execute(page_aliases.update().where(page_aliases.c.page == asked).values(page=page))
        upsert(self._connection, page_aliases, [{"alias": asked, "page": page}])
        self._connection.execute(cards.delete().where(cards.c.page == asked))
        self._connection.execute(pages.update().where(pages.c.id == asked).values(wanted=False))

    def _note(self, page: int, at: datetime, *, why: str, retry_at: datetime | None) -> None:
        again = pages.c.shared_at > at - _ASKED_AGAIN_FOR if retry_at else False
        asked = {"asked_at": at, "why": why, "retry_at": retry_at, "wanted": again}
        self._connection.execute(pages.update().where(pages.c.id == page).values(asked))

    @override
    def of(self, wanted: Collection[PageUrl], /) -> Mapping[PageUrl, PageCard]:
        known = select(cards, pages.c.url).join(pages, pages.c.id == cards.c.page)
        of_wanted = known.where(is_one_of(self._connection, pages.c.url, wanted))
        found = map(card_of, self._connection.execute(of_wanted))
        return {card.page: card for card in found}

    @override
    def aliases(self, wanted: Collection[PageUrl], /) -> Mapping[PageUrl, PageUrl]:
        final = pages.alias("final")
        known = (
            select(pages.c.url, final.c.url)
            .join(page_aliases, page_aliases.c.alias == pages.c.id)
            .join(final, final.c.id == page_aliases.c.page)
        )
        of_wanted = known.where(is_one_of(self._connection, pages.c.url, wanted))
        return {PageUrl(alias): PageUrl(page) for alias, page in self._connection.execute(of_wanted)}
