"""Files pushed to a repository: one commit a change, nobody overrun, nothing twice."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.blog.markdown.git import GitShelf
from bot.errors import Busy, ChannelOff, Refused, Unclear
from tests.bot.blog.markdown_stage import KEY, Hurried, Issues, Remote, publisher, root_of
from tests.fakes import TickingClock
from tests.golden import community

FILE = "content/digest/2015-11-11-bit15.md"


@pytest.fixture
def remote(tmp_path: Path) -> Remote:
    return Remote.make(tmp_path / "remote.git")


@pytest.fixture
def issues() -> Issues:
    made = Issues()
    made.freeze(community.digest())
    return made


@pytest.fixture
def shelf(remote: Remote) -> GitShelf:
    return remote.shelf(TickingClock())


def test_a_digest_is_a_commit_and_so_is_a_correction(remote: Remote, shelf: GitShelf, issues: Issues) -> None:
    """Each change is one commit that says what it is; the same words again are none."""
    outlet = publisher(shelf, issues)
    receipt = outlet.send(root_of(outlet), KEY, None)
    outlet.send(root_of(outlet), KEY, None)
    outlet.edit(receipt, replace(root_of(outlet), text="Corrected.\n"))
    outlet.edit(receipt, replace(root_of(outlet), text="Corrected.\n"))
    outlet.withdraw(receipt)
    outlet.withdraw(receipt)

    assert remote.messages()[1:] == [
        "bit15 2015-11-11: 8 links",
        "bit15 2015-11-11: 8 links, corrected",
        "bit15 2015-11-11: withdrawn",
    ]
    assert (remote.shown(FILE) or "").endswith("This issue was withdrawn.\n")


def test_push_of_another_is_never_overrun(remote: Remote, shelf: GitShelf, issues: Issues) -> None:
    """What others push, before or between our look and our push, stays; our commit stands on it."""
    outlet = publisher(shelf, issues)
    remote.push_of_another("about.md", "first\n")

    def overtaken() -> None:
        remote.push_of_another("about.md", "second\n")

    hurried = publisher(Hurried(shelf, [overtaken]), issues)
    hurried.send(root_of(outlet), KEY, None)

    assert remote.shown("about.md") == "second\n"
    assert remote.messages()[-2:] == ["by another: about.md", "bit15 2015-11-11: 8 links"]


def test_who_is_always_overtaken_comes_back_later(remote: Remote, shelf: GitShelf, issues: Issues) -> None:
    """After three pushes that came too late, the part is busy: nothing was made."""
    left = iter(range(9))

    def overtaken() -> None:
        remote.push_of_another("about.md", f"{next(left)}\n")

    outlet = publisher(Hurried(shelf, [overtaken] * 3), issues)

    with pytest.raises(Busy, match="others push"):
        outlet.send(root_of(outlet), KEY, None)

    assert remote.shown(FILE) is None


def test_t88_file_deleted_by_another_stays_deleted(remote: Remote, shelf: GitShelf, issues: Issues) -> None:
    """Even a repeated send does not bring back what somebody deleted in the repository."""
    outlet = publisher(shelf, issues)
    receipt = outlet.send(root_of(outlet), KEY, None)
    remote.push_of_another(FILE, None)

    with pytest.raises(Refused, match="deleted"):
        outlet.send(root_of(outlet), KEY, None)
    with pytest.raises(Refused, match="deleted"):
        outlet.edit(receipt, root_of(outlet))
    outlet.withdraw(receipt)

    assert remote.shown(FILE) is None
    assert outlet.find(root_of(outlet), KEY, None, TickingClock().now()) is None


def test_t70_push_whose_end_we_missed_is_found_done(remote: Remote, shelf: GitShelf, issues: Issues) -> None:
    """Killed after a commit or after a push, the next run leaves one commit; what was never pushed is made anew."""
    outlet = publisher(shelf, issues)
    part = root_of(outlet)
    hook = remote.folder / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)

    with pytest.raises(Unclear, match="push failed"):
        outlet.send(part, KEY, None)
    hook.unlink()
    found = outlet.find(part, KEY, None, TickingClock().now())
    outlet.send(part, KEY, None)
    outlet.send(part, KEY, None)

    assert found is None
    assert outlet.find(part, KEY, None, TickingClock().now()) is not None
    assert remote.messages()[1:] == ["bit15 2015-11-11: 8 links"]


def test_repository_out_of_reach_is_busy_and_keeps_its_address(tmp_path: Path, issues: Issues) -> None:
    """A repository that does not answer is asked again later; its address stands in no error."""
    gone = Remote(tmp_path / "gone-s3cret.git")
    outlet = publisher(gone.shelf(TickingClock()), issues)

    with pytest.raises(Busy) as caught:
        outlet.send(root_of(outlet), KEY, None)

    assert "s3cret" not in str(caught.value)


def test_clone_that_cannot_be_written_is_told(remote: Remote, shelf: GitShelf, issues: Issues, tmp_path: Path) -> None:
    """A clone under a file is unclear; one whose commits fail waits for a person."""
    (tmp_path / "ours").write_text("in the way", encoding="utf-8")
    outlet = publisher(shelf, issues)
    with pytest.raises(Unclear, match="clone"):
        outlet.send(root_of(outlet), KEY, None)
    (tmp_path / "ours").unlink()
    outlet.find(root_of(outlet), KEY, None, TickingClock().now())
    lock = tmp_path / "ours" / ".git" / "index.lock"

    locked = publisher(Hurried(shelf, [lock.touch]), issues)
    with pytest.raises(ChannelOff, match="git add"):
        locked.send(root_of(outlet), KEY, None)

    assert remote.shown(FILE) is None


def test_settings_of_the_machine_stay_out(remote: Remote, shelf: GitShelf, issues: Issues, tmp_path: Path) -> None:
    """Hooks of the clone do not run."""
    outlet = publisher(shelf, issues)
    outlet.find(root_of(outlet), KEY, None, TickingClock().now())
    hook = tmp_path / "ours" / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)

    outlet.send(root_of(outlet), KEY, None)

    assert remote.shown(FILE) is not None
