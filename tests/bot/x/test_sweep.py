"""Whether posts still stand, asked for as seldom as can be."""

from collections.abc import Mapping

import orjson
import pytest

from bot.errors import OverBudget, SourceClosed, SourceError
from bot.ports import Call, Presence, Use
from curation.model import PostRef
from tests.bot.x.stage import LOOKUP, Stage, stage
from tests.fake_x import FakePost, FakeRequest, Mood, moods


def shown(made: list[FakePost]) -> dict[PostRef, str]:
    return {PostRef("x", each.history[0]): each.id for each in made}


def lookups(world: Stage) -> list[FakeRequest]:
    return [each for each in world.x.requests if each.path == LOOKUP]


def states(found: Mapping[PostRef, Presence]) -> list[Presence]:
    return list(found.values())


@pytest.mark.parametrize("naming", ["tweet", "post"])
def test_t24_presence_is_read_from_the_errors_inside_a_yes(naming: str) -> None:
    """What stands, what was edited, what is gone and what is protected are told apart by one answer of 200."""
    with stage(naming=naming) as world:
        there, edited, gone = world.say(3)
        (hidden,) = world.say(1, who="ben")
        refs = shown([there, edited, gone, hidden])
        world.x.edit(edited, "another wording #BIT15")
        world.x.delete(gone)
        world.x.user("ben", protected=True)

        found = world.source.still_there(refs)

        assert states(found) == [Presence.THERE, Presence.EDITED, Presence.GONE, Presence.GONE]
        assert len(lookups(world)) == 1


def test_a_post_of_which_x_says_nothing_is_unknown() -> None:
    """Silence about a post erases nobody."""
    with stage() as world:
        refs = shown(world.say(2))
        answer = {"data": [world.x.shown(world.x.posts[0])]}
        world.x.mood = [Mood(status=200, body=orjson.dumps(answer))]

        assert states(world.source.still_there(refs)) == [Presence.THERE, Presence.UNKNOWN]


def test_hundreds_are_asked_for_in_hundreds() -> None:
    """A hundred ids a call, and every post has its answer."""
    with stage() as world:
        refs = shown(world.say(230))

        found = world.source.still_there(refs)

        assert states(found) == [Presence.THERE] * 230
        assert [len(each.query["ids"].split(",")) for each in lookups(world)] == [100, 100, 30]


def test_nothing_to_ask_is_no_request() -> None:
    """A sweep without posts asks nobody."""
    with stage() as world:
        assert world.source.still_there({}) == {}
        assert world.x.requests == []


def test_t59_each_post_is_asked_for_once_a_utc_day() -> None:
    """Asked again on the same day the answer is remembered; on the next day it is bought anew; no other post is."""
    with stage() as world:
        made = world.say(3)
        refs = shown(made[:2])

        for _ in range(5):
            world.source.still_there(refs)
            world.clock.advance(hours=2)
        world.source.still_there(shown(made))
        today = world.till.bought(Call.READ_POST)
        asked = [each.query["ids"] for each in lookups(world)]
        world.clock.advance(hours=10)
        world.source.still_there(refs)

        assert today == 3
        assert asked == [",".join(refs.values()), made[2].id]
        assert world.till.bought(Call.READ_POST) == 5
        assert world.till.spent == world.x.meter.total


def test_sweeping_is_paid_from_its_share() -> None:
    """The till is asked for, and told of, the sweep; what is gone costs nothing."""
    with stage() as world:
        kept, gone = world.say(2)
        refs = shown([kept, gone])
        world.x.delete(gone)

        world.source.still_there(refs)

        assert world.till.asked == [(Use.SWEEPING, Call.READ_POST, 2)]
        assert dict(world.till.paid) == {(Use.SWEEPING, Call.READ_POST, "bit15"): 1}


def test_nothing_but_gone_posts_costs_nothing() -> None:
    """An answer that holds only errors is an answer."""
    with stage() as world:
        (gone,) = world.say()
        world.x.delete(gone)

        assert states(world.source.still_there(shown([gone]))) == [Presence.GONE]
        assert world.till.spent == 0


def test_without_money_nothing_is_asked_and_said() -> None:
    """No money at all is an error with a time; what is known from today is still said."""
    with stage() as world:
        made = world.say(2)
        world.source.still_there(shown(made[:1]))
        world.till.purse = world.till.spent

        assert states(world.source.still_there(shown(made))) == [Presence.THERE, Presence.UNKNOWN]
        with pytest.raises(OverBudget):
            world.source.still_there(shown(made[1:]))
        assert len(lookups(world)) == 1


@pytest.mark.parametrize("mood", [moods.BROKEN, moods.busy(), moods.HANGS_UP], ids=["broken", "busy", "hangs up"])
def test_trouble_on_the_way_leaves_the_rest_unknown(mood: Mood) -> None:
    """What was said until then counts; the rest is unknown and is asked for next time."""
    with stage() as world:
        refs = shown(world.say(150))
        world.x.mood = [None, mood]

        first = world.source.still_there(refs)
        second = world.source.still_there(refs)

        assert states(first) == [Presence.THERE] * 100 + [Presence.UNKNOWN] * 50
        assert states(second) == [Presence.THERE] * 150
        assert len(lookups(world)) == 3


def test_trouble_from_the_start_is_an_error() -> None:
    """Where X says nothing at all, nobody is unknown: the sweep did not take place."""
    with stage() as world:
        world.x.mood = [moods.BROKEN]

        with pytest.raises(SourceError):
            world.source.still_there(shown(world.say()))


@pytest.mark.parametrize("mood", [moods.UNAUTHORIZED, moods.NO_CREDIT], ids=["token", "credit"])
def test_a_no_to_us_is_never_half_an_answer(mood: Mood) -> None:
    """A token or a credit that ends on the way closes the source."""
    with stage() as world:
        world.x.mood = [None, mood]

        with pytest.raises(SourceClosed):
            world.source.still_there(shown(world.say(150)))


def test_c07_what_was_edited_is_read_in_its_latest_wording_once_a_day() -> None:
    """Asked for by the id of that wording, paid from the share for sweeping, and again only on the next UTC day."""
    with stage() as world:
        edited, same = world.say(2)
        refs = {PostRef("x", each.id): each.id for each in (edited, same)}
        world.x.edit(edited, "another wording #BIT15 https://blog.example/better")
        world.source.still_there(refs)
        before = world.till.paid[Use.SWEEPING, Call.READ_POST, "bit15"]

        first = world.source.read_again(refs)
        second = world.source.read_again(refs)
        today = world.till.paid[Use.SWEEPING, Call.READ_POST, "bit15"] - before
        world.clock.advance(days=1)
        world.source.still_there(refs)
        tomorrow = world.source.read_again(refs)

        (ref,) = first
        assert ref.uri == edited.history[0]
        assert first[ref].post.links == ("https://blog.example/better",)
        assert first[ref].post.edited_at is not None
        assert (second, list(tomorrow)) == ({}, [ref])
        assert today == 1
        assert world.till.spent >= world.x.meter.total  # X may bill two wordings as one post


def test_what_we_have_in_its_latest_wording_is_not_read_again() -> None:
    """That it was edited once costs nothing more, on no day."""
    with stage() as world:
        (edited,) = world.say(1)
        world.x.edit(edited, "another wording #BIT15 https://blog.example/better")
        refs = shown([edited])
        world.source.still_there(refs)

        assert world.source.read_again(refs) == {}
        assert len(lookups(world)) == 1


def test_c07_where_money_or_x_are_in_the_way_an_edit_waits() -> None:
    """What stands is known to stand; the wording is read when it can be."""
    with stage() as world:
        (edited,) = world.say(1)
        refs = {PostRef("x", edited.id): edited.id}
        world.x.edit(edited, "another wording #BIT15 https://blog.example/better")
        world.source.still_there(refs)
        purse, world.till.purse = world.till.purse, world.till.spent

        poor = world.source.read_again(refs)
        world.till.purse = purse
        world.x.mood = lambda _request: moods.BROKEN
        broken = world.source.read_again(refs)
        world.x.mood = lambda _request: None

        assert (poor, broken) == ({}, {})
        assert len(world.source.read_again(refs)) == 1


def test_what_nobody_called_edited_is_not_read_again() -> None:
    """It costs nothing to ask."""
    with stage() as world:
        refs = shown(world.say(1))

        assert world.source.read_again(refs) == {}
        assert lookups(world) == []
