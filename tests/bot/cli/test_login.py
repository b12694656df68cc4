"""`welearned login mastodon`: an address, a code, a token that only its owner can read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.login import keep_secret
from bot.config import read
from tests.fake_mastodon import FakeMastodon, Mood, moods
from tests.makers import NOON

COURSE = """
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog"]
zone = "UTC"
consent.mode = "open"
"""


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    """Return a server that answers on loopback."""
    with FakeMastodon(clock=lambda: NOON) as running:
        yield running


def account(server: FakeMastodon, name: str = "bot") -> str:
    return (
        f'[[networks.mastodon.accounts]]\nhandle = "{name}@mastodon.example"\nserver = "{server.url}"\n'
        f'token_file = "secrets/{name}.token"\n'
    )


def login(folder: Path, text: str, *options: str, typed: str = "code-of-a-person\n") -> Result:
    file = folder / "config.toml"
    file.write_text(text + COURSE, encoding="utf-8")
    return CliRunner().invoke(main, ["login", "mastodon", "--config", str(file), *options], input=typed)


def test_code_becomes_a_token_that_only_its_owner_can_read(tmp_path: Path, server: FakeMastodon) -> None:
    """The address to open is printed, the code is read, and the token stands in its file, mode 600."""
    done = login(tmp_path, account(server))

    file = tmp_path / "secrets/bot.token"
    assert done.exit_code == 0, done.output
    assert f"{server.url}/oauth/authorize?" in done.stdout
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    [found] = read(tmp_path / "config.toml").accounts
    assert found.token is not None
    assert found.token.reveal() not in done.output


def test_token_is_replaced_only_when_a_person_says_so(tmp_path: Path, server: FakeMastodon) -> None:
    """Where a token is, the person is asked first; a "no" leaves everything as it was."""
    login(tmp_path, account(server))
    (tmp_path / "secrets/bot.token").write_text("the old one", encoding="utf-8")

    refused = login(tmp_path, account(server), typed="n\n")
    kept = (tmp_path / "secrets/bot.token").read_text(encoding="utf-8")
    agreed = login(tmp_path, account(server), typed="y\ncode-of-a-person\n")

    assert (refused.exit_code, kept, agreed.exit_code) == (1, "the old one", 0)
    assert (tmp_path / "secrets/bot.token").read_text(encoding="utf-8") != "the old one"


@pytest.mark.parametrize(
    ("options", "said"),
    [((), "say which account with --account"), (("--account", "eve@a.example"), "eve@a.example is no account here")],
)
def test_account_is_named_where_there_are_several(
    tmp_path: Path, server: FakeMastodon, options: tuple[str, ...], said: str
) -> None:
    """Two accounts are told apart by name, and an unknown name is wrong use."""
    done = login(tmp_path, account(server) + account(server, "second"), *options)

    assert (done.exit_code, said in done.stderr) == (2, True)


def test_login_without_an_account_is_wrong_use(tmp_path: Path) -> None:
    """Where no account is configured, the message says what to write."""
    done = login(tmp_path, "")

    assert (done.exit_code, "no account is configured" in done.stderr) == (2, True)


def test_server_that_gives_no_token_leaves_no_file(tmp_path: Path, server: FakeMastodon) -> None:
    """When the server refuses the code, nothing is written, and the message says what to do."""
    server.mood = _denies_tokens

    done = login(tmp_path, account(server))

    assert done.exit_code == 2, done.output
    assert "no token for this code" in done.stderr
    assert "begin again" in done.stderr
    assert not (tmp_path / "secrets").exists()


def _denies_tokens(request: moods.FakeRequest) -> Mood | None:
    return moods.refuses(401) if request.path == "/oauth/token" else None


def test_secret_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    """A path that cannot be made says why, and shows no secret."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(Exception, match="cannot be written") as caught:
        keep_secret(tmp_path / "file" / "token", "hush-hush")

    assert "hush" not in str(caught.value)
