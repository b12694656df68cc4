"""Reading X: cursors, pages, gaps, quotes, people, and what all that costs."""

from collections.abc import Callable
from datetime import timedelta

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import SourceClosed, SourceError
from bot.networks.x.cursor import cursor_of, place_of
from bot.networks.x.mapping import captures_of_page
from bot.networks.x.query import LONGEST, split, written
from bot.ports import Call, Capture, Cursor
from curation.model import Hashtag
from tests.bot.x.stage import LOOKUP, PEOPLE, QUERY, SEARCH, Stage, a_bit_of_everything, ids, stage
from tests.fake_x import FakeRequest, Mood, moods

TAGS = (Hashtag.parse("BIT15"), Hashtag.parse("BIT15ON"))


def searches(world: Stage) -> list[FakeRequest]:
    return world.x.asked("GET", SEARCH)


# -- what is asked ----------------------------------------------------------------------------------------------------


def test_one_query_asks_for_every_tag_of_a_course() -> None:
    """All tags of a course are one search without reposts."""
    with stage() as world:
        (query,) = world.source.queries(TAGS)
        world.say(1, words="#BIT15")
        world.say(1, words="#bit15on")
        world.say(1, words="#BIT16")
        world.x.post("ben", "RT @ana: lovely #BIT15", retweeted="1", at=world.clock.now() - timedelta(minutes=1))

        batch = world.source.posts_since(query, None)

        assert searches(world)[0].query["query"] == "(#BIT15 OR #BIT15ON) -is:retweet"
        assert len(batch.captures) == 2


def test_a_query_that_would_be_too_long_is_split() -> None:
    """Thirty long tags are two queries, each within what X takes."""
    tags = [Hashtag.parse(f"LearningTogether{number}") for number in range(30)]

    queries = split(tags)

    assert [len(query) for query in queries] == [22, 8]
    assert len(written(queries[0])) <= LONGEST < len(written((*queries[0], queries[1][0])))


@settings(max_examples=40)
@given(st.lists(st.from_regex(r"[A-Za-z]{1,40}[0-9]{0,4}", fullmatch=True), max_size=60))
def test_queries_are_short_enough_and_forget_no_tag(names: list[str]) -> None:
    """However many tags a course has, each is asked for once, and no query is longer than X takes."""
    tags = [Hashtag.parse(each) for each in names]

    queries = split(tags)

    assert [tag for query in queries for tag in query] == list(dict.fromkeys(tags))
    assert all(len(written(query)) <= LONGEST for query in queries)


def test_only_what_the_mapping_reads_is_asked_for() -> None:
    """No expansions: each would be billed, known or not."""
    with stage() as world:
        world.say()
        world.source.posts_since(QUERY, None)

        asked = searches(world)[0].query
        assert "expansions" not in asked
        assert asked["max_results"] == "100"
        assert {"note_tweet", "edit_history_tweet_ids", "entities"} <= set(asked["tweet.fields"].split(","))


# -- cursors ----------------------------------------------------------------------------------------------------------


def test_the_first_poll_goes_back_two_days() -> None:
    """A new tag is read as far as the first look goes, not seven days back."""
    with stage() as world:
        world.say(1, at=world.clock.now() - timedelta(days=3))
        recent = world.say(1, at=world.clock.now() - timedelta(days=1))

        batch = world.source.posts_since(QUERY, None)

        assert ids(batch) == [recent[0].id]


def test_t20_after_a_week_of_silence_the_search_starts_by_time() -> None:
    """An id that X would refuse for its age becomes a time, and what was said since is found."""
    with stage() as world:
        world.say()
        first = world.source.posts_since(QUERY, None)
        world.clock.advance(days=8)
        late = world.say(1, at=world.clock.now() - timedelta(days=2))

        second = world.source.posts_since(QUERY, first.cursor)

        assert ids(second) == [late[0].id]
        assert "since_id" not in searches(world)[-1].query
        assert "start_time" in searches(world)[-1].query


def test_t20_a_quiet_tag_is_polled_for_weeks() -> None:
    """The same old cursor is good on every day after it."""
    with stage() as world:
        world.say()
        cursor = world.source.posts_since(QUERY, None).cursor

        for _ in range(20):
            world.clock.advance(hours=12)
            assert world.source.posts_since(QUERY, cursor).cursor == cursor


def test_t21_the_cursor_is_the_first_pages_newest_and_stays_while_paging() -> None:
    """Three pages are asked for above the same id; the new cursor is the newest of the first page."""
    with stage() as world:
        world.say()
        first = world.source.posts_since(QUERY, None)
        made = world.say(230)

        second = world.source.posts_since(QUERY, first.cursor)

        assert ids(second) == [each.id for each in made]
        assert len({each.query["since_id"] for each in searches(world)[1:]}) == 1
        assert len(searches(world)) == 4
        assert place_of(second.cursor).newest_id == made[-1].id
        assert not second.gap


def test_t21_a_page_that_fails_moves_nothing() -> None:
    """When the second page fails nothing is given out, and the same cursor brings everything."""
    with stage() as world:
        made = world.say(150)
        left = [None, moods.BROKEN]
        world.x.mood = lambda request: left.pop(0) if left and request.path == SEARCH else None

        with pytest.raises(SourceError):
            world.source.posts_since(QUERY, None)
        again = world.source.posts_since(QUERY, None)

        assert len(ids(again)) == len(made)


def test_t21_posts_that_arrive_while_paging_come_with_the_next_poll() -> None:
    """What is said between two pages is above the new cursor."""
    with stage() as world:
        made = world.say(150)
        late: list[str] = []

        def speak(request: FakeRequest) -> Mood | None:
            if "next_token" in request.query and not late:
                world.clock.advance(minutes=5)
                late.append(world.x.post("ben", "#BIT15", at=world.clock.now() - timedelta(minutes=1)).id)
            return None

        world.x.mood = speak
        first = world.source.posts_since(QUERY, None)
        second = world.source.posts_since(QUERY, first.cursor)

        assert len(first.captures) == len(made)
        assert ids(second) == late


@pytest.mark.parametrize(
    "cursor",
    ["", "none", "[]", "{}", '{"newest_id": 1.5}', '{"newest_id": "x"}', '{"gap": {"until_id": "1", "since": "x"}}'],
)
def test_a_cursor_that_is_none_of_ours_starts_anew(cursor: str) -> None:
    """Whatever stands in the database, a poll works."""
    with stage() as world:
        made = world.say()

        assert ids(world.source.posts_since(QUERY, Cursor(cursor))) == [made[0].id]


# -- long ways back ---------------------------------------------------------------------------------------------------


def test_a_poll_ends_after_25_pages_and_the_next_ones_close_the_gap() -> None:
    """What one poll does not come to is told as a gap and read by the next, each post once."""
    with stage() as world:
        made = world.say(2_600)

        first = world.source.posts_since(QUERY, None)
        later = world.say(3)
        second = world.source.posts_since(QUERY, first.cursor)

        assert first.gap
        assert len(first.captures) == 2_500
        assert sorted(ids(first) + ids(second), key=int) == [each.id for each in (*made, *later)]
        assert not second.gap


def test_a_gap_that_does_not_close_at_once_moves_nothing_else() -> None:
    """A very long gap is closed by several polls; new posts wait for that."""
    with stage() as world:
        made = world.say(5_100)
        found: list[str] = []
        cursor: Cursor | None = None
        gaps: list[bool] = []

        for _ in range(3):
            batch = world.source.posts_since(QUERY, cursor)
            cursor = batch.cursor
            gaps.append(batch.gap)
            found.extend(ids(batch))

        assert sorted(found, key=int) == [each.id for each in made]
        assert gaps == [True, True, False]


def test_the_gap_of_a_first_look_goes_no_deeper() -> None:
    """Closing the gap of a first poll does not read what the first look left out."""
    with stage() as world:
        old = world.say(1, at=world.clock.now() - timedelta(days=4))
        made = world.say(2_600)

        first = world.source.posts_since(QUERY, None)
        second = world.source.posts_since(QUERY, first.cursor)

        assert old[0].id not in ids(first) + ids(second)
        assert len(first.captures) + len(second.captures) == len(made)


def test_a_page_that_repeats_ends_the_walk() -> None:
    """An X that gives the same page again and again is asked twice."""
    with stage() as world:
        world.say(2)
        body = orjson.dumps({"data": [world.x.shown(each) for each in world.x.posts], "meta": {"next_token": "again"}})
        world.x.mood = lambda request: Mood(status=200, body=body) if request.path == SEARCH else None

        batch = world.source.posts_since(QUERY, None)

        assert len(searches(world)) == 2
        assert len(batch.captures) == 2


# -- what posts hold --------------------------------------------------------------------------------------------------


def poll_of(naming: str, say: Callable[[Stage], object]) -> tuple[Capture, ...]:
    with stage(naming=naming) as world:
        say(world)
        return world.source.posts_since(QUERY, None).captures


def test_t22_both_namings_bring_equal_posts() -> None:
    """A poll brings the same posts while X renames its fields."""
    old, new = (poll_of(naming, a_bit_of_everything) for naming in ("tweet", "post"))

    assert [each.post for each in old] == [each.post for each in new]
    assert [each.post.text for each in old if each.post.author.handle == "ana"] == [
        "second #BIT15 blog.example/2",
        "all of it #BIT15",
    ]


def test_t26_a_quoted_post_is_bought_once_with_its_writer() -> None:
    """What a post quotes is asked for by its id, so its links can count; what it answers is not paid for."""
    with stage() as world:
        at = world.clock.now() - timedelta(minutes=5)
        quoted = world.x.post("cem", "see https://quoted.example/page", at=at)
        answered = world.x.post("dora", "what do you read?", at=at)
        world.x.post("ben", "so true #BIT15", at=at, quoted=quoted.id, replied_to=answered.id)

        (capture,) = world.source.posts_since(QUERY, None).captures

        assert capture.post.quote is not None
        assert capture.post.quote.links == ("https://quoted.example/page",)
        assert capture.post.quote.author.handle == "cem"
        assert world.till.bought(Call.READ_POST) == 2
        assert world.till.bought(Call.READ_USER) == 2


def test_a_quote_among_the_found_is_not_bought_again() -> None:
    """A quoted post that carries the tag is there already."""
    with stage() as world:
        at = world.clock.now() - timedelta(minutes=5)
        quoted = world.x.post("cem", "see https://quoted.example/page #BIT15", at=at)
        world.x.post("ben", "so true #BIT15", at=at, quoted=quoted.id)

        batch = world.source.posts_since(QUERY, None)

        assert world.x.asked("GET", LOOKUP) == searches(world)
        assert batch.captures[1].post.quote is not None


def test_a_quote_that_is_gone_stops_nothing() -> None:
    """A post that quotes what was deleted is a post."""
    with stage() as world:
        at = world.clock.now() - timedelta(minutes=5)
        world.x.post("ben", "so true #BIT15 https://blog.example/a", at=at, quoted="664000000000000000")

        (capture,) = world.source.posts_since(QUERY, None).captures

        assert capture.post.quote is None


def test_a_writer_who_cannot_be_read_is_counted() -> None:
    """A post whose writer X does not show is left out and counted, like one without an id."""
    with stage() as world:
        world.say(2)
        body = {"data": [{"text": "no id"}, world.x.shown(world.x.posts[0])], "meta": {"result_count": 2}}
        world.x.user("ana", gone=True)
        world.x.mood = [Mood(status=200, body=orjson.dumps(body))]

        batch = world.source.posts_since(QUERY, None)

        assert batch.captures == ()
        assert batch.malformed == 2


def test_the_payload_makes_the_same_post_for_strangers_and_friends() -> None:
    """What is archived makes the same post again, also where the profile came from memory."""
    with stage() as world:
        world.x.user("ana", description="Teaches. #nobot")
        world.say(2)
        first = world.source.posts_since(QUERY, None)
        world.say(1)
        second = world.source.posts_since(QUERY, first.cursor)

        for capture in (*first.captures, *second.captures):
            page = orjson.loads(capture.payload)
            again = list(captures_of_page(page, source=capture.source, seen_at=capture.post.seen_at))
            assert [each.post for each in again if isinstance(each, Capture)] == [capture.post]
            assert capture.post.author.bio == "Teaches. #nobot"


# -- rescans ----------------------------------------------------------------------------------------------------------


def test_a_rescan_reads_today_only_and_costs_nothing() -> None:
    """What was read today is not billed again today; what was read yesterday would be."""
    with stage() as world:
        world.say(3)
        world.clock.advance(hours=24)
        world.say(2)
        world.source.posts_since(QUERY, None)
        bill = world.x.meter.total

        batch = world.source.rescan(QUERY, world.clock.now() - timedelta(hours=48))

        assert len(batch.captures) == 2
        assert world.x.meter.total == bill == world.till.spent


# -- no ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mood",
    [moods.NO_CREDIT, moods.NO_CREDIT_403, moods.NO_CREDIT_503, moods.USAGE_CAP],
    ids=["402", "403", "503", "cap"],
)
def test_t78_without_credit_x_is_asked_once(mood: Mood) -> None:
    """No credit is told once and asked never again by this process, whatever is wanted."""
    with stage() as world:
        (made,) = world.say()
        world.x.mood = lambda _request: mood

        for _ in range(3):
            with pytest.raises(SourceClosed) as caught:
                world.source.posts_since(QUERY, None)
            world.clock.advance(hours=5)
        with pytest.raises(SourceClosed):
            world.source.still_there({})

        assert not caught.value.needs_token
        assert "credit" in caught.value.why
        assert len(world.x.requests) == 1
        assert made.id


def test_t78_after_a_restart_x_is_asked_again() -> None:
    """Who has paid starts again, and it goes on where it was."""
    with stage() as world:
        (made,) = world.say()
        world.x.has_credit = False
        with pytest.raises(SourceClosed):
            world.source.posts_since(QUERY, None)
        world.x.has_credit = True

        assert ids(world.another_source().posts_since(QUERY, None)) == [made.id]


@pytest.mark.parametrize("mood", [moods.UNAUTHORIZED, moods.FORBIDDEN, moods.HTML_403], ids=["401", "403", "html"])
def test_a_token_that_is_not_enough_closes_the_source(mood: Mood) -> None:
    """A person is told that the token is the matter."""
    with stage() as world:
        world.x.mood = [mood]

        with pytest.raises(SourceClosed) as caught:
            world.source.posts_since(QUERY, None)

        assert caught.value.needs_token


def test_t69_a_limit_while_looking_people_up_is_a_value_too() -> None:
    """Whichever request is too many, the time to come back is X's."""
    with stage() as world:
        world.say()
        until = world.clock.now() + timedelta(minutes=4)
        world.x.mood = lambda request: moods.busy(until) if request.path == PEOPLE else None

        with pytest.raises(SourceError) as caught:
            world.source.posts_since(QUERY, None)

        assert caught.value.retry_at == until


@pytest.mark.parametrize("mood", moods.BAD_MOMENTS)
def test_t118_every_bad_moment_is_an_error_of_the_source(mood: str) -> None:
    """Whatever X answers to a poll, a rescan or a look, the schedule gets a `SourceError`."""
    with stage() as world:
        (made,) = world.say()
        refs = {each.post.ref: each.local_id for each in world.source.posts_since(QUERY, None).captures}
        world.x.mood = lambda _request: moods.BAD_MOMENTS[mood]

        with pytest.raises(SourceError):
            world.source.posts_since(QUERY, None)
        with pytest.raises(SourceError):
            world.source.rescan(QUERY, world.clock.now() - timedelta(hours=1))
        with pytest.raises(SourceError):
            world.source.still_there(refs)

        assert made.id


@settings(max_examples=30)
@given(st.integers(1, 10**19), st.integers(1, 10**19))
def test_a_place_comes_back_from_its_cursor(newest: int, until: int) -> None:
    """Whatever a place is, its words name it."""
    words = orjson.dumps({"newest_id": str(newest), "gap": {"since_id": "1", "since": None, "until_id": str(until)}})

    place = place_of(Cursor(words.decode()))

    assert place_of(cursor_of(place)) == place
