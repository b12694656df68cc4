"""The one door to Mastodon.py: odd answers, tokens, time-outs and redirects."""

import inspect
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

import mastodon.errors
import pytest
import requests

from bot.errors import ConfigError
from bot.networks.mastodon.client import MastodonClient, base_of, kind_of_error
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.networks.mastodon.wire import TIME_OUTS, Wire
from tests.bot.mastodon.stage import Stage, stage
from tests.fake_mastodon import Mood, moods
from tests.fakes import TickingClock

LIBRARY_ERRORS = [
    found
    for _, found in inspect.getmembers(mastodon.errors, inspect.isclass)
    if issubclass(found, Exception) and not issubclass(found, Warning)
]

EXPECTED = {
    "MastodonAPIError": Trouble.ODD,
    "MastodonBadGatewayError": Trouble.BROKEN,
    "MastodonError": Trouble.MISUSED,
    "MastodonFileNotFoundError": Trouble.UNREACHABLE,
    "MastodonGatewayTimeoutError": Trouble.BROKEN,
    "MastodonIOError": Trouble.UNREACHABLE,
    "MastodonIllegalArgumentError": Trouble.MISUSED,
    "MastodonInternalServerError": Trouble.BROKEN,
    "MastodonMalformedEventError": Trouble.ODD,
    "MastodonNetworkError": Trouble.UNREACHABLE,
    "MastodonNotFoundError": Trouble.MISSING,
    "MastodonRatelimitError": Trouble.BUSY,
    "MastodonReadTimeout": Trouble.UNREACHABLE,
    "MastodonServerError": Trouble.BROKEN,
    "MastodonServiceUnavailableError": Trouble.BROKEN,
    "MastodonUnauthorizedError": Trouble.DENIED,
    "MastodonVersionError": Trouble.MISUSED,
}


@pytest.mark.parametrize("error", LIBRARY_ERRORS, ids=lambda error: error.__name__)
def test_t118_every_error_of_the_library_is_mapped(error: type[Exception]) -> None:
    """Each exception class of Mastodon.py has its meaning; a new one fails here."""
    assert kind_of_error(error()) is EXPECTED[error.__name__]


@pytest.mark.parametrize("error", [requests.ConnectionError, requests.Timeout, requests.TooManyRedirects])
def test_t118_errors_of_the_session_are_silence(error: type[Exception]) -> None:
    """What the session below the library raises is no answer; what is none of theirs is our mistake."""
    assert kind_of_error(error()) is Trouble.UNREACHABLE
    assert kind_of_error(KeyError()) is Trouble.MISUSED


CALLS: dict[str, Callable[[MastodonClient], object]] = {
    "tag": lambda client: client.tag_page("bit15", limit=40),
    "status": lambda client: client.status("1"),
    "statuses": lambda client: client.statuses(["1"]),
    "own": lambda client: client.own_page(40),
    "mentions": lambda client: client.notifications_page("mention", 40),
    "me": lambda client: client.me(),
    "instance": lambda client: client.instance(),
    "app": lambda client: client.app(),
    "post": lambda client: client.post({"status": "hello"}, key="k"),
    "edit": lambda client: client.edit("1", {"status": "hello"}),
    "register": lambda client: client.register(name="n", website="", scopes=["read"]),
    "token": lambda client: client.token_for("code", app=("id", "secret"), scopes=["read"]),
}


@pytest.mark.parametrize("mood", moods.BAD_MOMENTS)
@pytest.mark.parametrize("call", CALLS)
def test_t118_every_odd_answer_to_every_call_is_our_error(call: str, mood: str) -> None:
    """401 to null, every answer to every call is a value of our own or our own error."""
    with stage() as world:
        world.server.mood = lambda _request: moods.BAD_MOMENTS[mood]

        with pytest.raises(ServerTrouble) as caught:
            CALLS[call](world.client)

        assert "token-of-the-bot" not in str(caught.value)


@pytest.mark.parametrize("mood", ["empty", "html", "truncated", "401", "500", "429"])
def test_t118_deleting_has_the_same_errors(mood: str) -> None:
    """A delete whose answer cannot be read did not surely happen."""
    with stage() as world:
        world.server.mood = [moods.BAD_MOMENTS[mood]]

        with pytest.raises(ServerTrouble):
            world.client.delete("1")


def test_an_odd_header_on_a_good_answer_is_no_trouble() -> None:
    """The library gives up on headers it cannot read; we have the answer all the same."""
    with stage() as world:
        headers = {"X-RateLimit-Reset": "whenever", "X-RateLimit-Remaining": "many", "Deprecation": "true"}
        world.server.mood = lambda _request: Mood(status=200, headers=headers, keeps_body=True)

        assert world.client.me()["acct"] == "bot"


def _wait_after_asking(world: Stage) -> float:
    """Return for how many seconds the server wants to be left alone, 0 when it answers."""
    try:
        world.client.tag_page("bit15", limit=40)
    except ServerTrouble as trouble:
        return (trouble.retry_at - world.clock.now()).total_seconds() if trouble.retry_at else -1
    return 0


def test_t69_limits_without_headers_back_off_further_each_time() -> None:
    """429 without a header means 30 s, then 60 s, and after a good answer 30 s again."""
    with stage() as world:
        world.server.mood = [moods.busy(), moods.busy(), None, moods.busy()]

        waits = [_wait_after_asking(world) for _ in range(4)]

        assert 30 <= waits[0] <= 33
        assert 60 <= waits[1] <= 66
        assert waits[2] == 0
        assert 30 <= waits[3] <= 33


def test_503_with_a_time_is_busy_and_without_one_broken() -> None:
    """Only a server that says when made surely nothing."""
    with stage() as world:
        world.server.mood = [moods.unavailable(timedelta(seconds=30)), moods.unavailable(None)]

        with pytest.raises(ServerTrouble) as busy:
            world.client.me()
        with pytest.raises(ServerTrouble) as broken:
            world.client.me()

        assert (busy.value.kind, broken.value.kind) == (Trouble.BUSY, Trouble.BROKEN)
        assert busy.value.retry_at == world.clock.now() + timedelta(seconds=30)


def test_t116_time_outs_are_ours() -> None:
    """A server is given ten seconds to connect and thirty to say something."""
    assert TIME_OUTS == (10.0, 30.0)


def test_t116_a_server_that_says_nothing_is_left() -> None:
    """A server that takes the question and stays silent is left when the time is over."""
    with stage() as world:
        world.server.mood = lambda _request: moods.SILENT
        client = MastodonClient(world.server.url, token=None, clock=world.clock, session=Wire(time_outs=(1.0, 0.2)))

        started = monotonic()
        with pytest.raises(ServerTrouble) as caught:
            client.tag_page("bit15", limit=40)

        assert caught.value.kind is Trouble.UNREACHABLE
        assert monotonic() - started < 10


def test_a_server_that_is_not_there_is_unreachable() -> None:
    """Nobody listening is no answer."""
    with stage() as world:
        url = world.server.url
    client = MastodonClient(url, token=None, clock=TickingClock())

    with pytest.raises(ServerTrouble) as caught:
        client.me()

    assert caught.value.kind is Trouble.UNREACHABLE
    assert caught.value.retry_at is not None


def test_t117_no_token_in_any_log_record(caplog: pytest.LogCaptureFixture) -> None:
    """With every logger at DEBUG no record holds the token."""
    for library in ("", "urllib3", "requests", "mastodon"):
        caplog.set_level(logging.DEBUG, logger=library)
    with stage() as world:
        world.server.mood = [None, moods.BROKEN]

        world.client.me()
        with pytest.raises(ServerTrouble):
            world.client.me()

        assert caplog.records
        assert "token-of-the-bot" not in caplog.text


def test_t119_a_token_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The library would read the file; we say so, and do not say what the token was."""
    file = tmp_path / "token"
    file.write_text("secret")

    with pytest.raises(ConfigError) as caught:
        MastodonClient("mastodon.example", token=str(file), clock=TickingClock())

    assert "the token itself" in str(caught.value)
    assert str(file) not in str(caught.value)


@pytest.mark.parametrize("token", ["", "  "])
def test_an_empty_token_is_refused(token: str) -> None:
    """No token is `None`; an empty one is a mistake."""
    with pytest.raises(ConfigError):
        MastodonClient("mastodon.example", token=token, clock=TickingClock())


@pytest.mark.parametrize(
    ("server", "base"),
    [
        ("mastodon.example", "https://mastodon.example"),
        (" https://mastodon.example/ ", "https://mastodon.example"),
        ("mastodon.example:8443", "https://mastodon.example:8443"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_a_server_is_a_host_or_an_address(server: str, base: str) -> None:
    """Hosts get https; only our own machine may do without."""
    assert base_of(server) == base


@pytest.mark.parametrize(
    "server",
    ["", "http://mastodon.example", "ftp://mastodon.example", "https://", "https://a.example/path", "https://u@a.example",
     "https://a.example?x", "https://a.example#x", "https://[a.example", "/etc/passwd"],
)  # fmt: skip
def test_other_addresses_are_refused(server: str) -> None:
    """A token goes over TLS and to a host, or nowhere."""
    with pytest.raises(ConfigError):
        base_of(server)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_redirect_to_another_host_is_not_followed(method: str) -> None:
    """Neither the token nor a post goes where an answer points."""
    with stage() as world, stage() as elsewhere:
        target = {"Location": f"{elsewhere.server.url}/api/v1/statuses"}
        world.server.mood = lambda _request: Mood(status=302, body=b"", headers=target)

        with pytest.raises(ServerTrouble) as caught:
            world.client.me() if method == "get" else world.client.post({"status": "x"}, key="k")

        assert caught.value.kind is Trouble.ODD
        assert elsewhere.server.requests == []


def test_a_redirect_on_the_same_host_is_followed_for_reading() -> None:
    """A path that moved is found; a post is never turned into a GET."""
    with stage() as world:
        moved = {"Location": "/api/v1/accounts/verify_credentials"}
        world.server.mood = [Mood(status=301, body=b"", headers=moved)]

        assert world.client.instance()["acct"] == "bot"

        world.server.mood = [Mood(status=302, body=b"", headers=moved)]
        with pytest.raises(ServerTrouble):
            world.client.post({"status": "x"}, key="k")


def test_posts_and_edits_are_json() -> None:
    """Bodies are JSON: some servers drop forms without a word."""
    with stage() as world:
        made = world.client.post({"status": "hello", "sensitive": False}, key="k")
        world.client.edit(str(made["id"]), {"status": "hallo", "language": "de"})

        sent = [each for each in world.server.requests if each.writes]
        assert [each.headers["content-type"] for each in sent] == ["application/json"] * 2
        assert sent[0].body == {"status": "hello", "sensitive": False}
        assert sent[0].headers["idempotency-key"] == "k"


def test_forms_of_the_library_become_json() -> None:
    """What Mastodon.py writes as a form goes out as JSON, its switches as true and false; logins stay forms."""
    with stage() as world:
        wire = Wire()

        wire.post(f"{world.server.url}/api/v1/statuses", data={"status": "x", "sensitive": "0", "poll": None})
        wire.post(f"{world.server.url}/oauth/token", data={"code": "1"})

        as_json, form = world.server.requests
        assert as_json.body == {"status": "x", "sensitive": False, "poll": None}
        assert form.headers["content-type"] == "application/x-www-form-urlencoded"


def test_ids_never_leave_their_place_in_a_path() -> None:
    """An id with a slash or a question mark is encoded."""
    with stage() as world:
        with pytest.raises(ServerTrouble):
            world.client.status("../accounts/1?x=y")

        assert world.server.requests[-1].target == "/api/v1/statuses/..%2Faccounts%2F1%3Fx%3Dy"
