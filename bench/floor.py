"""What nobody can go below: parse a file with orjson, insert rows with sqlite3, and do nothing else.

Run by `bench.pipeline` in a process of its own, which imports nothing of ours.
"""

import json
import sqlite3
import sys
from pathlib import Path

import orjson

from bench.spent import Found, Seconds, peak

_BATCH = 5_000
SETTINGS = (
    *("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"),
    *("cache_size = -16384", "wal_autocheckpoint = 8000"),
)
"""Those of our engine: with SQLite's own small cache, the floor would take twice as long."""
_TABLES = ("accounts", "posts", "captures", "pages", "links", "digests", "digest_items")


def floor(archive: Path, made: Path, database: Path) -> Found:
    """Parse *archive* and insert the rows of *made* into the same tables of *database*; return seconds and MiB."""
    began = Seconds.now()
    with archive.open("rb") as lines:
        for line in lines:
            orjson.loads(line)
    spent = Seconds.now() - began
    source, target = sqlite3.connect(made), sqlite3.connect(database)
    for setting in SETTINGS:
        target.execute(f"PRAGMA {setting}")
    for (statement,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"):
        target.execute(statement)
    for table in _TABLES:
        spent = spent.plus(_copied(source, target, table))
    return Found(spent=(spent,), memory=peak())


def _copied(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> Seconds:
    """Return the seconds that inserting alone took."""
    rows = source.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of our own
    marks = ", ".join("?" * len(rows.description))
    spent = Seconds(0, 0)
    while batch := rows.fetchmany(_BATCH):
        began = Seconds.now()
        target.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608 - a name of our own
        target.commit()
        spent = spent.plus(Seconds.now() - began)
    return spent


if __name__ == "__main__":
    print(json.dumps(floor(*map(Path, sys.argv[1:]))))
