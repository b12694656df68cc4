"""Reading hashtags: what the traps of networks that keep few promises demand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import SourceClosed, SourceError
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.source import MastodonSource
from bot.ports import Cursor
from curation.consent import refusal
from curation.model import Hashtag, Reason, Visibility
from tests.bot.mastodon.stage import QUERY, TAG, stage, uris
from tests.fake_mastodon import Mood, Software, moods, software
from tests.makers import course

EVERY_SOFTWARE = pytest.mark.parametrize("of", software.ALL, ids=lambda of: f"{of.name} {of.version[:5]}")
HEEDS_CURSORS = pytest.mark.parametrize(
    "of", [each for each in software.ALL if each.heeds_cursors], ids=lambda of: f"{of.name} {of.version[:5]}"
)


@HEEDS_CURSORS
def test_t01_more_than_two_pages_between_polls(of: Software) -> None:
    """95 posts between two polls all arrive, with pages of 40."""
    with stage(of) as world:
        world.say(3)
        first = world.source.posts_since(QUERY, None)
        said = world.say(95)

        second = world.source.posts_since(QUERY, first.cursor)

        assert uris(second) == said
        assert not second.gap


def test_t02_every_page_until_the_empty_one() -> None:
    """A first poll reads on until nothing is left, short pages or not."""
    with stage() as world:
        said = world.say(101)

        batch = world.source.posts_since(QUERY, None)

        assert uris(batch) == said
        assert batch.requests == len(world.server.asked("GET", TAG)) == 4


def test_t02_a_gap_is_reported_and_closed_by_the_next_poll() -> None:
    """After 25 pages the poll stops and says so; the next ones read the rest, and nothing is lost."""
    with stage() as world:
        world.say(1)
        cursor = world.source.posts_since(QUERY, None).cursor
        said = world.say(1100)

        first = world.source.posts_since(QUERY, cursor)
        newer = world.say(2)
        second = world.source.posts_since(QUERY, first.cursor)
        third = world.source.posts_since(QUERY, second.cursor)

        assert first.gap
        assert first.requests == 25
        assert not second.gap
        assert sorted([*uris(first), *uris(second)]) == sorted([*said, *newer])
        assert uris(third) == []


def test_t02_a_gap_that_outlives_two_polls_is_one_gap() -> None:
    """When a second flood comes before the first gap is closed, both are read in the end."""
    with stage() as world:
        world.say(1)
        cursor = world.source.posts_since(QUERY, None).cursor
        said = world.say(1050)
        first = world.source.posts_since(QUERY, cursor)
        said += world.say(1050)
        found = uris(first)

        gap, cursor, polls = True, first.cursor, 0
        while gap and polls < 10:
            batch = world.source.posts_since(QUERY, cursor)
            gap, cursor, polls = batch.gap, batch.cursor, polls + 1
            found += uris(batch)

        assert not gap
        assert set(found) == set(said)


@HEEDS_CURSORS
def test_t03_a_thousand_old_and_three_new_cost_two_requests(of: Software) -> None:
    """What is known already is not walked through again."""
    with stage(of) as world:
        world.say(1000)
        cursor = world.source.posts_since(QUERY, None).cursor
        said = world.say(3)

        batch = world.source.posts_since(QUERY, cursor)

        assert uris(batch) == said
        assert batch.requests <= 2


def test_t04_every_page_is_asked_with_the_same_filters() -> None:
    """Only `max_id` differs between the first page and the rest: `Link` headers lose the filters."""
    with stage() as world:
        world.say(90)

        world.source.posts_since(QUERY, None)

        asked = [dict(each.query) for each in world.server.asked("GET", TAG)]
        for each in asked[1:]:
            assert each.pop("max_id")
        assert asked == [{"limit": ["40"], "only_media": ["false"]}] * len(asked)


@EVERY_SOFTWARE
def test_t05_an_empty_answer_keeps_the_cursor(of: Software) -> None:
    """A tag that suddenly shows nothing leaves the cursor where it was."""
    with stage(of) as world:
        world.say(2)
        cursor = world.source.posts_since(QUERY, None).cursor
        world.server.mood = [Mood(status=200, body=b"[]")]

        batch = world.source.posts_since(QUERY, cursor)

        assert batch.captures == ()
        assert batch.cursor == cursor


def test_t06_a_page_of_nothing_usable_moves_the_cursor() -> None:
    """Posts that cannot be mapped are counted once and not met again."""
    with stage() as world:
        world.say(1)
        cursor = world.source.posts_since(QUERY, None).cursor
        world.say(3, more={"created_at": "yesterday"})

        first = world.source.posts_since(QUERY, cursor)
        second = world.source.posts_since(QUERY, first.cursor)

        assert (first.captures, first.malformed) == ((), 3)
        assert first.cursor != cursor
        assert (second.captures, second.malformed) == ((), 0)


def test_t07_a_poll_that_fails_halfway_gives_nothing_to_keep() -> None:
    """A server that breaks on the third page raises; the old cursor gives every post afterwards."""
    with stage() as world:
        world.say(1)
        cursor = world.source.posts_since(QUERY, None).cursor
        said = world.say(95)
        world.server.mood = [None, None, moods.BROKEN]

        with pytest.raises(SourceError):
            world.source.posts_since(QUERY, cursor)

        assert uris(world.source.posts_since(QUERY, cursor)) == said


@pytest.mark.parametrize("kind", ["snowflake", "ulid", "uuid", "flake"])
def test_t08_ids_of_every_kind_page_correctly(kind: str) -> None:
    """Numbers, ULIDs, UUIDs and Flakes are opaque words; a cursor made of them finds what is new and nothing else."""
    with stage(replace(software.MASTODON, ids=kind)) as world:  # type: ignore[arg-type]  # a literal, parametrised
        old = world.say(85)
        first = world.source.posts_since(QUERY, None)
        new = world.say(85)

        second = world.source.posts_since(QUERY, first.cursor)

        assert uris(first) == old
        assert uris(second) == new


def test_t09_the_rescan_finds_posts_below_the_cursor() -> None:
    """A post that the server fetched late gets an id by its old date; the rescan finds it two pages down."""
    with stage() as world:
        world.say(20)
        early = world.clock.now()
        world.say(100)
        cursor = world.source.posts_since(QUERY, None).cursor
        late = world.server.post("ben@other.example", "late #BIT15", created_at=early, fetched=True)

        polled = world.source.posts_since(QUERY, cursor)
        rescanned = world.source.rescan(QUERY, world.clock.now() - timedelta(hours=48))

        assert late.uri not in uris(polled)
        assert late.uri in uris(rescanned)


def test_t10_a_date_in_the_future_is_now() -> None:
    """A post dated next week counts as seen now, and the next walk is not cut short by its date."""
    with stage() as world:
        next_week = world.clock.now() + timedelta(days=7)
        world.server.post("ana", "soon #BIT15", created_at=next_week)

        first = world.source.posts_since(QUERY, None)
        said = world.say(95)
        second = world.source.posts_since(QUERY, first.cursor)

        assert first.captures[0].post.at == first.captures[0].post.seen_at < next_week
        assert uris(second) == said


def test_t10_an_old_date_with_a_new_id_does_not_end_the_walk() -> None:
    """A post dated last year that arrives today is one post; what lies below it is read all the same."""
    with stage() as world:
        said = world.say(50)
        imported = world.server.post("ben@other.example", "old #BIT15", created_at=world.clock.now().replace(year=2014))

        batch = world.source.posts_since(QUERY, None)

        assert set(uris(batch)) == {*said, imported.uri}
        assert uris(batch)[0] == imported.uri


def test_t11_two_servers_give_one_identity() -> None:
    """The same post seen through two servers has one reference and one author."""
    with stage() as here, stage(software.GOTOSOCIAL) as there:
        uri = "https://home.example/users/ana/statuses/7"
        for world in (here, there):
            world.server.post("ana@home.example", "lovely #BIT15", uri=uri)

        (one,), (other,) = (world.source.posts_since(QUERY, None).captures for world in (here, there))

        assert one.post.ref == other.post.ref
        assert one.post.author.account == other.post.author.account
        assert one.local_id != other.local_id


def test_t12_a_server_that_repeats_its_page_is_asked_twice() -> None:
    """A server that ignores cursors gives its one page; the poll ends when the second adds nothing."""
    with stage(software.SNAC) as world:
        said = world.say(60)

        batch = world.source.posts_since(QUERY, None)

        assert uris(batch) == said[-40:]
        assert batch.requests == 2
        assert not batch.gap


@pytest.mark.parametrize("body", [b"[]", b"{}"])
def test_t13_a_tag_turned_empty_is_no_error(body: bytes) -> None:
    """`{}` or `[]` overnight is nothing new, for `status` to notice by the time of the last new post."""
    with stage() as world:
        world.say(2)
        cursor = world.source.posts_since(QUERY, None).cursor
        world.server.mood = lambda _request: Mood(status=200, body=body)

        batch = world.source.posts_since(QUERY, cursor)

        assert (batch.captures, batch.malformed) == ((), 0)


@pytest.mark.parametrize(
    ("closed", "token", "needs_token"),
    [
        ("401", False, True),
        ("403", False, True),
        ("422", False, True),
        ("401", True, True),
        ("403", True, False),
        ("422", True, True),
    ],
)
def test_t14_closed_timelines_say_what_would_open_them(closed: str, token: bool, needs_token: bool) -> None:  # noqa: FBT001 - cases
    """401, 403 and 422 are "needs a user token" or "closed here", and no crash."""
    with stage(replace(software.MASTODON, closed=closed), token=token) as world:  # type: ignore[arg-type]  # a literal, parametrised
        with pytest.raises(SourceClosed) as caught:
            world.source.posts_since(QUERY, None)

        assert caught.value.needs_token is needs_token
        assert caught.value.why.startswith("needs a user token" if needs_token else "closed here")


def test_t14_a_half_closed_by_an_empty_list_is_silence() -> None:
    """A closed half that answers an empty list cannot be told from a quiet tag."""
    with stage(replace(software.MASTODON, closed="empty")) as world:
        world.say(3)

        assert world.source.posts_since(QUERY, None).captures == ()


def test_t14_reading_needs_no_token_where_the_server_needs_none() -> None:
    """An open server is read without an Authorization header."""
    with stage(token=False) as world:
        said = world.say(1)

        assert uris(world.source.posts_since(QUERY, None)) == said
        assert all("authorization" not in each.headers for each in world.server.requests)


def test_t15_each_tag_has_its_own_request() -> None:
    """Six tags are six queries, each asked by itself; the same tag twice is one."""
    with stage() as world:
        tags = [Hashtag.parse(name) for name in ("one", "two", "three", "four", "five", "six", "ONE")]

        queries = world.source.queries(tags)
        for query in queries:
            world.source.posts_since(query, None)

        asked = [each.path.removeprefix(TAG) for each in world.server.asked("GET", TAG)]
        assert asked == ["one", "two", "three", "four", "five", "six"]


def test_t16_tags_are_asked_in_lower_case() -> None:
    """Pleroma does not fold case, so that `#BIT15` is asked as `bit15`."""
    with stage(software.PLEROMA) as world:
        said = world.say(1)

        assert uris(world.source.posts_since((Hashtag.parse("#BIT15"),), None)) == said


@pytest.mark.parametrize("folds", [True, False])
def test_t16_posts_carry_the_rule_of_their_server(folds: bool) -> None:  # noqa: FBT001 - a case
    """Whether accents count is the server's rule, and each post brings it along."""
    with stage() as world:
        world.say(1)
        source = MastodonSource(world.client, world.clock, folds_hashtags=folds)

        (capture,) = source.posts_since(QUERY, None).captures

        assert capture.post.folds_hashtags is folds


def test_t17_the_servers_own_list_of_tags_decides() -> None:
    """A tag that the server lists counts though the text writes it as no tag, and the other way round."""
    with stage() as world:
        world.server.post("ana", "see (#BIT15)", tags=("bit15", "c"))

        (capture,) = world.source.posts_since(QUERY, None).captures

        assert [each.key for each in capture.post.hashtags] == ["bit15", "c"]


def test_t19_a_missing_count_is_no_error() -> None:
    """Boosts are what the server says; nothing said is none, and likes are not looked at."""
    with stage() as world:
        world.say(1, more={"reblogs_count": None, "favourites_count": "many"})
        world.say(1, reblogs_count=4)

        batch = world.source.posts_since(QUERY, None)

        assert [each.post.boosts for each in batch.captures] == [0, 4]


def test_t30_the_first_poll_looks_back_two_days_and_no_further() -> None:
    """A tag with a long past costs little: pages wholly older than the first look end the walk."""
    with stage() as world:
        world.say(400)
        world.clock.advance(days=5)
        said = world.say(3)

        batch = world.source.posts_since(QUERY, None)

        assert batch.requests == 2
        assert uris(batch)[-3:] == said
        assert not batch.gap


def test_t69_a_limit_is_a_value_with_a_time() -> None:
    """A rate limit with Mastodon's header becomes its time; one request was made, and nobody slept."""
    with stage() as world:
        until = world.clock.now() + timedelta(minutes=4, seconds=30)
        world.server.mood = lambda _request: moods.busy(until)

        with pytest.raises(SourceError) as caught:
            world.source.posts_since(QUERY, None)

        assert caught.value.retry_at == until
        assert len(world.server.requests) == 1


def test_t104_what_is_not_public_is_mapped_and_refused() -> None:
    """A timeline that promises public posts and holds others: they arrive as what they are, for consent to drop."""
    with stage(software.HOLLO) as world:
        world.say(1, visibility="private", more={"leaks": True})

        (capture,) = world.source.posts_since(QUERY, None).captures

        assert capture.post.visibility is Visibility.PRIVATE
        refused = refusal(capture.post, (), course(), world.clock.now())
        assert refused is not None
        assert refused.reason is Reason.NOT_PUBLIC


@pytest.mark.parametrize("name", moods.BAD_MOMENTS)
def test_t118_every_bad_moment_is_a_source_error(name: str) -> None:
    """Whatever a server answers, a poll ends in our own error and the next one in posts."""
    with stage() as world:
        said = world.say(2)
        world.server.mood = [moods.BAD_MOMENTS[name]]

        with pytest.raises(SourceError):
            world.source.posts_since(QUERY, None)

        assert uris(world.source.posts_since(QUERY, None)) == said


def test_t118_one_odd_post_never_stops_the_rest() -> None:
    """Things that are no posts are counted, and the posts around them arrive."""
    with stage() as world:
        said = world.say(1)
        for odd in ({"id": None}, {"uri": None}, {"account": None}, {"created_at": "x"}, {"account": {"acct": "a b"}}):
            world.say(1, more=odd)
        said += world.say(1)

        batch = world.source.posts_since(QUERY, None)

        assert batch.malformed == 5
        assert uris(batch) == said


@pytest.mark.parametrize("name", ["Gruß", "日本語", "a·b"])
def test_t121_tags_are_percent_encoded(name: str) -> None:
    """Letters of every script reach the server as they are."""
    with stage() as world:
        world.server.post("ana", "hello", tags=(name.lower(),))

        batch = world.source.posts_since((Hashtag.parse(name),), None)

        assert len(batch.captures) == 1
        assert world.server.requests[0].target.isascii()


@pytest.mark.parametrize("cursor", ["", "{", "[]", "null", '{"seen": 3}', '{"gap": {"below": 1}}', "1234"])
def test_a_cursor_that_is_none_of_ours_starts_anew(cursor: str) -> None:
    """A cursor of another program or version is a first poll and no crash."""
    with stage() as world:
        said = world.say(2)

        assert uris(world.source.posts_since(QUERY, Cursor(cursor))) == said


def test_everything_known_deleted_ends_at_the_last_polls_time() -> None:
    """When every id of the cursor is gone, the walk ends two days below where the last poll was."""
    with stage() as world:
        world.say(200)
        world.clock.advance(days=9)
        world.say(2)
        cursor = world.source.posts_since(QUERY, None).cursor
        for status in world.server.statuses[-42:]:
            world.server.delete(status)
        said = world.say(1)

        batch = world.source.posts_since(QUERY, cursor)

        assert uris(batch)[-1:] == said
        assert batch.requests == 2


def test_rescan_of_too_much_reports_its_gap() -> None:
    """A rescan that ends after 25 pages says that it did not see everything."""
    with stage() as world:
        world.say(1010)

        batch = world.source.rescan(QUERY, world.clock.now() - timedelta(days=1))

        assert (batch.gap, len(batch.captures)) == (True, 1000)


def test_rescan_says_why_it_failed() -> None:
    """A rescan of a server that fails raises as a poll does."""
    with stage() as world:
        world.server.mood = [moods.BROKEN]

        with pytest.raises(SourceError):
            world.source.rescan(QUERY, world.clock.now())


def test_the_name_is_the_domain_of_the_handles() -> None:
    """Without a domain the host names the source; bare names get it behind them."""
    with stage() as world:
        world.say(1)
        source = MastodonSource(MastodonClient(world.server.url, token=None, clock=world.clock), world.clock)

        (capture,) = source.posts_since(QUERY, None).captures

        assert source.name == f"mastodon:{world.server.url.removeprefix('http://')}"
        assert capture.post.author.handle == f"ana@{source.domain}"
