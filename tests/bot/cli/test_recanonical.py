"""`welearned recanonical`: stored addresses by the rules of today."""

import json

from bot.cli.recanonical import lines
from bot.tasks.recanonical import Respelling
from curation.model import PageUrl
from tests.bot.cli.installation import Installation

OLD, NEW = "https://youtu.be/dQw4w9WgXcQ", "https://youtube.com/watch?v=dQw4w9WgXcQ"
WROTE = "https://blog.example/a?utm_source=x"


def kept_by_older_rules(home: Installation) -> None:
    """Let a post's links be kept as a version without today's rules kept them."""
    home.server.post("ana", f"lovely {OLD} {WROTE} #BIT15", created_at=home.due)
    home.run("poll")
    with home.store() as store, store.work() as work:
        work.spellings.place(PageUrl(NEW), {OLD: PageUrl(OLD)})
        work.spellings.place(PageUrl("https://blog.example/a"), {WROTE: None})


def test_what_changes_can_be_seen_first(home: Installation) -> None:
    """A dry run tells it and writes nothing; exit code 3 when there is nothing to do any more."""
    kept_by_older_rules(home)

    told = home.run("recanonical", "--dry-run")
    done = home.run("recanonical")
    again = home.run("recanonical")

    assert (told.exit_code, told.stdout.splitlines()) == (
        0,
        [
            "3 addresses looked at.",
            "1 would become another way to a page:",
            f"  {OLD} → {NEW}",
            "1 addresses in posts would point at another page:",
            f"  {WROTE} → https://blog.example/a",
        ],
    )
    assert (done.exit_code, done.stdout) == (0, told.stdout.replace("would ", ""))
    assert (again.exit_code, again.stdout.splitlines()[1:]) == (
        3,
        ["0 become another way to a page:", "0 addresses in posts point at another page:"],
    )


def test_json_tells_everything(home: Installation) -> None:
    """The keys that scripts rely on."""
    kept_by_older_rules(home)

    assert json.loads(home.run("recanonical", "--dry-run", "--json").stdout) == {
        "version": 1,
        "dry_run": True,
        "pages": 3,
        "joined": [{"alias": OLD, "page": NEW}],
        "moved": [{"raw": WROTE, "page": "https://blog.example/a"}],
    }


def test_a_long_list_is_cut() -> None:
    """A person reads fifty lines of each sort; what was no document and foreign signs are shown as they are."""
    moved = tuple((f"https://blog.example/{number}\x1b[2J", None) for number in range(51))

    told = list(lines(Respelling(pages=60, moved=moved), dry_run=False))

    assert told[3] == "  https://blog.example/0\\u{1b}[2J → no document"
    assert len(told) == 3 + 50 + 1
    assert told[-1] == "(the first 50 of each; --json tells all)"
