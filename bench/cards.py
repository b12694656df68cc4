"""How much of what reviewed pages say of themselves is found, and how fast.

    python bench/cards.py DATA [--rounds 3] [--misses]

DATA holds `pages/NAME/page.html` and `expected.json` with the reviewed `title`, `byline`, `publishedTime`, `excerpt`.
Title: token F1 of at least 0.8, or one contains the other; author: token F1 of at least 0.66; date: within one day;
description: the same first 40 letters. Only fields that `expected.json` has are counted. Other readers are measured in
the same run where they are installed: `pip install trafilatura extruct newspaper4k`.
"""

import argparse
import importlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

from bot.links.head import card_from_html
from curation.model import PageUrl

FIELDS = ("title", "author", "date", "description")
_TOKENS = re.compile(r"\w+")
_SAME_TITLE = 0.8
_SAME_AUTHOR = 0.66
_SAME_LETTERS = 40
_SYNTAXES = ["opengraph", "json-ld", "microdata"]


@dataclass(frozen=True, slots=True)
class Page:
    """One saved page and what reviewers say it says."""

    name: str
    html: bytes
    expected: Mapping[str, str]

    @property
    def url(self) -> PageUrl:
        """An address, as every reader may ask for one."""
        return PageUrl(f"https://pages.example/{self.name}")


Reader = Callable[[Page], Mapping[str, str]]


def pages_in(folder: Path) -> Iterator[Page]:
    """Yield the pages of *folder* in order of their names."""
    names = {"title": "title", "byline": "author", "publishedTime": "date", "excerpt": "description"}
    for each in sorted(folder.iterdir()):
        reviewed = json.loads((each / "expected.json").read_text("utf-8"))
        expected = {ours: reviewed[theirs] for theirs, ours in names.items() if reviewed.get(theirs)}
        yield Page(each.name, (each / "page.html").read_bytes(), expected)


def is_right(field: str, found: str, expected: str) -> bool:
    """Return whether *found* is near enough to what was *expected* of *field*."""
    if field == "date":
        days = (_day(found), _day(expected))
        return None not in days and abs(cast("date", days[0]) - cast("date", days[1])) <= timedelta(days=1)
    if field == "description":
        return _letters(found)[:_SAME_LETTERS] == _letters(expected)[:_SAME_LETTERS]
    plain, wanted = _letters(found), _letters(expected)
    if field == "title":
        return bool(plain) and (plain in wanted or wanted in plain or _f1(plain, wanted) >= _SAME_TITLE)
    return _f1(plain, wanted) >= _SAME_AUTHOR


def _letters(text: str) -> str:
    return " ".join(text.casefold().split())


def _f1(found: str, expected: str) -> float:
    ours, theirs = Counter(_TOKENS.findall(found)), Counter(_TOKENS.findall(expected))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def _day(text: str) -> date | None:
    found = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)", text)
    return date(*(int(part) for part in found.groups())) if found else None


def _welearned(page: Page) -> Mapping[str, str]:
    card = card_from_html(page.html, page.url)
    if card is None:
        return {}
    published = card.published.isoformat() if card.published else ""
    return {"title": card.title, "author": card.author, "date": published, "description": card.description}


def _with_trafilatura(module: Any) -> Reader:
    def read(page: Page) -> Mapping[str, str]:
        said = module.extract_metadata(page.html, default_url=page.url)
        return {} if said is None else {name: getattr(said, name) or "" for name in FIELDS}

    return read


def _with_newspaper(module: Any) -> Reader:
    def read(page: Page) -> Mapping[str, str]:
        article = module.Article(page.url, fetch_images=False)
        article.download(input_html=page.html.decode("utf-8", "replace"))
        article.parse()
        said = {"author": ", ".join(article.authors), "description": article.meta_description}
        return {"title": article.title, "date": str(article.publish_date or ""), **said}

    return read


def _with_extruct(module: Any) -> Reader:
    keys = {
        "title": ("headline", "name", "og:title"),
        "author": ("author", "article:author"),
        "date": ("datePublished", "article:published_time"),
        "description": ("description", "og:description"),
    }

    def read(page: Page) -> Mapping[str, str]:
        text = page.html.decode("utf-8", "replace")
        said = module.extract(text, page.url, syntaxes=_SYNTAXES, uniform=True, errors="ignore")
        # Articles first: a page has nodes about its site and its publisher too.
        nodes = sorted(
            (each for nodes in said.values() for each in nodes), key=lambda node: "rticle" not in str(node.get("@type"))
        )
        return {name: _first(nodes, keys[name]) for name in FIELDS}

    return read


def _first(nodes: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> str:
    return next((_text(node[key]) for key in keys for node in nodes if node.get(key)), "")


def _text(value: Any) -> str:
    while isinstance(value, list) and value:
        value = value[0]
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


_OTHERS: Mapping[str, Callable[[Any], Reader]] = {
    "trafilatura": _with_trafilatura,
    "newspaper": _with_newspaper,
    "extruct": _with_extruct,
}


def _readers() -> Iterator[tuple[str, Reader]]:
    yield "welearned", _welearned
    for name, made in _OTHERS.items():
        try:
            yield name, made(importlib.import_module(name))
        except ImportError:
            print(f"({name} is not installed and not measured)")


def _measured(read: Reader, pages: Sequence[Page], rounds: int) -> tuple[list[Mapping[str, str]], float]:
    """Return what *read* found, and its pages a second in the fastest of *rounds*."""
    best = float("inf")
    found: list[Mapping[str, str]] = []
    for _ in range(rounds):
        began = time.process_time()
        found = [_survived(read, page) for page in pages]
        best = min(best, time.process_time() - began)
    return found, len(pages) / best


def _survived(read: Reader, page: Page) -> Mapping[str, str]:
    try:
        return read(page)
    except Exception as error:  # noqa: BLE001 - a reader that fails on a page found nothing there
        print(f"(failed on {page.name}: {type(error).__name__})", file=sys.stderr)
        return {}


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--misses", action="store_true", help="print what we found wrongly")
    given = parser.parse_args()
    folder = given.data / "pages"
    if not folder.is_dir():
        sys.exit(f"bench/cards.py: there is no folder {folder}; give the folder that holds the saved pages")
    pages = list(pages_in(folder))
    counts = ", ".join(f"{sum(name in page.expected for page in pages)} {name}" for name in FIELDS)
    print(f"{len(pages)} pages; reviewed: {counts}")
    print(f"{'':14}" + "".join(f"{name:>13}" for name in (*FIELDS, "pages/s")))
    for name, read in _readers():
        found, speed = _measured(read, pages, given.rounds)
        print(f"{name:14}" + "".join(f"{_share(field, pages, found):13.3f}" for field in FIELDS) + f"{speed:13.0f}")
        if given.misses and name == "welearned":
            _print_misses(pages, found)


def _share(field: str, pages: Sequence[Page], found: Sequence[Mapping[str, str]]) -> float:
    asked = [(page, said) for page, said in zip(pages, found, strict=True) if field in page.expected]
    return sum(is_right(field, said.get(field, ""), page.expected[field]) for page, said in asked) / max(len(asked), 1)


def _print_misses(pages: Sequence[Page], found: Sequence[Mapping[str, str]]) -> None:
    for page, said in zip(pages, found, strict=True):
        for field, expected in page.expected.items():
            if not is_right(field, said.get(field, ""), expected):
                print(f"  {page.name} {field}: {said.get(field, '')[:90]!r} for {expected[:90]!r}")


if __name__ == "__main__":
    main()
