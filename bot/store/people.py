"""Who is known here."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from typing_extensions import override

from bot.ports import People
from bot.store.post_rows import AUTHOR, numbered_author
from bot.store.posts import SqlPosts
from bot.store.statements import are_among
from bot.store.tables import accounts, posts
from curation.model import AccountRef, Author, Post


class SqlPeople(People):
    """Profiles in a table, posts by their writers."""

    def __init__(self, connection: Connection, posts_: SqlPosts) -> None:
        self._connection = connection
        self._posts = posts_

    @override
    def profiles(self, accounts_: Collection[AccountRef], /) -> tuple[Author, ...]:
        pairs = ((each.network, each.id) for each in accounts_)
        conditions = are_among(self._connection, accounts.c.network, accounts.c.account, pairs)
        return tuple(author for condition in conditions for author in self._where(condition))

    @override
    def everyone(self) -> tuple[Author, ...]:
        return self._where()

    @override
    def named(self, handle: str, /) -> tuple[AccountRef, ...]:
        return tuple(each.account for each in self._where(func.lower(accounts.c.handle) == handle.lower()))

    @override
    def writer_of(self, address: str, /) -> AccountRef | None:
        same = or_(posts.c.url == address, posts.c.uri == address)
        found = select(accounts.c.network, accounts.c.account).join(posts, posts.c.account == accounts.c.id).where(same)
        row = self._connection.execute(found.limit(1)).first()
        return None if row is None else AccountRef(row.network, row.account)

    @override
    def posts_of(self, account: AccountRef, /) -> tuple[Post, ...]:
        theirs = and_(accounts.c.network == account.network, accounts.c.account == account.id)
        return self._posts.matching(posts.c.account.in_(select(accounts.c.id).where(theirs)))

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Author, ...]:
        rows = self._connection.execute(select(*(accounts.c[name] for name in AUTHOR)).where(*conditions))
        return tuple(author for _, author in map(numbered_author, rows.all()))
