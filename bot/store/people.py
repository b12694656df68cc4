"""Who is known here."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select
from typing_extensions import override

from bot.ports import Capture, People
from bot.store.post_rows import AUTHOR, numbered_author
from bot.store.posts import SqlPosts
from bot.store.statements import are_among, lines
from bot.store.tables import accounts, captures, posts
from curation.model import AccountRef, Author, Post, PostRef


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
    def writer_of(self, address: str, /) -> AccountRef | None:
        same = or_(posts.c.url == address, posts.c.uri == address)
        found = select(accounts.c.network, accounts.c.account).join(posts, posts.c.account == accounts.c.id).where(same)
        row = self._connection.execute(found.limit(1)).first()
        return None if row is None else AccountRef(row.network, row.account)

    @override
    def new_since(self, accounts_: Collection[AccountRef], moment: datetime, /) -> frozenset[AccountRef]:
        earlier = select(posts.c.id).where(posts.c.account == accounts.c.id, posts.c.at < moment).exists()
        pairs = ((each.network, each.id) for each in accounts_)
        conditions = are_among(self._connection, accounts.c.network, accounts.c.account, pairs)
        found = select(accounts.c.network, accounts.c.account).where(~earlier)
        return frozenset(
            AccountRef(*row) for condition in conditions for row in lines(self._connection, found.where(condition))
        )

    @override
    def posts_of(self, account: AccountRef, /) -> tuple[Post, ...]:
        return self._posts.matching(posts.c.account.in_(_numbers_of(account)))

    @override
    def captures_of(self, account: AccountRef, /) -> tuple[Capture, ...]:
        said = (
            select(posts.c.network, posts.c.uri, captures.c.source, captures.c.local_id, captures.c.payload)
            .join(posts, posts.c.id == captures.c.post)
            .where(posts.c.account.in_(_numbers_of(account)))
            .order_by(captures.c.source)
        )
        told: dict[PostRef, list[tuple[str, str, bytes]]] = {}
        for network, uri, source, local_id, payload in self._connection.execute(said):
            told.setdefault(PostRef(network, uri), []).append((source, local_id, payload))
        return tuple(
            Capture(post=post, payload=payload, source=source, local_id=local_id)
            for post in self.posts_of(account)
            for source, local_id, payload in told.get(post.ref, ())
        )

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Author, ...]:
        rows = lines(self._connection, select(*(accounts.c[name] for name in AUTHOR)).where(*conditions))
        return tuple(author for _, author in map(numbered_author, rows))


def _numbers_of(account: AccountRef) -> Select[int]:
    theirs = and_(accounts.c.network == account.network, accounts.c.account == account.id)
    return select(accounts.c.id).where(theirs)
