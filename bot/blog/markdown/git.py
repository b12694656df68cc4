"""A git repository as a place for files: one commit a change, pushed, never forced.

The clone is ours alone. Each change begins with what the remote has, so what others pushed is never undone, and a
change that was pushed without our hearing of it is found done.
"""

import subprocess
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from typing_extensions import override

from bot.blog.markdown.shelf import Content, FolderShelf, Shelf, Standing
from bot.errors import Busy, ChannelOff, Unclear
from bot.ports import Clock

_PATIENCE: Final = timedelta(seconds=60)
_PAUSE: Final = timedelta(minutes=5)
_GIT: Final = "git"
_TRIES: Final = 3
"""Others may push between our look and our push; then we look again."""


class _Failed(Exception):
    """A command of git's that ended badly; its words stay here, addresses may hold a password."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True)
class GitShelf(Shelf):
    """The branch of a remote repository, worked on in a clone."""

    outlet: str
    remote: str
    branch: str
    clone: Path
    clock: Clock
    author: str = "welearned"
    email: str = "welearned@localhost"

    @override
    def read(self, path: str, /) -> str | None:
        self._catch_up()
        return self._folder.read(path)

    @override
    def put(self, path: str, content: Content, message: str, /) -> None:
        for _ in range(_TRIES):
            self._catch_up()
            standing = self._folder.read(path)
            wanted = content(Standing(standing, was_there=standing is None and self._was_there(path)))
            if wanted in {None, standing}:
                return
            self._folder.put(path, partial(_always, wanted), message)
            self._commit(path, message)
            if self._push():
                return
        raise Busy(self.outlet, "others push all the time", retry_at=self.clock.now() + _PAUSE)

    def _catch_up(self) -> None:
        """Make the clone what the remote has."""
        try:
            if not (self.clone / ".git").is_dir():
                self.clone.mkdir(parents=True, exist_ok=True)
                self._git("init", "--quiet")
            self._git("fetch", "--quiet", "--no-tags", self.remote, self.branch)
            self._git("checkout", "--quiet", "--force", "-B", self.branch, "FETCH_HEAD")
            self._git("clean", "--quiet", "--force", "-d")
        except _Failed as error:
            why = f"git {error.word} failed; is there a branch {self.branch}, and may this user read it?"
            raise Busy(self.outlet, why, retry_at=self.clock.now() + _PAUSE) from error
        except OSError as error:
            raise Unclear(self.outlet, f"cannot write the clone: {error.strerror}") from error

    def _was_there(self, path: str) -> bool:
        """Return whether a commit of the branch ever had *path*."""
        try:
            return bool(self._git("log", "-1", "--format=%H", "--", path).strip())
        except _Failed as error:
            raise Unclear(self.outlet, "git log failed") from error

    def _commit(self, path: str, message: str) -> None:
        try:
            self._git("add", "--force", "--", path)
            self._git("commit", "--quiet", "--no-verify", "--message", message)
        except _Failed as error:
            raise ChannelOff(self.outlet, f"git {error.word} failed in {self.clone.name}") from error

    def _push(self) -> bool:
        """Return whether the remote took the commit; not when somebody was faster."""
        try:
            self._git("push", "--quiet", self.remote, f"HEAD:refs/heads/{self.branch}")
        except _Failed as error:
            if self._was_overtaken():
                return False
            # Whether it arrived shows the next look: a repeat finds it done.
            raise Unclear(self.outlet, "git push failed; may this user write the branch?") from error
        return True

    def _was_overtaken(self) -> bool:
        """Return whether the remote has what our commit does not stand on."""
        try:
            self._git("fetch", "--quiet", "--no-tags", self.remote, self.branch)
            ahead = self._git("rev-list", "--count", "HEAD..FETCH_HEAD").strip()
        except _Failed:
            return False
        return ahead != "0"

    @property
    def _folder(self) -> FolderShelf:
        return FolderShelf(self.outlet, self.clone)

    def _git(self, word: str, *words: str) -> str:
        """Run git in the clone and return what it said."""
        who = ("-c", f"user.name={self.author}", "-c", f"user.email={self.email}", "-c", "commit.gpgSign=false")
        still = ("-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0")
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and nothing foreign among the words
                (_GIT, "-C", str(self.clone), *who, *still, word, *words),
                check=True,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # without a terminal nobody is asked for a password
                timeout=_PATIENCE.total_seconds(),
            )
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            raise _Failed(word) from error
        return done.stdout.decode(errors="replace")


def _always(text: str | None, _standing: Standing) -> str | None:
    return text
