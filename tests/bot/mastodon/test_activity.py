"""From a person's own export to posts."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.activity import Repost, post_of_create
from curation.model import AccountState, PostRef, Visibility
from tests.makers import NOON

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = "https://mastodon.example/users/ana"
PROFILE = {
    "id": ACTOR,
    "type": "Person",
    "preferredUsername": "ana",
    "name": "Ana 🌻",
    "summary": "<p>Teacher</p>",
    "url": "https://mastodon.example/@ana",
    "indexable": True,
    "discoverable": False,
    "published": "2012-01-01T00:00:00Z",
    "attachment": [{"type": "PropertyValue", "name": "Bots", "value": "<b>no</b>"}],
}


def note(**but: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": f"{ACTOR}/statuses/7",
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": "2015-11-11T12:00:00Z",
        "url": "https://mastodon.example/@ana/7",
        "attributedTo": ACTOR,
        "to": [PUBLIC],
        "cc": [f"{ACTOR}/followers"],
        "sensitive": False,
        "content": '<p>lovely <a href="https://blog.example/closures">x</a> '
        '<a href="https://mastodon.example/tags/BIT15" class="mention hashtag" rel="tag">#<span>BIT15</span></a></p>',
        "contentMap": {"en": "<p>lovely</p>"},
        "tag": [{"type": "Hashtag", "href": "https://mastodon.example/tags/bit15", "name": "#BIT15"}],
    }
    return found | but


def create(actor: object = ACTOR, **but: Any) -> dict[str, Any]:
    return {"id": f"{ACTOR}/statuses/7/activity", "type": "Create", "actor": actor, "object": note(**but)}


def test_an_activity_is_a_post() -> None:
    """A Create with its profile gives the post that the API would give."""
    post = post_of_create(create(PROFILE), seen_at=NOON)

    assert post.ref == PostRef("mastodon", f"{ACTOR}/statuses/7")
    assert (post.url, post.text) == ("https://mastodon.example/@ana/7", "lovely x #BIT15")
    assert post.links == ("https://blog.example/closures",)
    assert [str(each) for each in post.hashtags] == ["#BIT15"]
    assert (post.created_at, post.language, post.visibility) == (NOON, "en", Visibility.PUBLIC)
    author = post.author
    assert (author.handle, author.name, author.bio) == ("ana@mastodon.example", "Ana 🌻", "Teacher\nBots no")
    assert (author.indexable, author.discoverable, author.is_bot) == (True, False, False)
    assert author.state is AccountState.ACTIVE
    assert author.created_at == datetime(2012, 1, 1, tzinfo=UTC)


def test_without_a_profile_nothing_is_known() -> None:
    """An outbox alone names its person by address; by default nobody is named, linked or quoted."""
    author = post_of_create(create(), seen_at=NOON).author

    assert (author.handle, author.name) == ("ana@mastodon.example", "ana@mastodon.example")
    assert author.state is AccountState.UNKNOWN
    assert not author.indexable


def test_without_a_time_of_seeing_it_was_seen_when_written() -> None:
    """An archive is taken as seen when written."""
    assert post_of_create(create(), seen_at=None).seen_at == NOON


@pytest.mark.parametrize(
    ("to", "cc", "meant"),
    [
        ([PUBLIC], [], Visibility.PUBLIC),
        ("as:Public", None, Visibility.PUBLIC),
        ([f"{ACTOR}/followers"], ["Public"], Visibility.UNLISTED),
        ([f"{ACTOR}/followers"], [], Visibility.PRIVATE),
        (["https://other.example/users/ben"], [], Visibility.DIRECT),
        (None, None, Visibility.DIRECT),
        ([7, None], {"x": 1}, Visibility.DIRECT),
    ],
)
def test_t104_whom_it_is_addressed_to(to: object, cc: object, meant: Visibility) -> None:
    """Only what is addressed to the public is public, in every way that is written."""
    assert post_of_create(create(to=to, cc=cc), seen_at=NOON).visibility is meant


def test_t25_a_boost_is_no_post() -> None:
    """An Announce says nothing of its own."""
    with pytest.raises(Repost):
        post_of_create({"type": "Announce", "object": "https://other.example/1"}, seen_at=NOON)


@pytest.mark.parametrize(
    ("but", "field"),
    [
        ({"type": "Tombstone"}, "type"),
        ({"id": ""}, "id"),
        ({"published": "yesterday"}, "published"),
        ({"attributedTo": "", "url": "", "id": "urn:uuid:7"}, "attributedTo"),
        ({"attributedTo": "https://[broken/users/ana"}, "attributedTo"),
        ({"attributedTo": "https://mastodon.example/ap/users/115", "url": None}, "attributedTo"),
    ],
)
def test_what_is_no_post_is_refused(but: dict[str, Any], field: str) -> None:
    """Without kind, identity, time or writer there is no post."""
    with pytest.raises(NotAPost) as caught:
        post_of_create(create(**but), seen_at=NOON)

    assert caught.value.field == field


def test_numbers_in_addresses_are_nobodys_name() -> None:
    """`/ap/users/115…` names nobody; the permalink does."""
    home = "https://mastodon.example/ap/users/115"

    author = post_of_create(create(attributedTo=home), seen_at=NOON).author

    assert author.handle == "ana@mastodon.example"


@pytest.mark.parametrize(
    ("profile", "state"),
    [
        ({"suspended": True}, AccountState.SUSPENDED),
        ({"movedTo": "https://new.example/users/ana"}, AccountState.MOVED),
        ({}, AccountState.ACTIVE),
    ],
)
def test_standing_of_a_profile(profile: dict[str, Any], state: AccountState) -> None:
    """A profile says whether its person moved or was suspended."""
    assert post_of_create(create(PROFILE | profile), seen_at=NOON).author.state is state


@pytest.mark.parametrize("kind", ["Service", "Application"])
def test_robots_are_bots(kind: str) -> None:
    """The kinds of actors that are no persons are bots."""
    assert post_of_create(create(PROFILE | {"type": kind}), seen_at=NOON).author.is_bot


def test_the_rest_of_a_note() -> None:
    """Answers, mentions, warnings, edits and boosts are kept."""
    tags = [{"type": "Mention", "name": "@ben@other.example"}, {"type": "Hashtag", "name": "#2015"}, "odd"]
    made = create(
        inReplyTo="https://other.example/1",
        tag=tags,
        summary="politics",
        sensitive=True,
        updated="2015-11-11T13:00:00Z",
        shares={"totalItems": 3},
        contentMap={"en": "a", "fr": "b"},
    )

    post = post_of_create(made, seen_at=NOON)

    assert post.reply_to == PostRef("mastodon", "https://other.example/1")
    assert (post.mentions, post.hashtags) == (("ben@other.example",), ())
    assert (post.content_warning, post.sensitive, post.boosts, post.language) == ("politics", True, 3, "")
    assert post.edited_at == datetime(2015, 11, 11, 13, tzinfo=UTC)


def test_one_tag_need_be_no_list_and_one_text_no_content() -> None:
    """ActivityPub allows a lone value for a list, and a text by language alone."""
    lone = {"type": "Hashtag", "name": "#BIT15"}

    post = post_of_create(create(tag=lone, content=None, contentMap={"de": "<p>schön</p>"}), seen_at=NOON)

    assert [each.key for each in post.hashtags] == ["bit15"]
    assert (post.text, post.language) == ("schön", "de")


def test_a_note_without_its_activity_is_a_post() -> None:
    """Some exports hold the notes themselves."""
    assert post_of_create(note(), seen_at=NOON).author.handle == "ana@mastodon.example"


@pytest.mark.parametrize(
    ("attached", "pictured"), [([], False), ([{"type": "Image"}], True), ({"type": "Video"}, True)]
)
def test_c17_what_may_show_people_is_noticed(attached: object, *, pictured: bool) -> None:
    """One attachment may stand without a list around it."""
    assert post_of_create(create(attachment=attached), seen_at=NOON).pictured is pictured
