"""The schema moves with the program: made, moved along, copied before, refused when it is newer."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import bot.store.migrations
from bot.errors import StoreError
from bot.ports import Cursor
from bot.store import SqlStore, needs_migration
from bot.store.engine import Purpose, engine_of, transaction
from bot.store.migration import copy_sqlite, migrate
from bot.store.tables import metadata
from tests.contracts.store_fixtures import keep
from tests.makers import NOON, post

_VERSIONS = Path(bot.store.migrations.__path__[0]) / "versions"
HEAD = max(re.findall(r"r(\d{4})_", " ".join(each.name for each in _VERSIONS.glob("r*.py"))))
"""The last revision of today."""
_NEXT = '''
"""A revision of tomorrow."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("cursors") as cursors:
        cursors.add_column(sa.Column("more", sa.String()))
    {then}
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "welearned.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def tomorrow(tmp_path: Path) -> Path:
    """The folder of revisions as it may look after the next release; `{then}` is filled in by the test."""
    folder = tmp_path / "migrations of 100% tomorrow"
    shutil.copytree(Path(bot.store.migrations.__path__[0]), folder)
    return folder


def keep_a_cursor(url: str) -> None:
    store = SqlStore.open(url)
    with store.work() as work:
        work.cursors.put("source", "bit15", Cursor("7"), NOON, 0)
    store.close()


def cursors_in(file: Path) -> list[object]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT cursor FROM cursors").fetchall()


def rows_of(file: Path, table: str) -> object:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - a name of this test


def columns_of(file: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_revisions_make_exactly_the_tables_of_the_program() -> None:
    """What Alembic makes step by step is what the code says there is."""
    engine = engine_of("sqlite://")
    migrate(engine)

    with transaction(engine, Purpose.LOOK) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    engine.dispose()
    assert differences == []


def test_t124_no_table_holds_jobs() -> None:
    """The schedule follows from the configuration: nothing of it is stored."""
    assert not [table for table in metadata.tables if "job" in table or "schedule" in table]


def test_asking_whether_tables_must_move_makes_nothing(url: str, file: Path) -> None:
    """A database that is not there needs its tables, and is still not there."""
    assert needs_migration(url)
    assert not file.exists()


def test_an_opened_database_needs_nothing_more(url: str) -> None:
    """After opening, the tables are those of the program."""
    SqlStore.open(url).close()

    assert not needs_migration(url)


def test_a_database_in_memory_always_needs_its_tables() -> None:
    """There is nothing to find there."""
    assert needs_migration("sqlite://")


def test_opening_again_keeps_everything_and_copies_nothing(url: str, file: Path) -> None:
    """Where nothing moves, no copy is made."""
    keep_a_cursor(url)

    SqlStore.open(url).close()

    assert cursors_in(file) == [("7",)]
    assert not list(file.parent.glob("*.bak"))


def test_an_older_database_is_copied_and_moved_along(url: str, file: Path, tomorrow: Path) -> None:
    """What was there before a migration stands beside it, readable by nobody else than before."""
    keep_a_cursor(url)
    file.chmod(0o600)
    (tomorrow / "versions" / "r9999_next.py").write_text(_NEXT.format(head=HEAD, then=""))
    engine = engine_of(url)

    migrate(engine, tomorrow)

    engine.dispose()
    copy = file.with_name(f"welearned.db.{HEAD}.bak")
    assert "more" in columns_of(file, "cursors")
    assert "more" not in columns_of(copy, "cursors")
    assert cursors_in(file) == cursors_in(copy) == [("7",)]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_migration_that_fails_changes_nothing(url: str, file: Path, tomorrow: Path) -> None:
    """The database is as it was, and the program of today still opens it."""
    keep_a_cursor(url)
    broken = _NEXT.format(head=HEAD, then='op.drop_table("no_such_table")')
    (tomorrow / "versions" / "r9999_next.py").write_text(broken)
    engine = engine_of(url)

    with pytest.raises(StoreError, match="no_such_table"):
        migrate(engine, tomorrow)

    engine.dispose()
    assert "more" not in columns_of(file, "cursors")
    assert not needs_migration(url)


def test_tables_that_are_made_anew_keep_what_hangs_on_their_rows(url: str, file: Path, tomorrow: Path) -> None:
    """Dropping the old table of posts drops nothing of what sources said about them."""
    store = SqlStore.open(url)
    keep(store, post())
    store.close()
    with_posts = 'with op.batch_alter_table("posts", recreate="always") as posts:'
    anew = _NEXT.format(head=HEAD, then=f'{with_posts}\n        posts.add_column(sa.Column("more", sa.String()))')
    (tomorrow / "versions" / "r9999_next.py").write_text(anew)
    engine = engine_of(url)

    migrate(engine, tomorrow)

    engine.dispose()
    assert "more" in columns_of(file, "posts")
    assert rows_of(file, "posts") == rows_of(file, "captures") == 1


def test_a_migration_that_leaves_rows_loose_changes_nothing(url: str, file: Path, tomorrow: Path) -> None:
    """Rows that would point at nothing stop it, and the database is as it was."""
    store = SqlStore.open(url)
    keep(store, post())
    store.close()
    loose = _NEXT.format(head=HEAD, then='op.execute("DELETE FROM posts")')
    (tomorrow / "versions" / "r9999_next.py").write_text(loose)
    engine = engine_of(url)

    with pytest.raises(StoreError, match="point at nothing"):
        migrate(engine, tomorrow)

    engine.dispose()
    assert rows_of(file, "posts") == rows_of(file, "captures") == 1
    assert not needs_migration(url)


def test_a_newer_database_is_refused(url: str, file: Path, tomorrow: Path) -> None:
    """A program of yesterday does not touch the tables of tomorrow."""
    (tomorrow / "versions" / "r9999_next.py").write_text(_NEXT.format(head=HEAD, then=""))
    engine = engine_of(url)
    migrate(engine, tomorrow)
    engine.dispose()

    with pytest.raises(StoreError, match=r"newer than this program .*9999"):
        SqlStore.open(url)

    assert "more" in columns_of(file, "cursors")


def test_a_live_database_is_copied_whole(url: str, file: Path, tmp_path: Path) -> None:
    """What is committed but still in the write-ahead log is in the copy."""
    store = SqlStore.open(url)
    with store.work() as work:
        work.cursors.put("source", "bit15", Cursor("7"), NOON, 0)

    copy_sqlite(file, tmp_path / "copy.db")

    store.close()
    assert cursors_in(tmp_path / "copy.db") == [("7",)]
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_copy_that_cannot_be_made_is_an_error(file: Path, tmp_path: Path) -> None:
    """Nothing is migrated without its copy."""
    file.write_bytes(b"this is no database at all" * 100)

    with pytest.raises(StoreError, match="no copy"):
        copy_sqlite(file, tmp_path / "copy.db")


def test_a_database_in_memory_is_moved_along_without_a_copy(tomorrow: Path) -> None:
    """There is no file to copy."""
    engine = engine_of("sqlite://")
    migrate(engine)
    (tomorrow / "versions" / "r9999_next.py").write_text(_NEXT.format(head=HEAD, then=""))

    migrate(engine, tomorrow)

    with transaction(engine, Purpose.LOOK) as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    engine.dispose()
    assert found == "9999"
