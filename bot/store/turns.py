"""Counts for limits."""

import hmac
from datetime import date, timedelta

from sqlalchemy import Connection, and_, select
from typing_extensions import override

from bot.ports import Turns
from bot.store.statements import insert
from bot.store.tables import turns

_DAY = len("2015-11-11")


class SqlTurns(Turns):
    """Counts in a table; whom one is about is kept as a keyed hash."""

    def __init__(self, connection: Connection, secret: bytes) -> None:
        self._connection = connection
        self._secret = secret

    @override
    def take(self, what: str, who: str, period: str = "", /) -> int:
        if period:
            self._forget_before(date.fromisoformat(period[:_DAY]) - timedelta(days=1))
        row = and_(turns.c.what == what, turns.c.who == self._hash(who), turns.c.period == period)
        if not self._connection.execute(turns.update().where(row).values(n=turns.c.n + 1)).rowcount:
            insert(self._connection, turns, [{"what": what, "who": self._hash(who), "period": period, "n": 1}])
        return self.taken(what, who, period)

    @override
    def taken(self, what: str, who: str, period: str = "", /) -> int:
        row = and_(turns.c.what == what, turns.c.who == self._hash(who), turns.c.period == period)
        return self._connection.execute(select(turns.c.n).where(row)).scalar() or 0

    def _forget_before(self, day: date) -> None:
        self._connection.execute(turns.delete().where(turns.c.period != "", turns.c.period < day.isoformat()))

    def _hash(self, who: str) -> str:
        return hmac.digest(self._secret, f"turn\0{who}".encode(errors="surrogatepass"), "sha256").hex()
