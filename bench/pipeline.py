"""The whole pipeline over a large archive, beside a floor that only parses and inserts, and beside a bare script.

    python -m bench.pipeline [--posts 100000 1000000] [--profile]

For each size: a generated archive in twarc-2 pages is imported, every day of it is composed and frozen with the words
of a thread and of a page, and the whole site is built, in a process of its own; then the floor parses the same file
with orjson and inserts the same rows with sqlite3.executemany into the same tables, under the same indexes and settings
of the database, and decides, composes and renders nothing; then `bench.bare` does the job as a script does that has no
product around it. Prints posts a second, peak memory and what each takes beside the floor, by the clock and by the
processor's time: the latter holds on a busy machine too. Wanted: memory flat and below 400 MiB, time linear, at most
3×. With --profile only ours runs, and where its time goes is printed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.archive import generate
from bench.spent import Found, Seconds

_SHOWN = 40
"""Lines of a profile."""


def measure(posts: int) -> None:
    """Print one size's table."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("archive.jsonl", "ours.sqlite", "site", "floor.sqlite", "bare.sqlite", "pages")
        archive, made, site, least_made, bare_made, pages = (Path(folder) / name for name in names)
        generate(archive, posts)
        mine = _run("bench.chain", archive, made, site)
        least = _run("bench.floor", archive, made, least_made)
        script = _run("bench.bare", archive, bare_made, pages)
    imported, composed, built = mine.spent
    whole, bottom, bare = imported.plus(composed).plus(built), least.spent[0], script.spent[0].plus(script.spent[1])
    print(f"{posts:>9,} posts, {mine.days} days")
    for name, spent, memory in (
        ("import", imported, 0.0),
        ("compose", composed, 0.0),
        ("build", built, 0.0),
        ("ours", whole, mine.memory),
        ("floor", bottom, least.memory),
        ("bare", bare, script.memory),
    ):
        peak = f"  peak {memory:4.0f} MiB" if memory else ""
        rate = posts / spent.clock
        print(f"  {name:8}{spent.clock:8.1f} s {spent.processor:8.1f} s cpu {rate:>9,.0f} posts/s{peak}")
    for name, spent in (("ours", whole), ("import alone", imported), ("bare", bare)):
        print(f"  {name} ÷ floor: {spent.clock / bottom.clock:.1f} ({spent.processor / bottom.processor:.1f} cpu)")


def _run(script: str, *files: Path) -> Found:
    command = [sys.executable, "-m", script, *map(str, files)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Found(spent=tuple(Seconds(*each) for each in said[0]), memory=said[1], days=said[2])


def profile(posts: int) -> None:
    """Print the functions in which ours spends the most time of its own."""
    with tempfile.TemporaryDirectory() as folder:
        archive, made, site = (Path(folder) / name for name in ("archive.jsonl", "ours.sqlite", "site"))
        generate(archive, posts)
        profiler = (sys.executable, "-m", "cProfile", "-s", "tottime", "-m", "bench.chain")
        said = subprocess.run((*profiler, archive, made, site), check=True, capture_output=True, text=True).stdout
    print("\n".join(said.splitlines()[:_SHOWN]))


def main() -> None:
    """Measure every size asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", nargs="+", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    for posts in given.posts:
        (profile if given.profile else measure)(posts)


if __name__ == "__main__":
    main()
