"""Calls to servers of ours that speak JSON."""

from datetime import timedelta

import httpx
import pytest

from bot.http import Answer, JsonApi, NoAnswer


def api(answer: httpx.Response) -> JsonApi:
    return JsonApi(
        "https://school.example/",
        user="ana",
        password="s3cret",
        contact="https://digest.example.org",
        transport=httpx.MockTransport(lambda _request: answer),
    )


def test_answer_has_status_and_json() -> None:
    """What the server said, however bad."""
    answer = api(httpx.Response(409, json={"code": "x"}, headers={"Retry-After": "7"})).ask("GET", {})

    assert (answer.status, answer.body) == (409, {"code": "x"})
    assert answer.wait(timedelta(minutes=5)) == timedelta(seconds=7)


def test_what_is_no_json_is_none() -> None:
    """A page for people is no answer to a machine, and still has its status."""
    assert api(httpx.Response(502, text="<html>")).ask("POST", {}, {}) == Answer(status=502)


def test_endless_answer_is_left() -> None:
    """No server fills our memory."""
    with pytest.raises(NoAnswer):
        api(httpx.Response(200, content=b" " * (8 * 1024 * 1024 + 1))).ask("GET", {})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("", timedelta(minutes=5), id="nothing said"),
        pytest.param("Wed, 21 Oct 2015 07:28:00 GMT", timedelta(minutes=5), id="a date"),
        pytest.param("0", timedelta(seconds=1), id="at once"),
        pytest.param("99999999999999", timedelta(hours=3), id="never"),
    ],
)
def test_wishes_to_be_left_alone_have_bounds(given: str, expected: timedelta) -> None:
    """No server sends us away for years, or makes us hammer it."""
    assert Answer(status=429, retry_after=given).wait(timedelta(minutes=5)) == expected
