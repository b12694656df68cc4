"""`welearned config`: check, show, schema."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli import main

TEXT = """
[[networks.mastodon.accounts]]
handle = "bit15@mastodon.example"
token_file = "bit15.token"
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog"]
zone = "America/Toronto"
"""


def run(folder: Path, command: str, *options: str, text: str = TEXT + 'consent.mode = "open"\n') -> Result:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["config", command, "--config", str(file), *options])


def test_check_of_a_right_configuration_says_what_will_happen(tmp_path: Path) -> None:
    """A configuration that can be used is called right, and whether it is live is said."""
    done = run(tmp_path, "check")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith("is right. Courses: bit15. It is not live: nothing leaves this machine.\n")


def test_check_of_a_wrong_configuration_tells_every_problem(tmp_path: Path) -> None:
    """Problems go to standard error with exit code 2, and no traceback is shown."""
    done = run(tmp_path, "check", text=TEXT + "colour = 1\n")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "consent.mode is missing" in done.stderr
    assert "courses[0].colour (line 11): found an unknown key" in done.stderr
    assert "Traceback" not in done.stderr


def test_warnings_are_told_and_do_no_harm(tmp_path: Path) -> None:
    """What is allowed and seldom meant is told on standard error; the configuration is right all the same."""
    done = run(tmp_path, "check", text=TEXT + 'consent.mode = "open"\ndigest_time = "02:30"\n')

    assert done.exit_code == 0
    assert done.stderr.startswith("welearned: warning: courses[0].digest_time (line 12): clocks change")


def test_t125_show_holds_every_setting_and_no_secret(tmp_path: Path) -> None:
    """Every setting is a line with its path, defaults too; of a token only its file is shown."""
    token = tmp_path / "bit15.token"
    token.write_text("hush-hush", encoding="utf-8")
    token.chmod(0o600)

    done = run(tmp_path, "show")
    lines = done.stdout.splitlines()

    assert 'networks.mastodon.accounts[0].token_file = "bit15.token"' in lines
    assert 'schedule.poll_every = "5 min"' in lines
    assert 'courses[0].digest_time = "18:00"' in lines
    assert "hush" not in done.stdout + run(tmp_path, "show", "--json").stdout


def test_show_as_json_is_the_file_with_its_defaults(tmp_path: Path) -> None:
    """The machine's form has the same settings as the file has sections."""
    shown = json.loads(run(tmp_path, "show", "--json").stdout)

    assert (shown["go_live"], shown["courses"][0]["consent"]["mode"]) == (False, "open")


def test_schema_is_json() -> None:
    """The schema is printed for editors, with a description where a value has a unit."""
    schema = json.loads(CliRunner().invoke(main, ["config", "schema"]).stdout)

    assert "with its unit" in schema["$defs"]["Schedule"]["properties"]["poll_every"]["description"]
