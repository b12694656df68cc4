"""How far a query was read: ids of X grow with time, so the newest one says when it was written, too."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import orjson

from bot.networks.x.fields import Fields, fields, identity, is_fields, moment, text
from bot.ports import Cursor
from curation.errors import InvalidValue

_EPOCH_OF_IDS: Final = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_SHIFT: Final = 22
REACH: Final = timedelta(days=6, hours=12)
"""How old the start of a search may be; X refuses what is older than seven days (networks.md X9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the time line that was not read to its end: below *until_id*, down to *since_id*."""

    since_id: str = ""
    since: datetime | None = None
    """Where there is no id to begin from."""
    until_id: str = ""

    def asked(self, now: datetime) -> dict[str, str | datetime]:
        """Return the words of a search for it; an id that X would refuse becomes a time."""
        until: dict[str, str | datetime] = {"until_id": self.until_id} if self.until_id else {}
        floor = now - REACH
        if self.since_id and time_of(self.since_id) > floor:
            return until | {"since_id": self.since_id}
        return until | {"start_time": max(self.since or floor, floor)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the last poll ended."""

    newest_id: str = ""
    gap: Stretch | None = None
    """What that poll did not come to; the next one does."""


def time_of(post_id: str) -> datetime:
    """Return when the post was written: https://docs.x.com/fundamentals/x-ids."""
    return _EPOCH_OF_IDS + timedelta(milliseconds=int(post_id) >> _SHIFT)


def place_of(cursor: Cursor | None) -> Place:
    """Return the place that *cursor* names; a cursor that is none of ours starts anew."""
    try:
        found: object = orjson.loads(cursor or "{}")
    except orjson.JSONDecodeError:
        return Place()
    if not is_fields(found):
        return Place()
    return Place(newest_id=identity(found, "newest_id"), gap=_gap_of(fields(found, "gap")))


def cursor_of(place: Place) -> Cursor | None:
    """Return the words for *place*, `None` where nothing was ever seen."""
    if not place.newest_id:
        return None
    gap = place.gap
    left = {"since_id": gap.since_id, "since": gap.since, "until_id": gap.until_id} if gap else None
    return Cursor(orjson.dumps({"newest_id": place.newest_id, "gap": left}).decode())


def _gap_of(found: Fields) -> Stretch | None:
    try:
        since = moment(found, "since") if text(found, "since") else None
    except InvalidValue:
        return None
    until_id = identity(found, "until_id")
    return Stretch(since_id=identity(found, "since_id"), since=since, until_id=until_id) if until_id else None
