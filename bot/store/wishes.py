"""What people told us."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Tombstones, Wishes
from bot.store.rows import wish_of, wish_row
from bot.store.statements import are_among, insert
from bot.store.tables import wishes
from curation.model import AccountRef, Wish, WishKind

_ALIAS = "alias "


class SqlWishes(Wishes):
    """Wishes in a table that only grows, beside those that the configuration *told*."""

    def __init__(self, connection: Connection, tombstones: Tombstones, told: Sequence[Wish] = ()) -> None:
        self._connection = connection
        self._tombstones = tombstones
        self._told = told

    @override
    def of(self, accounts: Collection[AccountRef], /) -> tuple[Wish, ...]:
        if not self._told and self._connection.execute(select(wishes.c.id).limit(1)).first() is None:
            return ()
        wanted = frozenset(accounts)
        pairs = ((each.network, each.id) for each in wanted)
        rows = [
            row
            for condition in are_among(self._connection, wishes.c.network, wishes.c.account, pairs)
            for row in self._connection.execute(select(wishes).where(condition))
        ]
        kept = [wish_of(row) for row in sorted(rows, key=lambda row: row.id)]
        told = [wish for wish in self._told if wish.account in wanted]
        return tuple(sorted([*told, *kept], key=lambda wish: wish.at))

    @override
    def record(self, wish: Wish, /) -> None:
        if wish.kind is WishKind.START:
            self._tombstones.lift(wish.account)
        insert(self._connection, wishes, [wish_row(wish)])

    @override
    def aliases(self) -> tuple[Wish, ...]:
        given = select(wishes).where(wishes.c.value.startswith(_ALIAS)).order_by(wishes.c.id)
        kept = (wish_of(row) for row in self._connection.execute(given))
        told = (wish for wish in self._told if wish.value.startswith(_ALIAS))
        return tuple(sorted((*told, *kept), key=lambda wish: wish.at))

    @override
    def accounts(self) -> tuple[AccountRef, ...]:
        kept = self._connection.execute(select(wishes.c.network, wishes.c.account).distinct())
        found = {*(AccountRef(network, account) for network, account in kept), *(each.account for each in self._told)}
        return tuple(sorted(found, key=lambda each: (each.network, each.id)))
