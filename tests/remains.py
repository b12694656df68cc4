"""Looking through everything that was kept or shown, as somebody would who searches for a name."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy import select

from bot.store import SqlStore
from bot.store.engine import Purpose, transaction
from bot.store.tables import metadata


def rows_of(store: SqlStore) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every row of every table with the table's name."""
    with transaction(store._engine, Purpose.LOOK) as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield table.name, dict(row._mapping)


def kept(store: SqlStore) -> str:
    """Return all that the database holds, as text in small letters."""
    return _text_of(rows_of(store))


def remembered(store: SqlStore) -> str:
    """Return all that the database holds, but for the answers that are given when everything else is erased."""
    return _text_of((table, _without_answer(table, row)) for table, row in rows_of(store))


def _without_answer(table: str, row: Mapping[str, object]) -> Mapping[str, object]:
    waits = table == "erasures" and row["done_at"] is None
    return {key: value for key, value in row.items() if key != "answer" or not waits}


def _text_of(rows: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    return "\n".join(f"{table}: {_readable(value)}" for table, row in rows for value in row.values()).casefold()


def _readable(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder* by its path."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}
