"""What was found when something was looked at before going live."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    WARNING = "warning"
    """Works, and a person should know."""
    BAD = "bad"
    """`go_live` is refused until it is mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    level: Level
    what: str
    """A word for counting: `server`, `timeline`, `account`, `scopes`, `bot_flag`, `bio`, `limits`, `rules`, …"""
    text: str
