"""Who may do what only one process may do."""

from datetime import datetime

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Leases
from bot.store.statements import upsert
from bot.store.tables import leases


class SqlLeases(Leases):
    """Leases in a table; writers are alone, so looking and taking are one act."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def take(self, name: str, holder: str, now: datetime, until: datetime, /) -> bool:
        row = self._connection.execute(select(leases).where(leases.c.name == name)).first()
        if row is not None and row.holder != holder and row.until > now:
            return False
        upsert(self._connection, leases, [{"name": name, "holder": holder, "until": until}])
        return True

    @override
    def holder(self, name: str, /) -> str | None:
        return self._connection.execute(select(leases.c.holder).where(leases.c.name == name)).scalar()

    @override
    def give_back(self, name: str, holder: str, /) -> None:
        self._connection.execute(leases.delete().where(leases.c.name == name, leases.c.holder == holder))
