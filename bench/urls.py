"""How well one spelling is found for a page: pairs of addresses from others' test suites, and edits of one value.

    python bench/urls.py FOLDER [--shown]

FOLDER holds `pairs.jsonl`: an object a line with `source`, `a`, `b` and `rel` ("same" or "different"); it is no part of
this project. Both sides are spelled, then reduced alike: scheme, `www.`, default port, trailing slash and plain
fragment dropped, the query sorted. A "same" pair must be equal then, a "different" one must not. The figure is the mean
over the suites of right answers by pairs; false merges ("different" pairs that became equal) are counted apart.

One-value edits change one character of an identifier in the path, or of a value in the query, of every address: the two
must stay two. Values of campaigns and of views (the second at which a video begins) are left out of the edits.

What else is installed of `w3lib url-normalize courlan ural` is measured in the same run. `--shown` prints the pairs
that ours gets wrong.
"""

import argparse
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from curation.errors import InvalidUrl
from curation.urls import canonical

Spell = Callable[[str], str]
_CAMPAIGNS = ("utm_", "mtm_", "pk_", "fbclid", "gclid", "ref", "feature", "si")
_VIEWS = frozenset({"hl", "index", "s", "start", "t", "time_continue", "usg"})
"""Written down here and not taken from our rules, so that a wrong rule is seen."""
_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two addresses, and what the suite's authors hold them for."""

    suite: str
    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What one way of spelling reached."""

    suites: dict[str, float]
    merged: int
    different: int
    edits_merged: int
    edits: int

    @property
    def mean(self) -> float:
        """Of the suites, each counting alike."""
        return sum(self.suites.values()) / len(self.suites)


def pairs_in(folder: Path) -> tuple[Pair, ...]:
    """Return the pairs of *folder*; leave with a sentence where they are not there."""
    file = folder / "pairs.jsonl"
    if not file.is_file():
        sys.exit(f"no measuring data: {file} is not there; give the folder that holds pairs.jsonl")
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(Pair(row["source"], row["a"], row["b"], row["rel"] == "same") for row in rows)


def score(spell: Spell, pairs: tuple[Pair, ...]) -> Score:
    """Return what *spell* reaches on *pairs*."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        right[pair.suite].append((_told(spell, pair.a) == _told(spell, pair.b)) is pair.same)
    different = [pair for pair in pairs if not pair.same]
    edits = tuple(_edits(pairs))
    return Score(
        suites={suite: sum(answers) / len(answers) for suite, answers in sorted(right.items())},
        merged=sum(_told(spell, pair.a) == _told(spell, pair.b) for pair in different),
        different=len(different),
        edits_merged=sum(_told(spell, one) == _told(spell, other) for one, other in edits),
        edits=len(edits),
    )


def _told(spell: Spell, url: str) -> str:
    return _reduced(spell(_with_scheme(url)))


def _with_scheme(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def _reduced(url: str) -> str:
    parts = urlsplit(_with_scheme(url))
    host = parts.netloc.removesuffix(_PORTS.get(parts.scheme, "")).removeprefix("www.")
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{parts.path.rstrip('/')}?{query}#{fragment}"


def _edits(pairs: tuple[Pair, ...]) -> Iterator[tuple[str, str]]:
    """Yield each address of *pairs* with what it becomes when one value in it is another."""
    for url in sorted({_with_scheme(each) for pair in pairs for each in (pair.a, pair.b)}):
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if not _is_wrapped(url):
            yield from ((url, edited) for edited in _edited(url, parts.path, parts.query))


def _is_wrapped(url: str) -> bool:
    """Return whether the address holds another one: a change may touch what only leads there."""
    return "://" in url[8:] or "%3a%2f%2f" in url.lower()


def _edited(url: str, path: str, query: str) -> Iterator[str]:
    last = path.rstrip("/").rpartition("/")[2]
    if any(each.isdigit() for each in last) and not set(last) & set(".&="):
        changed = path.rstrip("/")[: -len(last)] + _other(last)
        yield url.replace(path, changed + path[len(path.rstrip("/")) :], 1)
    for name, value in parse_qsl(query):
        written = f"{name}={value}"
        if written in query and value.isalnum() and not _says_how(name):
            yield url.replace(written, f"{name}={_other(value)}", 1)


def _says_how(name: str) -> bool:
    """Return whether *name* is no part of a page: how somebody came, in which language, at which second, from where."""
    return name.lower().startswith(_CAMPAIGNS) or name.lower() in _VIEWS


def _other(value: str) -> str:
    middle = len(value) // 2
    return value[:middle] + ("7" if value[middle] != "7" else "3") + value[middle + 1 :]


def ours(url: str) -> str:
    """Return our spelling; what is no address stays as it is."""
    try:
        return canonical(url)
    except InvalidUrl:
        return url


def _as_written(url: str) -> str:
    return url


def others() -> Iterator[tuple[str, Spell]]:
    """Yield what else is installed, each as its own documents say it is used for this."""
    for name, module, how in _TOOLS:
        try:
            yield name, _forgiving(how(importlib.import_module(module)))
        except ImportError:
            print(f"{name}: not installed", file=sys.stderr)


def _forgiving(spell: Callable[[str], Any]) -> Spell:
    def told(url: str) -> str:
        try:
            return str(spell(url) or url)
        except Exception:  # noqa: BLE001 - whatever a tool raises, it has no other spelling
            return url

    return told


_TOOLS: tuple[tuple[str, str, Callable[[Any], Callable[[str], Any]]], ...] = (
    ("w3lib canonicalize_url", "w3lib.url", lambda tool: tool.canonicalize_url),
    ("url-normalize", "url_normalize", lambda tool: tool.url_normalize),
    ("courlan clean_url", "courlan", lambda tool: tool.clean_url),
    ("courlan normalize_url, strict", "courlan", lambda tool: lambda url: tool.normalize_url(url, strict=True)),
    ("ural normalize_url", "ural", lambda tool: tool.normalize_url),
    ("ural canonicalize_url", "ural", lambda tool: tool.canonicalize_url),
)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shown", action="store_true", help="print the pairs that ours answers wrongly")
    given = parser.parse_args()
    pairs = pairs_in(given.folder)
    suites = sorted({pair.suite for pair in pairs})
    print(f"| {len(pairs)} pairs | {' | '.join(suites)} | mean | false merges | edits merged |")
    print("|---" * (len(suites) + 4) + "|")
    for name, spell in (("welearned canonical", ours), ("nothing done", _as_written), *others()):
        print(_row(name, score(spell, pairs)))
    if given.shown:
        for pair in pairs:
            one, other = _told(ours, pair.a), _told(ours, pair.b)
            if (one == other) is not pair.same:
                print(
                    f"{pair.suite} {'same' if pair.same else 'different'}:\n  {pair.a}\n  {pair.b}\n  {one}\n  {other}"
                )


def _row(name: str, reached: Score) -> str:
    suites = " | ".join(f"{figure:.3f}" for figure in reached.suites.values())
    edits = f"{reached.edits_merged} of {reached.edits} ({reached.edits_merged / reached.edits:.1%})"
    return f"| {name} | {suites} | {reached.mean:.3f} | {reached.merged} of {reached.different} | {edits} |"


if __name__ == "__main__":
    main()
