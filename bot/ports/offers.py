"""Links that people on no network sent by the form, before and after somebody looked at them."""

from abc import abstractmethod
from datetime import datetime
from typing import Protocol

from curation.model import Post


class Offers(Protocol):
    """What came by the form."""

    @abstractmethod
    def since(self, moment: datetime, /) -> tuple[Post, ...]:
        """Return the posts that were made of links sent from *moment* on, oldest first."""
