"""Whether something came to the store that an issue is made from: asked often, and answered quickly."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, datetime
from typing import NewType, Protocol

from curation.model import AccountRef

Mark = NewType("Mark", str)
"""Two equal marks say that nothing of what counts changed in between."""


class Changes(Protocol):
    """What changed, without reading it."""

    @abstractmethod
    def mark(self, course: str, floor: datetime, until: datetime, /) -> Mark:
        """Return what differs when posts of `floor <= at < until` came, went or were edited, or people's profiles.

        So it does for wishes, pages that were read or led elsewhere, what holds for the whole *course*, its closed
        issues, and what it learned; not for what people say of one day's issue.
        """

    @abstractmethod
    def people(self) -> Mapping[AccountRef, int]:
        """Return a number for everybody, which differs once their profile, their wishes or a post of theirs does.

        Of posts what counts is that they were edited, hidden or missed; new ones change nothing. Numbers can be
        compared within one run of the program only.
        """

    @abstractmethod
    def said(self, course: str, /) -> Mapping[date | None, int]:
        """Return a number for each day of *course*, and for `None`, all of them: another once more is said."""
