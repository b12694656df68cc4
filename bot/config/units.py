"""Durations, sizes, sums of money and times of day as people write them, with their units.

A number without a unit once became a limit of ten terabytes; here it is refused.
"""

import re
from datetime import time, timedelta
from decimal import Decimal
from math import isfinite

from curation.budget import DOLLAR

_SECONDS = {
    "s": 1,
    "sec": 1,
    "second": 1,
    "seconds": 1,
    "min": 60,
    "minute": 60,
    "minutes": 60,
    "h": 3600,
    "hour": 3600,
    "hours": 3600,
    "d": 86400,
    "day": 86400,
    "days": 86400,
}
_BYTES = {"B": 1, "kB": 1000, "MB": 1000**2, "GB": 1000**3, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
_WITH_UNIT = re.compile(r"(?P<number>[0-9]{1,9}) ?(?P<unit>[A-Za-z]+)")
_WALL_TIME = re.compile(r"(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])")

_MOST_MONEY = 1_000_000 * DOLLAR

DURATION_WANTED = 'a duration with its unit, such as "90 s", "5 min", "2 h" or "2 days"'
SIZE_WANTED = 'a size with its unit, such as "512 KiB" or "1 MiB"'
USD_WANTED = "an amount of US dollars, such as 25 or 0.005"
TIME_WANTED = 'a time of day on the wall, such as "18:00"; no cron line, no numbered weekday'


def duration(value: object) -> timedelta:
    """Return the time span that *value* is (`"5 min"`); raise `ValueError` without a unit or when it is zero."""
    if isinstance(value, timedelta):
        return value
    span = timedelta(seconds=_measured(value, _SECONDS, wanted=DURATION_WANTED))
    if not span:
        raise ValueError(DURATION_WANTED)
    return span


def size(value: object) -> int:
    """Return the number of bytes that *value* is (`"1 MiB"`); raise `ValueError` without a unit or when it is zero.

    An `int` is refused: the configuration's own defaults are written with units, too.
    """
    count = _measured(value, _BYTES, wanted=SIZE_WANTED)
    if not count:
        raise ValueError(SIZE_WANTED)
    return count


def wall_time(value: object) -> time:
    """Return the time of day that *value* is (`"18:00"`); raise `ValueError` for anything else, cron lines too."""
    if isinstance(value, time) and not value.second and not value.microsecond and value.tzinfo is None:
        return value
    found = _WALL_TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(TIME_WANTED)
    return time(int(found["hour"]), int(found["minute"]))


def usd(value: object) -> int:
    """Return the millionths of a dollar that *value* is (`25` or `0.005`); raise `ValueError` for anything else.

    Text is refused: a sum is a number, and its currency stands in the key.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(USD_WANTED)
    sum_of_money = Decimal(repr(value)) * DOLLAR
    if not 0 <= sum_of_money <= _MOST_MONEY or sum_of_money % 1:
        raise ValueError(USD_WANTED)
    return int(sum_of_money)


def written_usd(micro: int) -> float:
    """Return *micro* as `usd` reads it."""
    return micro / DOLLAR


def written_duration(span: timedelta) -> str:
    """Return *span* as `duration` reads it, in the largest unit that fits."""
    seconds = int(span.total_seconds())
    unit = next(each for each in ("d", "h", "min", "s") if seconds % _SECONDS[each] == 0)
    return f"{seconds // _SECONDS[unit]} {unit}"


def written_size(count: int) -> str:
    """Return *count* bytes as `size` reads them, in the largest unit that fits."""
    unit = next(each for each in ("GiB", "MiB", "KiB", "B") if count % _BYTES[each] == 0)
    return f"{count // _BYTES[unit]} {unit}"


def written_time(moment: time) -> str:
    """Return *moment* as `wall_time` reads it."""
    return f"{moment:%H:%M}"


def _measured(value: object, units: dict[str, int], *, wanted: str) -> int:
    found = _WITH_UNIT.fullmatch(value) if isinstance(value, str) else None
    if found is None or found["unit"] not in units:
        raise ValueError(wanted)
    return int(found["number"]) * units[found["unit"]]
