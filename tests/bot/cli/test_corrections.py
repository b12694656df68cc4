"""`welearned correct | withdraw`, as a person types them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.exits import Exit
from tests.bot.cli.installation import Installation, installation


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Installation]:
    """Return an installation whose digest is out."""
    with installation(tmp_path) as made:
        made.write()
        made.has_polled_for()
        made.share_some()
        made.run("poll")
        made.run("publish")
        yield made


def page_of(home: Installation) -> Path:
    return home.folder / f"site/bit15/{home.day:%Y/%m/%d}/index.html"


def test_correction_is_on_the_page_and_in_the_thread(home: Installation) -> None:
    """One command mends both and says what it did."""
    page = "https://203.0.113.1/about-1"

    mending = ("--url", page, "--title", "A title", "--who", "Kim")
    waiting = home.run("correct", "bit15", str(home.day), "It has a titel.", *mending)
    done = home.run("correct", "bit15", str(home.day), "It has a title.", *mending, "--now")

    assert waiting.exit_code == Exit.WAITS
    assert "waits until" in waiting.stdout
    assert done.exit_code == Exit.DONE, done.output
    assert f"bit15/{home.day}: corrected by Kim" in done.stdout
    text = page_of(home).read_text(encoding="utf-8")
    assert "A title" in text
    assert "It has a title.</p>" in text
    assert "A title" in home.thread[1].text


def test_later_is_written_down_only(home: Installation) -> None:
    """With --later nothing is sent; the next correction takes it along."""
    home.run("correct", "bit15", str(home.day), "First.", "--later")
    before = page_of(home).read_text(encoding="utf-8")

    home.run("correct", "bit15", str(home.day), "Second.")

    after = page_of(home).read_text(encoding="utf-8")
    assert "First." not in before
    assert "First." in after
    assert "Second." in after


def test_what_is_mended_needs_its_page(home: Installation) -> None:
    """A title of nothing is wrong use."""
    assert home.run("correct", "bit15", str(home.day), "x", "--title", "y").exit_code == Exit.WRONG_USE


def test_withdrawn_digest_is_gone_and_its_page_says_so(home: Installation) -> None:
    """The thread is deleted, the page is a tombstone, and publishing again brings nothing back."""
    done = home.run("withdraw", "bit15", str(home.day), "wrong course", "--who", "Kim", typed="y\n")
    again = home.run("publish")

    assert done.exit_code == Exit.DONE, done.output
    assert f"bit15/{home.day}: withdrawn by Kim" in done.stdout
    assert home.thread == []
    assert "This issue was withdrawn." in page_of(home).read_text(encoding="utf-8")
    assert again.exit_code == Exit.NOTHING


def test_withdrawing_asks_first(home: Installation) -> None:
    """Without a yes nothing happens."""
    home.run("withdraw", "bit15", str(home.day), typed="n\n")

    assert len(home.thread) == 4


def test_beside_the_daemon_it_is_only_written_down(home: Installation) -> None:
    """Who holds the lease brings it out."""
    with home.store() as store, store.work() as work:
        now = home.due
        work.leases.take("schedule", "another:1", now, now.replace(year=now.year + 1))

    corrected = home.run("correct", "bit15", str(home.day), "First.")
    withdrawn = home.run("withdraw", "bit15", str(home.day), "--yes")

    assert "brings this out by itself" in corrected.stdout
    assert (withdrawn.exit_code, "left: " in withdrawn.stdout) == (Exit.WAITS, True)
    assert len(home.thread) == 4


def test_a_sending_is_undone_from_the_command_line(home: Installation) -> None:
    """It says what that does, does it at once where no daemon runs, and not a second time."""
    day = str(home.day)

    looked = home.run("review", "undo-sending", "bit15", day, "--dry-run")
    before = len(home.thread)
    done = home.run("review", "undo-sending", "bit15", day, "--who", "Kim")
    again = home.run("review", "undo-sending", "bit15", day)

    says = "blog: page and feeds say that it was withdrawn\nmastodon: 4 posts are deleted\n"
    assert (looked.exit_code, looked.stdout, before) == (Exit.DONE, says, 4)
    assert (done.exit_code, done.stdout) == (Exit.DONE, f"{says}bit15/{day}: taken back by Kim\n")
    assert home.thread == []
    assert "This issue was withdrawn." in page_of(home).read_text(encoding="utf-8")
    assert again.exit_code == Exit.FAILED
    assert "is taken back already" in again.output


def test_a_sending_is_undone_beside_the_daemon(home: Installation) -> None:
    """Written down; who holds the lease does the rest."""
    with home.store() as store, store.work() as work:
        now = home.due
        work.leases.take("schedule", "another:1", now, now.replace(year=now.year + 1))

    done = home.run("review", "undo-sending", "bit15", str(home.day))

    assert (done.exit_code, "left: blog, mastodon" in done.stdout) == (Exit.WAITS, True)
    assert len(home.thread) == 4
