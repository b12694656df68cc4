"""The installation's secret: made once, for its owner's eyes."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.store import SqlStore
from bot.wiring.secret import FILE, secret_in


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    """Two calls give the same secret, of the promised length, and another folder another one."""
    first, again = secret_in(tmp_path), secret_in(tmp_path)
    (tmp_path / "other").mkdir()

    other = secret_in(tmp_path / "other")

    assert first == again
    assert len(bytes.fromhex(first.decode())) == 32
    assert other != first


def test_processes_that_begin_at_once_have_one_secret(tmp_path: Path) -> None:
    """Daemon, desk and forms start together: none reads a secret that another has not finished."""
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(secret_in, [tmp_path] * 64))

    assert len(found) == 1
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


def test_an_empty_file_is_no_secret(tmp_path: Path) -> None:
    """A disk that was full when it was made: tombstones made with nothing would tell everybody whom they are about."""
    (tmp_path / FILE).touch()

    with pytest.raises(StoreError, match="is empty"):
        secret_in(tmp_path)


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """Neither the secret nor the database is anybody else's to read."""
    secret_in(tmp_path)
    SqlStore.open(f"sqlite:///{tmp_path / 'w.sqlite'}").close()

    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}

    assert modes == {FILE: 0o600, "w.sqlite": 0o600}


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    """The error names what cannot be made."""
    with pytest.raises(StoreError, match=FILE):
        secret_in(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="database file"):
        SqlStore.open(f"sqlite:///{tmp_path / 'nowhere' / 'w.sqlite'}")
