"""Response pages of X's second interface become posts."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.x.mapping import captures_of_page, missing_from, posts_of_page
from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import AccountRef, AccountState, Post, PostRef, Reason, Visibility
from tests.bot.x.payloads import page, tweet, url, user
from tests.makers import NOON, at


def only(given_page: dict[str, Any], seen_at: datetime | None = None) -> Post:
    """Return the one post of a page that holds one."""
    (post,) = posts_of_page(given_page, seen_at=seen_at)
    assert isinstance(post, Post)
    return post


def test_a_post_holds_what_x_said() -> None:
    """Identity, author, words as shown, links, tags, mentions and the permalink come from their fields."""
    post = only(page(tweet("660000000000000001", "https://blog.example/a")))

    assert post.ref == PostRef("x", "660000000000000001")
    assert post.author.account == AccountRef("x", "71")
    assert (post.author.handle, post.author.name) == ("writer71", "Writer 71")
    assert post.text == "worth a look blog.example/a #BIT15"
    assert post.links == ("https://blog.example/a",)
    assert [str(tag) for tag in post.hashtags] == ["#BIT15"]
    assert post.mentions == ("ben",)
    assert post.url == "https://x.com/writer71/status/660000000000000001"
    assert (post.created_at, post.seen_at, post.language, post.boosts) == (NOON, NOON, "en", 3)
    assert post.visibility is Visibility.PUBLIC


def test_flags_that_x_does_not_have_are_false() -> None:
    """Nobody on X is indexable or discoverable before they say so."""
    author = only(page(tweet())).author

    assert (author.indexable, author.discoverable, author.noindex) == (False, False, False)


def test_the_profile_is_read_for_wishes() -> None:
    """Description, location and the profile's address all stand in the bio."""
    somebody = user(
        location="#nobot street",
        url="https://t.co/zzz",
        entities={"url": {"urls": [{"expanded_url": "https://writer.example/#nodigest"}]}},
    )

    post = only(page(tweet(), users=[somebody]))

    assert post.author.bio == "Teaches.\n#nobot street\nhttps://writer.example/#nodigest"


def test_a_given_time_is_when_it_was_seen() -> None:
    """A live source says when it saw a post."""
    post = only(page(tweet()), seen_at=at(13))

    assert post.seen_at == at(13)


def renamed(value: Any) -> Any:
    """Return *value* under the names that X is changing to."""
    names = {
        "referenced_tweets": "referenced_posts",
        "note_tweet": "note_post",
        "edit_history_tweet_ids": "edit_history_post_ids",
        "retweet_count": "repost_count",
        "tweets": "posts",
    }
    if isinstance(value, dict):
        return {names.get(name, name): renamed(each) for name, each in value.items()}
    if isinstance(value, list):
        return [renamed(each) for each in value]
    return {"retweeted": "reposted"}.get(value, value) if isinstance(value, str) else value


RICH_PAGE = page(
    tweet("660000000000000009", "https://blog.example/a", referenced_tweets=[{"type": "quoted", "id": "650"}]),
    tweet("660000000000000008", referenced_tweets=[{"type": "retweeted", "id": "651"}]),
    tweet("660000000000000007", referenced_tweets=[{"type": "replied_to", "id": "640"}]),
    tweet("660000000000000006", note_tweet={"text": "all of it", "entities": {"hashtags": [{"tag": "Long"}]}}),
    tweet("660000000000000005", edit_history_tweet_ids=["660000000000000004", "660000000000000005"]),
    included=[tweet("650", "https://blog.example/quoted"), tweet("651", "https://blog.example/original")],
)


def test_t22_renamed_fields_give_equal_posts() -> None:
    """`tweet.*` and `post.*` shapes map to the same posts."""
    old = list(posts_of_page(RICH_PAGE, seen_at=None))

    new = list(posts_of_page(renamed(RICH_PAGE), seen_at=None))

    assert len(old) == 5
    assert all(isinstance(each, Post) for each in old)
    assert new == old


def test_t23_a_long_post_keeps_its_end() -> None:
    """Text, tags and links of a long post come from its note; `unwound_url` still comes from the short list."""
    long = tweet(
        text="the beginning …",
        entities={"urls": [url("https://sho.example/1", unwound_url="https://blog.example/long")]},
        note_tweet={
            "text": "the beginning and the end https://t.co/aaaaaaaaaa https://t.co/bbbbbbbbbb #BIT15",
            "entities": {
                "urls": [
                    url("https://sho.example/1"),
                    url("https://blog.example/end", short="https://t.co/bbbbbbbbbb"),
                ],
                "hashtags": [{"tag": "BIT15"}],
            },
        },
    )

    post = only(page(long))

    assert post.text == "the beginning and the end sho.example/1 blog.example/end #BIT15"
    assert post.links == ("https://blog.example/long", "https://blog.example/end")
    assert [tag.key for tag in post.hashtags] == ["bit15"]


@pytest.mark.parametrize(
    ("error", "is_missing"),
    [
        ({"type": "https://api.x.com/2/problems/resource-not-found", "resource_type": "tweet"}, True),
        ({"type": "https://api.x.com/2/problems/not-authorized-for-resource", "resource_type": "post"}, True),
        ({"type": "https://api.x.com/2/problems/resource-not-found", "resource_type": "user"}, False),
        ({"type": "https://api.x.com/2/problems/resource-unavailable", "resource_type": "tweet"}, False),
    ],
    ids=["gone", "protected", "a person", "not now"],
)
def test_t24_missing_posts_are_told_inside_an_answer(error: dict[str, str], *, is_missing: bool) -> None:
    """Presence is read from `errors[]`, and only definite answers about a post count."""
    answer = {"errors": [error | {"resource_id": "660000000000000001"}]}

    missing = missing_from(answer)

    assert missing == ({PostRef("x", "660000000000000001")} if is_missing else set())


def test_t25_reposts_lead_to_the_original_once() -> None:
    """Whoever reposts says nothing: the original is one post of its own author, however many repeat it."""
    repost = [{"type": "retweeted", "id": "650"}]
    given_page = page(
        tweet("660000000000000001", author_id="72", text="RT @writer71: worth", referenced_tweets=repost),
        tweet("660000000000000002", author_id="73", text="RT @writer71: worth", referenced_tweets=repost),
        users=[user("71"), user("72"), user("73")],
        included=[tweet("650", "https://blog.example/a")],
    )

    first, *rest = posts_of_page(given_page, seen_at=None)

    assert isinstance(first, Post)
    assert (first.ref.uri, first.author.handle, first.links) == ("650", "writer71", ("https://blog.example/a",))
    assert rest == [Reason.REPOST]


@pytest.mark.parametrize(
    "repost",
    [
        tweet(referenced_tweets=[{"type": "retweeted", "id": "650"}]),
        tweet(text="RT @writer72: worth a look"),
    ],
    ids=["the original is not in the page", "only the words tell"],
)
def test_t25_a_repost_without_its_original_is_skipped(repost: dict[str, Any]) -> None:
    """Where the original is missing there is no post, only a reason."""
    assert list(posts_of_page(page(repost), seen_at=None)) == [Reason.REPOST]


def test_t26_links_of_a_quoted_post_stay_in_the_quote() -> None:
    """The quoting post has its own links, the quote those of the other; the quote's own address is neither."""
    quoting = tweet(
        "660000000000000001",
        "https://blog.example/own",
        "https://twitter.com/writer72/status/650",
        referenced_tweets=[{"type": "quoted", "id": "650"}],
    )
    given_page = page(
        quoting,
        users=[user("71"), user("72")],
        included=[tweet("650", "https://blog.example/quoted", author_id="72")],
    )

    post = only(given_page)

    assert post.quote is not None
    assert post.links == ("https://blog.example/own",)
    assert post.quote.links == ("https://blog.example/quoted",)
    assert (post.quote.ref.uri, post.quote.author.handle) == ("650", "writer72")
    assert post.text == "worth a look blog.example/own #BIT15"


@pytest.mark.parametrize(
    "users", [[user("71")], [user("71"), user("72", protected=True)]], ids=["unknown", "protected"]
)
def test_a_quote_of_somebody_who_is_not_public_gives_nothing(users: list[dict[str, Any]]) -> None:
    """The quote is left out, or says that it is private."""
    quoting = tweet(referenced_tweets=[{"type": "quoted", "id": "650"}])
    given_page = page(quoting, users=users, included=[tweet("650", author_id="72")])

    quote = only(given_page).quote

    assert quote is None or quote.visibility is Visibility.PRIVATE


def flattened(written: dict[str, Any], *, around: list[dict[str, Any]]) -> dict[str, Any]:
    """Return *written* the way twarc flattens: people and posts inside, `referenced_tweets` in full."""
    people = {"71": user("71"), "72": user("72")}
    return written | {
        "author": people[written["author_id"]],
        "entities": written["entities"] | {"mentions": [{"username": "ben", **user("73", username="ben")}]},
        "referenced_tweets": [each | {"type": "quoted", "author": people[each["author_id"]]} for each in around],
        "__twarc": {"version": "2"},
    }


def test_t28_pages_and_flattened_posts_give_the_same() -> None:
    """Both shapes of twarc 2 map to equal posts."""
    quoting = tweet(referenced_tweets=[{"type": "quoted", "id": "650"}])
    quoted = tweet("650", "https://blog.example/q", author_id="72")

    paged = only(page(quoting, users=[user("71"), user("72")], included=[quoted]))
    flat = only(flattened(quoting, around=[quoted]))

    assert flat == paged


def test_a_flattened_post_may_address_nobody() -> None:
    """Without mentions there is nothing to clean."""
    single = tweet(entities={}) | {"author": user()}

    assert only(single) == only(page(tweet(entities={})))


def test_a_tag_that_is_none_elsewhere_is_left_out() -> None:
    """X links `#2015`, which is no hashtag on other networks."""
    listed = {"hashtags": [{"tag": "2015"}, {"tag": "BIT15"}, {"tag": "bit15"}]}

    assert [str(tag) for tag in only(page(tweet(entities=listed))).hashtags] == ["#BIT15"]


def test_t40_every_link_of_a_post_is_kept() -> None:
    """Four links are four links, in their order."""
    addresses = [f"https://blog.example/{name}" for name in "dacb"]

    post = only(page(tweet("660000000000000001", *addresses)))

    assert post.links == tuple(addresses)


@pytest.mark.parametrize(
    "listed",
    [
        url("https://twitter.com/writer72/status/650"),
        url("https://x.com/i/web/status/650"),
        url("https://mobile.twitter.com/writer72/statuses/650?s=20"),
        url("https://x.com/writer71/status/660/photo/1", media_key="3_1"),
        url("https://pic.x.com/abc"),
        url("gopher://blog.example/1"),
        {"display_url": "nothing"},
    ],
    ids=["a post", "the web's post", "the phone's post", "our photo", "a picture", "no web", "no address"],
)
def test_t41_posts_and_pictures_of_x_are_no_links(listed: dict[str, Any]) -> None:
    """What t.co wraps is left out when it is a post or a picture."""
    post = only(page(tweet(entities={"urls": [listed]})))

    assert post.links == ()


def test_t102_an_author_who_cannot_be_read_is_left_out() -> None:
    """A post whose author is not in the page gives a reason and no post."""
    assert list(posts_of_page(page(tweet(author_id="99")), seen_at=None)) == [Reason.UNREADABLE]


def test_t104_posts_of_protected_accounts_are_private() -> None:
    """Whatever a search promised, a protected account's post is for its followers."""
    post = only(page(tweet(), users=[user(protected=True)]))

    assert post.visibility is Visibility.PRIVATE
    assert post.author.state is AccountState.PROTECTED


def test_an_edit_keeps_the_first_id_and_the_first_time() -> None:
    """The first id of the history is the identity and tells the time; the permalink leads to the present wording."""
    edit = tweet(
        "1541900000000000000",
        created_at="2022-06-28T22:00:00.000Z",
        edit_history_tweet_ids=["1541815603606036480", "1541900000000000000"],
    )

    post = only(page(edit))

    assert post.ref.uri == "1541815603606036480"
    assert post.url.endswith("/1541900000000000000")
    assert post.edited_at == datetime(2022, 6, 28, 22, tzinfo=UTC)
    assert post.created_at == datetime(2022, 6, 28, 16, 7, 40, 105000, tzinfo=UTC)
    assert post.seen_at == post.edited_at


def test_lists_that_are_missing_are_read_from_the_words() -> None:
    """Without entities, links and tags are found in the text."""
    bare = tweet(text="worth https://blog.example/a #BIT15")
    del bare["entities"]

    post = only(page(bare))

    assert post.links == ("https://blog.example/a",)
    assert [tag.key for tag in post.hashtags] == ["bit15"]


@pytest.mark.parametrize(("said", "language"), [("fr", "fr"), ("und", ""), ("qme", ""), ("zxx", ""), ("qu", "qu")])
def test_codes_that_are_no_language_are_left_out(said: str, language: str) -> None:
    """X's own codes mean that the language is unknown."""
    assert only(page(tweet(lang=said))).language == language


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (tweet("1.26426E+18"), "id"),
        (tweet(created_at="yesterday"), "created_at"),
        (tweet(created_at="2015-11-11T12:00:00"), "created_at"),
        (tweet(created_at=None), "created_at"),
    ],
    ids=["a spoilt id", "no time", "a time without zone", "nothing"],
)
def test_one_bad_post_does_not_stop_the_rest(wrong: dict[str, Any], field: str) -> None:
    """A post that cannot be read is yielded as what is wrong with it."""
    bad, good = posts_of_page(page(wrong, tweet("660000000000000002")), seen_at=None)

    assert isinstance(bad, InvalidValue)
    assert bad.field == field
    assert isinstance(good, Post)


def test_a_name_that_is_no_name_of_x_is_refused() -> None:
    """A user name stands in addresses, so it holds letters, digits and `_` only."""
    (outcome,) = posts_of_page(page(tweet(), users=[user(username="../evil")]), seen_at=None)

    assert isinstance(outcome, InvalidValue)


def test_a_profile_is_mapped_again_when_it_changes() -> None:
    """The same person under a new name on a later page has the new name."""
    before = only(page(tweet(), users=[user(name="Ana")]))

    after = only(page(tweet(), users=[user(name="Ana B.")]))

    assert (before.author.name, after.author.name) == ("Ana", "Ana B.")


def capture_of(given_page: dict[str, Any]) -> Capture:
    (capture,) = captures_of_page(given_page, source="x:search", seen_at=None)
    assert isinstance(capture, Capture)
    return capture


def test_the_payload_makes_the_same_post_again() -> None:
    """A capture's payload is a page of its own."""
    capture = capture_of(page(tweet("660000000000000001", "https://blog.example/a")))

    assert only(orjson.loads(capture.payload)) == capture.post
    assert (capture.source, capture.local_id) == ("x:search", "660000000000000001")


def test_the_payload_has_no_numbers_about_people_and_no_words_of_others() -> None:
    """Follower counts and quoted words are in nobody's payload, in either shape."""
    quoting = tweet(referenced_tweets=[{"type": "quoted", "id": "650"}])
    quoted = tweet("650", author_id="72", text="the words of somebody else")

    paged = capture_of(page(quoting, users=[user("71"), user("72")], included=[quoted]))
    flat = capture_of(flattened(quoting, around=[quoted]))

    for payload in (paged.payload, flat.payload):
        assert not [count for count in (b"4444", b"5555", b"6666") if count in payload]
        assert b"somebody else" not in payload


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(tweet())), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted({*tweet(), "note_tweet", "referenced_tweets"})), JSON, max_size=8))
def test_any_json_maps_or_says_why(strange: dict[str, Any]) -> None:
    """Whatever stands in a post's fields, the outcome is a post, a reason or an error that names a field."""
    for outcome in posts_of_page(page(tweet() | strange), seen_at=None):
        assert isinstance(outcome, Post | Reason | InvalidValue)
