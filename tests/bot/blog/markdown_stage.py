"""A Markdown outlet on a desk: the community's issue, a folder or a repository, and git as a stranger would use it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from typing_extensions import override

from bot.blog.markdown.generators import GENERATORS
from bot.blog.markdown.git import GitShelf
from bot.blog.markdown.publisher import MarkdownPublisher
from bot.blog.markdown.shelf import Content, FolderShelf, Shelf, Standing
from bot.errors import SendError
from bot.ports import Clock, Issue, Part
from bot.render.templates import Templates
from curation.model import Course, Digest, DigestKey
from tests.golden import community

KEY = "bit15/2015-11-11:pages:0:1"
SITE = "https://school.example"


@dataclass
class Issues:
    """What is stored: an issue a digest, made when it is asked for first."""

    digests: dict[DigestKey, Digest] = field(default_factory=dict)
    kept: dict[DigestKey, Issue] = field(default_factory=dict)

    def freeze(self, digest: Digest) -> Issue:
        at = digest.window.end + timedelta(seconds=1)
        issue = replace(community.issue(digest, {}), composed_at=at, frozen_at=at, changed_at=at)
        self.kept[digest.key] = issue
        return issue

    def __call__(self, key: DigestKey) -> Issue | None:
        return self.kept.get(key)


def publisher(
    shelf: Shelf, issues: Issues, *, generator: str = "hugo", course: Course | None = None
) -> MarkdownPublisher:
    return MarkdownPublisher(
        name="pages",
        course=course or community.course(),
        generator=GENERATORS[generator],
        shelf=shelf,
        templates=Templates(),
        page=f"{SITE}/{GENERATORS[generator].pattern}",
        issue=issues,
    )


def folder(root: Path) -> FolderShelf:
    return FolderShelf("pages", root)


def root_of(outlet: MarkdownPublisher, digest: Digest | None = None) -> Part:
    (part,) = outlet.parts(digest or community.digest())
    return part


@dataclass(frozen=True)
class Remote:
    """A bare repository with one commit on `main`, and a clone of somebody else's."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> "Remote":
        remote = cls(folder)
        remote.folder.mkdir()
        git(remote.folder, "init", "--quiet", "--bare", "--initial-branch=main")
        git(folder.parent, "clone", "--quiet", str(remote.folder), str(remote.theirs))
        git(remote.theirs, "checkout", "--quiet", "-b", "main")
        remote.push_of_another("README.md", "the site\n")
        return remote

    @property
    def theirs(self) -> Path:
        return self.folder.with_name("theirs")

    def shelf(self, clock: Clock) -> GitShelf:
        clone = self.folder.with_name("ours")
        return GitShelf(outlet="pages", remote=str(self.folder), branch="main", clone=clone, clock=clock)

    def push_of_another(self, path: str, text: str | None) -> None:
        """Let somebody else write or, without *text*, delete a file and push."""
        if self.messages():
            git(self.theirs, "pull", "--quiet", "origin", "main")
        file = self.theirs / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        git(self.theirs, "add", "--all")
        git(self.theirs, "commit", "--quiet", "--message", f"by another: {path}")
        git(self.theirs, "push", "--quiet", "origin", "main")

    def messages(self) -> list[str]:
        """Return what the commits of `main` say, oldest first."""
        done = git(self.folder, "log", "--reverse", "--format=%s", "main", check=False)
        return done.splitlines()

    def shown(self, path: str) -> str | None:
        """Return what `main` holds at *path*."""
        done = git(self.folder, "show", f"main:{path}", check=False)
        return done or None


@dataclass
class Hurried(Shelf):
    """A shelf on which something happens between each look and the writing that follows."""

    inner: Shelf
    left: list[Callable[[], None]]

    @override
    def read(self, path: str, /) -> str | None:
        return self.inner.read(path)

    @override
    def put(self, path: str, content: Content, message: str, /) -> None:
        def late(standing: Standing) -> str | None:
            if self.left:
                self.left.pop()()
            return content(standing)

        self.inner.put(path, late, message)


@dataclass
class Moody(Shelf):
    """A shelf whose next writing ends as `mood` says: an error, and whether it was done all the same."""

    inner: Shelf
    mood: tuple[SendError, bool] | None = None

    @override
    def read(self, path: str, /) -> str | None:
        return self.inner.read(path)

    @override
    def put(self, path: str, content: Content, message: str, /) -> None:
        mood, self.mood = self.mood, None
        if mood is None or mood[1]:
            self.inner.put(path, content, message)
        if mood is not None:
            raise mood[0]


def git(folder: Path, *words: str, check: bool = True) -> str:
    who = ("-c", "user.name=Ben", "-c", "user.email=ben@school.example")
    done = subprocess.run(
        ("git", "-C", str(folder), *who, *words), check=check, capture_output=True, stdin=subprocess.DEVNULL
    )
    return done.stdout.decode()
