"""Telling a hub that feeds changed."""

from collections.abc import Iterator

import pytest

from bot.http import HubPing
from tests.fake_hub import FakeHub

FEEDS = ("http://127.0.0.1:9/bit15/feed.atom", "http://127.0.0.1:9/bit15/feed.rss")


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub(refuses=[204] * len(FEEDS)) as made:
        yield made


def ping(hub: str) -> str:
    return HubPing(hub, FEEDS, contact="https://digest.example.org").take()


def test_every_feed_has_a_message_of_its_own(hub: FakeHub) -> None:
    """Many hubs take one address a message, under the one name or the other."""
    assert ping(hub.url) == ""

    assert hub.told == [{"hub.mode": ["publish"], "hub.url": [feed], "hub.topic": [feed]} for feed in FEEDS]


@pytest.mark.parametrize("status", [503, 429, 400, 302, 500])
def test_a_hub_that_does_not_take_it_is_a_reason(hub: FakeHub, status: int) -> None:
    """Whatever goes wrong is told in words and raised nowhere; the rest waits for the next try."""
    hub.refuses[:0] = [status]

    assert ping(hub.url) == f"site.hub: the hub answered {status}"
    assert len(hub.told) == 1


def test_a_hub_that_is_away_is_a_reason() -> None:
    """Nobody listens there."""
    with FakeHub() as gone:
        address = gone.url

    assert ping(address) == "site.hub: no answer (ConnectError)"
