"""Who may come to the review desk: links that let in once, and the sessions they open."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What a person may do at the desk."""

    EDITOR = "editor"
    """Picks, orders and writes."""
    OWNER = "owner"
    """That, and lets issues go out, stops them, and invites others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What lets somebody in: a login link before it is used, a session afterwards; the store never sees its token."""

    hashed: str
    """SHA-256 of the token, in hexadecimal digits: whoever reads the database cannot come in with it."""
    who: str
    """The name that stands beside what they do."""
    role: Role
    until: datetime
    """From then on it is worth nothing."""


class Reviewers(Protocol):
    """The passes that are good now."""

    @abstractmethod
    def invite(self, link: Pass, /) -> None:
        """Keep a login link."""

    @abstractmethod
    def admit(self, hashed: str, now: datetime, /) -> Pass | None:
        """Use up the login link *hashed* and return it; `None` when there is none that is good at *now*."""

    @abstractmethod
    def open(self, session: Pass, now: datetime, /) -> None:
        """Keep a session; those that have ended by *now* are forgotten."""

    @abstractmethod
    def session(self, hashed: str, now: datetime, /) -> Pass | None:
        """Return the session *hashed* that is good at *now*."""

    @abstractmethod
    def close(self, hashed: str, /) -> None:
        """End the session; harmless twice."""
