"""Tokens that end, and their successors."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from bot.errors import ConfigError
from bot.networks.x.client import XClient
from bot.networks.x.tokens import UserToken
from bot.networks.x.trouble import Trouble, XTrouble
from tests.bot.x.stage import Stage, stage
from tests.fake_x import FakeRequest, Mood, moods
from tests.fakes import TickingClock


def client_of(world: Stage, kept: list[UserToken], **but: Any) -> XClient:
    return XClient(world.x.user_token(**but), world.clock, keep=kept.append, wire=world.x.wire())


def test_a_token_is_renewed_before_it_ends_and_stored_before_it_is_used() -> None:
    """The successor is kept when nothing but the renewal was asked for yet; the next call goes with it."""
    with stage() as world:
        seen: list[int] = []
        kept: list[UserToken] = []

        def keep(token: UserToken) -> None:
            seen.append(len(world.x.asked("GET")))
            kept.append(token)

        token = world.x.user_token(expires_at=world.clock.now() + timedelta(seconds=30))
        client = XClient(token, world.clock, keep=keep, wire=world.x.wire())
        client.me()
        client.me()

        assert seen == [0]
        assert kept[0].access == "access-2"
        assert kept[0].refresh == "refresh-2"
        assert kept[0].expires_at == world.clock.now() + timedelta(hours=2)
        assert {each.headers["authorization"] for each in world.x.asked("GET")} == {"Bearer access-2"}


def test_a_token_that_ended_early_is_renewed_once() -> None:
    """A 401 made nothing: renew, ask again, and then no more."""
    with stage() as world:
        kept: list[UserToken] = []
        client = client_of(world, kept)
        world.x.routes.keys.access = set()

        assert client.me()["data"]
        world.x.mood = lambda request: moods.UNAUTHORIZED if request.method == "GET" else None
        with pytest.raises(XTrouble):
            client.me()

        assert [each.access for each in kept] == ["access-2", "access-3"]
        assert len(world.x.requests) == 6


def test_two_threads_renew_once() -> None:
    """A thread whose question went out with the old token waits for the successor and renews nothing."""
    with stage() as world, ThreadPoolExecutor(1) as pool:
        others: list[Future[object]] = []
        other_has_asked = Event()

        def keep(_token: UserToken) -> None:
            others.append(pool.submit(client.me))
            other_has_asked.wait(timeout=10)

        def mood(request: FakeRequest) -> None:
            if others and request.method == "GET":
                other_has_asked.set()

        client = XClient(world.x.user_token(), world.clock, keep=keep, wire=world.x.wire())
        world.x.routes.keys.access = set()
        world.x.mood = mood
        client.me()

        assert others[0].result(timeout=10)
        assert len(world.x.asked("POST")) == 1


def test_a_renewal_that_is_refused_is_denied() -> None:
    """A refresh token that was used elsewhere asks for a person."""
    with stage() as world:
        kept: list[UserToken] = []
        client = client_of(world, kept, refresh="used-elsewhere", expires_at=world.clock.now())

        with pytest.raises(XTrouble) as caught:
            client.me()

        assert caught.value.kind is Trouble.DENIED
        assert not kept


@pytest.mark.parametrize(
    ("mood", "kind"),
    [
        (moods.BROKEN, Trouble.BROKEN),
        (moods.HANGS_UP, Trouble.UNREACHABLE),
        (moods.EMPTY, Trouble.ODD),
        (Mood(status=200, body=b'{"access_token": null}'), Trouble.ODD),
    ],
    ids=["broken", "hangs up", "empty", "null"],
)
def test_a_renewal_that_fails_is_our_error(mood: Mood, kind: Trouble) -> None:
    """Whatever the renewal answers, nothing is kept and nothing is asked with the old token."""
    with stage() as world:
        kept: list[UserToken] = []
        client = client_of(world, kept, expires_at=world.clock.now())
        world.x.mood = [mood]

        with pytest.raises(XTrouble) as caught:
            client.me()

        assert caught.value.kind is kind
        assert not kept
        assert world.x.asked("GET") == []


def test_a_token_without_a_successor_is_used_to_its_end() -> None:
    """Where nobody can store a successor, none is asked for."""
    with stage() as world:
        client = XClient(world.x.user_token(expires_at=world.clock.now()), world.clock, wire=world.x.wire())

        client.me()

        assert world.x.asked("POST") == []


def test_an_app_with_a_secret_proves_itself() -> None:
    """The secret goes along as a password, and only at the renewal."""
    with stage() as world:
        client = client_of(world, [], client_secret="s3cret", expires_at=world.clock.now())

        client.me()

        assert world.x.asked("POST")[0].headers["authorization"].startswith("Basic ")
        assert world.x.asked("GET")[0].headers["authorization"] == "Bearer access-2"


def test_a_token_is_written_and_read() -> None:
    """A token comes back from its file as it was."""
    token = UserToken(client_id="c", client_secret="s", access="a", refresh="r", expires_at=TickingClock().now())

    assert UserToken.read(token.written()) == token
    assert UserToken.read('{"client_id": "c", "access": "a"}') == UserToken(client_id="c", access="a")


@pytest.mark.parametrize("written", ["", "token", "[]", "{}", '{"client_id": "c", "access": "a", "expires_at": "x"}'])
def test_a_file_that_holds_no_token_is_refused(written: str) -> None:
    """A file that is not ours is said to be wrong."""
    with pytest.raises(ConfigError):
        UserToken.read(written)
