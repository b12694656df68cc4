"""The only place that reads the clock and mints random names."""

import random
import secrets
from datetime import UTC, datetime

from typing_extensions import override

from bot.ports import Clock, Mint

_ANCHOR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without 0, 1, i, l and o, which people confuse."""
_ANCHOR_LENGTH = 6
_TOKEN_BYTES = 32


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

    @override
    def token(self) -> str:
        return secrets.token_urlsafe(_TOKEN_BYTES)


class HandClock(Clock):
    """A clock that moves only when somebody moves it: for the demo and for archives."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    @override
    def now(self) -> datetime:
        return self.time


class SetClock(Clock):
    """A clock that was set to another time and runs on from there: for a day of long ago on today's desk."""

    def __init__(self, time: datetime) -> None:
        self._ahead = time - datetime.now(UTC)

    @override
    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


class SeededMint(Mint):
    """The same names in every run: for the demo, whose site must come out the same twice."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - names that can be guessed are the point

    @override
    def anchor(self) -> str:
        return "".join(self._random.choices(_ANCHOR_LETTERS, k=_ANCHOR_LENGTH))

    @override
    def token(self) -> str:
        return self._random.randbytes(_TOKEN_BYTES).hex()
