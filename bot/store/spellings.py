"""Stored addresses, spelled anew when the rules change."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, exists, func, or_, select
from typing_extensions import override

from bot.ports.spellings import Spellings, StoredPage
from bot.store.links import keep_pages
from bot.store.statements import Row, is_one_of, upsert, write
from bot.store.tables import cards, digest_items, links, page_aliases, pages
from curation.model import PageUrl

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When a page was shared that nobody shares; only what is wanted is asked for its newest share."""


class SqlSpellings(Spellings):
    """Pages, aliases and links in their tables; an alias never points at another alias."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def pages(self, after: str, limit: int, /) -> tuple[StoredPage, ...]:
        final = pages.alias("final")
        in_order = (
            select(pages.c.id, pages.c.url, func.coalesce(final.c.url, pages.c.url))
            .outerjoin(page_aliases, page_aliases.c.alias == pages.c.id)
            .outerjoin(final, final.c.id == page_aliases.c.page)
            .where(pages.c.url > after)
            .order_by(pages.c.url)
            .limit(limit)
        )
        batch = self._connection.execute(in_order).all()
        written: dict[int, set[str]] = {number: set() for number, *_ in batch}
        of_pages = select(pages.c.id, links.c.raw).join(pages, pages.c.id == links.c.page)
        of_batch = of_pages.where(is_one_of(self._connection, links.c.page, written.keys())).distinct()
        for number, raw in self._connection.execute(of_batch):
            written[number].add(raw)
        return tuple(
            StoredPage(url=PageUrl(url), final=PageUrl(end), spellings=frozenset(written[number]))
            for number, url, end in batch
        )

    @override
    def unplaced(self) -> frozenset[str]:
        return frozenset(
            self._connection.execute(select(links.c.raw).where(links.c.page.is_(None)).distinct()).scalars()
        )

    @override
    def chosen(self, wanted: Collection[PageUrl], /) -> frozenset[PageUrl]:
        final = self._finals(wanted)
        family = select(pages.c.url, func.coalesce(page_aliases.c.page, pages.c.id).label("final")).outerjoin(
            page_aliases, page_aliases.c.alias == pages.c.id
        )
        addresses = family.where(
            or_(
                is_one_of(self._connection, pages.c.id, set(final.values())),
                is_one_of(self._connection, page_aliases.c.page, set(final.values())),
            )
        ).subquery()
        shown = select(addresses.c.final).join(digest_items, digest_items.c.page == addresses.c.url)
        chosen = frozenset(self._connection.execute(shown.where(digest_items.c.anchor != "").distinct()).scalars())
        return frozenset(page for page, number in final.items() if number in chosen)

    @override
    def join(self, alias: PageUrl, page: PageUrl, /) -> None:
        keep_pages(self._connection, dict.fromkeys((alias, page), _LONG_AGO), wanted=False)
        final = self._finals((alias, page))
        going, staying = final[alias], final[page]
        if going == staying:
            return
        self._hand_over(going, staying)
        self._connection.execute(page_aliases.update().where(page_aliases.c.page == going).values(page=staying))
        upsert(self._connection, page_aliases, [{"alias": going, "page": staying}])

    def _finals(self, wanted: Collection[PageUrl]) -> Mapping[PageUrl, int]:
        """Return the number of the page that each of *wanted* leads to, as far as they are known."""
        ends = select(pages.c.url, func.coalesce(page_aliases.c.page, pages.c.id)).outerjoin(
            page_aliases, page_aliases.c.alias == pages.c.id
        )
        rows = self._connection.execute(ends.where(is_one_of(self._connection, pages.c.url, wanted)))
        return {PageUrl(url): number for url, number in rows}

    def _hand_over(self, going: int, staying: int) -> None:
        """Give the card and the reader's turn of one page to another, where that has none of its own."""
        old = self._connection.execute(select(pages).where(pages.c.id == going)).one()
        if self._connection.execute(select(exists().where(cards.c.page == staying))).scalar():
            self._connection.execute(cards.delete().where(cards.c.page == going))
        else:
            self._connection.execute(cards.update().where(cards.c.page == going).values(page=staying))
            turn = {"asked_at": old.asked_at, "retry_at": old.retry_at, "why": old.why}
            unasked = pages.c.asked_at.is_(None)
            self._connection.execute(pages.update().where(pages.c.id == staying, unasked).values(turn))
            if old.wanted:
                self._connection.execute(pages.update().where(pages.c.id == staying).values(wanted=True))
        later = pages.update().where(pages.c.id == staying, pages.c.shared_at < old.shared_at)
        self._connection.execute(later.values(shared_at=old.shared_at))
        self._connection.execute(pages.update().where(pages.c.id == going).values(wanted=False))

    @override
    def place(self, old: PageUrl | None, where: Mapping[str, PageUrl | None], /) -> None:
        number = select(pages.c.id).where(pages.c.url == old).scalar_subquery()
        under = links.c.page.is_(None) if old is None else links.c.page == number
        found = select(links.c.post, links.c.position, links.c.raw).where(
            under, is_one_of(self._connection, links.c.raw, where.keys())
        )
        at = self._shared_at(old)
        numbers = keep_pages(self._connection, {page: at for page in where.values() if page is not None})
        rows: list[Row] = [
            {"post_": post, "position_": position, "page": numbers.get(where[raw] or "")}
            for post, position, raw in self._connection.execute(found).all()
        ]
        one = links.update().where(links.c.post == bindparam("post_"), links.c.position == bindparam("position_"))
        write(self._connection, links, one, rows)
        left = select(exists().where(links.c.page == number))
        if old is not None and not self._connection.execute(left).scalar():
            self._connection.execute(pages.update().where(pages.c.url == old).values(wanted=False))

    def _shared_at(self, page: PageUrl | None) -> datetime:
        """Return when *page* was last shared, as far as that decides whose turn it is to be read."""
        return self._connection.execute(select(pages.c.shared_at).where(pages.c.url == page)).scalar() or _LONG_AGO
