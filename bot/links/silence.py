"""Pages that answer without saying anything: riddles for people, waiting rooms, shells for scripts."""

import re

from bot.links.answers import Why
from bot.ports import Unreadable
from curation.model import PageCard

_UNTOLD = frozenset({Why.CLOSED, Why.NO_TITLE, Why.TOO_LARGE})
"""Why a page that is there has no card."""
_LETTERS = re.compile(r"[\W_]+")
_WALLS = (
    "just a moment", "attention required", "access denied", "access to this page has been denied",
    "before you continue",
    "are you a robot", "are you human", "robot or human", "security check", "please wait", "one moment please",
    "checking your browser", "verify you are human", "human verification", "ddos-guard", "please enable javascript",
    "javascript is disabled", "javascript is not available", "you need to enable javascript", "pardon our interruption",
    "request rejected", "403 forbidden", "bot verification", "un instant", "einen moment", "just a second",
)  # fmt: skip
"""How titles of walls begin, in lower case."""
_MAX_WALL = 60
"""Letters above which a title that begins so is an article's."""


def is_wall_title(title: str) -> bool:
    """Return whether *title* is that of a riddle or waiting room before the page."""
    return len(title) <= _MAX_WALL and title.casefold().startswith(_WALLS)


def says_nothing(said: PageCard | Unreadable) -> bool:
    """Return whether a page that is there said no more than whose site it is on."""
    if isinstance(said, Unreadable):
        return said.why in _UNTOLD
    return is_wall_title(said.title) or _plain(said.title) in {_plain(said.site), _plain(said.site.rpartition(".")[0])}


def _plain(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
