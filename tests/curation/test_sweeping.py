"""When a post is asked for again, and what an answer means."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.sweeping import INTERVALS, SECOND_LOOK, Verdict, every, is_due, verdict
from tests.makers import NOON


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (timedelta(0), timedelta(hours=6)),
        (timedelta(days=13, hours=23), timedelta(hours=6)),
        (timedelta(days=14), timedelta(days=1)),
        (timedelta(days=59, hours=23), timedelta(days=1)),
        (timedelta(days=60), timedelta(days=7)),
        (timedelta(days=4000), timedelta(days=7)),
    ],
)
def test_c06_the_older_a_post_the_seldomer_it_is_asked_for(age: timedelta, pause: timedelta) -> None:
    """Every six hours for two weeks, daily to the sixtieth day, then weekly."""
    assert every(age) == pause
    assert not is_due(NOON + age, seen_at=NOON, checked_at=NOON + age - pause + timedelta(seconds=1), missed_at=None)
    assert is_due(NOON + age, seen_at=NOON, checked_at=NOON + age - pause, missed_at=None)


def test_a_post_never_asked_for_waits_for_its_first_interval() -> None:
    """It was there when it was seen."""
    assert not is_due(NOON + timedelta(hours=5), seen_at=NOON, checked_at=None, missed_at=None)
    assert is_due(NOON + timedelta(hours=6), seen_at=NOON, checked_at=None, missed_at=None)


@pytest.mark.parametrize(
    ("hours", "due"), [(0, False), (11, False), (12, True), (13, True)], ids=["now", "23:00", "midnight", "next day"]
)
def test_t59_where_asking_costs_it_is_done_once_a_utc_day(hours: int, due: bool) -> None:  # noqa: FBT001 a table
    """Not every 24 hours: X bills by the UTC day."""
    now = NOON + timedelta(hours=hours)

    assert is_due(now, seen_at=NOON, checked_at=NOON, missed_at=None, bills=True) is due
    assert is_due(now, seen_at=NOON, checked_at=None, missed_at=None, bills=True)


@pytest.mark.parametrize("bills", [False, True])
def test_c06_what_was_missed_is_asked_for_again_soon(bills: bool) -> None:  # noqa: FBT001 a table
    """Two hours later, whatever its age and whatever it costs."""
    missed = {"seen_at": NOON, "checked_at": NOON, "missed_at": NOON, "bills": bills}

    assert not is_due(NOON + SECOND_LOOK - timedelta(minutes=1), **missed)  # type: ignore[arg-type]  # names as above
    assert is_due(NOON + SECOND_LOOK, **missed)  # type: ignore[arg-type]  # a table's row


@pytest.mark.parametrize(
    ("missed_at", "means"),
    [
        (None, Verdict.HIDE),
        (NOON - timedelta(minutes=59), Verdict.HIDE),
        (NOON - timedelta(hours=1), Verdict.ERASE),
        (NOON - timedelta(days=3), Verdict.ERASE),
    ],
)
def test_t107_one_miss_hides_and_a_second_erases(missed_at: datetime | None, means: Verdict) -> None:
    """Two misses within the hour are one: a server that stumbles does so for minutes."""
    assert verdict(NOON, missed_at) is means


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_ages_are_asked_for_ever_less_often(one: int, other: int) -> None:
    """An older post never has a shorter interval."""
    young, old = sorted((timedelta(hours=one), timedelta(hours=other)))

    assert every(young) <= every(old)
    assert every(old) in {each.every for each in INTERVALS}
