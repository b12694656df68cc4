"""What reading X costs: people we know, small pages, empty purses, and a bill that agrees."""

from datetime import timedelta

import pytest

from bot.errors import OverBudget
from bot.networks.x.acquaintance import Remembered
from bot.ports import Call, Use
from tests.bot.x.stage import LATER, PEOPLE, QUERY, SEARCH, a_bit_of_everything, ids, stage

# -- people -----------------------------------------------------------------------------------------------------------


def test_people_we_know_are_not_paid_for_again() -> None:
    """A profile is read once in three days, whatever its owner posts."""
    with stage() as world:
        cursor = None
        for _ in range(4):
            world.say(2)
            world.say(1, who="ben")
            cursor = world.source.posts_since(QUERY, cursor).cursor
            world.clock.advance(hours=20)

        assert world.till.bought(Call.READ_USER) == 2
        world.clock.advance(hours=20)
        world.say(1)
        world.source.posts_since(QUERY, cursor)
        assert world.till.bought(Call.READ_USER) == 3


def test_a_profile_is_read_anew_when_it_is_old() -> None:
    """What somebody writes into their profile is heard after the time it is taken for present."""
    with stage() as world:
        known = Remembered(world.clock, fresh_for=timedelta(hours=1))
        source = world.another_source(acquaintance=known)
        world.say()
        first = source.posts_since(QUERY, None)
        world.x.user("ana", description="#nobot")
        world.clock.advance(hours=2)
        world.say()

        (capture,) = source.posts_since(QUERY, first.cursor).captures

        assert capture.post.author.bio == "#nobot"


def test_a_profile_that_is_no_profile_stops_nothing() -> None:
    """A writer whose name breaks the rules is counted, and the others come."""
    with stage() as world:
        world.say(1)
        world.say(1, who="ben")
        world.x.user("ben").username = "not a name"

        batch = world.source.posts_since(QUERY, None)

        assert [each.post.author.handle for each in batch.captures] == ["ana"]
        assert batch.malformed == 1


def test_more_than_a_hundred_strangers_are_asked_for_in_hundreds() -> None:
    """X takes a hundred ids at once."""
    with stage() as world:
        at = world.clock.now() - timedelta(minutes=5)
        for number in range(60):
            quoted = world.x.post(f"quoted{number}", "https://quoted.example/", at=at)
            world.x.post(f"writer{number}", f"#BIT15 {number}", at=at, quoted=quoted.id)

        batch = world.source.posts_since(QUERY, None)

        assert len(batch.captures) == 60
        assert [len(each.query["ids"].split(",")) for each in world.x.asked("GET", PEOPLE)] == [100, 20]
        assert batch.requests == len(world.x.requests)


# -- money ------------------------------------------------------------------------------------------------------------


def test_our_books_agree_with_the_bill() -> None:
    """After polls, rescans and sweeps of three days, quotes included, we have counted what X bills."""
    with stage() as world:
        cursor = None
        for day in range(3):
            for turn in range(4):
                a_bit_of_everything(world)
                world.say(3, who=f"writer{day}{turn}")
                batch = world.source.posts_since(QUERY, cursor)
                cursor = batch.cursor
                world.source.rescan(QUERY, world.clock.now() - timedelta(hours=48))
                world.source.still_there({each.post.ref: each.local_id for each in batch.captures})
                world.clock.advance(hours=6)

        assert world.till.spent == world.x.meter.total > 0


def test_everything_is_asked_for_at_the_till_and_paid_by_the_course() -> None:
    """No search goes out before the till was asked, and the course pays."""
    with stage() as world:
        world.say(2)
        world.source.posts_since(QUERY, None)

        assert world.till.asked[0] == (Use.READING, Call.READ_POST, 100)
        assert set(world.till.paid) == {
            (Use.READING, Call.READ_POST, "bit15"),
            (Use.READING, Call.READ_USER, "bit15"),
        }


def test_without_money_nothing_is_asked() -> None:
    """An empty purse is a value with a time, and no request."""
    with stage() as world:
        world.say()
        world.till.purse = 0

        with pytest.raises(OverBudget) as caught:
            world.source.posts_since(QUERY, None)
        with pytest.raises(OverBudget):
            world.source.rescan(QUERY, world.clock.now() - timedelta(hours=1))

        assert caught.value.retry_at == LATER
        assert caught.value.source == "x:bit15"
        assert world.x.requests == []


def test_little_money_buys_small_pages_and_leaves_a_gap() -> None:
    """With little left, few posts at a time are asked for; what was bought is kept, and the rest waits as a gap."""
    with stage() as world:
        made = world.say(35)
        world.till.purse = 250_000

        first = world.source.posts_since(QUERY, None)
        spent = world.till.spent
        world.till.purse = 10**9
        second = world.source.posts_since(QUERY, first.cursor)

        assert world.x.asked("GET", SEARCH)[0].query["max_results"] == "10"
        assert first.gap
        assert len(first.captures) == 20
        assert spent <= 250_000
        assert sorted(ids(first) + ids(second), key=int) == [each.id for each in made]


def test_a_gap_that_eats_the_money_leaves_new_posts_to_the_next_poll() -> None:
    """Where the money ends between the gap and the news, nothing is lost."""
    with stage() as world:
        made = world.say(25)
        world.till.purse = 250_000
        first = world.source.posts_since(QUERY, None)
        later = world.say(2)
        world.till.purse = world.till.spent + 150_000
        second = world.source.posts_since(QUERY, first.cursor)
        world.till.purse = 10**9
        found = ids(first) + ids(second)
        cursor = second.cursor
        for _ in range(2):
            batch = world.source.posts_since(QUERY, cursor)
            cursor = batch.cursor
            found += ids(batch)

        assert sorted(found, key=int) == [each.id for each in (*made, *later)]


def test_a_page_whose_people_cannot_be_paid_waits() -> None:
    """Where the money ends between posts and their writers, nobody is guessed: the page is read again."""
    with stage() as world:
        at = world.clock.now() - timedelta(minutes=5)
        for number in range(10):
            quoted = world.x.post(f"quoted{number}", "https://quoted.example/", at=at)
            world.x.post(f"writer{number}", f"#BIT15 {number}", at=at, quoted=quoted.id)
        world.till.purse = 150_000

        with pytest.raises(OverBudget):
            world.source.posts_since(QUERY, None)
        world.till.purse = 10**9
        batch = world.source.posts_since(QUERY, None)

        assert len(batch.captures) == 10
