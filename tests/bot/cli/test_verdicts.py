"""`welearned note | pin | drop | approve | merge | split`: a person's acts."""

import getpass
import json

import pytest

from tests.bot.cli.installation import Installation


@pytest.fixture
def shared(home: Installation) -> list[str]:
    """Return the pages of a day that is drafted."""
    pages = home.share_some()
    home.share("annika", number=9)
    home.run("poll")
    return pages


def highlights(home: Installation) -> list[str]:
    shown = json.loads(home.run("preview", "--day", str(home.day), "--json").stdout)
    return [each["url"] for each in shown["highlights"]]


def test_a_note_is_said_with_the_name_put_in(home: Installation, shared: list[str]) -> None:
    """`{sharer}` becomes the name in the thread; an empty note takes it away again."""
    done = home.run(
        "note", "bit15", str(home.day), shared[0], "{sharer} shared this; worth an evening.", "--who", "Kim"
    )
    noted = home.run("preview", "--day", str(home.day)).stdout
    home.run("note", "bit15", str(home.day), shared[0], "")
    bare = home.run("preview", "--day", str(home.day)).stdout

    assert (done.exit_code, done.stdout) == (0, f"bit15/{home.day}: note {shared[0]} by Kim\n")
    assert "P0 shared this; worth an evening." in noted
    assert "worth an evening" not in bare


def test_a_pin_puts_a_page_where_it_is_wanted(home: Installation, shared: list[str]) -> None:
    """At the top by default, at a place by number, and back again with --undo."""
    day = str(home.day)
    home.run("pin", "bit15", day, shared[3])
    top = highlights(home)
    home.run("pin", "bit15", day, shared[3], "--at", "2")
    second = highlights(home)
    home.run("pin", "bit15", day, shared[3], "--undo")

    assert (top[0], second[1]) == (shared[3], shared[3])
    assert highlights(home) == shared[:3]


def test_a_drop_takes_a_page_out_and_undo_brings_it_back(home: Installation, shared: list[str]) -> None:
    """Whatever its rank."""
    done = home.run("drop", "bit15", str(home.day), shared[0], "--who", "Kim")
    without = highlights(home)
    home.run("drop", "bit15", str(home.day), shared[0], "--undo")

    assert (done.exit_code, done.stdout) == (0, f"bit15/{home.day}: drop {shared[0]} by Kim\n")
    assert without == shared[1:]
    assert highlights(home)[0] == shared[0]


def test_who_acts_is_the_login_name_unless_said(home: Installation, shared: list[str]) -> None:
    """Approving the whole digest names no page."""
    done = home.run("approve", "bit15", str(home.day))

    assert (done.exit_code, done.stdout) == (0, f"bit15/{home.day}: approve by {getpass.getuser()}\n")
    assert shared


def test_one_item_that_waits_can_be_approved(home: Installation) -> None:
    """A page behind a content warning comes in when a person has looked at it."""
    page = home.share("zoe", number=9)
    home.server.statuses[-1].spoiler_text = "grief"
    home.run("poll")
    before = highlights(home)

    home.run("approve", "bit15", str(home.day), page)

    assert (before, highlights(home)) == ([], [page])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("note", "{page}", "Annika found this gem"), 1, "the note names a participant; write {sharer} instead"),
        (("note", "{page}", "x" * 201), 1, "the note has 201 characters; 200 is the most"),
        (("pin", "https://nobody.example/x"), 1, "nobody shared https://nobody.example/x"),
        (("drop", "not an address"), 2, "'not an address' is not a page's address"),
        (("pin", "{page}", "--at", "28"), 2, "28 is not in the range"),
        (("drop",), 2, "Missing argument 'URL'"),
    ],
    ids=["a name", "too long", "not shared", "no address", "no place", "no page"],
)
def test_what_cannot_be_done_is_said_in_one_line(
    home: Installation, shared: list[str], words: tuple[str, ...], code: int, said: str
) -> None:
    """The exit code tells wrong use from an act that is not taken; nothing is written down."""
    command, *rest = (each.replace("{page}", shared[0]) for each in words)

    done = home.run(command, "bit15", str(home.day), *rest)

    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr
    with home.store() as store, store.look() as work:
        assert work.events.of("bit15", home.day) == ()


def test_a_closed_issue_cannot_be_changed(home: Installation, shared: list[str]) -> None:
    """After the freeze an act is refused, and the state is said."""
    home.run("compose", "--day", str(home.day), "--freeze")

    done = home.run("drop", "bit15", str(home.day), shared[0])

    assert done.exit_code == 1
    # At night the configuration warns of the hour, too.
    assert done.stderr.splitlines()[-1] == f"welearned: bit15/{home.day} is frozen; only an open issue can be changed"


def test_t38_two_pages_are_merged_and_split_again(home: Installation, shared: list[str]) -> None:
    """One story while they are joined, two before and after; the person is written down."""
    done = home.run("merge", "bit15", shared[1], shared[0], "--who", "Kim")
    joined = highlights(home)
    undone = home.run("split", "bit15", shared[1], shared[0], "--who", "Kim")

    assert (done.exit_code, done.stdout) == (0, f"bit15: {shared[1]} is the page {shared[0]}, by Kim\n")
    assert (undone.exit_code, undone.stdout) == (0, f"bit15: {shared[1]} and {shared[0]} are two pages, by Kim\n")
    assert shared[1] not in joined
    assert highlights(home) == shared[:3]
