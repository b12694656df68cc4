"""Reading that costs: what is in the way becomes one of our errors, and who wants to be paid first is left alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.errors import SourceClosed, SourceError
from bot.networks.x.trouble import Trouble, XTrouble

Found = TypeVar("Found")


@dataclass(slots=True)
class Buyer:
    """Buys for one source or inbox, called *name*."""

    name: str
    _no_credit: str = field(default="", init=False)

    def __call__(self, buy: Callable[[], Found]) -> Found:
        """Return what *buy* returns; where X wants to be paid first, it is not asked again before a restart."""
        if self._no_credit:
            raise SourceClosed(self.name, self._no_credit, needs_token=False)
        try:
            return buy()
        except XTrouble as trouble:
            raise self._closed_or_error(trouble) from trouble

    def _closed_or_error(self, trouble: XTrouble) -> SourceError:
        if trouble.kind is Trouble.NO_CREDIT:
            self._no_credit = "no credit is left; nothing is asked before a person has paid and started again"
            return SourceClosed(self.name, self._no_credit, needs_token=False)
        if trouble.kind is Trouble.DENIED:
            return SourceClosed(self.name, f"the token is not enough ({trouble.why})", needs_token=True)
        return SourceError(self.name, trouble.why, retry_at=trouble.retry_at)
