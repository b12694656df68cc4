"""Walking a timeline back from its top, page by page, on servers that keep few promises about pages.

`since_id` skips the middle, `min_id` is `since_id` on some servers and unknown on others, `Link` headers lose filters
and are absent from empty pages: only `max_id` is asked for, and only ids that came back count (networks.md M3-M5, N7).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Final

from bot.networks.mastodon.fields import Json, identifier, is_object, moment

MOST_PAGES: Final = 25
"""The most that one poll reads."""

PageBelow = Callable[[str | None], list[object]]
"""Gives the page just below an id, the top one for `None`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a walk back came by."""

    statuses: tuple[Json, ...]
    """Newest first, each once; what was seen before is left out."""
    requests: int
    odd: int
    """Things on the pages that have no id, so that nothing can be said of them."""
    deepest: str
    """The last id of the last page; the walk can go on below it."""
    is_complete: bool
    """Whether it ended because there was nothing more to find, and not because it was long enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where a walk may end: what was seen before."""

    ids: frozenset[str] = frozenset()
    floor: datetime | None = None
    """The time that nothing new is older than."""
    in_order: bool = False
    """Whether everything below a known id is older, and so was seen as well, though only some ids are remembered."""

    def fresh(self, found: Mapping[str, Json]) -> tuple[Json, ...]:
        """Return what is new of *found*, which is newest first."""
        if not (self.in_order and self.ids):
            return tuple(each for key, each in found.items() if key not in self.ids)
        above = tuple(takewhile(lambda key: key not in self.ids, found))
        is_met = len(above) < len(found)
        return tuple(found[key] for key in above if is_met or self._may_be_new(found[key]))

    def _may_be_new(self, status: Json) -> bool:
        written = moment(status, "created_at")
        return self.floor is None or written is None or written >= self.floor


def walk(page_below: PageBelow, *, start: str | None, until: Known, pages: int) -> Walk:
    """Walk down from below *start* to a page with something known, with nothing new, or with nothing young enough."""
    found: dict[str, Json] = {}
    below, requests, odd, is_complete = start, 0, 0, False
    while requests < pages and not is_complete:
        page = page_below(below)
        requests += 1
        statuses = {identifier(each, "id"): each for each in page if is_object(each)}
        statuses.pop("", None)
        odd += len(page) - len(statuses)
        is_complete = _is_last(statuses, found, until)
        found |= {key: each for key, each in statuses.items() if key not in found}
        below = next(reversed(statuses), below)
    return Walk(statuses=until.fresh(found), requests=requests, odd=odd, deepest=below or "", is_complete=is_complete)


def _is_last(page: dict[str, Json], found: dict[str, Json], until: Known) -> bool:
    """Return whether nothing is gained below *page*; an empty page and one seen before are last ones."""
    if page.keys() <= found.keys() or not until.ids.isdisjoint(page):
        return True
    times = [written for each in page.values() if (written := moment(each, "created_at"))]
    return until.floor is not None and bool(times) and max(times) < until.floor
