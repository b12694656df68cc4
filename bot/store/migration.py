"""The schema moves with the program: at open, under the writers' lock, after a copy of what was there."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from bot.errors import StoreError
from bot.store.engine import Purpose, engine_of, first_line, transaction

_FOLDER = Path(__file__).parent / "migrations"


def needs_migration(url: str) -> bool:
    """Return whether opening *url* would create or change tables; nothing is created or changed by asking."""
    engine = engine_of(url)
    file = _file_of(engine)
    if file is not None and not file.exists():
        return True
    try:
        return not _is_current(engine, _scripts_in(_FOLDER))
    finally:
        engine.dispose()


def migrate(engine: Engine, folder: Path = _FOLDER) -> None:
    """Bring the database of *engine* to the last revision in *folder*; raise `StoreError` for a newer database."""
    scripts = _scripts_in(folder)
    if _is_current(engine, scripts):
        return
    with transaction(engine, Purpose.MOVE) as connection:
        # Another process may have been faster while we waited for the lock.
        found = _revision(connection)
        if found is not None:
            _refuse_newer(found, scripts)
            _copy_before(engine, found)
        _upgrade(connection, folder)
        _refuse_loose_rows(connection)


def _is_current(engine: Engine, scripts: ScriptDirectory) -> bool:
    with transaction(engine, Purpose.LOOK) as connection:
        return _revision(connection) == scripts.get_current_head()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return MigrationContext.configure(connection).get_current_revision()


def _scripts_in(folder: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(config_of(folder))


def config_of(folder: Path) -> Config:
    """Return what Alembic must know to go through the revisions in *folder*."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def _refuse_newer(found: str, scripts: ScriptDirectory) -> None:
    if found not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(f"the database is newer than this program (its tables are of {found}): update the program")


def _upgrade(connection: Connection, folder: Path) -> None:
    config = config_of(folder)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_loose_rows(connection: Connection) -> None:
    """Raise `StoreError` where the new tables have rows that point at nothing: SQLite did not look while they moved."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError("the database cannot be brought up to date: rows of it would point at nothing")


def _copy_before(engine: Engine, revision: str) -> None:
    """Keep a copy of a SQLite file beside it; PostgreSQL has its own backups."""
    file = _file_of(engine)
    if file is not None:
        copy_sqlite(file, file.with_name(f"{file.name}.{revision}.bak"))


def _file_of(engine: Engine) -> Path | None:
    database = engine.url.database
    is_file = engine.dialect.name == "sqlite" and database not in {None, "", ":memory:"}
    return Path(str(database)) if is_file else None


def copy_sqlite(source: Path, target: Path) -> None:
    """Make *target* a whole copy of the live database *source*; raise `StoreError`.

    Copying the file itself can catch it between two writes: https://www.sqlite.org/howtocorrupt.html, section 1.2.
    """
    unfinished = unfinished_of(target)
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(unfinished)) as copy:
            live.backup(copy)
        shutil.copymode(source, unfinished)
        unfinished.replace(target)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError(f"no copy of the database could be made: {first_line(error)}") from error


def unfinished_of(target: Path) -> Path:
    """Return where a copy lies until it is whole."""
    return target.with_name(f"{target.name}.unfinished")
