"""What a person should know."""

from sqlalchemy import Connection, and_, select
from typing_extensions import override

from bot.ports import Notice, Notices
from bot.store.statements import Row, insert
from bot.store.tables import notices


class SqlNotices(Notices):
    """Notices in a table, one row a subject and kind."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def raise_(self, notice: Notice, /) -> bool:
        row = and_(notices.c.subject == notice.subject, notices.c.kind == notice.kind)
        is_new = not self._connection.execute(notices.update().where(row).values(text=notice.text)).rowcount
        if is_new:
            values: Row = {"subject": notice.subject, "kind": notice.kind, "text": notice.text, "since": notice.since}
            insert(self._connection, notices, [values])
        return is_new

    @override
    def clear(self, subject: str, kind: str, /) -> None:
        self._connection.execute(notices.delete().where(notices.c.subject == subject, notices.c.kind == kind))

    @override
    def all(self) -> tuple[Notice, ...]:
        rows = self._connection.execute(select(notices))
        found = (Notice(subject=row.subject, kind=row.kind, text=row.text, since=row.since) for row in rows)
        return tuple(sorted(found, key=lambda notice: (notice.since, notice.subject, notice.kind)))
