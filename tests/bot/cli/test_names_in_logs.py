"""A course run by every command, with marked names: what is written for machines and operators tells of nobody."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.cli.installation import Installation
from tests.fake_mastodon import moods

MARKS = ("quilla", "marsh", "vexillology", "about-1", "203.0.113")
"""A name, the same as a handle, a word of a post, the pages that were shared."""
WHO, OTHER = "quillamarsh@mastodon.example", "marshquilla@far.example"
COMMANDS = (
    ("poll",),
    ("read-links",),
    ("compose",),
    ("preview",),
    ("review", "list", "bit15"),
    ("publish",),
    ("sweep",),
    ("status",),
    ("activity",),
    ("retention",),
    ("build",),
    ("bundle", "--out", "{folder}/bundled"),
    ("backup", "create"),
    ("consent", "list"),
    ("consent", "requests"),
    ("person", "show", WHO),
    ("person", "export", WHO, "{folder}/theirs"),
    ("person", "alias", WHO, "Blue", "Heron"),
    ("person", "delete", OTHER, "--yes"),
    ("export", "bit15", "{folder}/exported.jsonl"),
    ("replay",),
    ("doctor",),
    ("purge", "--network", "mastodon", "--yes"),
)


def inhabited(home: Installation) -> None:
    """Let two people with marked names share what nobody else does, and write to the account."""
    for number, who in enumerate((WHO.partition("@")[0], OTHER, "someone")):
        home.server.account(who, display_name="Quilla Marsh" if who != "someone" else "Someone")
        link = f"https://203.0.113.{number + 1}/about-{number + 1}"
        at = home.due - timedelta(hours=5)
        home.server.post(who, f"vexillology is worth a look {link} #BIT15", created_at=at)
    home.server.mention("quillamarsh", "quote yes")


def names_of_files(folder: Path) -> str:
    return "\n".join(str(each.relative_to(folder)) for each in folder.rglob("*")).casefold()


@pytest.mark.parametrize("mood", [None, moods.BROKEN], ids=["well", "a broken server"])
def test_t112_no_command_writes_a_name_where_names_are_not_asked_for(
    home: Installation, mood: moods.Mood | None
) -> None:
    """Logs and errors of the commands, and names of all files they leave behind, hold no name, handle or words."""
    inhabited(home)
    told: list[tuple[str, str]] = []

    for words in COMMANDS:
        # A server that breaks after the issue was made breaks what the later commands do.
        if mood is not None and words == ("publish",):
            home.server.mood = lambda _request: mood
        done = home.run(*(each.format(folder=home.folder) for each in words))
        assert "Usage:" not in done.stderr, words
        told.append((words[0], done.stderr.casefold()))

    found = [(command, mark) for command, lines in told for mark in MARKS if mark in lines]
    assert any("answered 500" in lines for _, lines in told) is (mood is not None)
    assert found == []
    assert [mark for mark in MARKS if mark in names_of_files(home.folder)] == []
