"""Reading a search to its end, page by page, as far as the money reaches."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.errors import OverBudget
from bot.networks.x.cursor import Place, Stretch
from bot.networks.x.pages import Page

MOST_PAGES: Final = 25
"""The most that one poll reads."""

Buy = Callable[[Mapping[str, str | datetime]], Page]
"""Returns a page of a stretch; raises `OverBudget`."""


@dataclass(slots=True)
class Walk:
    """What was come by on the way back from the newest post."""

    buy: Buy
    now: datetime
    pages: list[Page] = field(default_factory=list[Page])
    seen: set[str] = field(default_factory=set[str])

    def onward(self, place: Place, *, first_look: datetime) -> Place:
        """Close the gap in *place*, then read what is new, without an id to begin from since *first_look*.

        The new place stands on the newest post of the first page, and stays there while paging (networks.md X10).
        """
        if place.gap is not None:
            left = self.down(place.gap)
            if left is not None:
                return Place(newest_id=place.newest_id, gap=left)
        before = len(self.pages)
        left = self.down(Stretch(since_id=place.newest_id, since=None if place.newest_id else first_look))
        if before == len(self.pages):
            return Place(newest_id=place.newest_id, gap=None)
        return Place(newest_id=_newest((*self.pages[before].posts, place.newest_id)), gap=left)

    def down(self, stretch: Stretch) -> Stretch | None:
        """Read *stretch* from its top; return what is left of it when pages or money come to their end.

        Raise `OverBudget` when there was no money even for the first page of the walk.
        """
        asked = stretch.asked(self.now)
        until, token = stretch.until_id, ""
        while len(self.pages) < MOST_PAGES:
            try:
                page = self.buy({**asked, **({"next_token": token} if token else {})})
            except OverBudget:
                if not self.pages:
                    raise
                break
            fresh = page.posts.keys() - self.seen
            self.seen |= fresh
            self.pages.append(page)
            if not page.following or page.following == token or not fresh:
                return None
            until, token = str(min(map(int, page.posts))), page.following
        return Stretch(since_id=stretch.since_id, since=stretch.since, until_id=until)

    @property
    def requests(self) -> int:
        """How often X was asked."""
        return sum(page.requests for page in self.pages)


def _newest(ids: Iterable[str]) -> str:
    return max((each for each in ids if each), key=int, default="")
