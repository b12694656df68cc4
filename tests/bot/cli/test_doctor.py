"""`welearned doctor`: everything that must be right before a digest may go out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.doctor import refuse_unless_ready
from bot.config import read
from bot.errors import ConfigError
from tests.fake_mastodon import FakeMastodon, moods
from tests.makers import NOON

SITE = '[site]\nurl = "https://digest.example.org"\noperator = "Ana"\ncontact = "ana@example.org"\n'
COURSE = """
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog", "mastodon"]
zone = "UTC"
consent.mode = "open"
"""
OUTLETS = """
[[outlets]]
name = "blog"
kind = "blog"
primary = true
[[outlets]]
name = "mastodon"
kind = "mastodon"
account = "bot@mastodon.example"
"""


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    """Return a server on which our account is all that it should be."""
    with FakeMastodon(clock=lambda: NOON) as running:
        running.account("bot", bot=True, note="<p>A digest by Ana. Write “stop” to be left out.</p>")
        yield running


def written(folder: Path, server: FakeMastodon, *, site: str = SITE, token: str | None = None) -> Path:
    file = folder / "config.toml"
    networks = (
        f'[[networks.mastodon.servers]]\nhost = "{server.url}"\n'
        f'[[networks.mastodon.accounts]]\nhandle = "bot@mastodon.example"\nserver = "{server.url}"\n'
        'token_file = "bot.token"\n'
    )
    file.write_text(site + networks + OUTLETS + COURSE, encoding="utf-8")
    (folder / "bot.token").write_text(server.token if token is None else token, encoding="utf-8")
    (folder / "bot.token").chmod(0o600)
    return file


def doctor(file: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["doctor", "--config", str(file), *options])


def test_house_in_order_may_go_live(tmp_path: Path, server: FakeMastodon) -> None:
    """Everything is looked at and all is well; the rules of the server are shown beside the number of our posts."""
    done = doctor(written(tmp_path, server))

    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("All is well: go_live = true may be written.\n")
    assert "500 characters, 23 for a link" in done.stdout
    assert "Automated posts: at most five a day. (we post 4 a day)" in done.stdout


def test_everything_missing_is_told(tmp_path: Path, server: FakeMastodon) -> None:
    """Without site, token or marks, each thing to mend is a line, and going live is forbidden."""
    server.account("bot", bot=False, note="")
    file = written(tmp_path, server, site="")

    done = doctor(file)

    bad = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert done.exit_code == 1
    assert [line.partition(": ")[2].partition(";")[0] for line in bad] == [
        "site.url is missing",
        "site.operator is missing",
        "site.contact is missing",
        "the account is not marked as automated",
        "the account does not say how to be left out",
    ]
    assert done.stdout.endswith("5 to mend before going live\n")


def test_live_house_is_not_told_to_go_live(tmp_path: Path, server: FakeMastodon) -> None:
    """Once go_live is written, well is well, and what is wrong is to mend at once."""
    file = written(tmp_path, server, site=f"go_live = true\n{SITE}")

    well = doctor(file)
    server.account("bot", bot=False)
    ill = doctor(file)

    assert well.stdout.endswith("\nAll is well.\n")
    assert ill.stdout.endswith("\n1 to mend\n")


def test_server_that_is_away_is_named_once(tmp_path: Path, server: FakeMastodon) -> None:
    """A line says whom it is about, and then what is wrong, without saying the first twice."""
    server.mood = lambda _request: moods.BROKEN

    bad = [line for line in doctor(written(tmp_path, server)).stdout.splitlines() if line.startswith("✗ server")]

    assert bad == [f"✗ server {server.url.partition('//')[2]}: answered 500"]


def test_account_without_a_token_needs_a_login(tmp_path: Path, server: FakeMastodon) -> None:
    """Before `login`, the doctor names the command."""
    file = written(tmp_path, server)
    (tmp_path / "bot.token").unlink()

    done = doctor(file)

    assert done.exit_code == 1
    assert "✗ account bot@mastodon.example: has no token; run `welearned login mastodon`" in done.stdout


def test_folder_that_cannot_be_written_is_found(tmp_path: Path, server: FakeMastodon) -> None:
    """The blog's folder is tried by writing into it."""
    (tmp_path / "site").write_text("a file in its place", encoding="utf-8")

    done = doctor(written(tmp_path, server))

    assert (done.exit_code, "site cannot be written: File exists" in done.stdout) == (1, True)


def test_database_that_cannot_be_opened_is_found(tmp_path: Path, server: FakeMastodon) -> None:
    """A database that is none stops nothing else from being looked at."""
    (tmp_path / "welearned.sqlite").write_bytes(b"no database at all" * 100)

    done = doctor(written(tmp_path, server))

    assert done.exit_code == 1
    assert "✗ database: " in done.stdout
    assert "✓ account bot@mastodon.example: the token is for bot@mastodon.example" in done.stdout


def test_findings_as_json_are_one_a_line(tmp_path: Path, server: FakeMastodon) -> None:
    """Machines get subject, level, what and text of each finding."""
    found = [json.loads(line) for line in doctor(written(tmp_path, server), "--json").stdout.splitlines()]

    assert {"subject": "database", "level": "good", "what": "database"}.items() <= found[1].items()
    assert all(set(each) == {"subject", "level", "what", "text"} for each in found)


def test_t125_no_token_is_shown(tmp_path: Path, server: FakeMastodon) -> None:
    """Whatever the doctor says, the token is not in it, also when the server refuses it."""
    done = doctor(written(tmp_path, server, token="hush-hush-hush"))

    assert (done.exit_code, "hush" in done.output) == (1, False)


def test_going_live_is_refused_until_the_doctor_passes(tmp_path: Path, server: FakeMastodon) -> None:
    """A daemon that would post refuses to start while something is wrong, and says what."""
    server.account("bot", bot=False)
    config = read(written(tmp_path, server))

    with pytest.raises(ConfigError, match="not marked as automated"):
        refuse_unless_ready(config)

    server.account("bot", bot=True)
    refuse_unless_ready(config)


def test_the_doctors_word_holds_for_the_configuration_it_was_given_for(tmp_path: Path, server: FakeMastodon) -> None:
    """After a pass, a start during an outage goes on; a changed configuration is looked at anew."""
    file = written(tmp_path, server)
    doctor(file)
    asked = len(server.requests)
    server.mood = lambda _request: moods.BROKEN

    refuse_unless_ready(read(file))
    assert len(server.requests) == asked

    file.write_text(file.read_text(encoding="utf-8").replace('"Ana"', '"Ben"'), encoding="utf-8")
    with pytest.raises(ConfigError, match="answered 500"):
        refuse_unless_ready(read(file))


def test_a_server_moves_no_cursor(tmp_path: Path, server: FakeMastodon) -> None:
    """What a server says of itself is shown, and does nothing to the terminal."""
    server.rules = ("Be kind\x1b[2J\u202e",)

    done = doctor(written(tmp_path, server))

    assert "Be kind\\u{1b}[2J\\u{202e} (we post 4 a day)" in done.stdout
    assert "\x1b" not in done.stdout
