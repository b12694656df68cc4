"""Write `examples/bit15/` from the tables in its `story/` folder: the same bytes every time.

    python3 examples/make_bit15.py [FOLDER]

Everything is invented. The tables hold what people said; here it is put into the formats that archives really have:
Mastodon statuses as JSON lines, response pages as twarc 2 keeps them, and a TAGS sheet; and every page that a link
leads to becomes a recorded file.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive_formats import mastodon_file, tags_file, twarc_file
from invented_story import Said, Story
from recorded_pages import files, index

EXAMPLE = Path(__file__).parent / "bit15"


def write(folder: Path) -> None:
    """Write the days and the pages into *folder*."""
    story = Story(EXAMPLE / "story")
    for name, text in [*days(story), *((f"pages/{name}", made) for name, made in files(story))]:
        put(folder / name, text)
    put(folder / "pages" / "pages.json", index(story))


def days(story: Story) -> Iterator[tuple[str, str]]:
    for day in sorted({each.day for each in story.said}):
        for server in ("mastodon.example", "school.example", "learn.example"):
            yield f"day-{day}/{server}.jsonl", mastodon_file(story, day, server)
        yield f"day-{day}/bit15.twarc2.jsonl", twarc_file(story, day)
        yield f"day-{day}/bit15-tags.csv", tags_file(story, day)
        gone = [each for each in story.said if each.day == day and "deleted" in each.options]
        if gone:
            yield f"day-{day}/deleted.json", json.dumps({"deleted": listed(gone)}, indent=2) + "\n"


def listed(gone: Iterable[Said]) -> list[dict[str, str]]:
    return [{"network": "mastodon", "uri": each.uri} for each in gone]


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE)
