"""The ledger."""

from collections.abc import Collection

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Deliveries, Delivery
from bot.store.rows import delivery_of, delivery_row
from bot.store.statements import is_one_of, upsert
from bot.store.tables import deliveries
from curation.model import DigestKey, PostRef


class SqlDeliveries(Deliveries):
    """Deliveries in a table; their primary key is what can happen once only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def of(self, key: DigestKey, /) -> tuple[Delivery, ...]:
        rows = self._connection.execute(select(deliveries).where(deliveries.c.digest == key))
        return tuple(sorted((delivery_of(row) for row in rows), key=_by_place))

    @override
    def put(self, delivery: Delivery, /) -> None:
        upsert(self._connection, deliveries, [delivery_row(delivery)])

    @override
    def is_ours(self, refs: Collection[PostRef], /) -> frozenset[PostRef]:
        if self._connection.execute(select(deliveries.c.outlet).limit(1)).first() is None:
            return frozenset()
        among = is_one_of(self._connection, deliveries.c.receipt_uri, [ref.uri for ref in refs])
        sent = set(self._connection.execute(select(deliveries.c.receipt_uri).where(among)).scalars())
        return frozenset(ref for ref in refs if ref.uri in sent)


def _by_place(delivery: Delivery) -> tuple[str, int, str, str]:
    return delivery.outlet, delivery.part, delivery.operation, delivery.recipient
