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

_SCRIPTS = Path(__file__).parent / "migrations"


def needs_migration(url: str) -> bool:
    """Return whether opening *url* would create or change tables; nothing is created or changed by asking."""
    engine = engine_of(url)
    if _is_missing(engine):
        return True
    try:
        with transaction(engine, Purpose.LOOK) as connection:
            return _revision(connection) != _scripts().get_current_head()
    finally:
        engine.dispose()


def _is_missing(engine: Engine) -> bool:
    file = _file_of(engine)
    return engine.dialect.name == "sqlite" and (file is None or not file.exists())


def migrate(engine: Engine) -> None:
    """Bring the database of *engine* to the tables of this program; raise `StoreError` for a newer one."""
    with transaction(engine, Purpose.LOOK) as connection:
        if _revision(connection) == _scripts().get_current_head():
            return
    with transaction(engine, Purpose.WORK) as connection:
        # Another process may have been faster while we waited for the lock.
        found = _revision(connection)
        _refuse_newer(found)
        if found is not None:
            _copy_before(engine, found)
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def _refuse_newer(found: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(f"the database is newer than this program (its tables are of {found}): update the program")


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


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
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(unfinished)) as copy:
            live.backup(copy)
        shutil.copymode(source, unfinished)
        unfinished.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"no copy of the database could be made: {first_line(error)}") from error
