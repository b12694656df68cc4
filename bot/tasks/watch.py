"""Which issues may show what is not allowed any more: those of people who changed, or all when more may have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.ports import DigestState, Issue, Work
from bot.tasks.persons import names_of
from bot.tasks.reach import REACH, key_of
from curation.model import AccountRef, Course, WishKind

_STANDING = frozenset({DigestState.FROZEN, DigestState.PUBLISHED, DigestState.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was so when issues were looked over."""

    days: tuple[date, date]
    """Of UTC and of the course: on each, roster entries may have ended."""
    said: Mapping[date | None, int]
    """Of each day, and under `None` of the course as a whole: joined pages, people kept out."""
    people: Mapping[AccountRef, int]

    @classmethod
    def of(cls, work: Work, course: Course, at: datetime) -> "Sight":
        """Return what is so now."""
        days = at.date(), at.astimezone(ZoneInfo(course.zone)).date()
        return cls(days=days, said=work.changes.said(course.slug), people=work.changes.people())

    def changed_since(self, before: "Sight") -> frozenset[AccountRef]:
        """Return who is not as they were."""
        everyone = self.people.keys() | before.people.keys()
        return frozenset(each for each in everyone if self.people.get(each) != before.people.get(each))


@dataclass(slots=True)
class Watch:
    """Remembers what was so at the last look; a new process begins with a look at everything."""

    last: Sight | None = field(default=None)

    def concerned(self, work: Work, course: Course, now: Sight) -> tuple[Issue, ...]:
        """Return the issues of *course* that may show somebody otherwise than they allow *now*."""
        before = self.last
        if before is None or (before.days, before.said.get(None)) != (now.days, now.said.get(None)):
            return work.digests.frozen(course.slug)
        changed = now.changed_since(before)
        if any(wish.kind is WishKind.LINK for wish in work.wishes.of(changed)):
            # Whose word counts for whom may have changed, too.
            return work.digests.frozen(course.slug)
        found = [*work.forgetting.showing(_counted_with(work, changed)), *_of_days(work, course, before, now)]
        standing = {each.digest.key: each for each in found if each.state in _STANDING}
        return tuple(each for each in standing.values() if each.digest.course == course.slug)


def _of_days(work: Work, course: Course, before: Sight, now: Sight) -> Iterator[Issue]:
    """Yield the issues of days of which something was said since, and of those on which that still counts."""
    said = (day for day, acts in now.said.items() if day is not None and acts != before.said.get(day))
    for day in {each + timedelta(days=later) for each in said for later in range(REACH.days + 1)}:
        issue = work.digests.get(key_of(course, day))
        if issue is not None:
            yield issue


def _counted_with(work: Work, changed: frozenset[AccountRef]) -> frozenset[AccountRef]:
    """Return *changed*, and everybody who is known by one of these names or is a copy of one."""
    if not changed:
        return changed
    return changed | {each.account for each in work.people.everyone() if not changed.isdisjoint(names_of(each))}
