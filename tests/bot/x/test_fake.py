"""The fake X itself: as strict as the real one is published to be."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.networks.x.client import XClient
from bot.networks.x.cursor import time_of
from bot.networks.x.fields import every, fields, text
from bot.networks.x.trouble import Trouble, XTrouble
from curation.text import x_length, x_marks
from tests.bot.x.stage import Stage, stage
from tests.fake_x.queries import InvalidQuery, compiled
from tests.fake_x.world import links_in, weight_of

KEYS_OF_A_MISSING_POST = {"value", "detail", "title", "resource_type", "parameter", "resource_id", "type"}


def no_of(world: Stage, client: XClient, **asked: Any) -> Trouble:
    with pytest.raises(XTrouble) as caught:
        client.search(asked.pop("query", "#BIT15"), size=asked.pop("size", 10), **asked)
    return caught.value.kind


def test_t130_answers_have_the_published_shapes() -> None:
    """Pages, posts, people and what is missing have the fields of the published interface."""
    with stage() as world:
        made = world.say(12)
        page = world.reader.search("#BIT15", size=10)
        looked_up = world.reader.posts([made[0].id, "1"])

        assert set(page) == {"data", "meta"}
        assert page["meta"] == {
            "result_count": 10,
            "newest_id": made[-1].id,
            "oldest_id": made[2].id,
            "next_token": f"b26v{made[2].id}",
        }
        (first,) = every(looked_up, "data")
        assert {"id", "text", "author_id", "created_at", "edit_history_tweet_ids", "entities"} <= set(first)
        assert text(first, "text").startswith("lovely https://t.co/")
        (missing,) = every(looked_up, "errors")
        assert set(missing) == KEYS_OF_A_MISSING_POST


def test_t130_nothing_found_has_no_data() -> None:
    """A search without results has a count and nothing else."""
    with stage() as world:
        assert world.reader.search("#BIT15", size=10) == {"meta": {"result_count": 0}}


def test_t130_ids_are_made_of_time() -> None:
    """An id tells when the post was made, to the millisecond."""
    with stage() as world:
        made = world.x.post("ana", "#BIT15")

        assert time_of(made.id) == made.created_at


def test_t130_the_world_of_x_knows_its_own_first_id() -> None:
    """The millisecond that ids count from is that of the published example."""
    # https://docs.x.com/fundamentals/x-ids: 1541815603606036480 was made on 28 June 2022.
    assert time_of("1541815603606036480") == datetime(2022, 6, 28, 16, 7, 40, 105000, tzinfo=UTC)


@pytest.mark.parametrize(
    "asked",
    [
        {"size": 9},
        {"size": 101},
        {"query": "#" + "a" * 512},
        {"query": "-(#a OR #b)"},
        {"query": "(#a"},
        {"query": "has:links"},
        {"query": "()"},
        {"query": "#a)"},
        {"since_id": "1"},
        {"start_time": datetime(2015, 11, 4, tzinfo=UTC)},
        {"next_token": "none"},
    ],
    ids=str,
)
def test_t130_a_search_that_x_refuses_is_refused(asked: dict[str, Any]) -> None:
    """Sizes, lengths, groups, old ids, old times and strange tokens are 400."""
    with stage() as world:
        assert no_of(world, world.reader, **asked) is Trouble.REJECTED


def test_t130_a_since_id_counts_for_more_than_a_time() -> None:
    """Both given, the time is not heeded."""
    with stage() as world:
        old, new = world.say(1, at=world.clock.now() - timedelta(days=2)), world.say(1)

        page = world.reader.search("#BIT15", size=10, since_id=old[0].id, start_time=world.clock.now())

        assert [each["id"] for each in every(page, "data")] == [new[0].id]


def test_t130_a_search_finds_nothing_of_the_last_half_minute() -> None:
    """What was said just now is found a little later."""
    with stage() as world:
        world.x.post("ana", "#BIT15")

        assert "data" not in world.reader.search("#BIT15", size=10)
        world.clock.advance(seconds=31)
        assert "data" in world.reader.search("#BIT15", size=10)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("#BIT15", ["a", "c"]),
        ("#bit15", ["a", "c"]),
        ("(#BIT15 OR #Other)", ["a", "b", "c"]),
        ("(#BIT15 OR #Other) -is:retweet", ["a", "b"]),
        ("#BIT15 #Other", []),
        ("#BIT", []),
    ],
)
def test_t130_operators_find_what_they_should(query: str, found: list[str]) -> None:
    """`#`, `OR`, brackets and `-is:retweet`."""
    with stage() as world:
        world.x.post("ana", "a #BIT15")
        world.x.post("ana", "b #Other")
        world.x.post("ana", "c #BIT15", retweeted="1")

        assert [each.text[0] for each in world.x.posts if compiled(query)(each)] == found


def test_t130_an_empty_query_is_none() -> None:
    """Nothing to look for is refused."""
    with pytest.raises(InvalidQuery):
        compiled(" ")


def test_t130_the_same_words_twice_are_a_duplicate() -> None:
    """The same words are refused while they stand, wherever they would stand."""
    with stage() as world:
        root = world.writer.post("one")

        with pytest.raises(XTrouble) as caught:
            world.writer.post("one", after=text(fields(root, "data"), "id"))

        assert caught.value.kind is Trouble.DUPLICATE


def test_t130_the_summon_rule() -> None:
    """One may answer oneself and who wrote to one; nobody else, and nothing that is gone."""
    with stage() as world:
        stranger = world.x.post("ana", "lovely")
        summons = world.x.post("ana", f"@{world.x.bot.username} stop")

        world.writer.post("Done.", after=summons.id)
        with pytest.raises(XTrouble) as unsummoned:
            world.writer.post("Look!", after=stranger.id)
        with pytest.raises(XTrouble) as gone:
            world.writer.post("Look there!", after="1")

        assert unsummoned.value.kind is Trouble.UNSUMMONED
        assert gone.value.kind is Trouble.MISSING


@pytest.mark.parametrize(
    ("words", "weight"), [("a" * 280, 280), ("a" * 281, 281), ("字" * 140, 280), ("字" * 141, 282)]
)
def test_t130_posts_are_weighed(words: str, weight: int) -> None:
    """What is too heavy is refused."""
    with stage() as world:
        assert weight_of(words) == weight
        if weight <= 280:
            assert world.writer.post(words)["data"]
        else:
            with pytest.raises(XTrouble):
                world.writer.post(words)


@pytest.mark.parametrize(
    "words",
    ["see https://digest.example.org/a", "README.md and main.rs", "README\u2060.md", "U.S.A.", "…–’ 字", "plain"],
)
def test_t130_the_fake_weighs_and_links_as_we_do(words: str) -> None:
    """Two counters that share no code agree on what our texts are made of."""
    assert len(links_in(words)) == len(x_marks(words).urls)
    assert weight_of(words) == x_length(words)


def test_t130_a_protected_post_is_not_authorized() -> None:
    """X tells a protected post from a deleted one."""
    with stage() as world:
        (made,) = world.say()
        world.x.user("ana", protected=True)

        (error,) = every(world.reader.posts([made.id]), "errors")

        assert text(error, "type").endswith("/not-authorized-for-resource")


@pytest.mark.parametrize("count", [0, 101])
def test_t130_a_look_takes_a_hundred_ids(count: int) -> None:
    """More than a hundred ids are refused."""
    with stage() as world:
        ids = [str(each) for each in range(count)] or [""] * 101

        with pytest.raises(XTrouble):
            world.reader.posts(ids)
        with pytest.raises(XTrouble):
            world.reader.people(ids)


def test_the_bill_names_each_object_once_a_utc_day() -> None:
    """Read twice on a day it is billed once, and again on the next; what is gone is never billed."""
    with stage() as world:
        (made,) = world.say()

        for _ in range(3):
            world.reader.search("#BIT15", size=10)
            world.reader.posts([made.id, "1"])
        world.clock.advance(hours=13)
        world.reader.posts([made.id])

        assert world.x.meter.units == {"post": 2}
        assert world.x.meter.by_day == {"2015-11-11": 5_000, "2015-11-12": 5_000}
