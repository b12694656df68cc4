"""How far each query of each source was read."""

from datetime import datetime

from sqlalchemy import Connection, and_, select
from typing_extensions import override

from bot.ports import Cursor, Cursors, PollState
from bot.store.statements import insert
from bot.store.tables import cursors


class SqlCursors(Cursors):
    """Cursors in a table, one row a query of a source."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def get(self, source: str, query: str, /) -> Cursor | None:
        row = and_(cursors.c.source == source, cursors.c.query == query)
        cursor = self._connection.execute(select(cursors.c.cursor).where(row)).scalar()
        return None if cursor is None else Cursor(cursor)

    @override
    def put(self, source: str, query: str, cursor: Cursor | None, at: datetime, new: int, /) -> None:
        row = and_(cursors.c.source == source, cursors.c.query == query)
        values: dict[str, object] = {"last_at": at}
        if cursor is not None:  # a source that saw nothing this time does not forget what it saw before
            values["cursor"] = cursor
        if new > 0:
            values["last_new_at"] = at
        if not self._connection.execute(cursors.update().where(row).values(values)).rowcount:
            insert(self._connection, cursors, [{"source": source, "query": query, "first_at": at, **values}])

    @override
    def polls(self) -> tuple[PollState, ...]:
        rows = self._connection.execute(select(cursors))
        states = (
            PollState(
                source=row.source,
                query=row.query,
                first_at=row.first_at,
                last_at=row.last_at,
                last_new_at=row.last_new_at,
            )
            for row in rows
        )
        return tuple(sorted(states, key=lambda state: (state.source, state.query)))
