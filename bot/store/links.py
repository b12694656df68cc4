"""The addresses in posts, and the pages they stand for."""

from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, bindparam, select

from bot.store.statements import Line, insert_values, is_one_of, lines, next_number, write_values
from bot.store.tables import links, page_aliases, pages
from curation.model import PageUrl, Post
from curation.urls import page_at


def keep_links(connection: Connection, posts: Mapping[int, Post]) -> None:
    """Insert the links of *posts*, given with their numbers; pages nobody shared before become wanted."""
    page_of = {link: page_at(link) for link in {link for post in posts.values() for link in post.links}}
    newest: dict[PageUrl, datetime] = {}
    for post in posts.values():
        at = post.at
        for link in post.links:
            page = page_of[link]
            if page and newest.get(page, at) <= at:
                newest[page] = at
    numbers = keep_pages(connection, newest)
    rows: list[Line] = [
        (number, position, link, numbers[page] if (page := page_of[link]) else None)
        for number, post in posts.items()
        for position, link in enumerate(post.links)
    ]
    insert_values(connection, links, ("post", "position", "raw", "page"), rows)


def keep_pages(connection: Connection, shared: Mapping[PageUrl, datetime], *, wanted: bool = True) -> Mapping[str, int]:
    """Return the numbers of the pages in *shared*, given with their newest share; new ones are *wanted*."""
    columns = (pages.c.url, pages.c.id, pages.c.wanted, pages.c.shared_at)
    known = lines(connection, select(*columns).where(is_one_of(connection, pages.c.url, shared.keys())))
    again: list[Line] = [
        (number, at)
        for url, number, still_wanted, shared_at in known
        if still_wanted and (at := shared[PageUrl(url)]) > shared_at
    ]
    write_values(connection, pages, _UPDATE, ("number", "shared_at"), again)
    numbers: dict[str, int] = {url: number for url, number, *_ in known}
    new = [page for page in shared if page not in numbers]
    if new:
        fresh: dict[str, int] = dict(zip(new, count(next_number(connection, pages.c.id)), strict=False))
        insert_values(connection, pages, _NEW_PAGE, [(fresh[page], page, shared[page], wanted, "") for page in new])
        numbers |= fresh
    return numbers


_UPDATE = pages.update().where(pages.c.id == bindparam("number"))
_NEW_PAGE = ("id", "url", "shared_at", "wanted", "why")


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
