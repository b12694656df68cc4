"""The clock and the mint: what makes a run different from the one before."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    @abstractmethod
    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""


class Mint(Protocol):
    """Makes names that nobody can guess and that mean nothing."""

    @abstractmethod
    def anchor(self) -> str:
        """Return six letters and digits; collisions are the caller's to check."""

    @abstractmethod
    def token(self) -> str:
        """Return 256 random bits as letters that may stand in an address: whoever has it is who it was given to."""
