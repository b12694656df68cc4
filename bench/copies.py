"""How surely posts that repeat another's words are found where no network says so, and how fast.

    python bench/copies.py FOLDER

FOLDER holds `*.jsonl`: an object a line with the `text` of a real post; it is no part of this project. To each
original, copies are made as people and programs make them: `RT @name:` whole and cut off at 140 characters, pasted
with another short link, with quotation marks, with "via", with a tag more. A found pair is right when the original is
the one that was copied, or one with the very same words. The real posts among themselves are there to be mistaken:
hundreds begin alike. What is compared: the text itself, and the text in small letters without links, mentions, tags
and signs (which is what others call a copy).
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from curation.copies import copied

Find = Callable[[list[str]], list[int | None]]
_LINK = re.compile(r"https?://\S+")
_SAID = re.compile(r"https?://\S+|[@#]\w+")
_SIGNS = re.compile(r"[\W_]+")
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and the position of the one it was made from."""

    text: str
    source: int | None


def texts_in(folder: Path) -> list[str]:
    """Return the texts of *folder*; leave with a sentence where there are none."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        sys.exit(f"no measuring data: {folder} holds no *.jsonl")
    return [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def with_copies(texts: list[str]) -> list[Written]:
    """Return *texts* and copies of every one that says at least something, in an order that keeps originals first."""
    chance = random.Random(15)
    made = [Written(text, None) for text in texts]
    for position, text in enumerate(texts):
        if len(_without(_SAID, text).split()) >= 6:
            made += [Written(copy, position) for copy in chance.sample(list(_copies(text, chance)), 2)]
    return made


def _copies(text: str, chance: random.Random) -> Iterator[str]:
    name = f"@user{chance.randrange(1000)}"
    yield f"RT {name}: {text}"
    yield f"RT {name}: {_cut(text)}"
    yield _LINK.sub(lambda _: f"https://t.co/{chance.randrange(10**9)}", text)
    yield f"“{text}” via {name}"
    yield f"{text} #Something"
    yield f"RT {name} {text}".replace("'", "’")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(" ", text)


def _ours(texts: list[str]) -> list[int | None]:
    return list(copied(texts))


def _same(key: Callable[[str], str]) -> Find:
    def found(texts: list[str]) -> list[int | None]:
        first: dict[str, int] = {}
        return [at if (at := first.setdefault(key(text), position)) != position else None
                for position, text in enumerate(texts)]  # fmt: skip

    return found


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", _without(_SAID, text.removeprefix("RT ")).casefold()).strip()


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    written = with_copies(texts_in(parser.parse_args().folder))
    texts = [each.text for each in written]
    copies = sum(each.source is not None for each in written)
    print(f"| {len(texts):,} posts, {copies:,} of them copies | precision | recall | posts a second |")
    print("|---|---|---|---|")
    for name, find in (("welearned copied", _ours), ("the same text", _same(str)), ("plain words", _same(_plain))):
        began = time.process_time()
        found = find(texts)
        spent = time.process_time() - began
        print(f"| {name} | {_row(written, found)} | {len(texts) / spent:,.0f} |")


def _row(written: list[Written], found: list[int | None]) -> str:
    right = sum(_is_right(written, position, at) for position, at in enumerate(found) if at is not None)
    recalled = sum(
        at is not None and _is_right(written, position, at)
        for position, at in enumerate(found)
        if written[position].source is not None
    )
    every = sum(at is not None for at in found)
    wanted = sum(each.source is not None for each in written)
    return f"{right / max(every, 1):.3f} | {recalled / wanted:.3f}"


def _is_right(written: list[Written], position: int, at: int) -> bool:
    source = written[position].source
    original = written[position if source is None else source].text
    return at == source or _squeezed(written[at].text) == _squeezed(original)


def _squeezed(text: str) -> str:
    return " ".join(_without(_LINK, text).split())


if __name__ == "__main__":
    main()
