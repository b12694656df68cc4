"""Course days: windows that tile the time line, whatever the clocks do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation import days
from curation.errors import InvalidValue
from curation.model import Week
from tests import makers

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # clocks change by half an hour
    "Pacific/Apia",  # had no 30 December 2011
    "Pacific/Kiritimati",  # jumped by more than a day's length
    "America/Scoresbysund",  # changes at midnight
    "Asia/Kathmandu",
    "UTC",
]
TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0))
DAYS = st.dates(date(1990, 1, 1), date(2037, 12, 31))
MOMENTS = st.integers(631_152_000, 2_145_916_800).map(lambda each: datetime.fromtimestamp(each, UTC))
"""From 1990 to 2037."""
SKIPPED = date(2011, 12, 30)


@given(zone=st.sampled_from(ZONES), at=TIMES, day=DAYS)
def test_t65_windows_of_consecutive_days_tile(zone: str, at: time, day: date) -> None:
    """A window begins where that of the day before ends, and lasts about a day."""
    course = makers.course(zone=zone, digest_time=at)
    today = day if days.exists(course, day) else days.following(course, day)

    window = days.window(course, today)

    assert window.start == days.window(course, days.previous(course, today)).end
    assert window.end == days.window(course, days.following(course, today)).start
    assert timedelta(hours=21) < window.length < timedelta(hours=27)


@given(zone=st.sampled_from(ZONES), at=TIMES, moment=MOMENTS)
def test_every_moment_lies_in_the_window_of_its_day(zone: str, at: time, moment: datetime) -> None:
    """The day of a moment is the one day whose window holds it."""
    course = makers.course(zone=zone, digest_time=at)

    assert moment in days.window(course, days.day_of(course, moment))


@pytest.mark.parametrize(
    ("zone", "first", "last", "hours"),
    [
        pytest.param("Europe/Berlin", date(2026, 3, 27), date(2026, 3, 31), 23, id="Berlin, spring"),
        pytest.param("Europe/Berlin", date(2026, 10, 23), date(2026, 10, 27), 25, id="Berlin, autumn"),
        pytest.param("America/New_York", date(2026, 3, 6), date(2026, 3, 10), 23, id="New York, spring"),
        pytest.param("America/New_York", date(2026, 10, 30), date(2026, 11, 3), 25, id="New York, autumn"),
        pytest.param("Australia/Lord_Howe", date(2026, 10, 2), date(2026, 10, 6), 23.5, id="Lord Howe, spring"),
        pytest.param("Australia/Lord_Howe", date(2026, 4, 3), date(2026, 4, 7), 24.5, id="Lord Howe, autumn"),
    ],
)
@pytest.mark.parametrize(
    "at", [time(0, 0), time(2, 0), time(2, 15), time(2, 30), time(3, 0), time(18, 0), time(23, 59)]
)
def test_t58_exactly_one_issue_a_day_while_clocks_change(
    zone: str, first: date, last: date, hours: float, at: time
) -> None:
    """Asked every five minutes, each day is due once, in order, and one of them is shorter or longer."""
    course = makers.course(zone=zone, digest_time=at, starts=first, ends=last)
    begin = days.window(course, first).start
    moments = (begin + timedelta(minutes=5 * step) for step in range(6 * 288))

    due = list(dict.fromkeys(days.latest_due(course, moment) for moment in moments))

    wanted = [first + timedelta(days=step) for step in range(5)]
    assert due == [None, *wanted]
    lengths = {days.window(course, day).length for day in wanted}
    assert lengths == {timedelta(hours=24), timedelta(hours=hours)}


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        pytest.param("Europe/Berlin", date(2026, 3, 29), time(2, 30), (2026, 3, 29, 1, 30), id="does not exist: 03:30"),
        pytest.param("Europe/Berlin", date(2026, 10, 25), time(2, 30), (2026, 10, 25, 0, 30), id="twice: the first"),
        pytest.param("America/New_York", date(2026, 3, 8), time(2, 30), (2026, 3, 8, 7, 30), id="does not exist: west"),
        pytest.param("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), (2026, 10, 3, 15, 45), id="half an hour"),
    ],
)
def test_t58_local_times_that_are_missing_or_double_have_one_instant(
    zone: str, day: date, at: time, instant: tuple[int, int, int, int, int]
) -> None:
    """A digest time that does not exist or exists twice on a day means one defined instant."""
    course = makers.course(zone=zone, digest_time=at)

    assert days.window(course, day).end == datetime(*instant, tzinfo=UTC)


def test_t58_fold_of_a_configured_time_changes_nothing() -> None:
    """A digest time that carries a fold still means the first of two instants."""
    course = makers.course(zone="Europe/Berlin", digest_time=time(2, 30, fold=1))

    assert days.window(course, date(2026, 10, 25)).end == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_day_that_a_zone_skipped_has_no_window() -> None:
    """Apia went from the 29th to the 31st: the 30th cannot be asked for, and nothing between is lost."""
    course = makers.course(zone="Pacific/Apia", starts=None)

    with pytest.raises(InvalidValue, match="Pacific/Apia"):
        days.window(course, SKIPPED)

    assert days.previous(course, date(2011, 12, 31)) == date(2011, 12, 29)
    assert days.following(course, date(2011, 12, 29)) == date(2011, 12, 31)
    assert days.window(course, date(2011, 12, 31)).length == timedelta(hours=24)


def test_course_that_starts_or_ends_on_a_skipped_day() -> None:
    """A course whose first or last day the zone left out takes the next one or the one before."""
    ends = makers.course(zone="Pacific/Apia", starts=None, ends=SKIPPED)
    starts = makers.course(zone="Pacific/Apia", starts=SKIPPED)
    later = datetime(2012, 1, 5, tzinfo=UTC)
    before = datetime(2011, 12, 1, tzinfo=UTC)

    assert days.latest_due(ends, later) == date(2011, 12, 29)
    assert days.next_due(starts, before) == days.window(starts, date(2011, 12, 31)).end


@pytest.mark.parametrize("month", [1, 7])
def test_t63_local_time_is_the_same_in_winter_and_summer(month: int) -> None:
    """A digest at 18:00 is at 18:00 on the wall, in January and in July."""
    course = makers.course(zone="Europe/Berlin")

    end = days.window(course, date(2026, month, 15)).end

    assert end.astimezone(ZoneInfo("Europe/Berlin")).time() == time(18, 0)


@pytest.mark.parametrize(
    ("day", "wall", "expected"),
    [
        pytest.param(11, time(23, 30), date(2015, 11, 12), id="late evening"),
        pytest.param(12, time(0, 30), date(2015, 11, 12), id="after midnight"),
        pytest.param(11, time(17, 59), date(2015, 11, 11), id="before the digest"),
        pytest.param(11, time(18, 0), date(2015, 11, 12), id="at the digest"),
    ],
)
def test_t64_day_is_the_courses_own(day: int, wall: time, expected: date) -> None:
    """The date is that of the course's zone and of the window's end, not of UTC."""
    course = makers.course()
    local = datetime.combine(date(2015, 11, day), wall, tzinfo=ZoneInfo("America/Toronto"))

    assert days.day_of(course, local.astimezone(UTC)) == expected


@pytest.mark.parametrize(
    ("at", "latest", "following"),
    [
        pytest.param(makers.at(12, day=1, month=10), None, makers.at(23, day=2), id="long before"),
        pytest.param(makers.at(22, 59, day=2), None, makers.at(23, day=2), id="a minute before the first"),
        pytest.param(makers.at(23, day=2), date(2015, 11, 2), makers.at(23, day=3), id="the first is due"),
        pytest.param(makers.at(12, day=4), date(2015, 11, 3), makers.at(23, day=4), id="before the last"),
        pytest.param(makers.at(23, day=4), date(2015, 11, 4), None, id="the last is due"),
        pytest.param(makers.at(12, day=1, month=12), date(2015, 11, 4), None, id="long after"),
    ],
)
def test_due_days_stay_within_the_course(at: datetime, latest: date | None, following: datetime | None) -> None:
    """Nothing is due before a course starts; after its end the last day is, and no more."""
    course = makers.course(starts=date(2015, 11, 2), ends=date(2015, 11, 4))

    assert days.latest_due(course, at) == latest
    assert days.next_due(course, at) == following


def test_course_without_bounds_is_always_due() -> None:
    """A course that never starts or ends has a latest and a next issue at any time."""
    course = replace(makers.course(), starts=None, ends=None)

    assert days.latest_due(course, makers.at(12)) == date(2015, 11, 10)
    assert days.next_due(course, makers.at(12)) == makers.at(23)


WEEKS = (
    Week(title="Footprints", starts=date(2015, 11, 9)),
    Week(title="Start", starts=date(2015, 11, 2)),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2015, 11, 1), None, id="before the first"),
        pytest.param(date(2015, 11, 2), (1, "Start"), id="first day"),
        pytest.param(date(2015, 11, 8), (1, "Start"), id="last day"),
        pytest.param(date(2015, 11, 9), (2, "Footprints"), id="next week"),
        pytest.param(date(2015, 11, 30), (2, "Footprints"), id="until the end"),
        pytest.param(date(2015, 12, 1), None, id="after the end"),
    ],
)
def test_week_is_the_last_that_has_begun(day: date, expected: tuple[int, str] | None) -> None:
    """Weeks count from 1 in the order of their days, however they are listed."""
    course = makers.course(weeks=WEEKS, ends=date(2015, 11, 30))

    found = days.week_of(course, day)

    assert (found and (found[0], found[1].title)) == expected


def test_course_without_weeks_is_in_none() -> None:
    """A course that names no weeks has none on any day."""
    assert days.week_of(makers.course(), date(2015, 11, 11)) is None
