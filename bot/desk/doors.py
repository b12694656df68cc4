"""How a person comes in: a link that works once, then a session; only hashes of either are kept."""

import hashlib
import hmac
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.log import event, warning
from bot.ports import Clock, Mint, Pass, Role, Store, Work

LINK_FOR = timedelta(minutes=30)
"""How long a login link waits to be used."""
SESSION_FOR = timedelta(hours=12)
"""How long somebody may stay: a day's work, and not the next one's."""
_FAILURES = 10
_FAILURES_IN = timedelta(minutes=15)
"""After so many failures in so long, nobody comes in for a while: a password could be tried out otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Somebody came in."""

    token: str
    """For the cookie; nobody else has it, and it is not stored."""
    session: Pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Lets people in and knows who is in."""

    store: Store
    clock: Clock
    mint: Mint
    password: Callable[[], str] | None = None
    """Asked for besides the link, where the desk can be reached from elsewhere."""
    failures: deque[datetime] = field(default_factory=deque[datetime])

    def invite(self, who: str, role: Role, *, lasts: timedelta = LINK_FOR) -> str:
        """Return the token of a new login link for *who*."""
        token = self.mint.token()
        link = Pass(hashed=_hash(token), who=who, role=role, until=self.clock.now() + lasts)
        with self.store.work() as work:
            work.reviewers.invite(link)
        event("desk.invited", role=role.value)
        return token

    def enter(self, token: str, password: str = "") -> Entered | None:
        """Use the login link of *token* up and open a session; `None` when the link or the *password* is no good.

        A wrong password leaves the link as it is. The session has a token of its own: one that was known before the
        login is worth nothing.
        """
        now = self.clock.now()
        if self._is_closed(now) or not self._knows(password):
            self._failed(now)
            return None
        with self.store.work() as work:
            link = work.reviewers.admit(_hash(token), now)
            entered = self._opened(work, link, now) if link else None
        if entered is None:
            self._failed(now)
        else:
            event("desk.entered", role=entered.session.role.value)
        return entered

    def session(self, token: str) -> Pass | None:
        """Return whose session *token* is, while it lasts."""
        if not token:
            return None
        with self.store.look() as work:
            return work.reviewers.session(_hash(token), self.clock.now())

    def leave(self, token: str) -> None:
        """End the session of *token*."""
        with self.store.work() as work:
            work.reviewers.close(_hash(token))

    def _opened(self, work: Work, link: Pass, now: datetime) -> Entered:
        token = self.mint.token()
        session = Pass(hashed=_hash(token), who=link.who, role=link.role, until=now + SESSION_FOR)
        work.reviewers.open(session, now)
        return Entered(token=token, session=session)

    def _knows(self, password: str) -> bool:
        return self.password is None or hmac.compare_digest(password.encode(), self.password().encode())

    def _is_closed(self, now: datetime) -> bool:
        while self.failures and self.failures[0] <= now - _FAILURES_IN:
            self.failures.popleft()
        return len(self.failures) >= _FAILURES

    def _failed(self, now: datetime) -> None:
        if len(self.failures) < _FAILURES:
            self.failures.append(now)
        warning("desk.refused")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
