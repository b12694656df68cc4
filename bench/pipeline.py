"""The whole pipeline over a large archive, beside a floor that only parses and inserts.

    python bench/pipeline.py [--posts 100000 1000000] [--profile]

For each size: a generated archive in twarc-2 pages is imported and every day of it is composed, in a process of its
own; then the floor parses the same file with orjson and inserts the same rows with sqlite3.executemany into the same
tables, under the same indexes and settings of the database, and composes nothing. Prints posts a second, peak memory
and the ratio ours ÷ floor, by the clock and by the processor's time: the latter holds on a busy machine too. Wanted:
memory flat, time linear, at most 4×. With --profile only ours runs, and where its time goes is printed.
"""

import argparse
import cProfile
import json
import pstats
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import orjson

_PAGE = 100
"""Posts a response page, as X gives at most."""
_PER_DAY = 2_000
_PEOPLE = 5_000
_START = datetime(2020, 1, 1, tzinfo=UTC)
_BATCH = 5_000
_SETTINGS = (
    *("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"),
    *("cache_size = -16384", "wal_autocheckpoint = 8000"),
)
"""Those of our engine: with SQLite's own small cache, the floor would take twice as long."""
_SHOWN = 25
"""Functions in a profile."""


def generate(path: Path, posts: int) -> None:
    """Write *posts* posts in twarc-2 pages: the same for the same number, with reposts, quotes and tracking."""
    chance = random.Random(posts)
    with path.open("wb") as out:
        for first in range(0, posts, _PAGE):
            out.write(orjson.dumps(_page(chance, range(first, min(first + _PAGE, posts)))) + b"\n")


def _page(chance: random.Random, numbers: range) -> dict[str, object]:
    tweets = [_tweet(chance, number) for number in numbers]
    authors = sorted({str(tweet["author_id"]) for tweet in tweets})
    return {
        "data": tweets,
        "includes": {"users": [_user(each) for each in authors]},
        "meta": {"result_count": len(tweets), "newest_id": tweets[-1]["id"], "oldest_id": tweets[0]["id"]},
        "__twarc": {"version": "2.14.0"},
    }


def _tweet(chance: random.Random, number: int) -> dict[str, object]:
    moment = _START + timedelta(days=1) * number / _PER_DAY
    page = int(chance.paretovariate(0.6)) % 40_000
    tracking = f"utm_source=x&utm_campaign=c{number % 7}"
    address = f"https://www.site{page % 900}.example/posts/{moment:%Y/%j}/{page}?{tracking}&id={page}"
    text = f"Number {number}: something worth reading about learning in public #BIT15 https://t.co/{number:010x}"
    return {
        "id": str(1_200_000_000_000_000_000 + number * 1_000),
        "author_id": str(chance.randrange(_PEOPLE) + 10_000),
        "created_at": f"{moment:%Y-%m-%dT%H:%M:%S.000Z}",
        "text": text,
        "lang": "en",
        "edit_history_tweet_ids": [str(1_200_000_000_000_000_000 + number * 1_000)],
        "public_metrics": {"retweet_count": number % 11, "like_count": number % 29, "reply_count": 0, "quote_count": 0},
        "entities": {
            "hashtags": [{"start": 60, "end": 66, "tag": "BIT15"}],
            "urls": [
                {
                    "start": 67,
                    "end": 90,
                    "url": f"https://t.co/{number:010x}",
                    "expanded_url": address,
                    "display_url": f"site{page % 900}.example/posts/…",
                }
            ],
        },
    }


def _user(account: str) -> dict[str, object]:
    return {
        "id": account,
        "username": f"teacher{account}",
        "name": f"Teacher {account}",
        "description": "I teach and I learn.",
        "created_at": "2015-01-01T00:00:00.000Z",
        "protected": False,
        "public_metrics": {"followers_count": 10, "following_count": 10, "tweet_count": 10, "listed_count": 0},
    }


class Seconds(NamedTuple):
    """A point in time, or what passed between two."""

    clock: float
    processor: float
    """Of this process: what others do on the machine changes it little."""

    @classmethod
    def now(cls) -> "Seconds":
        """Return the present, counted from anywhere."""
        return cls(time.perf_counter(), time.process_time())

    def __sub__(self, other: "Seconds") -> "Seconds":
        return Seconds(self.clock - other.clock, self.processor - other.processor)

    def plus(self, other: "Seconds") -> "Seconds":
        """Return the sum; `+` would join the two."""
        return Seconds(self.clock + other.clock, self.processor + other.processor)


class Found(NamedTuple):
    """What one part, in a process of its own, says."""

    spent: tuple[Seconds, ...]
    """For each thing done."""
    memory: float
    """The peak, in MiB."""
    days: int = 0


def ours(archive: Path, database: Path) -> Found:
    """Import *archive* and compose each of its days; return seconds and peak memory in MiB."""
    from bot import log  # noqa: PLC0415 - the floor must not pay for our imports
    from bot.cli.lazy import collect_rarely  # noqa: PLC0415
    from bot.clock import HandClock, SeededMint  # noqa: PLC0415
    from bot.store.store import SqlStore  # noqa: PLC0415
    from bot.tasks.compose import Compose  # noqa: PLC0415
    from bot.tasks.load import Load  # noqa: PLC0415
    from bot.wiring.assembly import archive_reader  # noqa: PLC0415
    from curation import days  # noqa: PLC0415
    from curation.model import ConsentMode, Course, Hashtag  # noqa: PLC0415

    log.configure(quiet=True)
    collect_rarely()
    course = Course(slug="bit15", title="BIT15", hashtags=(Hashtag.parse("#BIT15"),), consent=ConsentMode.OPEN)
    clock = HandClock(datetime(2026, 1, 1, tzinfo=UTC))
    store = SqlStore.open(f"sqlite:///{database}")
    began = Seconds.now()
    report = Load(archive=archive_reader(), store=store, clock=clock, courses=(course,))(archive)
    imported = Seconds.now()
    compose = Compose(course=course, store=store, clock=clock, mint=SeededMint(15), publishers=())
    last = days.day_of(course, _START + timedelta(days=report.seen / _PER_DAY))
    lived = tuple(_days(_START.date(), last))
    for day in lived:
        compose.freeze(day)
    composed = Seconds.now()
    store.close()
    return Found(spent=(imported - began, composed - imported), days=len(lived), memory=_peak())


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def floor(archive: Path, made: Path, database: Path) -> Found:
    """Parse *archive* and insert the rows of *made* into the same tables of *database*; return seconds and MiB."""
    began = Seconds.now()
    with archive.open("rb") as lines:
        for line in lines:
            orjson.loads(line)
    spent = Seconds.now() - began
    source, target = sqlite3.connect(made), sqlite3.connect(database)
    for setting in _SETTINGS:
        target.execute(f"PRAGMA {setting}")
    for (statement,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"):
        target.execute(statement)
    for table in ("accounts", "posts", "captures", "pages", "links"):
        spent = spent.plus(_copied(source, target, table))
    return Found(spent=(spent,), memory=_peak())


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


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(posts: int) -> None:
    """Print one size's table."""
    with tempfile.TemporaryDirectory() as folder:
        archive, made, bare = (Path(folder) / name for name in ("archive.jsonl", "ours.sqlite", "floor.sqlite"))
        generate(archive, posts)
        mine = _run("ours", archive, made)
        least = _run("floor", archive, made, bare)
    imported, composed = mine.spent
    whole, bottom = imported.plus(composed), least.spent[0]
    print(f"{posts:>9,} posts, {mine.days} days")
    for name, spent, memory in (
        ("import", imported, 0.0),
        ("compose", composed, 0.0),
        ("ours", whole, mine.memory),
        ("floor", bottom, least.memory),
    ):
        peak = f"  peak {memory:4.0f} MiB" if memory else ""
        rate = posts / spent.clock
        print(f"  {name:8}{spent.clock:8.1f} s {spent.processor:8.1f} s cpu {rate:>9,.0f} posts/s{peak}")
    print(f"  ours ÷ floor: {whole.clock / bottom.clock:.1f} ({whole.processor / bottom.processor:.1f} cpu)", end=", ")
    print(f"import alone {imported.clock / bottom.clock:.1f} ({imported.processor / bottom.processor:.1f} cpu)")


def _run(part: str, *files: Path) -> Found:
    command = [sys.executable, __file__, "--part", part, *map(str, files)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Found(spent=tuple(Seconds(*each) for each in said[0]), memory=said[1], days=said[2])


def profile(posts: int) -> None:
    """Print the functions in which ours spends the most time of its own."""
    with tempfile.TemporaryDirectory() as folder:
        archive, made = Path(folder) / "archive.jsonl", Path(folder) / "ours.sqlite"
        generate(archive, posts)
        profiler = cProfile.Profile()
        profiler.runcall(ours, archive, made)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(_SHOWN)


def main() -> None:
    """Measure every size asked for, or do one part of it in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        part, *files = given.part
        found = (ours if part == "ours" else floor)(*map(Path, files))
        print(json.dumps(found))
        return
    for posts in given.posts:
        (profile if given.profile else measure)(posts)


if __name__ == "__main__":
    main()
