"""The only place that reads the clock and mints random names."""

import secrets
from datetime import UTC, datetime

from typing_extensions import override

from bot.ports import Clock, Mint

_ANCHOR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without 0, 1, i, l and o, which people confuse."""
_ANCHOR_LENGTH = 6


class SystemClock(Clock):
    """The machine's own clock."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemMint(Mint):
    """Random names from the operating system."""

    @override
    def anchor(self) -> str:
        return "".join(secrets.choice(_ANCHOR_LETTERS) for _ in range(_ANCHOR_LENGTH))
