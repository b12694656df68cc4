"""Backups: a SQLite file each, whatever the database is.

One format for both databases can be looked into with common tools, needs no program of the database's server in the
right version, and is restored by the same code. Secrets are not in the database, so they are in no backup.
"""

import itertools
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, make_url, select, text
from typing_extensions import override

from bot.errors import StoreError
from bot.ports import Backup, Backups, Store
from bot.store.engine import Purpose, engine_of, first_line, transaction
from bot.store.migration import copy_sqlite, unfinished_of
from bot.store.store import SqlStore
from bot.store.tables import metadata
from curation.model import Wish

_STAMP = "%Y%m%dT%H%M%SZ"
_PREPARED = ".restoring.sqlite"
_AT_ONCE = 1_000
"""Rows copied in one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseBackups(Backups):
    """Copies of the database at *url* in *folder*."""

    url: str
    folder: Path
    secret: bytes = b""
    told: Sequence[Wish] = ()
    """Wishes that stand in the configuration: they hold in what is prepared, too."""

    @override
    def create(self, at: datetime, /) -> Backup:
        self._make_folder()
        target = self._free_name(at)
        engine = engine_of(self.url)
        try:
            if engine.dialect.name == "sqlite":
                copy_sqlite(Path(str(engine.url.database)), target)
            else:
                _copy_out(engine, target)
        finally:
            engine.dispose()
        _compact(target)
        return self.verify(target)

    def _free_name(self, at: datetime) -> Path:
        """Return where a backup of this second goes; the second one of it is numbered."""
        stamp = f"{at.astimezone(UTC):{_STAMP}}"
        names = (
            f"welearned-{stamp}{more}.sqlite" for more in itertools.chain([""], (f"-{n}" for n in itertools.count(2)))
        )
        return next(file for file in (self.folder / name for name in names) if not file.exists())

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the folder of backups cannot be made: {error.strerror}") from error

    @override
    def verify(self, file: Path, /) -> Backup:
        if not file.is_file():
            raise StoreError(f"{file.name} is no file")
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
                _check(copy, file)
                (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
                rows = {
                    table.name: _count(copy, table.name) for table in metadata.sorted_tables if _has(copy, table.name)
                }
        except (sqlite3.Error, TypeError) as error:
            raise StoreError(f"{file.name} is no backup of ours: {first_line(error)}") from error
        return Backup(file=file, size=file.stat().st_size, revision=revision, rows=rows)

    @override
    @contextmanager
    def prepare(self, file: Path, /) -> Generator[Store]:
        self.verify(file)
        self._make_folder()
        for left in self.folder.glob(f"{_PREPARED}*"):
            left.unlink()
        copy_sqlite(file, self._prepared)
        store = SqlStore.open(f"sqlite:///{self._prepared}", self.secret, told=self.told)
        try:
            yield store
        finally:
            store.close()

    @property
    def _prepared(self) -> Path:
        return self.folder / _PREPARED

    @override
    def install(self) -> None:
        if not self._prepared.is_file():
            raise StoreError("nothing is prepared that could be put in place")
        address = make_url(self.url)
        _compact(self._prepared)
        try:
            if address.get_backend_name() == "sqlite":
                _replace_file(self._prepared, Path(str(address.database)))
            else:
                _copy_in(self._prepared, self.url)
                self._prepared.unlink()
        except OSError as error:
            raise StoreError(f"the backup cannot be put in place: {error.strerror}") from error

    @override
    def expire(self, before: datetime, /) -> int:
        old = [file for file in self.folder.glob("welearned-*.sqlite") if _made_at(file) < before]
        old += [file for file in (*self._left_over(), *self._copies_of_updates()) if _changed_at(file) < before]
        try:
            for file in old:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"an old backup cannot be deleted: {error.strerror}") from error
        return len(old)

    def _left_over(self) -> list[Path]:
        """Return what a backup or a restore left that was cut short: it holds as much as a backup does."""
        return [*self.folder.glob(f"{_PREPARED}*"), *self.folder.glob("welearned-*.unfinished*")]

    def _copies_of_updates(self) -> list[Path]:
        address = make_url(self.url)
        if address.get_backend_name() != "sqlite" or not address.database:
            return []
        database = Path(address.database)
        return [each for end in ("", ".unfinished") for each in database.parent.glob(f"{database.name}.*.bak{end}")]


def _check(copy: sqlite3.Connection, file: Path) -> None:
    (said,) = copy.execute("PRAGMA integrity_check").fetchone()
    if said != "ok":
        raise StoreError(f"{file.name} is damaged")
    if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError(f"{file.name} has rows that point at nothing")


def _has(copy: sqlite3.Connection, table: str) -> bool:
    return copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None


def _count(copy: sqlite3.Connection, table: str) -> int:
    (count,) = copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 a name of ours
    return int(count)


def _compact(file: Path) -> None:
    """Write *file* anew without what was deleted in it: SQLite leaves that where it was."""
    try:
        with closing(sqlite3.connect(file)) as copy:
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.execute("VACUUM")
        file.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{file.name} cannot be written: {first_line(error)}") from error


def _copy_out(source: Engine, target: Path) -> None:
    """Write what *source* holds into a new SQLite file, as it stands in one moment."""
    unfinished = unfinished_of(target)
    copy = engine_of(f"sqlite:///{unfinished}")
    try:
        unfinished.unlink(missing_ok=True)
        SqlStore.open(f"sqlite:///{unfinished}").close()
        with transaction(source, Purpose.LOOK) as whole, transaction(copy, Purpose.WORK) as empty:
            _copy_rows(whole, empty)
        copy.dispose()
        unfinished.replace(target)
    except BaseException:
        copy.dispose()
        unfinished.unlink(missing_ok=True)  # what holds half of the rows must not pass for a backup
        raise


def _copy_in(file: Path, url: str) -> None:
    """Put what *file* holds in place of all that is in the database at *url*, at once or not at all."""
    SqlStore.open(url).close()
    source, target = engine_of(f"sqlite:///{file}"), engine_of(url)
    try:
        with transaction(source, Purpose.LOOK) as copy, transaction(target, Purpose.WORK) as live:
            for table in reversed(metadata.sorted_tables):
                live.execute(table.delete())
            _copy_rows(copy, live)
            _count_on(live)
    finally:
        source.dispose()
        target.dispose()


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in metadata.sorted_tables:
        found = source.execute(select(table)).mappings()
        while rows := found.fetchmany(_AT_ONCE):
            target.execute(table.insert(), [dict(row) for row in rows])


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL's counters go on above the numbers that were brought along."""
    for table in metadata.sorted_tables:
        (key, *more) = table.primary_key.columns
        if more or key.autoincrement is False or key.type.python_type is not int:
            continue
        counter = connection.execute(select(func.pg_get_serial_sequence(table.name, key.name))).scalar()
        if counter:
            last = connection.execute(select(func.max(key))).scalar()
            if last:
                connection.execute(text("SELECT setval(:counter, :last)"), {"counter": counter, "last": last})


def _replace_file(prepared: Path, database: Path) -> None:
    for left in (database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm")):
        left.unlink(missing_ok=True)
    prepared.replace(database)


def _made_at(file: Path) -> datetime:
    try:
        return datetime.strptime(file.stem.split("-")[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return _changed_at(file)


def _changed_at(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
