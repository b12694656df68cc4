"""Threads on a server: what each answer to a send means, and that what stands there is what was sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Busy, ChannelOff, ParentGone, Refused, SendError, Unclear
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.instance import Limits
from bot.ports import Receipt
from curation.model import CreditForm, Visibility
from tests.bot.mastodon.stage import QUERY, STATUSES, part, stage
from tests.fake_mastodon import FakeRequest, Mood, Software, moods, software
from tests.golden import community

POSTING = [software.MASTODON, software.GOTOSOCIAL, software.PLEROMA, software.HOLLO]
GONE = Receipt(uri="https://mastodon.example/x", url="https://mastodon.example/x", local_id="12345")

ANSWERS: dict[str, type[SendError]] = {
    "401": ChannelOff,
    "403": ChannelOff,
    "403 html": ChannelOff,
    "422": Refused,
    "429": Busy,
    "500": Unclear,
    "500 after": Unclear,
    "502 after": Unclear,
    "503": Busy,
    "503 without a time": Unclear,
    "504": Unclear,
    "hangs up": Unclear,
    "hangs up after": Unclear,
    "truncated": Unclear,
    "truncated after": Unclear,
    "cut off after": Unclear,
    "html": Unclear,
    "empty": Unclear,
    "empty after": Unclear,
    "null": Unclear,
    "number": Unclear,
}


@pytest.mark.parametrize("name", moods.BAD_MOMENTS)
def test_every_answer_to_a_send_means_what_the_table_says(name: str) -> None:
    """Nothing made, perhaps made, never, or not before a person acts: one meaning an answer."""
    with stage() as world:
        world.server.mood = [moods.BAD_MOMENTS[name]]

        with pytest.raises(SendError) as caught:
            world.publisher().send(part(), "k", None)

        assert type(caught.value) is ANSWERS[name]


def test_t79_a_refusal_is_one_request() -> None:
    """A text that is too long is refused for good, after one request."""
    with stage() as world:
        with pytest.raises(Refused):
            world.publisher().send(part("x" * 501), "k", None)

        assert len(world.server.requests) == 1


@pytest.mark.parametrize("of", POSTING, ids=lambda of: of.name)
def test_t74_a_deleted_parent_stops_the_thread(of: Software) -> None:
    """A part whose parent is gone is refused as such, and stands nowhere loose."""
    with stage(of) as world:
        with pytest.raises(ParentGone):
            world.publisher().send(part(), "k", GONE)

        assert world.server.published == []


def test_an_endpoint_that_is_not_there_closes_the_channel() -> None:
    """404 for a root is no missing parent: no such server speaks this API."""
    with stage() as world:
        world.server.mood = [moods.refuses(404)]

        with pytest.raises(ChannelOff):
            world.publisher().send(part(), "k", None)


@pytest.mark.parametrize("of", POSTING, ids=lambda of: of.name)
def test_t71_there_is_one_post_whatever_becomes_of_the_key(of: Software) -> None:
    """The connection dies after the post was made: it is found, not made again, on servers that ignore the key too."""
    with stage(of) as world:
        publisher, started = world.publisher(), world.clock.now()
        world.server.mood = [moods.HANGS_UP_AFTER]

        with pytest.raises(Unclear):
            publisher.send(part(), "k", None)
        found = publisher.find(part(), "k", None, started)

        assert found is not None
        assert found.uri == world.server.published[0].uri
        assert len(world.server.published) == 1


def test_t71_a_repeat_that_answers_500_is_unclear() -> None:
    """A server that answers a repeated key with 500 is looked at, not believed."""
    with stage(replace(software.MASTODON, repeats="500")) as world:
        publisher, started = world.publisher(), world.clock.now()
        receipt = publisher.send(part(), "k", None)

        with pytest.raises(Unclear):
            publisher.send(part(), "k", None)

        assert publisher.find(part(), "k", None, started) == receipt


def test_t73_the_rest_follows_the_last_confirmed_part() -> None:
    """`find` tells apart parts by words and parent: an equal text under another post is not ours to follow."""
    with stage() as world:
        publisher, started = world.publisher(), world.clock.now()
        root = publisher.send(part(), "k0", None)
        reply = part("1/3 · Video", number=1, visibility="unlisted")
        sent = publisher.send(reply, "k1", root)

        assert publisher.find(reply, "k1", root, started) == sent
        assert publisher.find(reply, "k1", GONE, started) is None
        assert publisher.find(reply, "k1", None, started) is None


def test_find_reads_as_many_pages_as_it_takes() -> None:
    """A post is found under fifty later ones, and one from before the attempt is not taken for it."""
    with stage() as world:
        publisher = world.publisher()
        publisher.send(part(), "old", None)
        started = world.clock.advance(hours=1)

        assert publisher.find(part(), "k", None, started) is None

        receipt = publisher.send(part(), "k", None)
        for number in range(50):
            world.clock.advance(seconds=1)
            world.server.post("bot", f"by hand {number}")
        assert publisher.find(part(), "k", None, started) == receipt


def test_find_that_cannot_look_far_enough_is_unclear() -> None:
    """When there is too much to look through, nobody says that nothing is there."""
    with stage() as world:
        started = world.clock.now()
        for _ in range(1005):
            world.server.post("bot", "by hand")

        with pytest.raises(Unclear):
            world.publisher().find(part(), "k", None, started)


@pytest.mark.parametrize("name", moods.BAD_MOMENTS)
def test_find_never_says_none_when_it_could_not_look(name: str) -> None:
    """A server that cannot be looked at is an error and never "nothing is there"."""
    with stage() as world:
        world.server.mood = lambda _request: moods.BAD_MOMENTS[name]

        with pytest.raises(SendError):
            world.publisher().find(part(), "k", None, world.clock.now())


def test_find_allows_for_a_server_whose_clock_is_behind() -> None:
    """Two minutes of difference do not hide a post."""
    with stage() as world:
        publisher = world.publisher()
        receipt = publisher.send(part(), "k", None)

        assert publisher.find(part(), "k", None, world.clock.now() + timedelta(minutes=2)) == receipt


@pytest.mark.parametrize("of", POSTING, ids=lambda of: of.name)
def test_what_is_sent_is_what_stands_there(of: Software) -> None:
    """Text, language, visibility, warning and place in the thread arrive on every server."""
    with stage(of) as world:
        publisher = world.publisher()
        root = publisher.send(part(), "k0", None)
        publisher.send(part("1/3 · Video", visibility="unlisted", content_warning="politics"), "k1", root)

        first, second = world.server.published
        assert (first.text, first.language, first.visibility, first.in_reply_to_id) == (
            part().text,
            "en",
            "public",
            None,
        )
        assert (second.spoiler_text, second.sensitive, second.visibility) == ("politics", True, "unlisted")
        assert second.in_reply_to_id == root.local_id


def test_t81_the_language_is_always_set() -> None:
    """An account that posts in Japanese by default posts ours in the course's language, edits too."""
    with stage() as world:
        receipt = world.publisher().send(part(language="fr"), "k", None)
        world.publisher().edit(receipt, part("Voilà", language="fr"))

        assert [each.body["language"] for each in world.server.requests if each.writes] == ["fr", "fr"]
        assert world.server.published[0].language == "fr"


def test_plain_text_is_said_to_be_plain() -> None:
    """An account whose default is Markdown would make a list of "1." and lose the number."""
    with stage() as world:
        world.publisher().send(part(), "k", None)

        assert world.server.requests[0].body["content_type"] == "text/plain"


def test_a_server_that_changes_the_words_is_stopped() -> None:
    """What comes back is not what was sent: it is taken back, and nothing more goes out before a person looks."""
    with stage(replace(software.MASTODON, mangles=True)) as world:
        with pytest.raises(ChannelOff, match="taken back"):
            world.publisher().send(part(), "k", None)

        assert world.server.published == []


def test_a_changed_post_that_cannot_be_taken_back_is_told() -> None:
    """When the deletion fails too, the person is told where to look."""
    with stage(replace(software.MASTODON, mangles=True)) as world:
        world.server.mood = lambda request: moods.BROKEN if request.method == "DELETE" else None

        with pytest.raises(ChannelOff, match=r"see https://mastodon\.example/@bot/1"):
            world.publisher().send(part(), "k", None)


def test_t80_t83_t84_a_thread_mentions_nobody_and_carries_one_tag() -> None:
    """A self-thread answers its own posts without a mention, and the root alone has the hashtag."""
    with stage() as world:
        publisher, after = world.publisher(), None
        for each in publisher.parts(community.digest()):
            after = publisher.send(each, f"k{each.number}", after)

        posts = world.server.published
        assert len(posts) == 4
        assert [each.mentions for each in posts] == [()] * 4
        assert [each.tags for each in posts] == [("bit15",), (), (), ()]
        assert [each.visibility for each in posts] == ["public", "unlisted", "unlisted", "unlisted"]
        assert [each.in_reply_to_id for each in posts] == [None, *(each.id for each in posts[:-1])]


def test_t82_our_root_comes_back_as_our_own_account() -> None:
    """The tag's timeline shows our own root; it arrives under our account, for consent to leave out."""
    with stage() as world:
        publisher = world.publisher()
        publisher.send(publisher.parts(community.digest())[0], "k", None)

        (capture,) = world.source.posts_since(QUERY, None).captures

        assert capture.post.author.account.id == "bot@mastodon.example"
        assert capture.post.author.is_bot
        assert capture.post.visibility is Visibility.PUBLIC


def test_t85_hostile_names_link_nothing() -> None:
    """A sharer called like a mention, a tag or an address pings and tags nobody."""
    names = ("@everyone", "&#64;ana@example.org", "#BIT15 #BIT15", "evil.example/x", "Ana\r\nBcc: x")
    with stage() as world:
        for number, name in enumerate(names):
            sharers = (community.credit(name),)
            item = community.item(credits=sharers)
            publisher = world.publisher()
            parts = publisher.parts(community.digest(highlights=(item,), also=(), start_with=None))
            publisher.send(parts[1], f"k{number}", None)

        assert [(each.mentions, each.tags) for each in world.server.published] == [((), ())] * len(names)


def test_a_mention_that_was_asked_for_is_found_again() -> None:
    """A mention is shown without its server; the part is recognised all the same."""
    sharers = (community.credit("Ana", form=CreditForm.MENTION),)
    with stage() as world:
        publisher, started = world.publisher(), world.clock.now()
        mentioning = publisher.parts(community.digest(highlights=(community.item(credits=sharers),), also=()))[1]

        receipt = publisher.send(mentioning, "k", None)

        assert "@ana@mastodon.example" in mentioning.text
        assert publisher.find(mentioning, "k", None, started) == receipt


def test_t75_limits_are_the_servers() -> None:
    """On a server with other numbers parts are fitted by those, and each link costs what it costs there."""
    with stage(software.GOTOSOCIAL) as world:
        root = world.publisher(limits=Limits(characters=5000, per_url=25)).parts(community.digest())[0]
        here = world.publisher().parts(community.digest())[0]

        assert (root.limit, here.limit) == (5000, 500)
        assert root.count == here.count + 2


def test_t88_an_edit_of_what_is_gone_makes_nothing() -> None:
    """What a person deleted stays deleted."""
    with stage() as world:
        publisher = world.publisher()
        receipt = publisher.send(part(), "k", None)
        world.server.delete(world.server.published[0])

        with pytest.raises(Refused):
            publisher.edit(receipt, part("corrected"))

        assert world.server.published == []


def test_t86_an_edit_never_makes_a_post() -> None:
    """Edits are PUTs to what stands there; a failed one is unclear and can be repeated."""
    with stage() as world:
        publisher = world.publisher()
        receipt = publisher.send(part(), "k", None)
        world.server.mood = [moods.HANGS_UP_AFTER]

        with pytest.raises(Unclear):
            publisher.edit(receipt, part("corrected"))
        again = publisher.edit(receipt, part("corrected"))

        assert again == receipt
        assert [each.text for each in world.server.published] == ["corrected"]


def test_a_withdrawal_takes_the_media_along() -> None:
    """A deletion asks for the media to go at once, and one that fails is told."""
    with stage() as world:
        publisher = world.publisher()
        receipt = publisher.send(part(), "k", None)
        world.server.mood = [moods.busy()]

        with pytest.raises(Busy):
            publisher.withdraw(receipt)
        publisher.withdraw(receipt)

        (_, deletion) = world.server.asked("DELETE", STATUSES)
        assert deletion.asked("delete_media") or deletion.body.get("delete_media")
        assert world.server.published == []


def test_t87_the_home_timeline_is_never_asked() -> None:
    """What was posted is read from our own account, and from nowhere else."""
    with stage() as world:
        publisher = world.publisher()
        publisher.send(part(), "k", None)
        publisher.find(part(), "k", None, world.clock.now())

        assert not world.server.asked("GET", "/api/v1/timelines/home")


def test_a_token_without_the_right_to_post_closes_the_channel() -> None:
    """403 for a missing scope is for a person to mend."""
    with stage() as world:
        world.server.routes.tokens["reader"] = "read"
        client = MastodonClient(world.server.url, token="reader", clock=world.clock)

        with pytest.raises(ChannelOff):
            world.publisher(client=client).send(part(), "k", None)


def test_an_answer_without_identity_is_unclear() -> None:
    """An object that is no status is no receipt."""
    with stage() as world:

        def mood(request: FakeRequest) -> Mood | None:
            return Mood(status=200, body=b"{}") if request.writes else None

        world.server.mood = mood

        with pytest.raises(Unclear):
            world.publisher().send(part(), "k", None)
