"""What `doctor` finds."""

from dataclasses import replace

import pytest

from bot.networks.mastodon.checks import check_account, check_server, read_instance
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.instance import FALLBACK, Access, Limits, instance_of
from bot.ports import Finding, Level
from tests.bot.mastodon.stage import Stage, stage
from tests.fake_mastodon import Mood, moods, software

HANDLE = "bot@mastodon.example"


def found(findings: list[Finding], what: str) -> Finding:
    return next(each for each in findings if each.what == what)


def account_of(world: Stage, handle: str = HANDLE) -> list[Finding]:
    return list(check_account(world.client, handle=handle, posts_a_day=4))


def test_a_good_account_has_nothing_bad() -> None:
    """A bot that says what it is, with the scopes it needs, passes, and the rules stand beside its number of posts."""
    with stage() as world:
        findings = account_of(world)

        assert {each.level for each in findings} == {Level.GOOD}
        assert "at most five a day. (we post 4 a day)" in findings[-1].text


def test_another_account_than_configured_is_bad() -> None:
    """A token of somebody else is told."""
    with stage() as world:
        finding = found(account_of(world, "digest@mastodon.example"), "account")

        assert finding.level is Level.BAD
        assert "bot@mastodon.example" in finding.text


def test_missing_scopes_are_bad() -> None:
    """A token that may read and not post is told, with what is missing."""
    with stage() as world:
        world.server.routes.tokens["reader"] = "read"
        client = MastodonClient(world.server.url, token="reader", clock=world.clock)

        finding = found(list(check_account(client, handle=HANDLE, posts_a_day=4)), "scopes")

        assert finding.level is Level.BAD
        assert "write:statuses" in finding.text
        assert "read:accounts" not in finding.text


@pytest.mark.parametrize("body", [b'{"name": "x"}', b'{"scope": ""}'])
def test_unknown_scopes_are_a_warning(body: bytes) -> None:
    """Servers that do not say what a token may do are not guessed at."""
    with stage() as world:
        world.server.mood = lambda request: Mood(status=200, body=body) if "/apps/" in request.path else None

        assert found(account_of(world), "scopes").level is Level.WARNING


def test_scopes_that_cannot_be_read_are_a_warning() -> None:
    """A server without that call is told as such."""
    with stage() as world:
        world.server.mood = lambda request: moods.refuses(404) if "/apps/" in request.path else None

        assert found(account_of(world), "scopes").level is Level.WARNING


def test_an_account_that_does_not_say_what_it_is() -> None:
    """A missing bot flag and a bio without the word keep the account from going live."""
    with stage() as world:
        world.server.account("bot", bot=False, note="<p>Hello!</p>")

        findings = account_of(world)

        assert found(findings, "bot_flag").level is Level.BAD
        assert found(findings, "bio").level is Level.BAD


@pytest.mark.parametrize("name", ["401", "500", "hangs up", "html"])
def test_an_account_that_cannot_be_read_is_bad(name: str) -> None:
    """Without an answer there is one finding, and it is bad."""
    with stage() as world:
        world.server.mood = lambda _request: moods.BAD_MOMENTS[name]

        (finding,) = account_of(world)

        assert (finding.level, finding.what) == (Level.BAD, "account")


def test_rules_that_cannot_be_read_are_left_out() -> None:
    """The rest of the findings does not depend on the rules."""
    with stage() as world:
        world.server.mood = lambda request: moods.BROKEN if "instance" in request.path else None

        assert "rules" not in {each.what for each in account_of(world)}


def test_an_open_server_is_good() -> None:
    """Both halves public, limits as told."""
    with stage(software.GOTOSOCIAL) as world:
        findings = list(check_server(world.client))

        assert {each.level for each in findings} == {Level.GOOD}
        assert found(findings, "limits").text == "5000 characters, 25 for a link"


@pytest.mark.parametrize(
    ("access", "token", "level", "words"),
    [
        ("public", False, Level.GOOD, "public"),
        ("authenticated", True, Level.GOOD, "authenticated"),
        ("authenticated", False, Level.WARNING, "needs a user token"),
        ("disabled", True, Level.WARNING, "is closed here"),
        ("whatever", False, Level.GOOD, "unknown"),
    ],
)
def test_which_half_is_closed(access: str, token: bool, level: Level, words: str) -> None:  # noqa: FBT001 - a case
    """Each half of the hashtag timelines is told apart."""
    body = b'{"configuration": {"timelines_access": {"hashtag_feeds": {"local": "public", "remote": "%s"}}}}'
    with stage(token=token) as world:
        world.server.mood = lambda _request: Mood(status=200, body=body % access.encode())

        remote = [each for each in check_server(world.client) if each.what == "timeline"][1]

        assert (remote.level, remote.text) == (level, f"hashtags, remote half: {words}")


def test_a_server_that_does_not_answer_is_bad() -> None:
    """Without an answer there is one finding, and it is bad."""
    with stage() as world:
        world.server.mood = lambda _request: moods.HANGS_UP

        (finding,) = check_server(world.client)

        assert (finding.level, finding.what) == (Level.BAD, "server")


def test_short_posts_are_a_warning() -> None:
    """A server that takes less than Mastodon is told."""
    with stage(replace(software.MASTODON, max_characters=300)) as world:
        assert found(list(check_server(world.client)), "limits").level is Level.WARNING


def test_t75_limits_are_read_and_fall_back() -> None:
    """Limits are the server's; where it says nothing, Mastodon's."""
    with stage(software.GOTOSOCIAL) as world:
        told = read_instance(world.client).limits
        world.server.mood = [moods.refuses(404)]
        silent = read_instance(world.client)

    assert told == Limits(characters=5000, per_url=25)
    assert silent.limits == FALLBACK
    assert silent.tags == {"local": Access.UNKNOWN, "remote": Access.UNKNOWN}


def test_odd_instances_are_as_mastodon() -> None:
    """Fields of other types are no limits, and rules are plain text."""
    odd = {"configuration": {"statuses": {"max_characters": "many", "characters_reserved_per_url": -1}}, "domain": 7}

    instance = instance_of(odd | {"rules": [{"text": "<b>Be</b> kind"}, "odd"]})

    assert instance.limits == FALLBACK
    assert instance.rules == ("Be kind",)
    assert instance.domain == ""
