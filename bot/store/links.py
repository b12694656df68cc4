"""The addresses in posts, and the pages they stand for."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.store.statements import Row, insert, is_one_of, next_number, write
from bot.store.tables import links, page_aliases, pages
from curation.errors import InvalidUrl
from curation.model import PageUrl, Post
from curation.urls import canonical, is_document


def keep_links(connection: Connection, posts: Mapping[int, Post]) -> None:
    """Insert the links of *posts*, given with their numbers; pages nobody shared before become wanted."""
    raw = {link for post in posts.values() for link in post.links}
    page_of = {link: page for link in raw if (page := _page_of(link)) is not None}
    newest: dict[PageUrl, datetime] = {}
    for post in posts.values():
        for link in post.links:
            if page := page_of.get(link):
                newest[page] = max(post.at, newest.get(page, post.at))
    numbers = keep_pages(connection, newest)
    rows: list[Row] = [
        {"post": number, "position": position, "raw": link, "page": numbers[page_of[link]] if link in page_of else None}
        for number, post in posts.items()
        for position, link in enumerate(post.links)
    ]
    insert(connection, links, rows)


def _page_of(link: str) -> PageUrl | None:
    try:
        page = canonical(link)
    except InvalidUrl:
        return None
    return page if is_document(page) else None


def keep_pages(connection: Connection, shared: Mapping[PageUrl, datetime], *, wanted: bool = True) -> Mapping[str, int]:
    """Return the numbers of the pages in *shared*, given with their newest share; new ones are *wanted*."""
    columns = (pages.c.url, pages.c.id, pages.c.wanted, pages.c.shared_at)
    rows = connection.execute(select(*columns).where(is_one_of(connection, pages.c.url, shared.keys()))).all()
    numbers = {row.url: row.id for row in rows}
    again: list[Row] = [
        {"number": row.id, "shared_at": at}
        for row in rows
        if row.wanted and (at := shared[PageUrl(row.url)]) > row.shared_at
    ]
    write(connection, pages, pages.update().where(pages.c.id == bindparam("number")), again)
    new = [page for page in shared if page not in numbers]
    if new:
        first = next_number(connection, pages.c.id)
        numbers.update((page, number) for number, page in enumerate(new, first))
        insert(connection, pages, [_new_page(numbers[page], page, shared[page], wanted=wanted) for page in new])
    return numbers


def _new_page(number: int, page: PageUrl, shared_at: datetime, *, wanted: bool) -> Row:
    return {"id": number, "url": page, "shared_at": shared_at, "wanted": wanted, "why": ""}


def drop_links(connection: Connection, posts: Collection[int]) -> None:
    """Delete the links of *posts*, given by their numbers."""
    connection.execute(links.delete().where(is_one_of(connection, links.c.post, posts)))


def family_of(connection: Connection, page: PageUrl) -> tuple[int, ...]:
    """Return the numbers of every address under which the page of *page* is known; empty for an unknown one."""
    number = connection.execute(select(pages.c.id).where(pages.c.url == page)).scalar()
    if number is None:
        return ()
    final = connection.execute(select(page_aliases.c.page).where(page_aliases.c.alias == number)).scalar() or number
    aliases = connection.execute(select(page_aliases.c.alias).where(page_aliases.c.page == final)).scalars()
    return (final, *aliases)
