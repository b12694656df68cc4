"""What a desk read last: an act must not read a day's posts again, nor a look at which nothing has come."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.ports import Mark, Work
from bot.tasks.material import Material, material_of
from bot.tasks.reach import REACH, said_of
from curation.model import Course

_FRESH_FOR = timedelta(seconds=20)
"""So long nobody asks whether something came: acts are always those of this moment."""
_READ_ANEW_AFTER = timedelta(minutes=5)
"""Whatever the mark says: a card that was read again, boosts, entries that end."""


@dataclass(frozen=True, slots=True)
class _Last:
    material: Material
    mark: Mark
    looked_at: datetime


@dataclass(slots=True)
class Recall:
    """The material of the day that was looked at last."""

    last: _Last | None = None

    def __call__(self, work: Work, course: Course, day: date, now: datetime) -> Material:
        """Return what *day* is made from: posts may be seconds old, what people decided never is."""
        said, last = said_of(work, course, day), self.last
        if last is None or last.material.day != day or not last.material.rests_on(said):
            return self._read(work, course, day, now)
        if not last.looked_at <= now < last.looked_at + _FRESH_FOR:
            if now >= last.material.at + _READ_ANEW_AFTER or _mark(work, last.material) != last.mark:
                return self._read(work, course, day, now)
            self.last = replace(last, looked_at=now)
        return last.material.decided(said)

    def forget(self) -> None:
        """Let the next look read everything."""
        self.last = None

    def _read(self, work: Work, course: Course, day: date, now: datetime) -> Material:
        material = material_of(work, course, day, now)
        self.last = _Last(material, _mark(work, material), now)
        return material


def _mark(work: Work, material: Material) -> Mark:
    end = material.window.end
    return work.changes.mark(material.course.slug, end - REACH, end)
