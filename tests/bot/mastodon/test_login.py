"""Getting a token."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import ConfigError
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.login import READING_SCOPES, SCOPES, begin
from tests.bot.mastodon.stage import stage
from tests.fake_mastodon import FakeRequest, Mood, moods


def test_a_code_becomes_a_token_that_works() -> None:
    """The program registers, the person allows it, and the token may do what it asked for."""
    with stage(token=False) as world:
        login = begin(world.client, name="welearned", website="https://digest.example.org")

        token = login.token(" code-of-a-person\n")

        client = MastodonClient(world.server.url, token=token, clock=world.clock)
        assert client.me()["acct"] == "bot"
        assert world.server.routes.tokens[token].split() == list(SCOPES)


def test_the_url_asks_for_what_is_needed_and_no_more() -> None:
    """The person is shown the server's own page with our scopes."""
    with stage(token=False) as world:
        login = begin(world.client, name="welearned", scopes=READING_SCOPES)

        asked = parse_qs(urlsplit(login.url).query)
        assert login.url.startswith(f"{world.server.url}/oauth/authorize?")
        assert asked["scope"] == [" ".join(READING_SCOPES)]
        assert asked["response_type"] == ["code"]
        assert asked["client_id"] == ["id-of-the-app"]


def test_secrets_stand_in_no_repr() -> None:
    """A login that is printed shows no secret."""
    with stage(token=False) as world:
        assert "secret-of-the-app" not in repr(begin(world.client, name="welearned"))


def test_a_wrong_code_is_told() -> None:
    """A code that was used or mistyped is a problem with its path, and the code is not repeated."""
    with stage(token=False) as world:
        login = begin(world.client, name="welearned")

        with pytest.raises(ConfigError) as caught:
            login.token("wrong-code")

        assert caught.value.problems[0].path == "code"
        assert "wrong-code" not in str(caught.value)


def test_an_answer_without_a_token_is_told() -> None:
    """A server that answers yes and gives nothing gives no token."""
    with stage(token=False) as world:
        login = begin(world.client, name="welearned")

        def mood(request: FakeRequest) -> Mood | None:
            return Mood(status=200, body=b'{"scope": "read"}') if request.path == "/oauth/token" else None

        world.server.mood = mood

        with pytest.raises(ConfigError):
            login.token("code-of-a-person")


@pytest.mark.parametrize(
    "mood", [*moods.BAD_MOMENTS.values(), Mood(status=200, body=b'{"client_id": ""}')], ids=[*moods.BAD_MOMENTS, "none"]
)
def test_a_server_that_registers_nobody_is_told(mood: Mood) -> None:
    """Whatever the server answers instead, it is a problem with the server."""
    with stage(token=False) as world:
        world.server.mood = [mood]

        with pytest.raises(ConfigError) as caught:
            begin(world.client, name="welearned")

        assert caught.value.problems[0].path == "server"
