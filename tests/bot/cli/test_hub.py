"""`site.hub`: readers who subscribed at a hub hear of each change, once."""

from collections.abc import Iterator

import feedparser
import pytest

from tests.bot.cli.installation import Installation
from tests.fake_hub import FakeHub

POST_ONCE = "[courses.thread]\nitems = 0"


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as made:
        yield made


def ready(home: Installation, hub: FakeHub) -> Installation:
    home.write(course=POST_ONCE, pages=f'hub = "{hub.url}"')
    home.share_some()
    home.run("poll")
    return home


def feeds(home: Installation) -> list[str]:
    return [f"{home.site}/bit15/feed.{form}" for form in ("atom", "rss", "json")]


def test_a_hub_finds_itself_in_every_feed_and_passes_on_what_is_new(home: Installation, hub: FakeHub) -> None:
    """Told after the pages are there; a publish that changes nothing tells nobody."""
    ready(home, hub)

    home.run("publish")
    home.run("publish")

    assert hub.rejected == []
    assert [feed for feed, _ in hub.passed_on] == feeds(home)
    assert len(hub.told) == len(feeds(home))


def test_a_correction_reaches_subscribers_as_the_same_entry(home: Installation, hub: FakeHub) -> None:
    """Once a feed: the entry keeps its id and moves its time."""
    ready(home, hub)
    home.run("publish")

    home.run("correct", "bit15", str(home.day), "It has a title.")

    versions = [feedparser.parse(content) for feed, content in hub.passed_on if feed.endswith(".atom")]
    (before,), (after,) = (each.entries for each in versions)
    assert len(hub.passed_on) == 2 * len(feeds(home))
    assert before.id == after.id
    assert before.updated <= after.updated
    assert "It has a title." in after.content[0].value


def test_a_hub_in_trouble_is_told_again_and_stops_nothing(home: Installation, hub: FakeHub) -> None:
    """The thread is out; `status` tells of it, until the hub took it."""
    ready(home, hub)
    hub.refuses.append(503)

    home.run("publish")
    troubled = home.run("status").stdout
    home.run("correct", "bit15", str(home.day), "It has a title.")

    assert len(home.thread) == 1
    assert "the hub answered 503" in troubled
    assert "the hub answered" not in home.run("status").stdout
    assert [feed for feed, _ in hub.passed_on] == feeds(home)
