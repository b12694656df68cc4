"""`welearned login x`: an address to open, an address that comes back, a token in its file."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.config.secrets import write_secret
from bot.wiring.optional import App
from bot.wiring.x import XNetwork
from tests.bot.test_config_x import ACCOUNT, COURSE, KEYS, NETWORK, OUTLETS, SITE, TOKEN
from tests.bot.x.stage import stage

REDIRECT = "https://digest.example.org/back"
CLIENT = ("--client-id", "abc", "--redirect", REDIRECT)


def login(folder: Path, account: str = ACCOUNT + TOKEN, typed: str = "", *options: str) -> Result:
    file = folder / "config.toml"
    file.write_text(SITE + NETWORK + account + OUTLETS + COURSE, encoding="utf-8")
    return CliRunner().invoke(main, ["login", "x", "--config", str(file), *CLIENT, *options], input=typed)


def test_the_address_that_comes_back_becomes_a_secret() -> None:
    """What the file shall hold is what the token reads itself from."""
    with stage() as world:
        begun = XNetwork(wire=world.x.wire).login(world.clock, App(client_id="client-id", redirect=REDIRECT))
        asked = parse_qs(urlsplit(begun.url).query)
        world.x.routes.keys.codes["code-1"] = asked["code_challenge"][0]

        secret = begun.secret(f"{REDIRECT}?state={asked['state'][0]}&code=code-1")

    assert '"client_id":"client-id"' in secret


def test_an_address_is_shown_to_be_opened(tmp_path: Path) -> None:
    """An address that says nothing of a code ends it, and nothing is written."""
    done = login(tmp_path, typed="https://digest.example.org/\n")

    assert "client_id=abc" in done.stdout
    assert done.exit_code == 2
    assert not (tmp_path / "token").exists()


def test_a_secret_of_the_application_is_asked_for_unseen(tmp_path: Path) -> None:
    """It is neither an argument nor on the screen."""
    done = login(tmp_path, ACCOUNT + TOKEN, "hush-hush\nhttps://digest.example.org/\n", "--confidential")

    assert "The client secret" in done.stdout
    assert "hush" not in done.output


@pytest.mark.parametrize("account", [ACCOUNT + KEYS, ""], ids=["keys", "nothing"])
def test_only_an_account_with_such_a_file_needs_it(tmp_path: Path, account: str) -> None:
    """The four keys are copied, not logged in for."""
    done = login(tmp_path, account)

    assert done.exit_code == 2


def test_a_token_is_replaced_only_when_a_person_says_so(tmp_path: Path) -> None:
    """A "no" leaves everything as it was."""
    write_secret(tmp_path / "token", "{}")

    done = login(tmp_path, typed="n\n")

    assert "Replace it?" in done.stdout
    assert (tmp_path / "token").read_text(encoding="utf-8") == "{}\n"
