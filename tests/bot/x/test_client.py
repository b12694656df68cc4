"""The one door to tweepy: odd answers, tokens, time-outs and redirects."""

import inspect
import logging
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import pytest
import requests
import tweepy.errors

from bot.errors import ConfigError
from bot.networks.x.client import XClient, kind_of_error
from bot.networks.x.tokens import AppToken, UserKeys, UserToken
from bot.networks.x.trouble import Trouble, XTrouble
from bot.networks.x.wire import TIME_OUTS, Wire
from tests.bot.x.stage import stage
from tests.fake_x import FakeX, Mood, moods
from tests.fakes import TickingClock

SECRETS = (
    "bearer-of-the-app",
    "consumer-key",
    "consumer-secret",
    "9000-access-token",
    "access-secret",
    "access-1",
    "access-2",
    "refresh-1",
    "refresh-2",
)

EXPECTED = {
    "BadRequest": Trouble.REJECTED,
    "Forbidden": Trouble.DENIED,
    "HTTPException": Trouble.REJECTED,
    "NotFound": Trouble.MISSING,
    "TooManyRequests": Trouble.BUSY,
    "TweepyException": Trouble.MISUSED,
    "TwitterServerError": Trouble.BROKEN,
    "Unauthorized": Trouble.DENIED,
}
LIBRARY_ERRORS = [found for _, found in inspect.getmembers(tweepy.errors, inspect.isclass)]


@pytest.mark.parametrize("error", LIBRARY_ERRORS, ids=lambda error: error.__name__)
def test_t118_every_error_of_the_library_is_mapped(error: type[Exception]) -> None:
    """Each exception class of tweepy has its meaning; a new one fails here."""
    assert kind_of_error(error.__new__(error)) is EXPECTED[error.__name__]


def test_t118_errors_of_the_session_are_silence() -> None:
    """What the session below the library raises is no answer; what is none of theirs is our mistake."""
    assert kind_of_error(requests.ConnectionError()) is Trouble.UNREACHABLE
    assert kind_of_error(requests.Timeout()) is Trouble.UNREACHABLE
    assert kind_of_error(requests.TooManyRedirects()) is Trouble.ODD
    assert kind_of_error(KeyError()) is Trouble.MISUSED


CALLS: dict[str, Callable[[XClient], object]] = {
    "search": lambda client: client.search("#BIT15", size=10),
    "posts": lambda client: client.posts(["1"]),
    "people": lambda client: client.people(["1"]),
    "own": lambda client: client.own_posts(size=10, start_time=TickingClock().now()),
    "me": lambda client: client.me(),
    "post": lambda client: client.post("hello"),
    "delete": lambda client: client.delete("1"),
}


@pytest.mark.parametrize("mood", moods.BAD_MOMENTS)
@pytest.mark.parametrize("call", CALLS)
def test_t118_every_odd_answer_to_every_call_is_our_error(call: str, mood: str) -> None:
    """401 to null, every answer to every call is our own error, which shows no token, and is asked for once."""
    with stage() as world:
        world.x.mood = lambda _request: moods.BAD_MOMENTS[mood]

        with pytest.raises(XTrouble) as caught:
            CALLS[call](world.writer)

        assert not any(secret in str(caught.value) for secret in SECRETS)
        assert len(world.x.requests) == 1


@pytest.mark.parametrize(
    ("mood", "kind"),
    [
        (moods.INVALID, Trouble.REJECTED),
        (moods.ERRORS_NULL_400, Trouble.REJECTED),
        (moods.UNAUTHORIZED, Trouble.DENIED),
        (moods.NO_CREDIT, Trouble.NO_CREDIT),
        (Mood(status=402, body=b""), Trouble.NO_CREDIT),
        (moods.NO_CREDIT_403, Trouble.NO_CREDIT),
        (moods.NO_CREDIT_503, Trouble.NO_CREDIT),
        (moods.USAGE_CAP, Trouble.NO_CREDIT),
        (moods.FORBIDDEN, Trouble.DENIED),
        (moods.HTML_403, Trouble.DENIED),
        (moods.DUPLICATE, Trouble.DUPLICATE),
        (moods.UNSUMMONED, Trouble.UNSUMMONED),
        (moods.PARENT_GONE, Trouble.MISSING),
        (moods.NOT_FOUND, Trouble.MISSING),
        (moods.TEAPOT, Trouble.REJECTED),
        (moods.busy(), Trouble.BUSY),
        (moods.UNAVAILABLE, Trouble.BUSY),
        (moods.HTML_503, Trouble.BUSY),
        (moods.BROKEN, Trouble.BROKEN),
        (moods.ARRAY_500, Trouble.BROKEN),
        (moods.GATEWAY_TIME_OUT, Trouble.BROKEN),
        (moods.HANGS_UP, Trouble.UNREACHABLE),
        (moods.CUT_OFF_AFTER, Trouble.UNREACHABLE),
        (Mood(status=401, body=b'{"title": "Unauthorized"}', cuts_at=5), Trouble.DENIED),
        (moods.EMPTY, Trouble.ODD),
        (moods.HTML_PAGE, Trouble.ODD),
        (moods.ERRORS_NULL, Trouble.ODD),
        (moods.ELSEWHERE, Trouble.ODD),
    ],
    ids=str,
)
def test_t118_answers_are_told_apart_by_status_and_words(mood: Mood, kind: Trouble) -> None:
    """What X says decides, where one status has several meanings."""
    with stage() as world:
        world.x.mood = [mood]

        with pytest.raises(XTrouble) as caught:
            world.writer.post("hello")

        assert caught.value.kind is kind


def test_t115_a_limit_without_a_reset_is_one_request() -> None:
    """429 without a time is asked once, and again after fifteen minutes; the library would ask on without end."""
    with stage() as world:
        world.x.mood = lambda _request: moods.busy()

        with pytest.raises(XTrouble) as caught:
            world.reader.search("#BIT15", size=10)

        assert caught.value.retry_at == world.clock.now() + timedelta(minutes=15)
        assert len(world.x.requests) == 1


def test_t116_time_outs_are_ours() -> None:
    """X is given ten seconds to connect and thirty to say something."""
    assert TIME_OUTS == (10.0, 30.0)


@pytest.mark.parametrize("mood", [moods.SILENT, moods.SILENT_AFTER], ids=["not made", "made"])
def test_t116_silence_is_left(mood: Mood) -> None:
    """An X that takes the question and stays silent is left when the time is over."""
    with stage() as world:
        world.x.mood = lambda _request: mood
        client = XClient(world.x.user_keys, world.clock, wire=world.x.wire(time_outs=(1.0, 0.2)))

        started = monotonic()
        with pytest.raises(XTrouble) as caught:
            client.post("hello")

        assert caught.value.kind is Trouble.UNREACHABLE
        assert monotonic() - started < 10


def test_nobody_there_is_unreachable() -> None:
    """Nobody listening is no answer."""
    with stage() as world:
        url = world.x.url
    client = XClient(AppToken(bearer="b"), TickingClock(), wire=Wire(base=url))

    with pytest.raises(XTrouble) as caught:
        client.search("#BIT15", size=10)

    assert caught.value.kind is Trouble.UNREACHABLE


def _client(x: FakeX, kind: str, clock: TickingClock) -> XClient:
    tokens: dict[str, AppToken | UserKeys | UserToken]
    tokens = {"app": x.app, "keys": x.user_keys, "token": x.user_token(expires_at=clock.now())}
    return XClient(tokens[kind], clock, keep=lambda _token: None, wire=x.wire())


@pytest.mark.parametrize("kind", ["app", "keys", "token"])
@pytest.mark.parametrize("mood", [None, moods.BROKEN, moods.UNAUTHORIZED, moods.HANGS_UP], ids=str)
def test_t117_no_token_in_any_log_record(kind: str, mood: Mood | None, caplog: pytest.LogCaptureFixture) -> None:
    """With the root of all loggers at DEBUG no record holds a token, whatever its kind and whatever X answers."""
    caplog.set_level(logging.DEBUG)
    with stage() as world:
        world.x.post("ana", "#BIT15", at=world.clock.now() - timedelta(minutes=1))
        client = _client(world.x, kind, world.clock)
        world.x.mood = lambda request: mood if "oauth2" not in request.path else None

        if mood is None:
            client.search("#BIT15", size=10)
        else:
            with pytest.raises(XTrouble):
                client.search("#BIT15", size=10)

        assert caplog.records
        assert not [secret for secret in SECRETS if secret in caplog.text]


@pytest.mark.parametrize("kind", ["app", "keys", "token"])
def test_t117_tokens_do_not_show_themselves(kind: str) -> None:
    """What a token looks like in an error or a debugger tells nothing."""
    with stage() as world:
        token = {"app": world.x.app, "keys": world.x.user_keys, "token": world.x.user_token()}[kind]

        assert not [secret for secret in SECRETS if secret in repr(token)]


@pytest.mark.parametrize("bad", ["", "  ", "None", "two words", "line\n"])
def test_t117_a_token_that_is_none_is_refused(bad: str) -> None:
    """The library would send "Bearer None"."""
    with pytest.raises(ConfigError):
        AppToken(bearer=bad)
    with pytest.raises(ConfigError):
        UserKeys(consumer_key="a", consumer_secret="b", access_token=bad, access_secret="d")
    with pytest.raises(ConfigError):
        UserToken(client_id="c", access=bad)


def test_a_redirect_takes_the_token_nowhere() -> None:
    """Neither a key nor a post goes where an answer points."""
    with stage() as world, stage() as elsewhere:
        world.x.mood = [Mood(status=307, body=b"", headers={"Location": f"{elsewhere.x.url}/2/tweets"})]

        with pytest.raises(XTrouble):
            world.writer.post("hello")

        assert elsewhere.x.requests == []
        assert elsewhere.x.published == []


def test_netrc_does_not_replace_the_token(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that knows a password for X still asks with our token."""
    file = f"{tmp_path}/netrc"
    with open(file, "w", encoding="utf-8") as netrc:  # noqa: PTH123 - a path of a fixture's, as text
        netrc.write("machine api.twitter.com login ana password secret\n")
    monkeypatch.setenv("NETRC", file)
    with stage() as world:
        world.reader.search("#BIT15", size=10)

        assert world.x.requests[0].headers["authorization"] == "Bearer bearer-of-the-app"


def test_an_app_cannot_write() -> None:
    """The token that reads is denied to write, which is our mistake and not a busy moment."""
    with stage() as world:
        with pytest.raises(XTrouble) as caught:
            world.reader.post("hello")

        assert caught.value.kind is Trouble.DENIED


def test_keys_tell_whose_they_are() -> None:
    """The id of the account stands in its token, and need not be paid for."""
    with stage() as world:
        assert world.writer.account_id() == world.x.bot.id
        assert world.x.requests == []


def test_a_token_asks_once_whose_it_is() -> None:
    """A token of another make asks X, once."""
    with stage() as world:
        client = XClient(world.x.user_token(), world.clock, wire=world.x.wire())

        assert [client.account_id(), client.account_id()] == [world.x.bot.id] * 2
        assert len(world.x.requests) == 1


def test_an_answer_without_an_account_is_odd() -> None:
    """Whoever we are, X must say."""
    with stage() as world:
        client = XClient(world.x.user_token(), world.clock, wire=world.x.wire())
        world.x.mood = [Mood(status=200, body=b'{"data": {"id": null}}')]

        with pytest.raises(XTrouble) as caught:
            client.account_id()

        assert caught.value.kind is Trouble.ODD


def test_ids_never_leave_their_place_in_a_path() -> None:
    """An id with a slash or a question mark is encoded."""
    with stage() as world:
        with pytest.raises(XTrouble):
            world.writer.delete("../users/1?x=y")

        assert world.x.requests[-1].target == "/2/tweets/..%2Fusers%2F1%3Fx%3Dy"


def test_powers_are_read_beside_the_answer() -> None:
    """What the keys may do stands in a header of the last answer."""
    with stage() as world:
        assert world.writer.access() == ""
        world.x.mood = [Mood(status=200, keeps_body=True, headers={"x-access-level": "read-write"})]

        world.writer.me()

        assert world.writer.access() == "read-write"
