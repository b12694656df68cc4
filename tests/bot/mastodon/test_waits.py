"""When to ask a busy server again."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.mastodon.waits import backed_off, wished
from tests.makers import NOON

SOON = NOON + timedelta(minutes=4)


@pytest.mark.parametrize(
    ("headers", "at"),
    [
        pytest.param({"X-RateLimit-Reset": "2015-11-11T12:04:00.000000Z"}, SOON, id="Mastodon's ISO date"),
        pytest.param({"X-RateLimit-Reset": "2015-11-11T12:04:00"}, SOON, id="ISO date without zone"),
        pytest.param({"X-RateLimit-Reset": str(int(SOON.timestamp()))}, SOON, id="GoToSocial's seconds since 1970"),
        pytest.param({"Retry-After": "240"}, SOON, id="seconds"),
        pytest.param({"Retry-After": "Wed, 11 Nov 2015 12:04:00 GMT"}, SOON, id="HTTP date"),
        pytest.param({"Retry-After": "Wed, 11 Nov 2015 12:04:00 -0000"}, SOON, id="HTTP date of no zone"),
        pytest.param({"X-RateLimit-Reset": "2015-11-11T12:04:00Z", "Retry-After": "9"}, SOON, id="the reset first"),
        pytest.param({"X-RateLimit-Reset": "soon", "Retry-After": "240"}, SOON, id="an odd reset"),
        pytest.param(
            {"X-RateLimit-Reset": "2015-11-11T13:04:00Z", "Date": "Wed, 11 Nov 2015 13:00:00 GMT"},
            SOON,
            id="their clock is an hour ahead",
        ),
        pytest.param({"X-RateLimit-Reset": "2015-11-11T11:00:00Z"}, NOON + timedelta(seconds=1), id="already over"),
        pytest.param({"X-RateLimit-Reset": "9999-12-31T23:59:59Z"}, NOON + timedelta(hours=3), id="in a long time"),
        pytest.param({"Retry-After": "9" * 40}, NOON + timedelta(hours=3), id="a number without end"),
        pytest.param({"X-RateLimit-Reset": "9" * 40}, None, id="no time at all"),
        pytest.param({"Retry-After": "later"}, None, id="a word"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_the_servers_wish(headers: dict[str, str], at: datetime | None) -> None:
    """The header is read as what it is, by our clock and within reason."""
    assert wished(headers, now=NOON) == at


@given(st.dictionaries(st.sampled_from(["X-RateLimit-Reset", "Retry-After", "Date"]), st.text(max_size=40)))
def test_any_header_is_a_time_to_come_or_none(headers: dict[str, str]) -> None:
    """No header makes us ask in the past or wait for years."""
    wish = wished(headers, now=NOON)

    assert wish is None or NOON < wish <= NOON + timedelta(hours=3)


@pytest.mark.parametrize(("times", "seconds"), [(1, 30), (2, 60), (3, 120), (5, 480), (6, 900), (60, 900)])
def test_back_off_doubles_up_to_a_quarter_of_an_hour(times: int, seconds: int) -> None:
    """Without a wish the pauses are 30 s, 60 s … 15 min, and up to a tenth more."""
    wait = backed_off(now=NOON, times=times, salt="mastodon.example") - NOON

    assert timedelta(seconds=seconds) <= wait <= timedelta(seconds=seconds * 1.1)


def test_jitter_is_the_same_for_the_same_server() -> None:
    """Two servers are asked at different times, one server at the same time in every run."""
    times = {salt: backed_off(now=NOON, times=3, salt=salt) for salt in ("a.example", "b.example")}

    assert times["a.example"] != times["b.example"]
    assert backed_off(now=NOON, times=3, salt="a.example") == times["a.example"]
