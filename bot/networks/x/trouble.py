"""What can go wrong between us and X, in one error that carries what was seen; and what its answers say about it.

https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Final

from bot.errors import BotError
from bot.networks.x.fields import Fields, every, text


class Trouble(StrEnum):
    """What kind of no it is."""

    UNREACHABLE = "unreachable"
    """No answer, or half of one: what was asked may have been done."""
    BUSY = "busy"
    """Asked to come again later; nothing was done."""
    BROKEN = "broken"
    """X failed on its side: what was asked may have been done."""
    NO_CREDIT = "no credit"
    """Nothing is done before somebody pays."""
    DENIED = "denied"
    """Not with this token."""
    MISSING = "missing"
    """What was asked for, or what was to be answered, is not there or not for us."""
    DUPLICATE = "duplicate"
    """These words stand there already; X does not say where."""
    UNSUMMONED = "unsummoned"
    """We may answer only ourselves and who addressed us."""
    REJECTED = "rejected"
    """X understood and will not."""
    ODD = "odd"
    """An answer that says yes and is no answer: what was asked may have been done."""
    MISUSED = "misused"
    """The library refused before anything was asked: our mistake."""


class XTrouble(BotError):
    """X did not do what was asked."""

    def __init__(self, kind: Trouble, *, why: str, status: int | None = None, retry_at: datetime | None = None) -> None:
        super().__init__(f"x: {why}")
        self.kind = kind
        self.why = why
        self.status = status
        self.retry_at = retry_at


_SAID: Final[tuple[tuple[Trouble, re.Pattern[str]], ...]] = (
    (Trouble.NO_CREDIT, re.compile(r"credits? ?depleted|usage.?cap|spend(?:ing)?.?(?:cap|limit)")),
    (Trouble.DUPLICATE, re.compile(r"duplicate content")),
    (Trouble.MISSING, re.compile(r"deleted or not visible")),
    (Trouble.UNSUMMONED, re.compile(r"only reply to|reply to this conversation is not allowed")),
)
"""Words that tell apart what shares a status: 403 alone has four meanings (networks.md X6, X18, X20)."""
_SPOKEN_WITH: Final = frozenset({400, 402, 403, 404, 429, 503})
_BY_STATUS: Final[Mapping[int, Trouble]] = {
    401: Trouble.DENIED,
    402: Trouble.NO_CREDIT,
    403: Trouble.DENIED,
    404: Trouble.MISSING,
    408: Trouble.BROKEN,
    410: Trouble.MISSING,
    429: Trouble.BUSY,
    503: Trouble.BUSY,
}


def kind_of(status: int, body: Fields) -> Trouble:
    """Return what an answer that is no yes means."""
    if status in _SPOKEN_WITH:
        said = _words_of(body)
        found = next((kind for kind, words in _SAID if words.search(said)), None)
        if found is not None:
            return found
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return Trouble.BROKEN if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Trouble.REJECTED


def _words_of(body: Fields) -> str:
    """Return what X says in its error, wherever it stands."""
    problems = (body, *every(body, "errors"))
    return " ".join(text(each, name) for each in problems for name in ("title", "detail", "type", "message")).casefold()
