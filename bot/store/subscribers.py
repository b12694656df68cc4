"""Who gets digests by mail."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, select
from typing_extensions import override

from bot.ports.mail import Rhythm, Subscriber, Subscribers, Subscription
from bot.store.statements import is_one_of, upsert
from bot.store.tables.mail import SubscriberColumns, subscribers


class SqlSubscribers(Subscribers):
    """Addresses in a table of their own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def put(self, subscriber: Subscriber, /) -> None:
        row = {
            "id": subscriber.id,
            "course": subscriber.course,
            "address": subscriber.address,
            "folded": subscriber.address.casefold(),
            "token": subscriber.token,
            "rhythm": subscriber.rhythm.value,
            "state": subscriber.state.value,
            "asked_at": subscriber.asked_at,
            "confirmed_at": subscriber.confirmed_at,
        }
        upsert(self._connection, subscribers, [row])

    @override
    def of(self, course: str, /) -> tuple[Subscriber, ...]:
        wanted = select(subscribers).where(subscribers.c.course == course)
        rows = self._connection.execute(wanted.order_by(subscribers.c.asked_at, subscribers.c.id))
        return tuple(_subscriber(row) for row in rows)

    @override
    def get(self, subscriber_id: str, /) -> Subscriber | None:
        row = self._connection.execute(select(subscribers).where(subscribers.c.id == subscriber_id)).first()
        return _subscriber(row) if row else None

    @override
    def called(self, course: str, address: str, /) -> Subscriber | None:
        is_theirs = (subscribers.c.course == course) & (subscribers.c.folded == address.casefold())
        row = self._connection.execute(select(subscribers).where(is_theirs)).first()
        return _subscriber(row) if row else None

    @override
    def with_token(self, token: str, /) -> Subscriber | None:
        row = self._connection.execute(select(subscribers).where(subscribers.c.token == token)).first()
        return _subscriber(row) if row else None

    @override
    def forget(self, ids: Sequence[str], /) -> None:
        if ids:
            self._connection.execute(subscribers.delete().where(is_one_of(self._connection, subscribers.c.id, ids)))


def _subscriber(row: Row[SubscriberColumns]) -> Subscriber:
    return Subscriber(
        id=row.id,
        course=row.course,
        address=row.address,
        token=row.token,
        rhythm=Rhythm(row.rhythm),
        state=Subscription(row.state),
        asked_at=row.asked_at,
        confirmed_at=row.confirmed_at,
    )
