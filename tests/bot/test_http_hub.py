"""Telling a hub that feeds changed."""

from urllib.parse import parse_qs

import httpx
import pytest

from bot.http import HubPing

FEEDS = ("https://digest.example.org/bit15/feed.atom", "https://digest.example.org/bit15/feed.rss")


def ping(answer: httpx.Response | httpx.HTTPError, asked: list[httpx.Request]) -> HubPing:
    def answered(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, httpx.HTTPError):
            raise answer
        return answer

    transport = httpx.MockTransport(answered)
    return HubPing("https://hub.example/", FEEDS, contact="https://digest.example.org", transport=transport)


def test_one_message_names_every_feed() -> None:
    """The hub gets one POST that says `publish` and every feed's address."""
    asked: list[httpx.Request] = []

    why = ping(httpx.Response(204), asked).take()

    (request,) = asked
    assert why == ""
    assert request.method == "POST"
    assert parse_qs(request.content.decode()) == {"hub.mode": ["publish"], "hub.url": list(FEEDS)}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (httpx.Response(503), "the hub answered 503"),
        (httpx.Response(302, headers={"Location": "https://elsewhere.example/"}), "the hub answered 302"),
        (httpx.ConnectError("refused"), "no answer (ConnectError)"),
    ],
    ids=["trouble", "sent elsewhere", "away"],
)
def test_a_hub_that_does_not_take_it_is_a_reason(answer: httpx.Response | httpx.HTTPError, why: str) -> None:
    """Whatever goes wrong is told in words and raised nowhere."""
    assert why in ping(answer, []).take()
