"""A course's days: right on the days the clocks change, and on the days a country skipped.

A digest day ends at the course's digest time in the course's zone. Where that local time does not exist, the offset
from before the change holds (02:30 becomes 03:30); where it exists twice, the first counts (PEP 495, `fold=0`). A day
that a zone left out altogether (Apia, 30 December 2011) has no window: the next day's begins where the last one ended.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from curation.errors import InvalidValue
from curation.model import Course, Week, Window

_ONE_DAY = timedelta(days=1)


def window(course: Course, day: date) -> Window:
    """Return the window whose end is the digest time of *day*; raise `InvalidValue` for a day the zone left out."""
    if not exists(course, day):
        raise InvalidValue("day", found=day, expected=f"a day that {course.zone} did not skip")
    return Window(_end(course, previous(course, day)), _end(course, day))


def exists(course: Course, day: date) -> bool:
    """Say whether *day* has a window: all days do but the very few that a zone skipped."""
    return _end(course, day) < _end(course, day + _ONE_DAY)


def previous(course: Course, day: date) -> date:
    """Return the day whose window ends where that of *day* begins."""
    before = day - _ONE_DAY
    return before if exists(course, before) else previous(course, before)


def following(course: Course, day: date) -> date:
    """Return the day whose window begins where that of *day* ends."""
    after = day + _ONE_DAY
    return after if exists(course, after) else following(course, after)


def day_of(course: Course, at: datetime) -> date:
    """Return the day whose window holds *at*."""
    day = at.astimezone(ZoneInfo(course.zone)).date() - 2 * _ONE_DAY
    while _end(course, day) <= at or not exists(course, day):
        day += _ONE_DAY
    return day


def latest_due(course: Course, at: datetime) -> date | None:
    """Return the latest day of the course whose window has ended by *at*, if there is one."""
    day = previous(course, day_of(course, at))
    if course.ends is not None and course.ends < day:
        day = _existing_up_to(course, course.ends)
    return day if course.starts is None or day >= course.starts else None


def next_due(course: Course, at: datetime) -> datetime | None:
    """Return when the first window of the course that is still open at *at* ends, if there is one."""
    day = day_of(course, at)
    if course.starts is not None and day < course.starts:
        day = course.starts if exists(course, course.starts) else following(course, course.starts)
    return _end(course, day) if course.ends is None or day <= course.ends else None


def week_of(course: Course, day: date) -> tuple[int, Week] | None:
    """Return the course week that *day* lies in, with its number counted from 1."""
    if course.ends is not None and day > course.ends:
        return None
    weeks = sorted(course.weeks, key=lambda week: week.starts)
    begun = [(number, week) for number, week in enumerate(weeks, start=1) if week.starts <= day]
    return begun[-1] if begun else None


def _existing_up_to(course: Course, day: date) -> date:
    return day if exists(course, day) else previous(course, day)


def _end(course: Course, day: date) -> datetime:
    return _instant(course.zone, course.digest_time, day)


@lru_cache(maxsize=4096)
def _instant(zone: str, wall: time, day: date) -> datetime:
    """Return the one instant at which the clocks of *zone* are taken to show *wall* on *day*."""
    local = datetime.combine(day, wall.replace(fold=0, tzinfo=None), tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
