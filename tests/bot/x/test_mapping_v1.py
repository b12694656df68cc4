"""Posts of X's first interface, and a person's own archive, become the same posts."""

from typing import Any

import orjson
import pytest

from bot.networks.x.mapping import posts_of_page
from bot.networks.x.mapping_v1 import captures_of_own, captures_of_v1, post_of_v1
from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import AccountState, Post, PostRef, Reason, Visibility
from tests.bot.x.payloads import page, tweet, tweet_v1, url, user_v1
from tests.makers import NOON, at

OWNER = {"username": "writer71", "accountId": "71", "accountDisplayName": "Writer 71", "email": "secret@mail.example"}


def mapped(written: dict[str, Any]) -> Post:
    post = post_of_v1(written, seen_at=None)
    assert isinstance(post, Post)
    return post


def test_both_interfaces_give_equal_posts() -> None:
    """One post as either interface told it is one post."""
    (second,) = posts_of_page(page(tweet("660000000000000001", "https://blog.example/a")), seen_at=None)

    first = mapped(tweet_v1("660000000000000001", "https://blog.example/a"))

    assert first == second


def test_t23_the_extended_text_comes_first() -> None:
    """A truncated post's end and its links come from `extended_tweet`."""
    cut = tweet_v1(
        text="the beginning…",
        full_text="",
        extended_tweet={
            "full_text": "the beginning and the end https://t.co/aaaaaaaaaa #BIT15",
            "entities": {"urls": [url("https://blog.example/end")], "hashtags": [{"text": "BIT15"}]},
        },
    )

    post = mapped(cut)

    assert post.text == "the beginning and the end blog.example/end #BIT15"
    assert post.links == ("https://blog.example/end",)


def test_the_address_after_shorteners_is_taken() -> None:
    """`unwound` is where a shortened link ended."""
    listed = url("https://sho.example/1", unwound={"url": "https://blog.example/a"})

    assert mapped(tweet_v1(entities={"urls": [listed]})).links == ("https://blog.example/a",)


def test_t25_a_repost_is_its_original() -> None:
    """A retweet gives the post inside, without one only a reason."""
    inside = tweet_v1("650", user=user_v1("72"))

    folded = mapped(tweet_v1(full_text="RT @writer72: worth", retweeted_status=inside))
    alone = post_of_v1(tweet_v1(full_text="RT @writer72: worth a look"), seen_at=None)

    assert (folded.ref.uri, folded.author.handle) == ("650", "writer72")
    assert alone is Reason.REPOST


def test_t26_a_quote_keeps_its_links() -> None:
    """Links of the quoted post stand in the quote, the quote's address nowhere."""
    quoting = tweet_v1(
        "660000000000000001",
        "https://twitter.com/writer72/status/650",
        quoted_status=tweet_v1("650", "https://blog.example/quoted", user=user_v1("72", protected=True)),
    )

    post = mapped(quoting)

    assert post.quote is not None
    assert (post.links, post.quote.links) == ((), ("https://blog.example/quoted",))
    assert post.quote.visibility is Visibility.PRIVATE


def test_standing_and_reply_are_told() -> None:
    """Protected and suspended accounts say so; an answer names what it answers."""
    protected = mapped(tweet_v1(user=user_v1(protected=True), in_reply_to_status_id_str="640"))
    suspended = mapped(tweet_v1(user=user_v1(suspended=True)))

    assert protected.visibility is Visibility.PRIVATE
    assert protected.reply_to == PostRef("x", "640")
    assert suspended.author.state is AccountState.SUSPENDED


def test_numbers_serve_as_ids() -> None:
    """Old files give ids and counts as numbers or digits."""
    old = tweet_v1(id=660000000000000001, retweet_count="12")
    del old["id_str"]

    post = mapped(old)

    assert (post.ref.uri, post.boosts) == ("660000000000000001", 12)


@pytest.mark.parametrize(
    "edit_info",
    [{"initial": {"editTweetIds": ["640", "660000000000000001"]}}, {"edit": {"initialTweetId": "640"}}],
    ids=["the first wording", "a later one"],
)
def test_the_identity_of_an_edit_is_its_first_id(edit_info: dict[str, Any]) -> None:
    """A person's archive tells edits in words of its own."""
    assert mapped(tweet_v1(edit_info=edit_info)).ref.uri == "640"


@pytest.mark.parametrize(
    "wrong",
    [
        tweet_v1("1.26E+17"),
        tweet_v1(created_at="Wed Foo 11 12:00:00 +0000 2015"),
        tweet_v1(created_at="Wed Nov 31 12:00:00 +0000 2015"),
        tweet_v1(user={}),
    ],
    ids=["a spoilt id", "no month", "no day", "nobody"],
)
def test_what_is_no_post_is_said(wrong: dict[str, Any]) -> None:
    """A line that cannot be a post gives what is wrong with it."""
    (outcome,) = captures_of_v1(wrong, source="archive:twarc1", seen_at=None)

    assert isinstance(outcome, InvalidValue)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Wed Nov 11 14:00:00 +0200 2015", NOON), ("Wed Nov 11 07:00:00 -0500 2015", NOON)],
    ids=["east", "west"],
)
def test_times_are_in_utc(said: str, meant: object) -> None:
    """A time in another zone is the same instant in UTC."""
    assert mapped(tweet_v1(created_at=said)).created_at == meant


def test_the_payload_makes_the_same_post_without_numbers_or_words_of_others() -> None:
    """Nothing about people's numbers is kept, nor what a quoted person said."""
    quoting = tweet_v1(quoted_status=tweet_v1("650", full_text="the words of somebody else"))

    (capture,) = captures_of_v1(quoting, source="archive:twarc1", seen_at=at(13))

    assert isinstance(capture, Capture)
    again = post_of_v1(orjson.loads(capture.payload), seen_at=at(13))
    assert isinstance(again, Post)
    assert (again.ref, again.text, again.author) == (capture.post.ref, capture.post.text, capture.post.author)
    assert not [each for each in (b"4444", b"5555", b"6666", b"somebody else") if each in capture.payload]


def test_a_repost_gives_no_capture() -> None:
    """A repost without its original is a reason."""
    assert list(captures_of_v1(tweet_v1(full_text="RT @a: b"), source="s", seen_at=None)) == [Reason.REPOST]


def own(**but: Any) -> dict[str, Any]:
    """Return an element of `tweets.js` with its owner."""
    written = tweet_v1("660000000000000001", "https://blog.example/a") | but
    del written["user"]
    return {"tweet": written, "account": OWNER}


def test_a_persons_own_archive_knows_no_profile() -> None:
    """The owner writes, and nobody can see a wish of theirs in it."""
    (capture,) = captures_of_own(own(), source="archive:tweets", seen_at=None)

    assert isinstance(capture, Capture)
    assert capture.post.author.state is AccountState.UNKNOWN
    assert (capture.post.author.name, capture.post.author.account.id) == ("Writer 71", "71")
    assert capture.post.links == ("https://blog.example/a",)
    assert b"secret" not in capture.payload
    assert list(captures_of_own(orjson.loads(capture.payload), source="archive:tweets", seen_at=None)) == [capture]


@pytest.mark.parametrize(
    ("document", "kind"),
    [(own(full_text="RT @a: b"), Reason), (own(id_str="", id=None), InvalidValue), ({"tweet": {}}, InvalidValue)],
    ids=["a repost", "no id", "nobody"],
)
def test_elements_that_are_no_posts_are_said(document: dict[str, Any], kind: type) -> None:
    """Each gives its reason or what is wrong."""
    (outcome,) = captures_of_own(document, source="archive:tweets", seen_at=None)

    assert isinstance(outcome, kind)
