"""What every source promises (bot/ports/networks.py)."""

from collections.abc import Iterator
from datetime import timedelta

import orjson
import pytest

from bot.errors import SourceError
from bot.ports import Presence
from curation.model import Hashtag
from tests.contracts.source_worlds import WORLDS, SourceWorld
from tests.fakes import TickingClock
from tests.makers import hashtag

QUERY = (hashtag(),)
PAGE = "https://blog.example/"


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest) -> Iterator[SourceWorld]:
    with WORLDS[str(request.param)](TickingClock()) as made:
        yield made


def test_queries_cover_every_hashtag(world: SourceWorld) -> None:
    """Every hashtag asked for is in a query."""
    tags = (Hashtag.parse("BIT15"), Hashtag.parse("BIT15Digest"))

    queries = world.source.queries(tags)

    assert {tag for query in queries for tag in query} == set(tags)


def test_posts_come_oldest_first(world: SourceWorld) -> None:
    """The first poll returns what was said, oldest first."""
    refs = []
    for number in range(5):
        refs.append(world.say(f"{PAGE}{number}"))
        world.clock.advance(minutes=1)

    batch = world.source.posts_since(QUERY, None)

    assert [each.post.ref for each in batch.captures] == refs
    assert not batch.gap


def test_cursor_leaves_out_what_was_given(world: SourceWorld) -> None:
    """With the cursor only what was said since comes."""
    world.say(f"{PAGE}1")
    first = world.source.posts_since(QUERY, None)
    world.clock.advance(minutes=1)
    later = world.say(f"{PAGE}2")

    second = world.source.posts_since(QUERY, first.cursor)

    assert [each.post.ref for each in second.captures] == [later]


def test_t05_nothing_new_leaves_the_cursor(world: SourceWorld) -> None:
    """A poll that finds nothing gives the cursor it was given."""
    world.say(f"{PAGE}1")
    first = world.source.posts_since(QUERY, None)

    second = world.source.posts_since(QUERY, first.cursor)

    assert second.captures == ()
    assert second.cursor == first.cursor


def test_silence_then_a_first_post(world: SourceWorld) -> None:
    """A tag that nobody used gives nothing, and its first post is found with whatever cursor that gave."""
    silence = world.source.posts_since(QUERY, None)
    world.clock.advance(minutes=5)
    ref = world.say(f"{PAGE}1")

    batch = world.source.posts_since(QUERY, silence.cursor)

    assert silence.captures == ()
    assert [each.post.ref for each in batch.captures] == [ref]


def test_t07_asking_again_with_an_old_cursor_gives_the_same(world: SourceWorld) -> None:
    """A poll whose outcome was lost can be repeated: the same cursor gives the same posts."""
    first = world.source.posts_since(QUERY, None)
    world.say(f"{PAGE}1")

    lost = world.source.posts_since(QUERY, first.cursor)
    again = world.source.posts_since(QUERY, first.cursor)

    assert [each.post.ref for each in lost.captures] == [each.post.ref for each in again.captures]
    assert len(again.captures) == 1


def test_rescan_ignores_the_cursor(world: SourceWorld) -> None:
    """A rescan returns what was given before, and no cursor."""
    ref = world.say(f"{PAGE}1")
    world.source.posts_since(QUERY, None)

    batch = world.source.rescan(QUERY, world.clock.now() - timedelta(hours=48))

    assert [each.post.ref for each in batch.captures] == [ref]
    assert batch.cursor is None


def test_captures_say_where_they_are_from(world: SourceWorld) -> None:
    """A capture has the source's name, an id for calls to it, JSON as payload, and the time it was seen."""
    world.say(f"{PAGE}1")

    (capture,) = world.source.posts_since(QUERY, None).captures

    assert capture.source == world.source.name
    assert capture.local_id
    assert isinstance(orjson.loads(capture.payload), dict)
    assert capture.post.links == (f"{PAGE}1",)


def test_deleted_posts_are_gone(world: SourceWorld) -> None:
    """Of two posts, the deleted one is gone and the other is there."""
    kept, lost = world.say(f"{PAGE}1"), world.say(f"{PAGE}2")
    ids = {each.post.ref: each.local_id for each in world.source.posts_since(QUERY, None).captures}
    world.delete(lost)

    presence = world.source.still_there(ids)

    assert presence == {kept: Presence.THERE, lost: Presence.GONE}


def test_t69_busy_is_a_value_with_a_time(world: SourceWorld) -> None:
    """A busy source raises at once and says when to ask again."""
    until = world.clock.now() + timedelta(minutes=7)
    world.be_busy(until)

    with pytest.raises(SourceError) as caught:
        world.source.posts_since(QUERY, None)

    assert caught.value.retry_at == until
    assert caught.value.source == world.source.name
