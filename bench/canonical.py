"""How many addresses a second get their one spelling.

    python bench/canonical.py [FILE] [--count 100000]

FILE holds one address a line; without it, addresses like those that people share are made up. Each different address
is asked once, so that none is remembered from before. What else is installed (see `bench/urls.py`) is timed in the same
run, over the same addresses.
"""

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

from bench.urls import Spell, others, ours

_FORMS = (
    "https://www.site{site}.example/posts/{number}?utm_source=x&utm_medium=social&utm_campaign=c{site}",
    "http://site{site}.example/2020/05/a-page-about-{number}/",
    "https://blog{site}.example/index.php?p={number}&fbclid=IwAR{number}",
    "https://site{site}.example/{number}#section-{site}",
    "https://youtu.be/{number:011d}?si=abc{site}",
    "https://m.youtube.com/watch?v={number:011d}&feature=share",
    "https://example{site}.example/caf%C3%A9/{number}?b=2&a=1",
    "https://en.m.wikipedia.org/wiki/Page_{number}",
)


def _made_up(count: int) -> Iterator[str]:
    chance = random.Random(15)
    for number in range(count):
        yield chance.choice(_FORMS).format(site=chance.randrange(900), number=number)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    given = parser.parse_args()
    written = given.file.read_text(encoding="utf-8").splitlines() if given.file else _made_up(given.count)
    addresses = list(dict.fromkeys(written))
    print(f"| {len(addresses):,} addresses | a second, one core |\n|---|---|")
    for name, spell in (("welearned canonical", ours), *others()):
        print(f"| {name} | {len(addresses) / _seconds(spell, addresses):,.0f} |")


def _seconds(spell: Spell, addresses: list[str]) -> float:
    began = time.process_time()
    for address in addresses:
        spell(address)
    return time.process_time() - began


if __name__ == "__main__":
    main()
