"""The operator's own command after each change of the site, such as `rsync`."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from typing_extensions import override

from bot.ports import SiteStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(SiteStep):
    """Runs a program with its arguments; no shell is between, and of the environment it sees only what is given."""

    arguments: Sequence[str]
    folder: Path
    """Where it runs: that of the configuration."""
    environment: Mapping[str, str]
    timeout: timedelta
    name: str = "after_build"

    @override
    def take(self) -> str:
        # What it prints may hold a password, as an address of git's does: it is not kept.
        try:
            running = subprocess.Popen(  # noqa: S603 - the operator's own program, given as a list
                self.arguments,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            return f"site.after_build: {self.arguments[0]} cannot be run: {error.strerror}"
        try:
            code = running.wait(self.timeout.total_seconds())
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)  # with whatever it started: the group is its own
            running.wait()
            return f"site.after_build: {self.arguments[0]} took longer than {self.timeout.total_seconds():g} s"
        return f"site.after_build: {self.arguments[0]} ended with {code}; run it by hand to see why" if code else ""
