"""How well links are told apart by what they are, and how many a second.

    python bench/kinds.py DATA [--misses]

DATA holds `newsletter/this-week-in-rust.csv`: links that editors chose, with their own mark of `video`, `audio` or
`podcast`. Marks in front of titles are removed; a talk counts as a video. The rules see the address and the title. The
comparison is what a short list of well-known hosts gives, and yt-dlp's extractors where it is installed (`--slow`).
"""

import argparse
import csv
import importlib
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from curation.errors import InvalidUrl
from curation.kinds import kind_said
from curation.urls import canonical

_MARKS = re.compile(r"^(?:\s*\[[^\]]*\]\s*)+")
_EDITORS = {"video": "video", "audio": "audio", "podcast": "audio"}
_OURS = {"video": "video", "talk": "video", "podcast": "audio"}
_VIDEO_HOSTS = frozenset({"youtube.com", "youtu.be", "m.youtube.com", "vimeo.com", "ted.com", "twitch.tv"})
_AUDIO_HOSTS = frozenset({"soundcloud.com", "anchor.fm", "podcasts.apple.com", "open.spotify.com", "overcast.fm"})
_AUDIO_EXTRACTORS = re.compile(
    r"podcast|soundcloud|libsyn|acast|simplecast|podbay|audio|spreaker|iheart", re.IGNORECASE
)
_CLASSES = ("video", "audio")
_REST = "rest"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the newsletter."""

    url: str
    title: str
    expected: str


Judge = Callable[[Link], str]


def links_in(file: Path) -> Iterator[Link]:
    """Yield the links of *file*, without the editors' marks in their titles."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Link(row["url"], _MARKS.sub("", row["title"]), _EDITORS.get(row["media_tag"], _REST))


def _welearned(link: Link) -> str:
    try:
        return _OURS.get(kind_said(canonical(link.url), title=link.title).kind, _REST)
    except InvalidUrl:
        return _REST


def _hosts(link: Link) -> str:
    host = (urlsplit(link.url).hostname or "").removeprefix("www.")
    return "video" if host in _VIDEO_HOSTS else "audio" if host in _AUDIO_HOSTS or "podcast" in host else _REST


def _with_yt_dlp(module: Any) -> Judge:
    extractors = [each for each in module.gen_extractor_classes() if each.IE_NAME != "generic"]

    def judge(link: Link) -> str:
        found = next((each for each in extractors if each.suitable(link.url)), None)
        if found is None:
            return _REST
        return "audio" if _AUDIO_EXTRACTORS.search(found.IE_NAME) else "video"

    return judge


def _judges(*, slow: bool) -> Iterator[tuple[str, Judge]]:
    yield "welearned", _welearned
    yield "hosts", _hosts
    if slow:
        try:
            yield "yt-dlp", _with_yt_dlp(importlib.import_module("yt_dlp.extractor"))
        except ImportError:
            print("(yt-dlp is not installed and not measured)")


def _figures(links: Sequence[Link], judged: Sequence[str], name: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of one class."""
    pairs = Counter((link.expected == name, said == name) for link, said in zip(links, judged, strict=True))
    right, wrong, missed = pairs[True, True], pairs[False, True], pairs[True, False]
    return right / max(right + wrong, 1), right / max(right + missed, 1), 2 * right / max(2 * right + wrong + missed, 1)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what we judge otherwise than the editors")
    parser.add_argument("--slow", action="store_true", help="compare with yt-dlp too, which takes minutes")
    given = parser.parse_args()
    file = given.data / "newsletter" / "this-week-in-rust.csv"
    if not file.is_file():
        sys.exit(f"bench/kinds.py: there is no file {file}; give the folder that holds the newsletter's archive")
    links = list(links_in(file))
    print(f"{len(links):,} links, of them {sum(link.expected != _REST for link in links):,} marked")
    print(
        f"{'':12}"
        + "".join(f"{f'{name} {what}':>11}" for name in _CLASSES for what in ("P", "R", "F1"))
        + "    links/s"
    )
    for name, judge in _judges(slow=given.slow):
        began = time.process_time()
        judged = [judge(link) for link in links]
        speed = len(links) / (time.process_time() - began)
        shown = "".join(f"{figure:11.3f}" for each in _CLASSES for figure in _figures(links, judged, each))
        print(f"{name:12}{shown}{speed:11,.0f}")
        if given.misses and name == "welearned":
            _print_misses(links, judged)


def _print_misses(links: Sequence[Link], judged: Sequence[str]) -> None:
    for link, said in zip(links, judged, strict=True):
        if said != link.expected:
            print(f"  {said} for {link.expected}: {link.url} {link.title[:60]}")


if __name__ == "__main__":
    main()
