"""Engines and their transactions: one writer at a time on SQLite and on PostgreSQL alike.

What is read in a writing transaction stays true until it is committed, so that "is it there already?" and "was it
erased?" need no second look. SQLite does this with `BEGIN IMMEDIATE`, PostgreSQL with an advisory lock.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StoreError

_PATIENCE_SECONDS = 60
"""How long a writer waits for the one before it until it gives up."""
_WRITERS_LOCK = 0x57454C45
"""Names our advisory lock; any number that no other program on the same PostgreSQL database takes."""
_SQLITE_CACHE_KIB = 16 * 1024
_SQLITE_WAL_PAGES = 8_000
"""32 MiB: an archive's pages are written to their place once, not at every batch."""


class Purpose(StrEnum):
    """What a transaction is begun for."""

    WORK = "work"
    LOOK = "look"
    MOVE = "move"
    """To work on the tables themselves."""


def engine_of(url: str) -> Engine:
    """Return an engine for *url* that begins transactions our way; nothing is connected yet; raise `StoreError`."""
    try:
        address = make_url(url)
        backend = address.get_backend_name()
        if backend == "sqlite":
            return _sqlite(url, in_memory=address.database in {None, "", ":memory:"})
        if backend == "postgresql":
            return _postgresql(url)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(f"the database address cannot be used: {first_line(error)}") from error
    except ValueError:
        # What was taken for a port may be the rest of a password with a sign in it: nothing of it is shown.
        raise StoreError("the database address cannot be used: write signs in its password as %XX") from None
    raise StoreError(f"{backend} is not supported: use sqlite:///FILE or postgresql+psycopg://…")


def keep_private(url: str) -> None:
    """Make the SQLite file of *url*, if there is none, readable by its owner only; raise `StoreError`."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return
    try:
        Path(address.database or "").touch(mode=0o600)
    except OSError as error:
        raise StoreError(f"the database file cannot be made: {error.strerror}") from error


def _sqlite(url: str, *, in_memory: bool) -> Engine:
    # The one connection of a database in memory is the database: it is lent to one transaction at a time.
    size = 1 if in_memory else 5
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if in_memory else 20,
        pool_timeout=_PATIENCE_SECONDS,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": _PATIENCE_SECONDS},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: it would begin deferred ones, see `_begin_sqlite`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "secure_delete = ON",  # what is erased is overwritten, not only forgotten where it was
        f"cache_size = -{_SQLITE_CACHE_KIB}",
        f"wal_autocheckpoint = {_SQLITE_WAL_PAGES}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads and then writes fails at once with "database is locked", whatever the time-out, unless
    # it asked to write from the start (networks.md D2).
    purpose = connection.get_execution_options().get("purpose")
    looks = purpose is Purpose.LOOK
    connection.exec_driver_sql(f"PRAGMA query_only = {int(looks)}")
    # To change a table may be to make it anew and drop the old one, and with it every row that hangs on one of its
    # rows: https://www.sqlite.org/lang_altertable.html, section 7.
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {int(purpose is not Purpose.MOVE)}")
    connection.exec_driver_sql("BEGIN" if looks else "BEGIN IMMEDIATE")


def _postgresql(url: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=5,
        max_overflow=20,
        pool_timeout=_PATIENCE_SECONDS,
        pool_pre_ping=True,  # the server may have been restarted while we did nothing
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SET TIME ZONE 'UTC'")
    cursor.execute(f"SET lock_timeout = '{_PATIENCE_SECONDS}s'")
    cursor.close()
    connection.commit()


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("purpose") is Purpose.LOOK:
        # One snapshot for all that is read.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")


@contextmanager
def transaction(engine: Engine, purpose: Purpose) -> Generator[Connection]:
    """Begin a transaction for *purpose*, commit it at the end, undo it on any exception; raise `StoreError`."""
    try:
        with engine.connect().execution_options(purpose=purpose) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(first_line(error)) from error


def scrub(engine: Engine) -> None:
    """Overwrite what SQLite's log of changes still holds of pages as they were; in vain while somebody reads."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        with suppress(sqlite3.Error):  # the next erasing does it
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def first_line(error: Exception) -> str:
    """Return what happened without what was stored: databases name values from the second line on."""
    cause = getattr(error, "orig", None) or error
    line, _, _ = str(cause).partition("\n")
    return f"{type(cause).__name__}: {line}" if line else type(cause).__name__
