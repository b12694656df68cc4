"""The operator's command after each change of the site."""

import fcntl
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.blog.command import Command


def command(folder: Path, script: str, **but: object) -> Command:
    given: dict[str, object] = {
        "arguments": (sys.executable, "-c", script),
        "folder": folder,
        "environment": {"HOME": "/nowhere"},
        "timeout": timedelta(seconds=30),
    }
    return Command(**(given | but))  # type: ignore[arg-type]  # tests name the fields


def test_it_runs_where_the_configuration_is(tmp_path: Path) -> None:
    """The program runs in the configuration's folder, and what it did stays."""
    why = command(tmp_path, "open('done', 'w').write('yes')").take()

    assert why == ""
    assert (tmp_path / "done").read_text() == "yes"


def test_it_sees_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token in our environment is not in that of the program."""
    monkeypatch.setenv("WELEARNED_BIT15_TOKEN", "hush")

    command(tmp_path, "import os; open('seen', 'w').write(' '.join(os.environ))").take()

    assert "WELEARNED_BIT15_TOKEN" not in (tmp_path / "seen").read_text()


def test_arguments_are_no_shell(tmp_path: Path) -> None:
    """What stands in an argument is an argument, whatever a shell would make of it."""
    script = "import sys; open('said', 'w').write(sys.argv[1])"

    command(tmp_path, "", arguments=(sys.executable, "-c", script, "$(touch oops); `touch oops`")).take()

    assert (tmp_path / "said").read_text() == "$(touch oops); `touch oops`"
    assert not (tmp_path / "oops").exists()


def test_a_failure_names_the_program_and_not_its_words(tmp_path: Path) -> None:
    """What went wrong is told without what the program printed: addresses may hold passwords."""
    why = command(tmp_path, "import sys; print('https://ana:hush@git.example'); sys.exit(7)").take()

    assert "ended with 7" in why
    assert "hush" not in why


def test_a_program_that_does_not_end_is_ended_with_its_children(tmp_path: Path) -> None:
    """After its time the program and whatever it started are gone: a lock that a child held is free."""
    child = "import fcntl, threading; fcntl.flock(open('lock', 'w'), fcntl.LOCK_EX); threading.Event().wait()"
    endless = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    why = command(tmp_path, endless, timeout=timedelta(seconds=2)).take()

    assert "took longer than 2 s" in why
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong name is a reason, not an error."""
    assert "cannot be run" in command(tmp_path, "", arguments=("/no/such/program",)).take()
