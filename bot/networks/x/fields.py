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
_ID = re.compile(r"\d{1,20}", re.ASCII)


def is_fields(value: object) -> TypeIs[dict[str, object]]:
    """Return whether *value* is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeIs[list[object]]:
    """Return whether *value* is a JSON array."""
    return isinstance(value, list)


def fields(of: Fields, *names: str) -> Fields:
    """Return the object under the first of *names* that holds one, else an empty one."""
    for name in names:
        value = of.get(name)
        if is_fields(value):
            return value
    return NOTHING


def every(of: Fields, *names: str) -> Sequence[Fields]:
    """Return the objects of the array under the first of *names* that holds one."""
    for name in names:
        value = of.get(name)
        if is_array(value):
            return [each for each in value if is_fields(each)]
    return ()


def text(of: Fields, *names: str) -> str:
    """Return the string under the first of *names* that holds one that is not empty."""
    for name in names:
        value = of.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def number(of: Fields, *names: str) -> int:
    """Return the whole number under the first of *names* that holds one, also as digits; else 0."""
    for name in names:
        value = of.get(name)
        if isinstance(value, int):
            return value
        if isinstance(value, str) and _ID.fullmatch(value):
            return int(value)
    return 0


def identity(of: Fields, *names: str) -> str:
    """Return the id under the first of *names* that holds a whole one: `1.26426E+18` is none; else an empty text."""
    for name in names:
        value = of.get(name)
        if isinstance(value, str) and _ID.fullmatch(value):
            return value
        if isinstance(value, int):
            return str(value)
    return ""


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
    known = _WRITTEN.fullmatch(written)
    try:
        if known:
            return _as_written(known)
        said = datetime.fromisoformat(written)
        if said.tzinfo is not None:
            return said if said.tzinfo is UTC else said.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidValue(name, found=written[:40], expected="a time") from error
    raise InvalidValue(name, found=written[:40], expected="a time with its zone")


def _as_written(known: re.Match[str]) -> datetime:
    month, day, hour, minute, second, sign, zone_hours, zone_minutes, year = known.groups()
    said = datetime(int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    return said - offset if sign == "+" else said + offset
