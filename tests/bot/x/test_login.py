"""Logins of OAuth 2, through the library's own handler."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import ConfigError
from bot.networks.x.login import Login, begin
from tests.bot.x.stage import Stage, stage
from tests.fake_x import Mood, moods

REDIRECT = "https://digest.example.org/done"


def login(world: Stage, *, client_secret: str = "") -> Login:
    return begin("client-id", redirect=REDIRECT, clock=world.clock, client_secret=client_secret, wire=world.x.wire())


def allowed(world: Stage, under_way: Login, code: str = "code-1") -> str:
    """Return the address that the browser is sent on to when the person allows it."""
    asked = parse_qs(urlsplit(under_way.url).query)
    world.x.routes.keys.codes[code] = asked["code_challenge"][0]
    return f"{REDIRECT}?state={asked['state'][0]}&code={code}"


def test_a_login_asks_for_what_is_needed_and_can_be_renewed() -> None:
    """The address asks for four scopes, one of them to renew, and answers a challenge."""
    with stage() as world:
        asked = parse_qs(urlsplit(login(world).url).query)

        assert asked["scope"] == ["tweet.read tweet.write users.read offline.access"]
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["redirect_uri"] == [REDIRECT]


@pytest.mark.parametrize("secret", ["", "s3cret"], ids=["public", "with a secret"])
def test_a_code_becomes_a_token(secret: str) -> None:
    """What the person brings back becomes a token with its end and its successor's key."""
    with stage() as world:
        under_way = login(world, client_secret=secret)

        token = under_way.token(f" {allowed(world, under_way)}\n")

        assert (token.access, token.refresh, token.client_secret) == ("access-2", "refresh-2", secret)
        assert token.expires_at is not None
        assert token.expires_at > world.clock.now()
        assert world.x.requests[0].headers.get("authorization", "").startswith("Basic ") is bool(secret)


def test_fewer_powers_than_asked_for_are_a_token_all_the_same() -> None:
    """The library raises a warning there; what it may do is found out by `config check --online`."""
    body = b'{"token_type": "bearer", "access_token": "access-9", "scope": "tweet.read", "expires_in": 7200}'
    with stage() as world:
        under_way = login(world)
        address = allowed(world, under_way)
        world.x.mood = [Mood(status=200, body=body)]

        assert under_way.token(address).access == "access-9"


@pytest.mark.parametrize(
    "address",
    ["", "code-1", REDIRECT, f"{REDIRECT}?state=somebody&code=code-1", f"{REDIRECT}?error=access_denied"],
    ids=["nothing", "a code", "no code", "another's", "denied"],
)
def test_an_address_that_allows_nothing_is_refused(address: str) -> None:
    """Whatever is brought back instead, nothing is asked of X and a person is told what was expected."""
    with stage() as world:
        under_way = login(world)

        with pytest.raises(ConfigError, match="the whole address"):
            under_way.token(address)

        assert world.x.requests == []


@pytest.mark.parametrize(
    "mood", [moods.BROKEN, moods.HANGS_UP, moods.EMPTY, moods.ARRAY, moods.UNAUTHORIZED, moods.ELSEWHERE], ids=str
)
def test_t118_an_odd_answer_to_a_login_is_our_error(mood: Mood) -> None:
    """No answer of X ends in an error of the library's."""
    with stage() as world:
        under_way = login(world)
        address = allowed(world, under_way)
        world.x.mood = [mood]

        with pytest.raises(ConfigError):
            under_way.token(address)


def test_t117_a_login_logs_no_code_and_no_token(caplog: pytest.LogCaptureFixture) -> None:
    """With the root of all loggers at DEBUG no record holds what the login is made of."""
    caplog.set_level(logging.DEBUG)
    with stage() as world:
        under_way = login(world, client_secret="s3cret")

        under_way.token(allowed(world, under_way))

        assert caplog.records
        assert not [secret for secret in ("access-2", "refresh-2", "code-1", "s3cret") if secret in caplog.text]
