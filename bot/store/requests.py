"""What was asked by form."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, select
from typing_extensions import override

from bot.ports import Request, Requests, RequestState
from bot.store.statements import insert, next_number
from bot.store.tables import requests
from curation.model import AccountRef

_KEPT_FOR = timedelta(days=30)
"""How long a request is kept after it was done."""


class SqlRequests(Requests):
    """Requests in a table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def add(self, request: Request, /) -> int:
        number = next_number(self._connection, requests.c.id)
        row: dict[str, object] = {
            "id": number,
            "what": request.what,
            "at": request.at,
            "network": request.account.network if request.account else "",
            "account": request.account.id if request.account else "",
            "post": request.post,
            "contact": request.contact,
            "state": request.state.value,
            "done_at": request.at if request.state is RequestState.DONE else None,
        }
        insert(self._connection, requests, [row])
        return number

    @override
    def open(self) -> tuple[Request, ...]:
        return self._where(requests.c.state == RequestState.OPEN.value)

    @override
    def settle(self, account: AccountRef, at: datetime, /) -> int:
        waiting = and_(_about(account), requests.c.state == RequestState.OPEN.value)
        done = requests.update().where(waiting).values(state=RequestState.DONE.value, done_at=at)
        return self._connection.execute(done).rowcount

    @override
    def of(self, account: AccountRef, /) -> tuple[Request, ...]:
        return self._where(_about(account))

    @override
    def forget(self, account: AccountRef, /) -> None:
        self._connection.execute(requests.delete().where(_about(account)))

    @override
    def expire(self, at: datetime, /) -> int:
        return self._connection.execute(requests.delete().where(requests.c.done_at <= at - _KEPT_FOR)).rowcount

    def _where(self, condition: ColumnElement[bool]) -> tuple[Request, ...]:
        rows = self._connection.execute(select(requests).where(condition).order_by(requests.c.id))
        return tuple(
            Request(
                id=row.id,
                what=row.what,
                at=row.at,
                account=AccountRef(row.network, row.account) if row.account else None,
                post=row.post,
                contact=row.contact,
                state=RequestState(row.state),
            )
            for row in rows
        )


def _about(account: AccountRef) -> ColumnElement[bool]:
    return and_(requests.c.network == account.network, requests.c.account == account.id)
