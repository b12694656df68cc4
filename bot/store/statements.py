"""The few ways we write and look things up, for SQLite and PostgreSQL alike."""

from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping, Sequence
from operator import itemgetter
from typing import TypeAlias, TypeVar

import orjson
from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    Table,
    TypedColumns,
    and_,
    any_,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ValuesBase

Row: TypeAlias = MutableMapping[str, object]
"""Values by column name; ours to change once it is given to a function here."""

_MANY = 20
"""From how many rows on it pays to go round what SQLAlchemy does for every single one."""

Columns = TypeVar("Columns", bound=TypedColumns)


def is_one_of(
    connection: Connection, column: Column[str] | Column[str | None] | Column[int], values: Collection[str | int]
) -> ColumnElement[bool]:
    """Return the condition that *column* is one of *values*, however many they are: they travel as one parameter."""
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(column.type)))
    given = func.json_each(orjson.dumps(list(values)).decode()).table_valued("value")
    return column.in_(select(given.c.value))


def are_among(
    connection: Connection, network: Column[str], name: Column[str], pairs: Iterable[tuple[str, str]]
) -> Iterator[ColumnElement[bool]]:
    """Return conditions, one a network, that together hold for the rows with one of *pairs*."""
    by_network: dict[str, list[str]] = {}
    for each, value in pairs:
        by_network.setdefault(each, []).append(value)
    for each, values in by_network.items():
        yield and_(network == each, is_one_of(connection, name, values))


def next_number(connection: Connection, column: Column[int]) -> int:
    """Return a number above all in *column*: writers are alone, so it is ours."""
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def insert(connection: Connection, table: Table[Columns], rows: Sequence[Row]) -> None:
    """Insert *rows*, which are new and alike; nothing happens for none."""
    write(connection, table, table.insert(), rows)


def upsert(connection: Connection, table: Table[Columns], rows: Sequence[Row]) -> None:
    """Insert *rows*, or put them in place of those with the same primary key."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = _insert_of(connection, table)
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    write(connection, table, statement.on_conflict_do_update(index_elements=keys, set_=replaced), rows)


def insert_missing(connection: Connection, table: Table[Columns], rows: Sequence[Row]) -> None:
    """Insert those of *rows* whose primary key is not there."""
    write(connection, table, _insert_of(connection, table).on_conflict_do_nothing(), rows)


def _insert_of(connection: Connection, table: Table[Columns]) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def write(connection: Connection, table: Table[Columns], statement: ValuesBase, rows: Sequence[Row]) -> None:
    """Execute *statement* on *table* for each of *rows*, which are alike; nothing happens for none."""
    if len(rows) < _MANY:
        if rows:
            connection.execute(statement, rows)
        return
    # For a hundred thousand rows, what SQLAlchemy does a row takes longer than the database: here it is done once.
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    for name, to_database in _conversions(connection, table):
        if name in rows[0]:
            for row in rows:
                row[name] = to_database(row[name])
    in_order = itemgetter(*compiled.positiontup) if compiled.positiontup else None
    connection.exec_driver_sql(str(compiled), list(map(in_order, rows)) if in_order else rows)


def _conversions(connection: Connection, table: Table[Columns]) -> Iterator[tuple[str, Callable[[object], object]]]:
    for column in table.columns:
        if isinstance(column.type, (Boolean, LargeBinary)):
            continue  # drivers take these as they are
        to_database = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        if to_database is not None:
            yield column.name, to_database
