"""Reading on from where a timeline was left: what is new on top, then what an earlier poll did not reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.networks.mastodon.cursor import Gap, Place
from bot.networks.mastodon.fields import Json, identifier, moment
from bot.networks.mastodon.walk import MOST_PAGES, Known, PageBelow, Walk, walk

_LATENESS: Final = timedelta(hours=48)
"""How far below the newest of the last poll a walk goes when everything it knew was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new since a place, and the place to go on from."""

    walks: tuple[Walk, ...]
    place: Place


def follow(
    page_below: PageBelow, place: Place, *, now: datetime, first_look: timedelta, in_order: bool = False
) -> News:
    """Return what is new since *place*; the first time, what is younger than *first_look*.

    *in_order* says that nothing comes in late with an old date: what is below something known is not new.
    """
    late = timedelta(0) if in_order else _LATENESS
    floor = now - first_look if place.newest_at is None else place.newest_at - late
    until = Known(ids=frozenset(place.seen), floor=floor, in_order=in_order)
    top = walk(page_below, start=None, until=until, pages=MOST_PAGES)
    gap = place.gap if top.is_complete else None
    rest = _rest(page_below, gap, pages=MOST_PAGES - top.requests, in_order=in_order)
    ids = tuple(identifier(each, "id") for each in top.statuses)
    after = place.after(ids, _newest_at(top.statuses, now), _gap_after(place, top, rest, floor))
    return News(walks=(top, rest) if rest else (top,), place=after)


def _rest(page_below: PageBelow, gap: Gap | None, *, pages: int, in_order: bool) -> Walk | None:
    if gap is None or pages == 0:
        return None
    until = Known(ids=gap.until, floor=gap.floor, in_order=in_order)
    return walk(page_below, start=gap.below, until=until, pages=pages)


def _gap_after(place: Place, top: Walk, rest: Walk | None, floor: datetime) -> Gap | None:
    """Return the gap that stays open; there is never more than one: a new one swallows the old."""
    old = place.gap
    if not top.is_complete:
        until = old.until if old else frozenset(place.seen)
        return Gap(below=top.deepest, until=until, floor=old.floor if old else floor)
    if old is None or rest is None:
        return old
    return None if rest.is_complete else Gap(below=rest.deepest, until=old.until, floor=old.floor)


def _newest_at(statuses: Iterable[Json], now: datetime) -> datetime | None:
    """Return when the newest was written; what claims the future was written now."""
    return max((min(at, now) for each in statuses if (at := moment(each, "created_at"))), default=None)
