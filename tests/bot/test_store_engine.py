"""Engines: what each connection is set to, and what cannot be opened."""

from pathlib import Path
from traceback import format_exception

import pytest
from sqlalchemy.exc import IntegrityError

from bot.errors import StoreError
from bot.store import SqlStore
from bot.store.engine import Purpose, engine_of, first_line, transaction
from bot.store.rows import delivery_row
from bot.store.statements import insert, upsert
from bot.store.tables import deliveries
from tests.contracts.test_store_issues import DELIVERY


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://root:secret@db.example/x", "mysql is not supported"),
        ("nonsense", "cannot be used"),
        ("sqlite+nonsense:///x", "cannot be used"),
        ("postgresql+nonsense://x", "cannot be used"),
        ("postgresql://me:a@b:secret/x@db.example/x", "write signs in its password as %XX"),
    ],
)
def test_addresses_we_cannot_use_are_refused(address: str, said: str) -> None:
    """The error says why, and never repeats a password."""
    with pytest.raises(StoreError, match=said) as refused:
        SqlStore.open(address)

    assert "secret" not in "".join(format_exception(refused.value))


def test_a_database_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    """A folder that is not there is a clear error before anything is connected."""
    with pytest.raises(StoreError, match="database file cannot be made"):
        SqlStore.open(f"sqlite:///{tmp_path}/no/such/folder/welearned.db")


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    """Nothing is overwritten."""
    file = tmp_path / "notes.txt"
    file.write_text("my notes " * 100)

    with pytest.raises(StoreError, match="not a database"):
        SqlStore.open(f"sqlite:///{file}")

    assert file.read_text() == "my notes " * 100


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 60_000), ("synchronous", 1)]
)
def test_every_sqlite_connection_is_set(tmp_path: Path, pragma: str, value: object) -> None:
    """PRAGMAs belong to a connection, so each one gets them."""
    engine = engine_of(f"sqlite:///{tmp_path / 'a.db'}")

    with transaction(engine, Purpose.LOOK), transaction(engine, Purpose.LOOK) as second:
        found = second.exec_driver_sql(f"PRAGMA {pragma}").scalar()

    engine.dispose()
    assert found == value


def test_t67_the_database_itself_refuses_a_second_row(tmp_path: Path) -> None:
    """Sending twice is impossible even for code that forgets to look: it is a constraint."""
    url = f"sqlite:///{tmp_path / 'a.db'}"
    SqlStore.open(url).close()
    engine = engine_of(url)
    with transaction(engine, Purpose.WORK) as connection:
        insert(connection, deliveries, [delivery_row(DELIVERY)])

    with pytest.raises(StoreError) as refused, transaction(engine, Purpose.WORK) as connection:
        insert(connection, deliveries, [delivery_row(DELIVERY)])

    engine.dispose()
    assert isinstance(refused.value.__cause__, IntegrityError)


def test_writing_nothing_is_nothing(tmp_path: Path) -> None:
    """No rows, no statement."""
    engine = engine_of(f"sqlite:///{tmp_path / 'a.db'}")

    with transaction(engine, Purpose.WORK) as connection:
        insert(connection, deliveries, [])
        upsert(connection, deliveries, [])

    engine.dispose()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError(), "ValueError"),
        (ValueError("duplicate key\nDETAIL: Key (handle)=(ana)"), "ValueError: duplicate key"),
    ],
)
def test_only_the_first_line_of_an_error_is_told(error: Exception, line: str) -> None:
    """Databases name the values from the second line on."""
    assert first_line(error) == line
