"""`welearned review …`: the verbs of the desk, typed."""

import json

import pytest

from bot.cli.review import review_command
from curation.model import EventKind
from tests.bot.cli.installation import Installation


@pytest.fixture
def shared(home: Installation) -> list[str]:
    """Return the pages of a day that is drafted."""
    pages = home.share_some()
    home.run("poll")
    return pages


def told(home: Installation) -> dict[str, dict[str, object]]:
    """Return what `list --json` says of each page."""
    shown = json.loads(home.run("review", "list", "--day", str(home.day), "--json").stdout)
    return {each["url"]: each for each in shown["candidates"]}


def test_the_day_is_listed_with_what_could_be_in_it(home: Installation, shared: list[str]) -> None:
    """Numbers for what is in, the state and the hour on top, and finding by address."""
    listed = home.run("review", "list", "--day", str(home.day)).stdout
    found = home.run("review", "list", "--day", str(home.day), "--find", "about-3").stdout

    assert listed.startswith(f"bit15/{home.day} · draft · due ")
    assert " 1. " in listed
    assert "3 people, 3 servers" in listed
    assert "1 person, 1 server" in listed
    assert all(page in listed for page in shared)
    assert shared[2] in found
    assert shared[0] not in found


def test_moving_keeps_a_page_where_it_was_put(home: Installation, shared: list[str]) -> None:
    """And undo lets it go again."""
    day = str(home.day)
    home.run("review", "move", "bit15", day, shared[3], "1", "--who", "Kim")
    moved = told(home)[shared[3]]["number"]
    home.run("review", "undo", "bit15", day, "--who", "Kim")

    assert moved == 1
    assert told(home)[shared[3]]["number"] == 4


def test_holding_and_holding_no_longer(home: Installation, shared: list[str]) -> None:
    """A held page is out until somebody says otherwise."""
    day = str(home.day)
    done = home.run("review", "hold", "bit15", day, shared[0], "--who", "Kim")
    held = told(home)[shared[0]]["placement"]
    home.run("review", "hold", "bit15", day, shared[0], "--undo")

    assert done.stdout == f"bit15/{day}: hold {shared[0]} by Kim\n"
    assert held == "held"
    assert told(home)[shared[0]]["placement"] == "highlight"


def test_words_for_pages_and_for_the_issue(home: Installation, shared: list[str]) -> None:
    """Each is an event; the titles show at once, and minutes are numbers."""
    day = str(home.day)
    for words in (
        ("title", shared[0], "A clear title"),
        ("warn", shared[0], "grief"),
        ("question", "Why?"),
        ("minutes", "15"),
    ):
        assert home.run("review", words[0], "bit15", day, *words[1:]).exit_code == 0

    assert told(home)[shared[0]]["title"] == "A clear title"
    assert home.run("review", "minutes", "bit15", day, "soon").exit_code == 2


def test_an_account_that_may_be_credited_is_listed_and_chosen(home: Installation, shared: list[str]) -> None:
    """What `list --json` names, `credit` takes."""
    accounts = told(home)[shared[0]]["accounts"]
    assert isinstance(accounts, list)

    home.run("review", "credit", "bit15", str(home.day), shared[0], accounts[-1])

    shown = json.loads(home.run("preview", "--day", str(home.day), "--json").stdout)
    first = next(each for each in shown["highlights"] if each["url"] == shared[0])["credits"]
    assert len(first) == 3


def test_the_presses_are_stopped_and_the_list_says_so(home: Installation, shared: list[str]) -> None:
    """Until the issue is approved again."""
    day = str(home.day)
    home.run("review", "stop", "bit15", day)
    stopped = home.run("review", "list", "--day", day).stdout
    home.run("review", "approve", "bit15", day)

    assert "· stopped ·" in stopped
    assert "· approved ·" in home.run("review", "list", "--day", day).stdout
    assert shared


@pytest.mark.parametrize("name", sorted(review_command.commands))
def test_every_verb_says_what_it_does(home: Installation, name: str) -> None:
    """Help comes without a configuration."""
    shown = home.run("review", name, "--help")

    assert shown.exit_code == 0
    assert "Usage: welearned review" in shown.output


def test_a_link_is_added_on_the_command_line(home: Installation) -> None:
    """By canonical address, with its note; undo takes it out again."""
    home.share_some()
    home.run("poll")
    day = str(home.day)
    url = "https://203.0.113.99/by-hand?utm_source=mail"

    done = home.run("review", "add", "bit15", day, url, "--note", "Worth it.", "--who", "Kim")
    listed = home.run("review", "list", "--day", day).stdout
    home.run("review", "undo", "bit15", day, "--who", "Kim")
    home.run("review", "undo", "bit15", day, "--who", "Kim")
    refused = home.run("review", "add", "bit15", day, "ftp://203.0.113.99/")

    assert done.exit_code == 0, done.output
    assert done.stdout == f"bit15/{day}: https://203.0.113.99/by-hand added by Kim; `welearned read-links` reads it\n"
    assert "https://203.0.113.99/by-hand" in listed
    assert "by-hand" not in home.run("review", "list", "--day", day).stdout
    assert refused.exit_code != 0
    with home.store() as store, store.look() as work:
        kinds = [each.kind for each in work.events.of("bit15", home.day)]
    assert kinds == [EventKind.ADD, EventKind.NOTE, EventKind.UNDO, EventKind.UNDO]
