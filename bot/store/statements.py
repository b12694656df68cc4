"""The few ways we write and look things up, for SQLite and PostgreSQL alike."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, TypedColumns, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite

Row: TypeAlias = Mapping[str, object]
"""Values by column name."""

_AT_ONCE = 5_000
"""How many values are looked up in one statement: well below what SQLite and PostgreSQL take."""

T = TypeVar("T")
C = TypeVar("C", bound=TypedColumns)


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Cut *values* into pieces that one statement can look up."""
    rest = iter(values)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk


def is_one_of(column: Column[T], values: Collection[T]) -> Iterator[ColumnElement[bool]]:
    """Return conditions that together, one statement each, hold for the rows whose *column* is one of *values*."""
    return (column.in_(chunk) for chunk in chunks(values))


def are_among(
    network: Column[str], name: Column[str], pairs: Iterable[tuple[str, str]]
) -> Iterator[ColumnElement[bool]]:
    """Return conditions that together, one statement each, hold for the rows with one of *pairs*."""
    by_network: dict[str, list[str]] = {}
    for each, value in pairs:
        by_network.setdefault(each, []).append(value)
    for each, values in by_network.items():
        for chunk in chunks(values):
            yield and_(network == each, name.in_(chunk))


def next_number(connection: Connection, column: Column[int]) -> int:
    """Return a number above all in *column*: writers are alone, so it is ours."""
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def insert(connection: Connection, table: Table[C], rows: Sequence[Row]) -> None:
    """Insert *rows*, which are new and alike; nothing happens for none."""
    if rows:
        connection.execute(table.insert(), rows)


def upsert(connection: Connection, table: Table[C], rows: Sequence[Row]) -> None:
    """Insert *rows*, or put them in place of those with the same primary key."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = _insert_of(connection, table)
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=replaced), rows)


def insert_missing(connection: Connection, table: Table[C], rows: Sequence[Row]) -> None:
    """Insert those of *rows* whose primary key is not there."""
    if rows:
        connection.execute(_insert_of(connection, table).on_conflict_do_nothing(), rows)


def _insert_of(connection: Connection, table: Table[C]) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
