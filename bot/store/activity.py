"""Counts by month: they stay when the posts they count are gone."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Activity, Month
from bot.store.statements import insert
from bot.store.tables import refusals, sightings
from bot.store.tables.erasures import erasures
from curation.model import Reason


class SqlActivity(Activity):
    """A count a day of posts kept; refusals and erasures have tables of their own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def count(self, posts: int, at: datetime, /) -> None:
        if not posts:
            return
        more = sightings.update().where(sightings.c.day == at.date()).values(n=sightings.c.n + posts)
        if not self._connection.execute(more).rowcount:
            insert(self._connection, sightings, [{"day": at.date(), "n": posts}])

    @override
    def months(self) -> tuple[Month, ...]:
        seen: dict[date, int] = {}
        for day, number in self._connection.execute(select(sightings.c.day, sightings.c.n)):
            seen[_first(day)] = seen.get(_first(day), 0) + number
        refused: dict[date, dict[Reason, int]] = {}
        for day, reason, number in self._connection.execute(select(refusals.c.day, refusals.c.reason, refusals.c.n)):
            counts = refused.setdefault(_first(day), {})
            counts[Reason(reason)] = counts.get(Reason(reason), 0) + number
        took: dict[date, list[timedelta | None]] = {}
        for asked_at, done_at in self._connection.execute(select(erasures.c.asked_at, erasures.c.done_at)):
            took.setdefault(_first(asked_at.date()), []).append(done_at - asked_at if done_at else None)
        firsts = sorted({*seen, *refused, *took}, reverse=True)
        return tuple(_month(first, seen.get(first, 0), refused.get(first, {}), took.get(first, [])) for first in firsts)


def _month(first: date, posts: int, refused: dict[Reason, int], took: list[timedelta | None]) -> Month:
    done = [each for each in took if each is not None]
    return Month(
        first=first,
        posts=posts,
        refused=dict(sorted(refused.items())),
        erasures=len(took),
        open=len(took) - len(done),
        longest=max(done, default=None),
    )


def _first(day: date) -> date:
    return day.replace(day=1)
