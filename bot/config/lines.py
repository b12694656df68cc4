"""Where in a TOML text a key stands: the standard parser gives values without their lines."""

import re
from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]
"""Such as `("courses", 0, "consent", "mode")`."""

_NAME = r"""(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_TABLE = re.compile(rf"\s*(?P<open>\[\[?)\s*(?P<name>{_DOTTED})\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(rf"\s*(?P<name>{_DOTTED})\s*=")
_TRIPLE = re.compile(r'"""|\'\'\'')


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table and key written in *text*, which is valid TOML."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in _outside_long_strings(text):
        if header := _TABLE.fullmatch(line):
            table = _table_path(header, lines)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_names(key["name"])), number)
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int | None:
    """Return the line of *path*, or of the nearest thing around it that is written; `None` where nothing is."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def shown(path: KeyPath) -> str:
    """Return *path* as people write it: `courses[0].consent.mode`."""
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path).removeprefix(".")


def _table_path(header: re.Match[str], lines: Mapping[KeyPath, int]) -> KeyPath:
    *parents, name = _names(header["name"])
    path: KeyPath = ()
    for parent in parents:
        path = _last((*path, parent), lines)
    path = (*path, name)
    return (*path, _count(path, lines)) if header["open"] == "[[" else path


def _last(path: KeyPath, lines: Mapping[KeyPath, int]) -> KeyPath:
    """Return *path*, with the index of its newest element when it is a list of tables."""
    count = _count(path, lines)
    return (*path, count - 1) if count else path


def _count(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    count = 0
    while (*path, count) in lines:
        count += 1
    return count


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(each.strip("\"'") for each in re.findall(_NAME, dotted))


def _outside_long_strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield numbered lines, leaving out those that begin inside a string of several lines."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            yield number, line
        if len(_TRIPLE.findall(line)) % 2:
            inside = not inside
