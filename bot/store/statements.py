"""The few ways we write and look things up, for SQLite and PostgreSQL alike."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

import orjson
from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Insert,
    LargeBinary,
    Select,
    Table,
    TypedColumns,
    and_,
    any_,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import ValuesBase

Row: TypeAlias = Mapping[str, object]
"""Values by column name."""
Line: TypeAlias = tuple[object, ...]
"""Values without their names: what comes by the hundred thousand."""

_MANY = 20
"""From how many rows on it pays to go round what SQLAlchemy does for every single one."""

Columns = TypeVar("Columns", bound=TypedColumns)


def is_one_of(
    connection: Connection,
    column: Column[str] | Column[str | None] | Column[int] | Column[int | None],
    values: Collection[str | int],
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
    names = tuple(rows[0])
    write_values(connection, table, statement, names, [tuple(row[name] for name in names) for row in rows])


def insert_values(connection: Connection, table: Table[Columns], names: tuple[str, ...], rows: list[Line]) -> None:
    """Insert *rows*, which are new: the values of the columns *names*, at least two, in their order."""
    write_values(connection, table, _insert_into(table), names, rows)


def insert_missing_values(
    connection: Connection, table: Table[Columns], names: tuple[str, ...], rows: list[Line]
) -> None:
    """Insert those of *rows*, given as for `insert_values`, whose primary key is not there."""
    write_values(connection, table, _insert_missing_into(table, connection.dialect.name), names, rows)


# One statement each, so that it is written out in SQL once.
@cache
def _insert_into(table: Table[Any]) -> Insert:
    return table.insert()


@cache
def _insert_missing_into(table: Table[Any], dialect: str) -> sqlite.Insert | postgresql.Insert:
    missing = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return missing.on_conflict_do_nothing()


def write_values(
    connection: Connection, table: Table[Columns], statement: ValuesBase, names: tuple[str, ...], rows: list[Line]
) -> None:
    """Execute *statement* on *table* for each of *rows*: the values under *names*, at least two, in their order.

    For a hundred thousand rows, what SQLAlchemy does a row takes longer than the database: here it is done a column.
    """
    if not rows:
        return
    sql, order, conversions = _prepared(statement, table, names, connection.dialect)
    columns = _columns(rows, conversions)
    if order is None:
        params = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        connection.exec_driver_sql(sql, params)
    else:
        connection.exec_driver_sql(sql, list(zip(*(columns[place] for place in order), strict=True)))


class _Prepared(NamedTuple):
    """What is the same for every execution of a statement."""

    sql: str
    order: tuple[int, ...] | None
    """Where the values are that the driver wants by position, `None` where it wants them by name."""
    conversions: "Mapping[int, _Conversion]"


# Writing a statement out takes as long as inserting a hundred rows.
@lru_cache(maxsize=64)
def _prepared(statement: ValuesBase, table: Table[Any], names: tuple[str, ...], dialect: Dialect) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    wanted = compiled.positiontup
    order = None if wanted is None else tuple(names.index(name) for name in wanted)
    return _Prepared(str(compiled), order, _to_database(table, names, dialect))


def lines(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the rows of *statement* as plain tuples: SQLAlchemy's own rows would take twice as long."""
    with connection.execute(statement) as result:
        cursor: Any = result.cursor
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return list(zip(*_columns(found, _from_database(connection, statement)), strict=True))


_Conversion: TypeAlias = Callable[[Any], object]


def _columns(rows: list[tuple[Any, ...]], conversions: Mapping[int, _Conversion]) -> list[Iterable[Any]]:
    """Return the columns of *rows*, those at the places of *conversions* converted."""
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, conversion in conversions.items():
        if columns:
            columns[place] = map(conversion, columns[place])
    return columns


def _to_database(table: Table[Any], names: Sequence[str], dialect: Dialect) -> Mapping[int, _Conversion]:
    found: dict[int, _Conversion] = {}
    for column in table.columns:
        if column.name not in names or isinstance(column.type, LargeBinary):
            continue  # drivers take these as they are
        if isinstance(column.type, Boolean):
            # PostgreSQL has a type for them; SQLite's driver looks four times as long at what is no plain int.
            conversion = int if dialect.name == "sqlite" and not column.nullable else None
        else:
            conversion = column.type.dialect_impl(dialect).bind_processor(dialect)
        if conversion is not None:
            found[names.index(column.name)] = conversion
    return found


def _from_database(connection: Connection, statement: Select[*tuple[Any, ...]]) -> Mapping[int, _Conversion]:
    found: dict[int, _Conversion] = {}
    for place, column in enumerate(statement.selected_columns):
        conversion = column.type.dialect_impl(connection.dialect).result_processor(connection.dialect, None)
        if conversion is not None:
            found[place] = conversion
    return found
