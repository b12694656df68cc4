"""What people did to digests and courses."""

from datetime import date

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Events
from bot.store.rows import event_of, event_row
from bot.store.statements import insert
from bot.store.tables import events
from curation.model import Event


class SqlEvents(Events):
    """Events in a table that only grows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def of(self, course: str, day: date | None, /) -> tuple[Event, ...]:
        same_day = events.c.day.is_(None) if day is None else events.c.day == day
        wanted = select(events).where(events.c.course == course, same_day)
        return tuple(event_of(row) for row in self._connection.execute(wanted.order_by(events.c.at, events.c.id)))

    @override
    def all(self, course: str, /) -> tuple[Event, ...]:
        wanted = select(events).where(events.c.course == course)
        return tuple(event_of(row) for row in self._connection.execute(wanted.order_by(events.c.at, events.c.id)))

    @override
    def append(self, event: Event, /) -> None:
        insert(self._connection, events, [event_row(event)])
