"""What people told us."""

from collections.abc import Collection

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Wishes
from bot.store.rows import wish_of, wish_row
from bot.store.statements import are_among, insert
from bot.store.tables import wishes
from curation.model import AccountRef, Wish


class SqlWishes(Wishes):
    """Wishes in a table that only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def of(self, accounts: Collection[AccountRef], /) -> tuple[Wish, ...]:
        pairs = ((each.network, each.id) for each in accounts)
        rows = [
            row
            for condition in are_among(self._connection, wishes.c.network, wishes.c.account, pairs)
            for row in self._connection.execute(select(wishes).where(condition))
        ]
        return tuple(wish_of(row) for row in sorted(rows, key=lambda row: (row.at, row.id)))

    @override
    def record(self, wish: Wish, /) -> None:
        insert(self._connection, wishes, [wish_row(wish)])
