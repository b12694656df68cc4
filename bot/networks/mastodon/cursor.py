"""How far a hashtag was read on one server; opaque ids are only ever compared for equality (networks.md M14)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from bot.networks.mastodon.fields import Json, is_list, is_object, moment, part, word
from bot.ports import Cursor

_IDS_KEPT: Final = 40
"""Several newest ids, since any of them may be deleted before the next poll: a whole page of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch that a walk back did not finish: from just below *below* down to any of *until*."""

    below: str
    until: frozenset[str]
    floor: datetime | None
    """The time that the walk need not go below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the last poll ended."""

    seen: tuple[str, ...] = ()
    """The newest ids, newest first."""
    newest_at: datetime | None = None
    """When the newest of them was written."""
    gap: Gap | None = None

    def after(self, ids: tuple[str, ...], newest_at: datetime | None, gap: Gap | None) -> "Place":
        """Return the place after *ids* were seen on top of what was there."""
        fresh = tuple(each for each in ids if each not in self.seen)
        times = [each for each in (self.newest_at, newest_at) if each]
        return Place(seen=(*fresh, *self.seen)[:_IDS_KEPT], newest_at=max(times, default=None), gap=gap)


def place_of(cursor: Cursor | None) -> Place:
    """Return the place that *cursor* names; a cursor that is none of ours starts anew."""
    try:
        found: object = orjson.loads(cursor or "{}")
    except orjson.JSONDecodeError:
        return Place()
    if not is_object(found):
        return Place()
    return Place(seen=_ids(found, "seen"), newest_at=moment(found, "newest_at"), gap=_gap_of(part(found, "gap")))


def cursor_of(place: Place) -> Cursor | None:
    """Return the words for *place*, `None` where nothing was ever seen."""
    if not place.seen:
        return None
    gap = place.gap and {"below": place.gap.below, "until": sorted(place.gap.until), "floor": place.gap.floor}
    return Cursor(orjson.dumps({"seen": place.seen, "newest_at": place.newest_at, "gap": gap}).decode())


def _gap_of(found: Json) -> Gap | None:
    below = word(found, "below")
    return Gap(below=below, until=frozenset(_ids(found, "until")), floor=moment(found, "floor")) if below else None


def _ids(found: Json, key: str) -> tuple[str, ...]:
    ids = found.get(key)
    return tuple(each for each in ids if isinstance(each, str)) if is_list(ids) else ()
