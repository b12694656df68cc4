"""From statuses to posts."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.mapping import capture_of, mention_of, payload_of, post_of, receipt_of
from curation.consent import refusal
from curation.errors import CurationError
from curation.model import AccountRef, AccountState, Post, PostRef, Reason, Visibility
from tests.fake_mastodon import FakeMastodon, shapes
from tests.fakes import TickingClock
from tests.makers import NOON, course

SERVER = "mastodon.example"


def status(text: str = "lovely https://blog.example/closures #BIT15", who: str = "ana", **but: Any) -> dict[str, Any]:
    """Return the JSON of a post; keywords are fields of the JSON to replace."""
    world = FakeMastodon(TickingClock().now)
    made = world.post(who, text)
    return shapes.status_json(made, domain=SERVER, card_of=world.card_of) | but


def account(**but: Any) -> dict[str, Any]:
    found: dict[str, Any] = status()["account"]
    return found | but


def mapped(found: dict[str, Any]) -> Post:
    return post_of(found, server=SERVER, seen_at=NOON)


def test_a_whole_status() -> None:
    """What a server says becomes a post in our words."""
    post = mapped(status(reblogs_count=4, edited_at="2015-11-11T12:30:00.000Z", language="fr"))

    assert post.ref == PostRef("mastodon", "https://mastodon.example/users/ana/statuses/1")
    assert post.url == "https://mastodon.example/@ana/1"
    assert post.text == "lovely https://blog.example/closures #BIT15"
    assert post.links == ("https://blog.example/closures",)
    assert [each.key for each in post.hashtags] == ["bit15"]
    assert (post.created_at, post.seen_at) == (NOON, NOON)
    assert post.edited_at == datetime(2015, 11, 11, 12, 30, tzinfo=UTC)
    assert (post.boosts, post.language, post.visibility) == (4, "fr", Visibility.PUBLIC)
    assert post.author.account == AccountRef("mastodon", "ana@mastodon.example")


def test_identity_is_the_uri_and_never_a_local_id() -> None:
    """A post without a uri is no post, whatever its id; without url the uri is the permalink."""
    no_url = mapped(status(url=None))

    assert no_url.url == no_url.ref.uri
    with pytest.raises(NotAPost, match="uri"):
        mapped(status(uri=None))


@pytest.mark.parametrize(
    ("given_acct", "handle"),
    [
        ("ana", "ana@mastodon.example"),
        ("Ana", "Ana@mastodon.example"),
        ("ana@other.example", "ana@other.example"),
        ("ana.b-c_d@münchen.example", "ana.b-c_d@münchen.example"),
    ],
)
def test_handles_are_qualified(given_acct: str, handle: str) -> None:
    """A bare name is the server's own; the account's identity is in lower case."""
    author = mapped(status(account=account(acct=given_acct))).author

    assert author.handle == handle
    assert author.account.id == handle.casefold()


def test_an_archives_bare_names_are_at_home_where_their_address_is() -> None:
    """Without a server the account's own address says where a bare name lives."""
    post = post_of(status(), server="", seen_at=NOON)

    assert post.author.handle == "ana@mastodon.example"


@pytest.mark.parametrize(
    "but",
    [
        {"acct": "", "username": ""},
        {"acct": "ana b"},
        {"acct": "<script>@evil.example"},
        {"acct": "ana@\u202eelpmaxe"},
        {"acct": "ana@b@c"},
    ],
)
def test_hostile_handles_are_no_posts(but: dict[str, Any]) -> None:
    """A handle that no server would give is refused and counted, never shown."""
    with pytest.raises(NotAPost, match="acct"):
        mapped(status(account=account(**but)))


def test_an_account_with_an_address_that_is_none_has_no_home() -> None:
    """A bare name whose account has no address cannot be qualified."""
    with pytest.raises(NotAPost):
        post_of(status(account=account(url="https://[broken", uri=None)), server="", seen_at=NOON)


@pytest.mark.parametrize("value", [None, "yes", 0, 1, {}])
@pytest.mark.parametrize("name", ["bot", "noindex", "indexable", "discoverable"])
def test_only_true_is_true(name: str, value: object) -> None:
    """Null, absent and odd flags are false."""
    author = mapped(status(account=account(**{name: value}))).author

    assert not getattr(author, "is_bot" if name == "bot" else name)


@pytest.mark.parametrize(
    ("but", "state"),
    [
        ({}, AccountState.ACTIVE),
        ({"locked": True}, AccountState.ACTIVE),
        ({"moved": None, "suspended": None, "limited": None}, AccountState.ACTIVE),
        ({"suspended": True, "limited": True}, AccountState.SUSPENDED),
        ({"limited": True}, AccountState.LIMITED),
        ({"moved": {"acct": "ana@new.example"}}, AccountState.MOVED),
    ],
)
def test_standing_of_an_account(but: dict[str, Any], state: AccountState) -> None:
    """What the server says of the account's standing is kept; approving followers is no protection of posts."""
    assert mapped(status(account=account(**but))).author.state is state


def test_bio_and_fields_are_plain_text() -> None:
    """The bio is note and fields as text, so that a wish is seen wherever it stands."""
    fields = [{"name": "Bots", "value": '<a href="https://x.example">no</a> #nobot'}, "odd", {"name": None}]

    bio = mapped(status(account=account(note="<p>Teacher.<br>Ontario</p>", fields=fields))).author.bio

    assert bio == "Teacher.\nOntario\nBots no #nobot"


@pytest.mark.parametrize(
    ("name", "shown"), [("", "ana@mastodon.example"), ("Ana 🌻", "Ana 🌻"), (None, "ana@mastodon.example")]
)
def test_names_are_never_empty(name: str | None, shown: str) -> None:
    """Where there is no name the handle stands for it."""
    assert mapped(status(account=account(display_name=name))).author.name == shown


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("public", Visibility.PUBLIC),
        ("unlisted", Visibility.UNLISTED),
        ("private", Visibility.PRIVATE),
        ("direct", Visibility.DIRECT),
        ("local", Visibility.PRIVATE),
        (None, Visibility.PRIVATE),
    ],
)
def test_t104_an_unknown_visibility_is_not_public(word: str | None, meant: Visibility) -> None:
    """Whom the writer meant is what the server says; silence and new words are not public."""
    assert mapped(status(visibility=word)).visibility is meant


def test_t103_a_boost_is_its_original_with_the_originals_visibility() -> None:
    """A public boost of an unlisted post is that unlisted post, and refused as such."""
    original = status("unlisted https://blog.example/1", "ben@other.example", visibility="unlisted")
    boost = status("", "ana", reblog=original, visibility="public")

    capture = capture_of(boost, source="mastodon:x", server=SERVER, seen_at=NOON)

    assert capture.post.author.handle == "ben@other.example"
    assert capture.post.visibility is Visibility.UNLISTED
    assert capture.local_id == original["id"]
    assert b"ana" not in capture.payload
    refused = refusal(capture.post, (), course(), NOON)
    assert refused is not None
    assert refused.reason is Reason.NOT_PUBLIC


def test_t25_a_boost_is_no_share_of_the_booster() -> None:
    """The post of a boost is the original writer's."""
    post = mapped(status("", "ana", reblog=status("mine", "ben")))

    assert post.author.name == "Ben"
    assert post.repost_of is None


@pytest.mark.parametrize("shape", ["wrapped", "bare"])
def test_t26_a_quote_comes_with_its_links(shape: str) -> None:
    """A quoted post is kept apart with its links; its own address is no link of the quoting post."""
    quoted = status("see https://blog.example/q #nodigest", "ben")
    quote = {"state": "accepted", "quoted_status": quoted} if shape == "wrapped" else quoted
    content = (
        f'<p class="quote-inline">RE: <a href="{quoted["url"]}">x</a></p><p>this! <a href="{quoted["url"]}">y</a></p>'
    )

    post = mapped(status(quote=quote, content=content))

    assert post.links == ()
    assert post.text == "this! y"
    assert post.quote is not None
    assert post.quote.links == ("https://blog.example/q",)
    assert post.quote.author.name == "Ben"
    assert "#nodigest" in post.quote.text


@pytest.mark.parametrize(
    "quote",
    [
        None,
        {"state": "revoked", "quoted_status": None},
        {"state": "pending", "quoted_status": {"account": {"acct": "ben"}, "uri": "https://b.example/1"}},
        {"state": "accepted", "quoted_status_id": "17"},
        {"state": "accepted", "quoted_status": {"account": {"acct": "ben"}}},
        "odd",
    ],
)
def test_a_quote_that_is_not_shown_is_none(quote: object) -> None:
    """Without a quoted post that may be shown the post is mapped without it."""
    assert mapped(status(quote=quote)).quote is None


def test_t120_absent_lists_and_nulls_map() -> None:
    """A status of which nothing is there but what it must have maps."""
    bare = {
        "uri": "https://mastodon.example/1",
        "account": {"acct": "ana"},
        "created_at": "2015-11-11T14:00:00+02:00",
        "tags": None,
        "mentions": None,
    }

    post = mapped(bare)

    assert post.created_at == NOON
    assert (post.hashtags, post.mentions, post.links, post.text) == ((), (), (), "")


@pytest.mark.parametrize("text", ["2015-11-11T12:00:00", "2015-11-11T12:00:00Z", "2015-11-11T07:00:00.000-05:00"])
def test_t120_times_are_utc(text: str) -> None:
    """A time in any zone is the same instant in UTC; a time without one is UTC's."""
    post = mapped(status(created_at=text))

    assert post.created_at == NOON
    assert post.created_at.tzinfo is UTC


def test_t120_the_hosts_zone_changes_nothing() -> None:
    """On a host in Tokyo the same status has the same time."""
    program = (
        "from datetime import UTC, datetime\n"
        "from bot.networks.mastodon.mapping import post_of\n"
        "s = {'uri': 'u', 'account': {'acct': 'ana@b.example'}, 'created_at': '2015-11-11T12:00:00'}\n"
        "print(post_of(s, server='', seen_at=datetime(2015, 11, 11, tzinfo=UTC)).created_at.isoformat())\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "TZ": "Asia/Tokyo"},  # noqa: TID251 - another process's zone
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "2015-11-11T12:00:00+00:00"


@pytest.mark.parametrize("text", ["", "yesterday", None, 7, "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_post_without_a_time_is_none(text: object) -> None:
    """What has no time cannot be placed in a day."""
    with pytest.raises(NotAPost, match="created_at"):
        mapped(status(created_at=text))


def test_tags_that_are_none_are_left_out() -> None:
    """Only what is a hashtag is one, and remote names need not occur in the text."""
    post = mapped(status(tags=[{"name": "BIT15"}, {"name": "2015"}, {"name": "a b"}, {"name": None}, "odd"]))

    assert [each.key for each in post.hashtags] == ["bit15"]


def test_mentions_are_full_handles() -> None:
    """Who is addressed is kept with their domain; what is no handle is left out."""
    post = mapped(status(mentions=[{"acct": "ben"}, {"acct": "cara@other.example"}, {"acct": "d e"}, {}]))

    assert post.mentions == ("ben@mastodon.example", "cara@other.example")


def test_warnings_are_kept_harmless() -> None:
    """A content warning and the sensitive mark arrive, as text."""
    post = mapped(status(spoiler_text="politics &amp; \u202efood", sensitive=True))

    assert post.content_warning == "politics & food"
    assert post.sensitive


def test_t43_the_card_changes_nothing() -> None:
    """A post is the same before its preview card is there, with one, and with a card about another page."""
    cards = (None, {"url": "https://evil.example/undefined", "title": "x"}, {"url": "https://blog.example/closures"})

    assert len({mapped(status(card=each)) for each in cards}) == 1


def test_t46_payloads_hold_no_counts_of_people() -> None:
    """Numbers of followers, of posts, and the last activity of a person are not kept."""
    payload = payload_of(status(quote={"state": "accepted", "quoted_status": status("x", "ben")}))

    assert b"followers" not in payload
    assert b"following_count" not in payload
    assert b"statuses_count" not in payload
    assert b"last_status_at" not in payload
    assert orjson.loads(payload)["reblogs_count"] == 0


@pytest.mark.parametrize("shape", ["wrapped", "bare", "shallow", "odd"])
def test_payloads_hold_no_words_of_others(shape: str) -> None:
    """Of a quoted post only its identity is kept: who wrote it may never have heard of us."""
    quoted = status("their words", "ben")
    quote = {
        "wrapped": {"state": "accepted", "quoted_status": quoted},
        "bare": quoted,
        "shallow": {"state": "accepted", "quoted_status_id": "7"},
        "odd": "odd",
    }[shape]

    payload = payload_of(status("mine", quote=quote))

    assert b"their words" not in payload
    assert b'"acct":"ben"' not in payload
    assert (quoted["uri"].encode() in payload) is (shape in {"wrapped", "bare"})


def test_a_payload_maps_to_the_same_post() -> None:
    """What was kept raw gives the post again."""
    capture = capture_of(status("a https://b.example/c #BIT15"), source="mastodon:x", server=SERVER, seen_at=NOON)

    assert mapped(orjson.loads(capture.payload)) == capture.post


@pytest.mark.parametrize(
    ("count", "boosts"), [(3, 3), (0, 0), (-5, 0), (2**64 - 1, 2**31 - 1), (True, 0), ("7", 0), (None, 0), (1.5, 0)]
)
def test_t19_counts_are_numbers_a_database_can_hold(count: object, boosts: int) -> None:
    """A count is a plain number of a sensible size, and anything else is none."""
    assert mapped(status(reblogs_count=count)).boosts == boosts


def test_a_number_for_an_id_is_text() -> None:
    """Servers that write ids as numbers are understood."""
    assert capture_of(status(id=1234), source="x", server=SERVER, seen_at=NOON).local_id == "1234"
    assert receipt_of(status(id=1234)).local_id == "1234"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(max_size=8),  # as far as orjson reads them
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from([*status(), *account()]), JSON),
    st.dictionaries(st.sampled_from([*account()]), JSON),
)
def test_t118_any_json_is_a_post_or_a_refusal(odd: dict[str, Any], odd_account: dict[str, Any]) -> None:
    """Whatever stands in the fields, mapping gives a post or one of two errors, and nothing else."""
    found = status() | {"account": account(**odd_account)} | odd

    try:
        post = mapped(found)
    except (NotAPost, CurationError):
        return

    assert post.ref.uri
    payload_of(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@bot stop", "stop"),
        ("@bot@mastodon.example  Stop please", "Stop please"),
        ("@bot @ben stop", "stop"),
        ("@bot", ""),
        ("hello @bot stop", "hello @bot stop"),
    ],
)
def test_a_mention_is_what_follows_the_names(text: str, said: str) -> None:
    """The names that a message begins with are not part of what it says."""
    world = FakeMastodon(TickingClock().now)
    made = world.post("ana", text, visibility="direct")
    found = {
        "id": "77",
        "created_at": "2015-11-11T12:01:00.000Z",
        "account": shapes.account_json(made.account, domain=SERVER),
        "status": shapes.status_json(made, domain=SERVER, card_of=world.card_of),
    }

    mention = mention_of(found, server=SERVER)

    assert mention.text == said
    assert (mention.id, mention.local_id, mention.direct, mention.is_bot) == ("77", made.id, True, False)
    assert mention.handle == "ana@mastodon.example"
    assert mention.at == datetime(2015, 11, 11, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("media", [[], [{"type": "image"}], [{"type": "unknown"}]])
def test_c17_what_may_show_people_is_noticed(media: list[dict[str, str]]) -> None:
    """Pictures, videos and what no client knows yet."""
    assert mapped(status() | {"media_attachments": media}).pictured is bool(media)
