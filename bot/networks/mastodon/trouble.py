"""What can go wrong between us and a server, in one error that carries what was seen."""

from datetime import datetime
from enum import StrEnum

from bot.errors import BotError


class Trouble(StrEnum):
    """What kind of no it is."""

    UNREACHABLE = "unreachable"
    """No answer, or half of one: what was asked may have been done."""
    BUSY = "busy"
    """Asked to come again later; nothing was done."""
    BROKEN = "broken"
    """The server failed on its side: what was asked may have been done."""
    DENIED = "denied"
    """Not with this token, or not without one."""
    MISSING = "missing"
    """What was asked for is not there, or not for us."""
    REJECTED = "rejected"
    """The server understood and will not."""
    ODD = "odd"
    """An answer that says yes and is no answer: what was asked may have been done."""
    MISUSED = "misused"
    """The library refused before anything was asked: our mistake."""


class ServerTrouble(BotError):
    """*server* did not do what was asked."""

    def __init__(
        self, server: str, kind: Trouble, *, why: str, status: int | None = None, retry_at: datetime | None = None
    ) -> None:
        super().__init__(f"{server}: {why}")
        self.server = server
        self.kind = kind
        self.why = why
        self.status = status
        self.retry_at = retry_at
