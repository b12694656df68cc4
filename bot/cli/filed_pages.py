"""Files of pages with the topic that each belongs to."""

import csv
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click

from curation.errors import InvalidUrl
from curation.topics import Clue, Example
from curation.urls import canonical

_TOPIC_COLUMNS = ("topic", "section", "label", "category")
_MOST_TOLD = 5


def read_filed(path: Path, topics: Collection[str]) -> tuple[Example, ...]:
    """Return the pages of the CSV file at *path*; fail as wrong use, with every line at fault.

    Columns: `url` and `topic` (or `section`, `label`, `category`; empty for "no topic"), and as far as there are any
    `title`, `description`, `note`, `hashtags`. Others are passed over.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            column = _topic_column(reader.fieldnames or (), path)
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise click.BadParameter(f"{path} cannot be read: {error}", param_hint="FILE") from error
    wrong = list(_problems(rows, column, topics))
    if wrong:
        more = f"; and {len(wrong) - _MOST_TOLD} more" if len(wrong) > _MOST_TOLD else ""
        raise click.BadParameter(f"{'; '.join(wrong[:_MOST_TOLD])}{more}", param_hint="FILE")
    return tuple(_example(row, column) for _, row in rows)


def _topic_column(names: Collection[str], path: Path) -> str:
    found = next((name for name in _TOPIC_COLUMNS if name in names), None)
    if found is None or "url" not in names:
        raise click.BadParameter(f"{path} needs the columns url and topic", param_hint="FILE")
    return found


def _problems(rows: list[tuple[int, dict[str, str | None]]], column: str, topics: Collection[str]) -> Iterator[str]:
    for line, row in rows:
        topic = _text(row, column)
        if topic and topic not in topics:
            yield f"line {line}: {topic!r} is no topic here; there is {', '.join(topics) or 'none'}"
        try:
            canonical(_text(row, "url"))
        except InvalidUrl as error:
            yield f"line {line}: {error}"


def _example(row: Mapping[str, str | None], column: str) -> Example:
    note = _text(row, "note")
    clue = Clue(
        page=canonical(_text(row, "url")),
        title=_text(row, "title"),
        description=_text(row, "description"),
        notes=(note,) if note else (),
        hashtags=tuple(tag.removeprefix("#") for tag in _text(row, "hashtags").replace(",", " ").split()),
    )
    return Example(clue=clue, topic=_text(row, column))


def _text(row: Mapping[str, str | None], column: str) -> str:
    return (row.get(column) or "").strip()
