"""When X is asked again."""

from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.networks.x.waits import wished
from tests.makers import NOON


def reset(at: datetime) -> str:
    return str(int(at.timestamp()))


MINUTE = timedelta(minutes=1)
CASES: dict[str, tuple[dict[str, str], timedelta]] = {
    "nothing said": ({}, 15 * MINUTE),
    "a reset": ({"x-rate-limit-reset": reset(NOON + 3 * MINUTE)}, 3 * MINUTE),
    "a reset by a clock that is ahead": (
        {"x-rate-limit-reset": reset(NOON + 13 * MINUTE), "Date": format_datetime(NOON + 10 * MINUTE, usegmt=True)},
        3 * MINUTE,
    ),
    "a reset that is over": ({"x-rate-limit-reset": reset(NOON - MINUTE)}, timedelta(seconds=1)),
    "a reset in a thousand years": ({"x-rate-limit-reset": "33000000000"}, timedelta(hours=24)),
    "a reset that is none": ({"x-rate-limit-reset": "soon"}, 15 * MINUTE),
    "a reset beyond all clocks": ({"x-rate-limit-reset": "9" * 30}, 15 * MINUTE),
    "seconds": ({"Retry-After": "90"}, timedelta(seconds=90)),
    "seconds that are none": ({"Retry-After": "later"}, 15 * MINUTE),
    "a date that is none": ({"Date": "yesterday", "Retry-After": "60"}, MINUTE),
    "a date without a zone": ({"Date": "Wed, 11 Nov 2015 12:00:00 -0000", "Retry-After": "60"}, MINUTE),
}


@pytest.mark.parametrize(("headers", "wait"), CASES.values(), ids=CASES)
def test_t69_the_wait_is_what_x_wishes(headers: dict[str, str], wait: timedelta) -> None:
    """X's own time counts, by its own clock, within reason; a quarter of an hour when it says none."""
    assert wished(headers, now=NOON) == NOON + wait


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["x-rate-limit-reset", "Retry-After", "Date"]), st.text(max_size=40)))
def test_t69_whatever_is_said_the_wait_is_bounded(headers: dict[str, str]) -> None:
    """No header sends us away for longer than a day, or back at once."""
    assert timedelta(seconds=1) <= wished(headers, now=NOON) - NOON <= timedelta(hours=24)
