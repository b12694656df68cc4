"""The log of erasings beside the database: written whole, read or refused, never half believed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.ports import Tombstone
from bot.store.erasure_log import FILE, ErasureLogFile
from tests.makers import NOON

ONE = Tombstone(hash="0f" * 32, kind="account", at=NOON)
TOMBSTONES = st.lists(
    st.builds(
        Tombstone,
        hash=st.text(alphabet="0123456789abcdef", min_size=64, max_size=64),
        kind=st.sampled_from(["account", "post"]),
        at=st.datetimes(timezones=st.just(UTC)),
    )
)


@given(written=TOMBSTONES)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, written: list[Tombstone]) -> None:
    """In its order, whatever was there before."""
    log = ErasureLogFile(tmp_path_factory.mktemp("log") / FILE)
    log.write([ONE])

    log.write(written)

    assert log.read() == tuple(written)


def test_where_there_is_no_log_nobody_was_erased(tmp_path: Path) -> None:
    """A new installation has none."""
    assert ErasureLogFile(tmp_path / FILE).read() == ()


def test_only_its_owner_reads_it_and_nothing_half_written_stays(tmp_path: Path) -> None:
    """What a killed process left half written is written over."""
    unfinished = tmp_path / f".{FILE}.new"
    unfinished.write_bytes(b"half a li")
    unfinished.chmod(0o600)

    ErasureLogFile(tmp_path / FILE).write([ONE])

    assert [each.name for each in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """A folder stands where the new file should: it is told without a path."""
    log = ErasureLogFile(tmp_path / FILE)
    log.write([ONE])
    (tmp_path / f".{FILE}.new").mkdir()

    with pytest.raises(StoreError, match=rf"^{FILE} cannot be written: Is a directory$"):
        log.write([])

    assert log.read() == (ONE,)


def test_a_log_that_cannot_be_read_is_no_empty_log(tmp_path: Path) -> None:
    """Who was erased is not known then, and nothing may be restored by it."""
    (tmp_path / FILE).mkdir()

    with pytest.raises(StoreError, match=r"cannot be read: Is a directory"):
        ErasureLogFile(tmp_path / FILE).read()


@pytest.mark.parametrize(
    "line",
    [
        "p0 was erased",
        "[]",
        "7",
        '{"hash": "0f", "kind": "account"}',
        '{"hash": "0f", "kind": "account", "at": "soon"}',
        '{"hash": "0f", "kind": "account", "at": 7}',
        '{"hash": "0f", "kind": "account", "at": "2015-11-11T12:00:00"}',
        '{"kind": "account", "at": "2015-11-11T12:00:00+00:00"}',
        '{"hash": "0f", "at": "2015-11-11T12:00:00+00:00"}',
        "",
    ],
)
def test_a_line_that_is_none_spoils_the_log(tmp_path: Path, line: str) -> None:
    """Rather no restore than one that forgets whom to forget; the line itself is not told."""
    log = ErasureLogFile(tmp_path / FILE)
    log.write([ONE, ONE])
    whole = log.path.read_text(encoding="utf-8")
    log.path.write_text(f"{whole}{line}\n{whole}", encoding="utf-8")

    with pytest.raises(StoreError, match=rf"^{FILE} is no log of erasures: \w+$"):
        log.read()


def test_a_time_of_another_zone_is_the_same_moment(tmp_path: Path) -> None:
    """Whoever wrote the line."""
    file = tmp_path / FILE
    file.write_text('{"hash": "0f", "kind": "post", "at": "2015-11-11T13:00:00+01:00"}\n', encoding="utf-8")

    (found,) = ErasureLogFile(file).read()

    assert found.at == NOON
    assert found.at.utcoffset() == timedelta(0)
    assert found.at == datetime(2015, 11, 11, 12, tzinfo=UTC)
