"""Walking a timeline back from its top, page by page, on servers that keep few promises about pages.

`since_id` skips the middle, `min_id` is `since_id` on some servers and unknown on others, `Link` headers lose filters
and are absent from empty pages: only `max_id` is asked for, and only ids that came back count (networks.md M3-M5, N7).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
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


def walk(
    page_below: PageBelow, *, start: str | None, until: frozenset[str], floor: datetime | None, pages: int
) -> Walk:
    """Walk down from below *start* to a page that holds an id of *until*, or nothing new, or nothing after *floor*."""
    found: dict[str, Json] = {}
    below, requests, odd, is_complete = start, 0, 0, False
    while requests < pages and not is_complete:
        page = page_below(below)
        requests += 1
        statuses = {identifier(each, "id"): each for each in page if is_object(each)}
        statuses.pop("", None)
        odd += len(page) - len(statuses)
        is_complete = _is_last(statuses, found, until=until, floor=floor)
        found |= {key: each for key, each in statuses.items() if key not in found}
        below = next(reversed(statuses), below)
    fresh = tuple(each for key, each in found.items() if key not in until)
    return Walk(statuses=fresh, requests=requests, odd=odd, deepest=below or "", is_complete=is_complete)


def _is_last(page: dict[str, Json], found: dict[str, Json], *, until: frozenset[str], floor: datetime | None) -> bool:
    """Return whether nothing is gained below *page*; an empty page and one seen before are last ones."""
    if page.keys() <= found.keys() or not until.isdisjoint(page):
        return True
    times = [written for each in page.values() if (written := moment(each, "created_at"))]
    return floor is not None and bool(times) and max(times) < floor
