"""Secrets: where they may come from, in which order, and that nothing shows them."""

import copy
import pickle
from pathlib import Path

import pytest

from bot.config import Config, Secret, load
from bot.errors import ConfigError

TEXT = """
[[networks.mastodon.servers]]
host = "mastodon.example"
[[networks.mastodon.servers]]
host = "social.example"
[[networks.mastodon.accounts]]
handle = "bit15@mastodon.example"
token_file = "secrets/bit15.token"
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog"]
zone = "UTC"
consent.mode = "open"
"""
HUSH = "hush-hush-hush"


def written(folder: Path, text: str = HUSH, mode: int = 0o600, name: str = "secrets/bit15.token") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def token_of(config: Config) -> str | None:
    [account] = config.accounts
    return account.token.reveal() if account.token else None


def test_token_comes_from_its_file(tmp_path: Path) -> None:
    """The file is named relative to the configuration; the account's token serves its server's timelines, too."""
    written(tmp_path, f"{HUSH}\n")

    found = load(TEXT, {}, tmp_path)

    assert token_of(found) == HUSH
    assert [(each.host, each.token and each.token.reveal()) for each in found.servers] == [
        ("mastodon.example", HUSH),
        ("social.example", None),
    ]


def test_token_may_still_be_missing(tmp_path: Path) -> None:
    """Before `login` there is no token, and the configuration is right all the same."""
    [account] = load(TEXT, {}, tmp_path).accounts

    assert account.token is None
    assert account.token_file == tmp_path / "secrets/bit15.token"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o601])
def test_t125_files_that_others_may_read_are_refused(tmp_path: Path, mode: int) -> None:
    """A secret that another user of the machine can reach is none."""
    written(tmp_path, mode=mode)

    with pytest.raises(ConfigError, match=rf"others may read \(mode {mode:o}\); run chmod 600") as caught:
        load(TEXT, {}, tmp_path)

    assert HUSH not in str(caught.value)


@pytest.mark.parametrize("text", ["", "\n", "two\nlines"], ids=["empty", "blank", "two-lines"])
def test_files_without_one_secret_are_refused(tmp_path: Path, text: str) -> None:
    """An empty file, or one with more in it than a secret, is a problem and not a strange token."""
    written(tmp_path, text)

    with pytest.raises(ConfigError, match="empty or holds more than one line"):
        load(TEXT, {}, tmp_path)


def test_systemd_credentials_come_second(tmp_path: Path) -> None:
    """Where the file is missing, the service manager's credential of the same name is taken, before the environment."""
    credentials = tmp_path / "credentials"
    written(credentials, "from systemd", name="bit15.token", mode=0o440)
    env = {"CREDENTIALS_DIRECTORY": str(credentials), "WELEARNED_BIT15_TOKEN": "from env"}

    found = load(TEXT, env, tmp_path)

    assert (token_of(found), found.warnings) == ("from systemd", ())
    written(tmp_path)
    assert token_of(load(TEXT, env, tmp_path)) == HUSH


def test_a_credential_that_is_no_text_is_told_as_a_problem(tmp_path: Path) -> None:
    """Like a file of ours that cannot be read: with its key, and without what is in it."""
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "bit15.token").write_bytes(b"\xff\xfe")

    with pytest.raises(ConfigError, match=r"token_file \(line 8\): found a file that cannot be read"):
        load(TEXT, {"CREDENTIALS_DIRECTORY": str(credentials)}, tmp_path)


def test_environment_comes_last_with_a_warning(tmp_path: Path) -> None:
    """A secret in the environment works, and the person is told what would be better."""
    found = load(TEXT, {"WELEARNED_BIT15_TOKEN": HUSH, "CREDENTIALS_DIRECTORY": str(tmp_path)}, tmp_path)

    assert token_of(found) == HUSH
    [warning] = found.warnings
    assert warning.startswith("networks.mastodon.accounts[0].token_file (line 8): taken from WELEARNED_BIT15_TOKEN")
    assert HUSH not in warning


def test_database_address_may_be_a_secret(tmp_path: Path) -> None:
    """An address with a password stands in a file of its own; a file that is named must be there."""
    text = 'database.url_file = "db"\n' + TEXT
    with pytest.raises(ConfigError, match=r"database\.url_file"):
        load(text, {}, tmp_path)

    written(tmp_path, "postgresql+psycopg://ana:hush@localhost/x", name="db")

    assert load(text, {}, tmp_path).database.reveal() == "postgresql+psycopg://ana:hush@localhost/x"


def test_two_databases_are_one_too_many(tmp_path: Path) -> None:
    """The address is written once: here or in a file."""
    written(tmp_path, "sqlite://", name="db")

    with pytest.raises(ConfigError, match="one of the two"):
        load('database.url_file = "db"\ndatabase.url = "sqlite://"\n' + TEXT, {}, tmp_path)


def test_t125_nothing_shows_a_secret(tmp_path: Path) -> None:
    """Neither a repr, a text, a format nor a dump of the configuration holds the token; pickling and copying refuse."""
    written(tmp_path)
    config = load(TEXT, {}, tmp_path)
    [account] = config.accounts

    shown = [repr(config), str(config), f"{account.token}", f"{account.token!r}", config.file.model_dump_json()]

    assert not [each for each in shown if HUSH in each]
    for write_down in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="not written down"):
            write_down(account.token)


def test_secrets_are_equal_by_their_value() -> None:
    """Two wrappers of one value are equal, so that configurations can be compared without being opened."""
    assert Secret(HUSH) == Secret(HUSH)
    assert len({Secret(HUSH), Secret(HUSH), Secret("other")}) == 2
    assert Secret(HUSH) != HUSH
