"""`welearned --help`: complete, and as fast as click itself."""

import errno
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli.lazy import LazyCommand, LazyGroup
from bot.errors import ConfigError, Problem, SourceError
from curation.errors import InvalidUrl

ROOT = Path(__file__).parents[3]
HEAVY = {"alembic", "apscheduler", "babel", "httpx", "jinja2", "lxml", "mastodon", "orjson", "pydantic", "regex"} | {
    "requests",
    "rich",
    "sqlalchemy",
    "structlog",
    "tweepy",
}
BARE = """
import click
@click.group()
def main(): pass
main(["--help"])
"""
OURS = 'from bot.__main__ import main; main(["--help"])'


def python(program: str) -> tuple[str, float]:
    """Return what *program* prints and its seconds of the processor: others on the machine change them little."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


@pytest.mark.parametrize("name", list(main.table))
def test_every_command_of_the_table_is_there(name: str) -> None:
    """Each name leads to a click command that explains itself."""
    done = CliRunner().invoke(main, [name, "--help"], prog_name="welearned")

    assert done.exit_code == 0, done.exception
    assert done.stdout.startswith(f"Usage: welearned {name}")


def test_help_names_every_command() -> None:
    """The list of commands is the table, with the words of the table."""
    said = " ".join(CliRunner().invoke(main, ["--help"]).stdout.split())

    assert [name for name, lazy in main.table.items() if f"{name} {lazy.help}" not in said] == []


def test_help_imports_nothing_heavy() -> None:
    """Showing the commands loads none of the libraries that do the work."""
    modules, _ = python("import sys, bot.cli; print(*{each.partition('.')[0] for each in sys.modules})")

    assert set(modules.split()) & HEAVY == set()
    assert "click" in modules


def test_help_is_within_twice_a_bare_click_program() -> None:
    """Measured in one run, the best of turns taken by each: what we add costs less than click itself."""
    turns = [(python(BARE)[1], python(OURS)[1]) for _ in range(7)]

    bare, ours = (min(each) for each in zip(*turns, strict=True))

    assert ours < 2 * bare


def test_unknown_command_is_wrong_use() -> None:
    """A word that is no command ends with exit code 2."""
    assert CliRunner().invoke(main, ["publsh"]).exit_code == 2


def failing(error: Exception) -> click.Command:
    def fail() -> None:
        raise error

    return click.Command("fail", callback=fail)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SourceError("mastodon:a.example", "is silent"), 1, "welearned: mastodon:a.example: is silent\n"),
        (ConfigError([Problem("zone", "nothing", "a zone")]), 2, "welearned: zone: found nothing, expected a zone\n"),
        (InvalidUrl("x", why="no host"), 2, "welearned: 'x' is not a page's address: no host\n"),
        (
            NotADirectoryError(errno.ENOTDIR, "Not a directory", "a/x.jsonl"),
            1,
            "welearned: a/x.jsonl cannot be read or written: Not a directory\n",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            1,
            "welearned: a file cannot be read or written: No space left on device\n",
        ),
    ],
    ids=["source", "config", "url", "file", "disk"],
)
def test_our_errors_are_one_clear_line(error: Exception, code: int, said: str) -> None:
    """What goes wrong is said without a traceback, with the exit code that scripts rely on."""
    group = LazyGroup(table={}, help="")
    group.add_command(failing(error))

    done = CliRunner().invoke(group, ["fail"])

    assert (done.exit_code, done.stderr) == (code, said)


def test_errors_of_no_file_stay_what_they_are() -> None:
    """A library's error that only looks like a file's is a defect, told as one."""
    group = LazyGroup(table={}, help="")
    group.add_command(failing(ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")))

    assert isinstance(CliRunner().invoke(group, ["fail"]).exception, ConnectionResetError)


def test_a_terminal_without_a_letter_shows_a_question_mark() -> None:
    """Latin 1 has no dash of ours: the rest of the line is there, and nothing breaks."""
    group = LazyGroup(table={}, help="")
    group.add_command(click.Command("say", callback=lambda: click.echo("Ana – été")))

    done = CliRunner(charset="latin-1").invoke(group, ["say"])

    assert (done.exit_code, done.stdout_bytes) == (0, "Ana ? été\n".encode("latin-1"))


def test_row_that_leads_to_no_command_is_a_defect() -> None:
    """A row whose module holds something else under the command's name fails loudly."""
    with pytest.raises(TypeError, match="tests is no click command"):
        LazyCommand(__name__, "").load("tests")


tests_command = "no command"
