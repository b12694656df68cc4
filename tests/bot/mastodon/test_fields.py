"""Reading strangers' JSON, whatever is in it."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.fields import parsed, web_address, word
from bot.networks.mastodon.mapping import capture_of
from tests.bot.mastodon.test_mapping import SERVER, account, status
from tests.makers import NOON


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        pytest.param(rb'["\ud83d\ude00"]', ["😀"], id="a whole pair"),
        pytest.param(rb'["a \ud83d b", "\udc00"]', ["a \ufffd b", "\ufffd"], id="halves of pairs"),
        pytest.param(rb'["\ud83d\ud83d\ude00"]', ["\ufffd😀"], id="a half before a pair"),
        pytest.param(rb'["\\ud800", "\ud800"]', ["\\ud800", "\ufffd"], id="an escaped sign of escapes"),
        pytest.param(b'["caf\xe9"]', ["caf\ufffd"], id="no UTF-8"),
    ],
)
def test_one_odd_character_does_not_hide_a_page(answer: bytes, says: list[str]) -> None:
    """Some software lets people post half a character; everybody else's posts are on the same page."""
    assert parsed(answer) == says


@pytest.mark.parametrize(
    ("given_", "is_one"),
    [
        ("https://mastodon.example/@ana/1", True),
        ("http://127.0.0.1:8080/users/ana", True),
        ("https://mastodon.example", True),
        ("https://bücher.example/größe?a=1&b=2#x", True),
        ("https://ana:secret@evil.example/", False),
        ("https://mastodon.example/{{ 7*7 }}", False),
        ('https://mastodon.example/"onclick="x', False),
        ("https://mastodon.example/a b", False),
        ("https://mastodon.example/\u202etxt", False),
        ("https://", False),
        ("javascript:alert(1)", False),
        ("ftp://mastodon.example/", False),
        (7, False),
    ],
)
def test_an_address_is_one_that_a_page_can_hold_as_it_is(given_: object, is_one: bool) -> None:  # noqa: FBT001 - a case of the table
    """Nothing but http(s), without credentials, and no sign in it that no address is written with."""
    assert web_address({"url": given_}, "url") == (given_ if is_one else "")


@given(st.recursive(st.none() | st.integers(-9, 9) | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_json_is_read_as_it_is(value: object) -> None:
    """What was no trouble is not touched."""
    answer = json.dumps(value).encode()

    if not _has_halves(answer):
        assert parsed(answer) == json.loads(answer)


def _has_halves(answer: bytes) -> bool:
    try:
        orjson.loads(answer)
    except orjson.JSONDecodeError:
        return True
    return False


def test_what_is_no_json_stays_none() -> None:
    """Repairs make no sense of nonsense."""
    with pytest.raises(orjson.JSONDecodeError):
        parsed(b"<html>\xff")


@pytest.mark.parametrize("field", ["url", "language", "content", "spoiler_text"])
def test_no_field_holds_what_databases_refuse(field: str) -> None:
    """A NUL in one post, which PostgreSQL takes in no text, does not keep a whole page from being stored."""
    odd = status(**{field: "https://a.example/\0x"}, account=account(note="bio\0", display_name="A\0na", fields=None))

    post = capture_of(odd, source="s", server=SERVER, seen_at=NOON).post

    assert "\0" not in repr(post).replace("\\x00", "\0")
    assert word({"a": "\0b\0"}, "a") == "b"


@pytest.mark.parametrize("depth", [300, 900])
def test_a_status_nested_without_end_is_none(depth: int) -> None:
    """It is one odd thing on a page and not the end of the poll."""
    nested: object = []
    for _ in range(depth):
        nested = [nested]

    with pytest.raises(NotAPost):
        capture_of(status(odd=nested), source="s", server=SERVER, seen_at=NOON)
