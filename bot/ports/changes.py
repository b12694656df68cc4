"""Whether something came to the store that an issue is made from: asked often, and answered quickly."""

from abc import abstractmethod
from datetime import datetime
from typing import NewType, Protocol

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
