"""A search of the site, made by Pagefind where it is installed; nothing of it is asked while an issue is published."""

import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from typing_extensions import override

from bot.ports import SiteStep

EXTRA = "welearned[search]"
"""What to install to have it."""
_LONGEST = timedelta(minutes=15)
_NAMELESS = ".via, .note bdi, blockquote"
"""Names, and words of people: pages of long ago have no mark there, so they are left out by where they stand."""


def is_installed() -> bool:
    """Return whether Pagefind is there."""
    return importlib.util.find_spec("pagefind") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex(SiteStep):
    """Makes the index of the pages in *folder* anew, beside them in `pagefind/`."""

    folder: Path
    name: str = "search"

    @override
    def take(self) -> str:
        asked = ["--site", str(self.folder), "--output-subdir", "pagefind", "--silent"]
        command = [sys.executable, "-m", "pagefind", *asked, "--exclude-selectors", _NAMELESS]
        try:
            done = subprocess.run(  # noqa: S603 - a library of ours, run apart: it is a program of its own
                command,
                env={"PATH": os.defpath, "HOME": str(self.folder)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_LONGEST.total_seconds(),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"site.search: pagefind did not end well ({type(error).__name__})"
        return f"site.search: pagefind ended with {done.returncode}" if done.returncode else ""
