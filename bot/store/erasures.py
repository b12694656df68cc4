"""The record of every erasing."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select
from typing_extensions import override

from bot.ports import Answer, Erasure, Erasures, Step, Why
from bot.store.rows import from_json, to_json
from bot.store.statements import Row, next_number, upsert
from bot.store.tables.erasures import erasures
from curation.model import DigestKey


class SqlErasures(Erasures):
    """Erasings in a table; they name nobody."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def put(self, erasure: Erasure, /) -> int:
        number = erasure.id or next_number(self._connection, erasures.c.id)
        upsert(self._connection, erasures, [_row(number, erasure)])
        return number

    @override
    def open(self) -> tuple[Erasure, ...]:
        return self._where(erasures.c.done_at.is_(None))

    @override
    def since(self, moment: datetime, /) -> tuple[Erasure, ...]:
        return self._where(erasures.c.asked_at >= moment)

    def _where(self, condition: ColumnElement[bool]) -> tuple[Erasure, ...]:
        rows = self._connection.execute(select(erasures).where(condition).order_by(erasures.c.id))
        return tuple(
            Erasure(
                id=row.id,
                why=Why(row.why),
                asked_at=row.asked_at,
                posts=row.posts,
                digests=from_json(tuple[DigestKey, ...], row.digests),
                steps=from_json(tuple[Step, ...], row.steps),
                answer=from_json(Answer, row.answer) if row.answer else None,
                done_at=row.done_at,
            )
            for row in rows
        )


def _row(number: int, erasure: Erasure) -> Row:
    return {
        "id": number,
        "why": erasure.why.value,
        "asked_at": erasure.asked_at,
        "posts": erasure.posts,
        "digests": to_json(erasure.digests),
        "steps": to_json(erasure.steps),
        "answer": to_json(erasure.answer) if erasure.answer else None,
        "done_at": erasure.done_at,
    }
