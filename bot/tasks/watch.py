"""Which issues may show what is not allowed any more: those of people who changed, or all when more may have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.ports import DigestState, Issue, Work
from bot.tasks.persons import names_of
from curation.model import AccountRef, Course, Event, WishKind

_STANDING = frozenset({DigestState.FROZEN, DigestState.PUBLISHED, DigestState.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was so when issues were looked over."""

    days: tuple[date, date]
    """Of UTC and of the course: on each, roster entries may have ended."""
    said: tuple[Event, ...]
    """Of the course as a whole: joined pages, people kept out."""
    people: Mapping[AccountRef, int]

    @classmethod
    def of(cls, work: Work, course: Course, at: datetime) -> "Sight":
        """Return what is so now."""
        days = at.date(), at.astimezone(ZoneInfo(course.zone)).date()
        return cls(days=days, said=work.events.of(course.slug, None), people=work.changes.people())

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
        if before is None or (before.days, before.said) != (now.days, now.said):
            return work.digests.frozen(course.slug)
        changed = now.changed_since(before)
        if not changed:
            return ()
        if any(wish.kind is WishKind.LINK for wish in work.wishes.of(changed)):
            # Whose word counts for whom may have changed, too.
            return work.digests.frozen(course.slug)
        shown = work.forgetting.showing(_counted_with(work, changed))
        return tuple(each for each in shown if each.digest.course == course.slug and each.state in _STANDING)


def _counted_with(work: Work, changed: frozenset[AccountRef]) -> frozenset[AccountRef]:
    """Return *changed*, and everybody who is known by one of these names or is a copy of one."""
    return changed | {each.account for each in work.people.everyone() if not changed.isdisjoint(names_of(each))}
