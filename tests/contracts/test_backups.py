"""Copies of every kind of database: whole, private, and erased before anybody reads them again."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bot.errors import StoreError
from bot.ports import Backups, Cursor
from bot.store import SqlStore
from bot.store.backups import DatabaseBackups
from curation.model import AccountRef, Event, EventKind, WishKind
from tests.contracts.store_fixtures import everything, keep
from tests.contracts.test_store_issues import FROZEN
from tests.makers import NOON, author, post, wish
from tests.remains import kept, rows_of

SECRET = b"a secret of this test"


@pytest.fixture(params=["file", pytest.param("postgresql", marks=pytest.mark.real)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind that can be backed up."""
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'welearned.sqlite'}"
    from tests.contracts.store_fixtures import emptied  # noqa: PLC0415 only where there is a server

    return emptied(str(request.getfixturevalue("schema")))


@pytest.fixture
def backups(url: str, tmp_path: Path) -> DatabaseBackups:
    return DatabaseBackups(url=url, folder=tmp_path / "backups", secret=SECRET)


def filled(url: str) -> SqlStore:
    """Return a store with something in many tables."""
    store = SqlStore.open(url, SECRET)
    keep(store, post("https://a.example/x", by="Ana"), post("https://b.example/y", by="Ben"))
    with store.work() as work:
        work.digests.put(FROZEN)
        work.events.append(Event(course="bit15", kind=EventKind.PAUSE, who="Kim", at=NOON))
        work.wishes.record(wish("Ana", WishKind.STOP))
        work.cursors.put("source", "bit15", Cursor("7"), NOON, 1)
    return store


def test_a_backup_is_whole_and_private(url: str, backups: DatabaseBackups) -> None:
    """Taken while the database is open; only its owner can read it, and looked through it holds what was there."""
    store = filled(url)

    made = backups.create(NOON)
    store.close()

    assert made.file.name == "welearned-20151111T120000Z.sqlite"
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert (made.rows["posts"], made.rows["wishes"], made.rows["digests"]) == (2, 1, 1)
    assert backups.verify(made.file) == made
    assert backups.create(NOON).file.name == "welearned-20151111T120000Z-2.sqlite"
    assert backups.expire(NOON + timedelta(seconds=1)) == 2


def test_a_restored_database_is_what_it_was_and_goes_on(url: str, backups: DatabaseBackups) -> None:
    """Every row comes back, and what is written next gets numbers of its own."""
    store = filled(url)
    before = sorted(repr(each) for each in rows_of(store))
    file = backups.create(NOON).file
    with store.work() as work:
        work.wishes.record(wish("Ben", WishKind.STOP))
    keep(store, post("https://c.example/z", by="Chi"))
    store.close()

    with backups.prepare(file):
        pass
    backups.install()

    again = SqlStore.open(url, SECRET)
    assert sorted(repr(each) for each in rows_of(again)) == before
    with again.work() as work:
        work.wishes.record(wish("Ben", WishKind.STOP))
        work.events.append(Event(course="bit15", kind=EventKind.RESUME, who="Kim", at=NOON))
    keep(again, post("https://c.example/z", by="Chi"))
    assert len(everything(again)) == 3
    again.close()


def test_c09_what_was_erased_is_found_in_an_older_copy(url: str, backups: DatabaseBackups) -> None:
    """By the keyed hashes alone: accounts by what they wrote or told us, posts by themselves."""
    store = filled(url)
    file = backups.create(NOON).file
    with store.work() as work:
        work.forgetting.erase([post("https://b.example/y", by="Ben").ref], [author("Ana").account], NOON)
    with store.look() as work:
        tombstones = work.forgetting.tombstones()
    store.close()

    with backups.prepare(file) as prepared, prepared.work() as work:
        refs, accounts = work.forgetting.buried(tombstones)

    assert accounts == {author("Ana").account}
    assert refs == {post(by="Ana").ref, post(by="Ben").ref}


def test_c06_nothing_of_the_erased_is_left_in_the_file(url: str, tmp_path: Path) -> None:
    """SQLite would leave what was deleted where it was: neither the file, its log, nor a copy of it does."""
    store = filled(url)
    backups = DatabaseBackups(url=url, folder=tmp_path / "backups", secret=SECRET)
    with store.work() as work:
        work.forgetting.erase([], [author("Ben").account], NOON)
        work.forgetting.tidy()
    backups.create(NOON)
    store.close()

    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert files
    assert [each.name for each in files if b"ben@mastodon.example" in each.read_bytes()] == []
    assert AccountRef("mastodon", "ben@mastodon.example") == author("Ben").account


def test_old_backups_and_copies_of_updates_expire(tmp_path: Path) -> None:
    """By the time in their names, by their age where there is none, what was cut short too; others' files stay."""
    backups: Backups = DatabaseBackups(url=f"sqlite:///{tmp_path / 'welearned.sqlite'}", folder=tmp_path)
    for name in ("welearned-20151010T120000Z.sqlite", "welearned-20151110T120000Z.sqlite", "welearned-odd.sqlite"):
        (tmp_path / name).touch()
    (tmp_path / "welearned.sqlite.0002.bak").touch()
    (tmp_path / "letter.sqlite").touch()
    left = (".restoring.sqlite", ".restoring.sqlite-wal", "welearned-20151110T120000Z.sqlite.unfinished")
    for name in (*left, "welearned.sqlite.0002.bak.unfinished"):
        (tmp_path / name).touch()

    gone = backups.expire(NOON - timedelta(days=30))
    later = backups.expire(NOON.replace(year=2100))

    assert (gone, later) == (1, 7)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.sqlite"]


def test_a_backup_that_breaks_off_leaves_nothing_behind(url: str, backups: DatabaseBackups) -> None:
    """A row that cannot be copied, or half a database, ends it: no file is there that could pass for a backup."""
    filled(url).close()
    break_a_row(url)

    with pytest.raises(StoreError):
        backups.create(NOON)

    assert list(backups.folder.iterdir()) == []


def break_a_row(url: str) -> None:
    """Let the database hold what no copy can."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        file.write_bytes(file.read_bytes()[:20_000] + b"x" * 4_096)
        return
    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://")) as connection:
        connection.execute("UPDATE wishes SET at = 'infinity'")


@pytest.mark.parametrize("what", ["nothing", "text", "other", "cut"])
def test_what_is_no_backup_is_refused(what: str, tmp_path: Path) -> None:
    """A missing file, a text, a database of something else, half a copy: each is told, none is restored."""
    url = f"sqlite:///{tmp_path / 'welearned.sqlite'}"
    backups = DatabaseBackups(url=url, folder=tmp_path / "backups")
    file = tmp_path / "it.sqlite"
    if what == "text":
        file.write_text("not a database at all, but long enough to look like one " * 100)
    elif what == "other":
        sqlite3.connect(file).execute("CREATE TABLE alembic_version (other TEXT)").connection.close()
    elif what == "cut":
        filled(url).close()
        whole = backups.create(NOON).file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(StoreError):
        backups.verify(file)


def test_rows_that_point_at_nothing_are_no_backup(tmp_path: Path) -> None:
    """A copy that somebody edited by hand is not trusted."""
    url = f"sqlite:///{tmp_path / 'welearned.sqlite'}"
    backups = DatabaseBackups(url=url, folder=tmp_path / "backups")
    filled(url).close()
    file = backups.create(NOON).file
    with sqlite3.connect(file) as copy:
        copy.execute("DELETE FROM accounts")
    copy.close()

    with pytest.raises(StoreError, match="point at nothing"):
        backups.verify(file)


def test_c09_no_secret_is_in_a_backup(url: str, backups: DatabaseBackups) -> None:
    """The installation's own secret stays outside, so a stolen copy tells nobody who was erased."""
    store = filled(url)
    with store.work() as work:
        work.tombstones.add([], [author("Erased").account], NOON)

    made = backups.create(NOON)

    assert SECRET not in made.file.read_bytes()
    assert "erased" not in kept(store)
    store.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "backups").write_text("", encoding="utf-8")

    with pytest.raises(StoreError, match="folder of backups"):
        DatabaseBackups(url=f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path / "backups").create(NOON)


def test_an_empty_database_comes_back_empty_and_can_be_used(url: str, backups: DatabaseBackups) -> None:
    """A backup of the first day: counters begin where they began."""
    SqlStore.open(url, SECRET).close()
    file = backups.create(NOON).file
    filled(url).close()

    with backups.prepare(file):
        pass
    backups.install()

    restored = SqlStore.open(url, SECRET)
    assert everything(restored) == ()
    with restored.work() as work:
        work.wishes.record(wish("Ana", WishKind.STOP))
    restored.close()


def test_what_a_killed_restore_left_is_in_nobodys_way(url: str, backups: DatabaseBackups) -> None:
    """The next one begins anew."""
    filled(url).close()
    file = backups.create(NOON).file
    for left in (".restoring.sqlite", ".restoring.sqlite-wal", ".restoring.sqlite-journal"):
        (backups.folder / left).write_bytes(b"half of somebody's database")

    with backups.prepare(file) as store:
        assert len(everything(store)) == 2
    backups.install()

    assert [each.name for each in backups.folder.iterdir()] == [file.name]


def test_nothing_is_installed_that_was_not_prepared(url: str, backups: DatabaseBackups) -> None:
    """An empty file in place of the database would be worse than no restore."""
    store = filled(url)

    with pytest.raises(StoreError, match="nothing is prepared"):
        backups.install()

    assert len(everything(store)) == 2
    store.close()


def test_what_was_prepared_and_spoilt_is_not_installed(url: str, backups: DatabaseBackups) -> None:
    """A disk that fails between the two steps leaves the database as it was."""
    filled(url).close()
    file = backups.create(NOON).file
    with backups.prepare(file):
        pass
    (backups.folder / ".restoring.sqlite").write_bytes(b"not a database at all, but long enough " * 100)

    with pytest.raises(StoreError, match="cannot be written"):
        backups.install()

    store = SqlStore.open(url, SECRET)
    assert len(everything(store)) == 2
    store.close()


def test_a_database_whose_place_is_taken_is_told(tmp_path: Path) -> None:
    """A folder of the database's name: the prepared copy stays where it is."""
    filled(f"sqlite:///{tmp_path / 'one.sqlite'}").close()
    file = DatabaseBackups(url=f"sqlite:///{tmp_path / 'one.sqlite'}", folder=tmp_path / "backups").create(NOON).file
    (tmp_path / "two.sqlite").mkdir()
    backups = DatabaseBackups(url=f"sqlite:///{tmp_path / 'two.sqlite'}", folder=tmp_path / "backups")

    with backups.prepare(file):
        pass
    with pytest.raises(StoreError, match="cannot be put in place"):
        backups.install()

    assert (backups.folder / ".restoring.sqlite").is_file()


def test_an_old_backup_that_cannot_be_deleted_is_told(tmp_path: Path) -> None:
    """Retention says so, and comes again."""
    (tmp_path / "welearned-20151010T120000Z.sqlite").mkdir()
    backups = DatabaseBackups(url=f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)

    with pytest.raises(StoreError, match="cannot be deleted"):
        backups.expire(NOON)


def test_a_database_in_memory_has_no_copies_of_updates(tmp_path: Path) -> None:
    """Nothing beside it is looked for."""
    assert DatabaseBackups(url="sqlite://", folder=tmp_path).expire(NOON) == 0


def test_pages_that_nobody_points_at_are_damage(tmp_path: Path) -> None:
    """The database's own check finds it, though every row can be read."""
    url = f"sqlite:///{tmp_path / 'welearned.sqlite'}"
    backups = DatabaseBackups(url=url, folder=tmp_path / "backups")
    filled(url).close()
    file = backups.create(NOON).file
    with sqlite3.connect(file) as copy:
        copy.execute("PRAGMA writable_schema = ON")
        copy.execute("DELETE FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    copy.close()

    with pytest.raises(StoreError, match="is damaged"):
        backups.verify(file)
