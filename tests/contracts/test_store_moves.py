"""Databases of older releases, moved along with everything in them."""

import re
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from alembic import command
from psycopg.sql import SQL, Identifier
from sqlalchemy import Boolean, Connection, Date, DateTime, LargeBinary, MetaData, String, Table, func, select

import bot.store.migrations
from bot.store import SqlStore
from bot.store.engine import Purpose, engine_of, transaction
from bot.store.migration import config_of
from tests.contracts.store_fixtures import in_schema, server
from tests.makers import NOON

_FOLDER = Path(bot.store.migrations.__path__[0])
REVISIONS = sorted(re.findall(r"r(\d{4})_", " ".join(each.name for each in (_FOLDER / "versions").glob("r*.py"))))


@pytest.fixture(params=("file", pytest.param("postgresql", marks=pytest.mark.real)))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "file":
        yield f"sqlite:///{tmp_path / 'welearned.db'}"
        return
    name = f"welearned_{secrets.token_hex(6)}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        yield in_schema(server(), name)
        connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(name)))


def make(url: str, revision: str) -> None:
    """Make the tables of *revision* at *url*, with a row in each."""
    engine = engine_of(url)
    with transaction(engine, Purpose.WORK) as connection:
        config = config_of(_FOLDER)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for table in tables(connection):
            connection.execute(table.insert().values({each.name: _value(each.type) for each in table.columns}))
    engine.dispose()


def tables(connection: Connection) -> list[Table]:
    """Return the tables that are there, those that others point at first."""
    found = MetaData()
    found.reflect(connection)
    return [each for each in found.sorted_tables if each.name != "alembic_version"]


def _value(kind: object) -> object:
    """Return some value of *kind*: the same everywhere, so that every row points at one that is there."""
    values: tuple[tuple[type, object], ...] = (
        (Boolean, True),
        (DateTime, NOON),
        (Date, date(2015, 11, 11)),
        (LargeBinary, b"{}"),
        (String, "x"),
    )
    return next((value for each, value in values if isinstance(kind, each)), 1)


def rows_in(url: str) -> dict[str, int]:
    """Return how many rows each table at *url* has."""
    engine = engine_of(url)
    with transaction(engine, Purpose.LOOK) as connection:
        counts = {
            each.name: connection.execute(select(func.count()).select_from(each)).scalar_one()
            for each in tables(connection)
        }
    engine.dispose()
    return counts


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_every_revision_keeps_all_its_rows(url: str, revision: str) -> None:
    """What was kept by an older program is there for this one: no revision loses a row of any table."""
    make(url, revision)
    before = rows_in(url)

    SqlStore.open(url).close()

    after = rows_in(url)
    assert before
    assert {name: after[name] for name in before} == dict.fromkeys(before, 1)
