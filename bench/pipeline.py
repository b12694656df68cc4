"""The whole pipeline over a large archive, beside a floor that only parses and inserts.

    python bench/pipeline.py [--posts 100000 1000000]

For each size: a generated archive in twarc-2 pages is imported and every day of it is composed, in a process of its
own; then the floor parses the same file with orjson and inserts the same rows with sqlite3.executemany into the same
tables. Prints posts a second, peak memory and the ratio ours ÷ floor. Wanted: memory flat, time linear, at most 4×.
"""

import argparse
import json
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

import orjson

_PAGE = 100
"""Posts a response page, as X gives at most."""
_PER_DAY = 2_000
_PEOPLE = 5_000
_START = datetime(2020, 1, 1, tzinfo=UTC)
_BATCH = 5_000


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


def ours(archive: Path, database: Path) -> dict[str, float]:
    """Import *archive* and compose each of its days; return seconds and peak memory in MiB."""
    from bot import log  # noqa: PLC0415 - the floor must not pay for our imports
    from bot.clock import HandClock, SeededMint  # noqa: PLC0415
    from bot.store.store import SqlStore  # noqa: PLC0415
    from bot.tasks.compose import Compose  # noqa: PLC0415
    from bot.tasks.load import Load  # noqa: PLC0415
    from bot.wiring.assembly import archive_reader  # noqa: PLC0415
    from curation import days  # noqa: PLC0415
    from curation.model import ConsentMode, Course, Hashtag  # noqa: PLC0415

    log.configure(quiet=True)
    course = Course(slug="bit15", title="BIT15", hashtags=(Hashtag.parse("#BIT15"),), consent=ConsentMode.OPEN)
    clock = HandClock(datetime(2026, 1, 1, tzinfo=UTC))
    store = SqlStore.open(f"sqlite:///{database}")
    began = time.perf_counter()
    report = Load(archive=archive_reader(), store=store, clock=clock, courses=(course,))(archive)
    imported = time.perf_counter()
    compose = Compose(course=course, store=store, clock=clock, mint=SeededMint(15), publishers=())
    last = days.day_of(course, _START + timedelta(days=report.seen / _PER_DAY))
    lived = tuple(_days(_START.date(), last))
    for day in lived:
        compose.freeze(day)
    composed = time.perf_counter()
    store.close()
    return {
        "posts": report.seen,
        "new": report.new,
        "days": len(lived),
        "import": imported - began,
        "compose": composed - imported,
        "memory": _peak(),
    }


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def floor(archive: Path, made: Path, database: Path) -> dict[str, float]:
    """Parse *archive* and insert the rows of *made* into the same tables of *database*; return seconds and MiB."""
    began = time.perf_counter()
    with archive.open("rb") as lines:
        parsed = sum(len(orjson.loads(line)["data"]) for line in lines)
    spent = time.perf_counter() - began
    source, target = sqlite3.connect(made), sqlite3.connect(database)
    target.execute("PRAGMA journal_mode=WAL")
    target.execute("PRAGMA synchronous=NORMAL")
    for (statement,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"):
        target.execute(statement)
    for table in ("accounts", "posts", "captures", "links", "pages"):
        spent += _copied(source, target, table)
    return {"posts": parsed, "seconds": spent, "memory": _peak()}


def _copied(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> float:
    """Return the seconds that inserting alone took."""
    if not source.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        return 0.0
    rows = source.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of our own
    marks = ", ".join("?" * len(rows.description))
    spent = 0.0
    while batch := rows.fetchmany(_BATCH):
        began = time.perf_counter()
        target.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608 - a name of our own
        target.commit()
        spent += time.perf_counter() - began
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
    whole = mine["import"] + mine["compose"]
    print(f"{posts:>9,} posts, {int(mine['days'])} days")
    print(f"  import   {mine['import']:8.1f} s  {posts / mine['import']:>9,.0f} posts/s")
    print(f"  compose  {mine['compose']:8.1f} s  {mine['days'] / mine['compose']:>9,.1f} days/s")
    for name, seconds, memory in (("ours ", whole, mine["memory"]), ("floor", least["seconds"], least["memory"])):
        print(f"  {name}    {seconds:8.1f} s  {posts / seconds:>9,.0f} posts/s  peak {memory:6.0f} MiB")
    print(f"  ours ÷ floor: {whole / least['seconds']:.1f} (import alone {mine['import'] / least['seconds']:.1f})")


def _run(part: str, *files: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--part", part, *map(str, files)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(said)
    return found


def main() -> None:
    """Measure every size asked for, or do one part of it in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        part, *files = given.part
        found = (ours if part == "ours" else floor)(*map(Path, files))
        print(json.dumps(found))
        return
    for posts in given.posts:
        measure(posts)


if __name__ == "__main__":
    main()
