"""Who was told of which draft."""

from datetime import timedelta

from sqlalchemy import Connection, delete, select
from typing_extensions import override

from bot.ports.messengers import Tellings, Told
from bot.ports.records import DeliveryState
from bot.store.tables import tellings
from curation.model import DigestKey

_KEPT = timedelta(days=30)


class SqlTellings(Tellings):
    """One table, a row for each person and issue; writers are alone, so looking and writing are one act."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def of(self, key: DigestKey, /) -> tuple[Told, ...]:
        rows = self._connection.execute(select(tellings).where(tellings.c.digest == key).order_by(tellings.c.who))
        return tuple(
            Told(digest=key, who=row.who, state=DeliveryState(row.state), at=row.at, retry_at=row.retry_at)
            for row in rows
        )

    @override
    def put(self, told: Told, /) -> None:
        stood = (tellings.c.digest == told.digest) & (tellings.c.who == told.who)
        self._connection.execute(delete(tellings).where(stood | (tellings.c.at < told.at - _KEPT)))
        row = {
            "digest": told.digest,
            "who": told.who,
            "state": told.state.value,
            "at": told.at,
            "retry_at": told.retry_at,
        }
        self._connection.execute(tellings.insert().values(row))
