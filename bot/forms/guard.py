"""Who may send a form: nobody in a hurry, nobody from another site, no machine that fills in everything."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.forms.pages import Asked
from bot.ports import Clock, Store
from bot.serving import Sender, sender_of

TICKET = "ticket"
"""The hidden field that says when our form was shown."""
HONEYPOT = "website"
"""A field that no person sees."""
AN_HOUR = 20
"""Forms one address may send in an hour: a class behind one router is no attack."""
ALL_IN_AN_HOUR = 600
_GOOD_FOR = timedelta(hours=12)
_TOO_FAST = timedelta(seconds=2)


class No(StrEnum):
    """Why a form was not taken."""

    FOREIGN = "foreign"
    """Another site sent it."""
    MACHINE = "machine"
    STALE = "stale"
    """The form was shown too long ago, or by nobody."""
    BUSY = "busy"
    """Too many came from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Keeps no session and sets no cookie: there is nothing another site could borrow."""

    store: Store
    clock: Clock
    secret: bytes

    def ticket(self, path: str) -> str:
        """Return what the form at *path* carries, so that we know it was ours and when it was shown."""
        shown = str(int(self.clock.now().timestamp()))
        return f"{shown}.{self._mark(path, shown)}"

    def no(self, path: str, asked: Asked, headers: Mapping[str, str]) -> No | None:
        """Return why what was *asked* at *path* is not taken; `None` lets it through and counts it."""
        # Who is asked through a proxy is asked under the name that people went to.
        if sender_of(headers, headers.get("x-forwarded-host") or headers.get("host", "")) is Sender.FOREIGN:
            return No.FOREIGN
        if asked.fields.get(HONEYPOT):
            return No.MACHINE
        age = self._age(path, asked.fields.get(TICKET, ""))
        if age is None or age > _GOOD_FOR:
            return No.STALE
        return No.MACHINE if age < _TOO_FAST else self.too_many(asked)

    def too_many(self, asked: Asked) -> No | None:
        """Count one more form and return `BUSY` when there are too many."""
        hour = self.clock.now().isoformat()[:13]
        with self.store.work() as work:
            theirs = work.turns.take("form", asked.who, hour)
            together = work.turns.take("form", "", hour)
        return No.BUSY if theirs > AN_HOUR or together > ALL_IN_AN_HOUR else None

    def _age(self, path: str, ticket: str) -> timedelta | None:
        shown, _, mark = ticket.partition(".")
        if not shown.isdecimal() or len(shown) > len("99999999999"):
            return None
        if not hmac.compare_digest(mark.encode(), self._mark(path, shown).encode()):
            return None
        return self.clock.now() - datetime.fromtimestamp(int(shown), UTC)

    def _mark(self, path: str, shown: str) -> str:
        return hmac.digest(self.secret, f"form\0{path}\0{shown}".encode(), "sha256").hex()
