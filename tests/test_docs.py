"""The documents are held true: what they show exists, what they configure loads, what they link is there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.config import load

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)")
_CHORE = re.compile(r"^    (?P<word>[a-z]+)(?: \| [-a-z| ]+)?\)", re.MULTILINE)


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            if found["kind"] == kind:
                yield page.name, found["text"]


def commands(program: str) -> list[str]:
    lines = [line for kind in ("console", "bash", "sh") for _, text in blocks(kind) for line in text.splitlines()]
    return sorted({line.removeprefix("$ ").strip() for line in lines if line.removeprefix("$ ").startswith(program)})


@pytest.mark.parametrize("line", commands("welearned "))
def test_commands_in_documents_exist(line: str) -> None:
    """Every command shown is one that can be typed: its name, its arguments and its options are known."""
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = main
    context = click.Context(main, info_name="welearned")

    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(context, name)
        assert found is not None, f"{name} is no command"
        command = found
    parser = command.make_parser(click.Context(command, parent=context))
    given, rest, _ = parser.parse_args(words)

    required = [each.name for each in command.params if isinstance(each, click.Argument) and each.required]
    assert rest == []
    assert [name for name in required if not given.get(str(name))] == []


@pytest.mark.parametrize("line", commands("./run.sh "))
def test_chores_in_documents_exist(line: str) -> None:
    """Every chore shown is a word of run.sh."""
    words = _CHORE.findall((ROOT / "run.sh").read_text(encoding="utf-8"))

    assert line.split()[1] in words


@pytest.mark.parametrize("text", [text for _, text in blocks("toml")], ids=[page for page, _ in blocks("toml")])
def test_configurations_in_documents_load(text: str, tmp_path: Path) -> None:
    """Every configuration shown can be used as it stands."""
    assert load(text, {}, tmp_path).courses


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_in_documents_lead_somewhere(page: Path) -> None:
    """Every link to a file of ours leads to a file."""
    targets = _LINK.findall(page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda page: page.stem)
def test_decisions_are_dated_and_short(page: Path) -> None:
    """A decision has a title, a day, and ten lines at most."""
    title, empty, day, *rest = page.read_text(encoding="utf-8").splitlines()

    assert title.startswith("# ")
    assert (empty, bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day))) == ("", True)
    assert 1 < len(rest) <= 11


def test_documents_name_every_command() -> None:
    """A command that no document shows is a command that nobody finds."""
    shown = " ".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert [name for name in main.table if not re.search(rf"\bwelearned {name}\b", shown)] == []
