"""Reading what X wrote without trusting that it is what X promised."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from typing_extensions import TypeIs

from curation.errors import InvalidValue

Fields = Mapping[str, object]
"""One JSON object of theirs."""

NOTHING: Fields = {}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WRITTEN = re.compile(r"\w{3} (\w{3}) (\d\d) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d) (\d{4})", re.ASCII)
_MOST_DIGITS = 20


def is_fields(value: object) -> TypeIs[dict[str, object]]:
    """Return whether *value* is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeIs[list[object]]:
    """Return whether *value* is a JSON array."""
    return isinstance(value, list)


def fields(of: Fields, name: str, other: str = "") -> Fields:
    """Return the object under *name*, or under *other*, else an empty one."""
    value = of.get(name)
    if is_fields(value):
        return value
    return fields(of, other) if other else NOTHING


def every(of: Fields, name: str, other: str = "") -> Sequence[Fields]:
    """Return the objects of the array under *name*, or under *other*."""
    value = of.get(name)
    if not value and not other:
        return ()
    if is_array(value):
        return [each for each in value if is_fields(each)]
    return every(of, other) if other else ()


def text(of: Fields, name: str, other: str = "") -> str:
    """Return the string under *name*, or under *other* where that is empty or none; without NUL, as databases ask."""
    value = of.get(name)
    if isinstance(value, str) and value:
        return value.replace("\0", "") if "\0" in value else value
    return text(of, other) if other else ""


def number(of: Fields, name: str, other: str = "") -> int:
    """Return the whole number under *name*, or under *other*, also as digits; else 0."""
    value = of.get(name)
    if isinstance(value, int):
        return value
    if isinstance(value, str) and whole(value):
        return int(value)
    return number(of, other) if other else 0


def identity(of: Fields, name: str, other: str = "") -> str:
    """Return the id under *name*, or under *other*, if it is whole (`1.26426E+18` is not); else an empty text."""
    return whole(of.get(name)) or (identity(of, other) if other else "")


def whole(value: object) -> str:
    """Return the id that *value* is, as digits; an empty text for anything else."""
    if isinstance(value, str):
        return value if value.isdecimal() and value.isascii() and len(value) <= _MOST_DIGITS else ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else ""


def claims(of: Fields, name: str) -> bool:
    """Return whether *name* says true."""
    return of.get(name) is True


def language(of: Fields) -> str:
    """Return the language said; X writes `und`, `zxx` and codes from `qaa` to `qtz` for purposes of its own."""
    said = text(of, "lang")
    return "" if said in {"und", "zxx", "art"} or (said[:1] == "q" and len(said) == 3) else said


def moment(of: Fields, name: str) -> datetime:
    """Return the time under *name*, in ISO 8601 or as in `Fri Oct 30 17:05:00 +0000 2015`; raise `InvalidValue`."""
    written = text(of, name)
    try:
        said = datetime.fromisoformat(written) if written[:1].isdecimal() else _as_written(written)
        if said.tzinfo is not None:
            return said if said.tzinfo is UTC else said.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(name, found=written[:40], expected="a time") from error
    raise InvalidValue(name, found=written[:40], expected="a time with its zone")


def _as_written(written: str) -> datetime:
    """Return the time in the first interface's words; `strptime` would read them by the machine's language."""
    known = _WRITTEN.fullmatch(written)
    if known is None:
        raise ValueError(written[:40])
    month, day, hour, minute, second, sign, zone_hours, zone_minutes, year = known.groups()
    said = datetime(int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    return said - offset if sign == "+" else said + offset
