"""What people write to us, and quiet answers."""

from datetime import timedelta

import pytest

from bot.errors import Busy, ChannelOff, ParentGone, SendError, SourceClosed, SourceError
from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.inbox import MastodonInbox
from bot.networks.mastodon.mapping import follower_of
from tests.bot.mastodon.stage import stage
from tests.fake_mastodon import Mood, Software, moods, software

SOME = pytest.mark.parametrize("of", [software.MASTODON, software.GOTOSOCIAL, software.HOLLO], ids=lambda of: of.name)


@SOME
def test_mentions_come_oldest_first_and_once(of: Software) -> None:
    """What was written since the last time comes, in order, and only then."""
    with stage(of) as world:
        inbox = world.inbox()
        world.server.mention("ana", "stop")
        world.clock.advance(minutes=1)
        world.server.mention("ben@other.example", "start", visibility="direct")

        first, cursor = inbox.mentions_since(None)
        world.clock.advance(minutes=1)
        world.server.mention("ana", "start")
        second, after = inbox.mentions_since(cursor)
        third, unmoved = inbox.mentions_since(after)

        assert [(each.handle, each.text, each.direct) for each in first] == [
            ("ana@mastodon.example", "stop", False),
            ("ben@other.example", "start", True),
        ]
        assert [each.text for each in second] == ["start"]
        assert (third, unmoved) == ((), after)


def test_a_filtered_stop_is_heard() -> None:
    """What the server's spam filter hides from the owner is a wish all the same."""
    with stage() as world:
        world.server.mention("ana", "stop", filtered=True)

        mentions, _ = world.inbox().mentions_since(None)

        assert [each.text for each in mentions] == ["stop"]


def test_a_hundred_mentions_are_all_heard() -> None:
    """Pages of forty are read to the end."""
    with stage() as world:
        for number in range(100):
            world.server.mention("ana", f"hello {number}")
            world.clock.advance(seconds=1)

        mentions, _ = world.inbox().mentions_since(None)

        assert [each.text for each in mentions] == [f"hello {number}" for number in range(100)]


@SOME
def test_an_old_word_is_not_heard_again_when_newer_ones_are_deleted(of: Software) -> None:
    """A deleted message lets an older one move up on the page: what it asked was done, and taken back, long ago."""
    with stage(of) as world:
        world.server.mention("ana", "start")
        for number in range(45):
            world.clock.advance(seconds=1)
            world.server.mention("ben", f"hello {number}")
        inbox = world.inbox()
        _, cursor = inbox.mentions_since(None)

        del world.server.notifications[-10:]
        world.clock.advance(minutes=1)
        world.server.mention("ben", "stop")
        again, after = inbox.mentions_since(cursor)
        del world.server.notifications[-36:]
        rest, _ = inbox.mentions_since(after)

        assert [each.text for each in again] == ["stop"]
        assert rest == ()


def test_who_only_mentioned_us_is_no_follower_where_kinds_are_not_sorted() -> None:
    """A server that tells of everything at once makes nobody be asked who does not follow, and no follow a message."""
    with stage(Software(name="unsorted", version="1.0", sorts_notifications=False)) as world:
        world.server.mention("ana", "stop")
        world.server.follow("ben")

        mentions, _ = world.inbox().mentions_since(None)
        followers, _ = world.inbox().followers_since(None)

        assert [each.handle for each in mentions] == ["ana@mastodon.example"]
        assert [each.handle for each in followers] == ["ben@mastodon.example"]


def test_what_was_said_before_we_listened_is_heard() -> None:
    """A "stop" of three days ago counts at the first look."""
    with stage() as world:
        world.server.mention("ana", "stop")
        world.clock.advance(days=3)

        mentions, _ = world.inbox().mentions_since(None)

        assert [each.text for each in mentions] == ["stop"]


def test_bots_are_known_as_bots() -> None:
    """Who answers bots must know them."""
    with stage() as world:
        world.server.account("robo@other.example", bot=True)
        world.server.mention("robo@other.example", "help")

        (mention,), _ = world.inbox().mentions_since(None)

        assert mention.is_bot


def test_an_odd_mention_never_stops_the_rest() -> None:
    """A notification that cannot be read is passed over, and not met again."""
    with stage() as world:
        odd = world.server.mention("ana", "stop")
        odd.uri = ""
        world.server.mention("ben", "stop")

        mentions, cursor = world.inbox().mentions_since(None)

        assert [each.handle for each in mentions] == ["ben@mastodon.example"]
        assert world.inbox().mentions_since(cursor)[0] == ()


@pytest.mark.parametrize("name", moods.BAD_MOMENTS)
def test_t118_every_bad_moment_is_a_source_error(name: str) -> None:
    """Whatever the server answers, listening ends in our own error."""
    with stage() as world:
        world.server.mood = [moods.BAD_MOMENTS[name]]

        with pytest.raises(SourceError):
            world.inbox().mentions_since(None)


def test_a_token_that_may_not_listen_is_told() -> None:
    """Without `read:notifications` a person must log in again."""
    with stage() as world:
        world.server.routes.tokens["writer"] = "write"
        inbox = MastodonInbox(MastodonClient(world.server.url, token="writer", clock=world.clock), world.clock)

        with pytest.raises(SourceClosed) as caught:
            inbox.mentions_since(None)

        assert caught.value.needs_token


@SOME
@pytest.mark.parametrize("visibility", ["public", "unlisted", "private", "direct"])
def test_t111_answers_are_for_the_asker_alone(of: Software, visibility: str) -> None:
    """However public a question was, the answer is seen by nobody else, and reaches who asked."""
    with stage(of) as world:
        inbox = world.inbox()
        asked = world.server.mention("ana", "stop", visibility=visibility)
        ((mention,), _) = inbox.mentions_since(None)

        inbox.answer(mention, "Done.", "answer:1", language="fr")

        (answer,) = world.server.published
        assert (answer.visibility, answer.language, answer.in_reply_to_id) == ("direct", "fr", asked.id)
        assert answer.text == "@ana@mastodon.example Done."


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        (moods.refuses(404), ParentGone),
        (moods.refuses(403), ChannelOff),
        (moods.busy(), Busy),
        (moods.HANGS_UP, SendError),
    ],
)
def test_answers_that_fail_are_send_errors(mood: Mood, error: type[SendError]) -> None:
    """An answer that does not go out says why, as any send does."""
    with stage() as world:
        inbox = world.inbox()
        world.server.mention("ana", "stop")
        ((mention,), _) = inbox.mentions_since(None)
        world.server.mood = [mood]

        with pytest.raises(error):
            inbox.answer(mention, "Done.", "k", language="en")


def test_the_first_look_ends_after_a_week() -> None:
    """What was said a month ago, pages below, is not answered by a program that is new."""
    with stage() as world:
        for _ in range(85):
            world.server.mention("ana", "old")
        world.clock.advance(days=30)
        world.server.mention("ben", "new")

        mentions, _ = world.inbox().mentions_since(None)

        assert len(mentions) < 85
        assert mentions[-1].text == "new"
        assert mentions[-1].at - mentions[0].at == timedelta(days=30)


@SOME
def test_c05_followers_come_once_and_are_asked_for_their_eyes_alone(of: Software) -> None:
    """Who began to follow comes oldest first; the question is a direct message, and its id tells answers to it."""
    with stage(of) as world:
        inbox = world.inbox()
        world.server.follow("ana")
        world.clock.advance(minutes=1)
        world.server.mention("ben@other.example", "hello")
        world.server.follow("ben@other.example")

        first, cursor = inbox.followers_since(None)
        second, _ = inbox.followers_since(cursor)
        local_id = inbox.ask(first[0], "May we name you?", "key", language="en")

        assert ([each.handle for each in first], second) == (["ana@mastodon.example", "ben@other.example"], ())
        (asked,) = world.server.published
        assert (asked.id, asked.visibility, asked.text) == (
            local_id,
            "direct",
            "@ana@mastodon.example May we name you?",
        )


def test_c03_an_answer_to_our_post_says_to_which() -> None:
    """A bare yes counts only as the answer to our own question."""
    with stage() as world:
        status = world.server.mention("ana", "yes")
        status.in_reply_to_id = "4711"

        (mention,), _ = world.inbox().mentions_since(None)

        assert mention.answers == "4711"


def test_a_follow_without_a_time_is_none() -> None:
    """What no server should send is passed over like any other malformed thing."""
    who = {"id": "1", "username": "ana", "acct": "ana", "url": "https://mastodon.example/@ana"}

    with pytest.raises(NotAPost, match="created_at"):
        follower_of({"id": "7", "account": who}, server="mastodon.example")
