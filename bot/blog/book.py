"""A course's issues as the site shows them, as they stood at one moment."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import islice

from bot.ports import DigestState, Issue, Issues, Listed
from bot.render.addresses import path_of
from bot.render.articles import MOST_NAMES
from bot.render.charts import WEEKS
from bot.render.entries import Entry
from bot.render.lists import LATEST
from curation.digest import counted, monday

Start = Callable[[date], date]
"""From a day to the first of its month or week."""

_RECENT = timedelta(weeks=WEEKS)
_KEPT = 60
"""Months kept at hand."""


@dataclass(frozen=True, kw_only=True)  # without slots: what is worked out once is kept beside the fields
class Book:
    """The issues of one course, read a month at a time, so that an old site is no slower than a young one."""

    course: str
    outlet: str
    issues: Issues
    listed: tuple[Listed, ...]
    """Every issue that is shown, withdrawn ones too, newest first."""
    current: Entry | None = None
    """An issue as it is now, whatever is stored of it."""
    _months: dict[date, tuple[Entry, ...]] = field(default_factory=dict[date, tuple[Entry, ...]])

    @cached_property
    def standing(self) -> tuple[Listed, ...]:
        """What is not withdrawn."""
        return tuple(each for each in self.listed if each.state is not DigestState.WITHDRAWN)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Of every issue that stands, newest first."""
        return tuple(each.day for each in self.standing)

    def month(self, day: date) -> tuple[Entry, ...]:
        """Return what is shown of the month of *day*, newest first."""
        first = month_of(day)
        if first not in self._months:
            while len(self._months) >= _KEPT:
                del self._months[next(iter(self._months))]
            self._months[first] = self._read(first)
        return self._months[first]

    def entry(self, day: date) -> Entry | None:
        """Return the issue of *day*, `None` where it has no words for this outlet."""
        return next((each for each in self.month(day) if each.digest.day == day), None)

    def between(self, first: date, last: date) -> tuple[Entry, ...]:
        """Return what stands from *first* to *last*, both included, newest first."""
        return tuple(
            entry
            for month in _months(first, last)
            for entry in self.month(month)
            if first <= entry.digest.day <= last and not entry.is_withdrawn
        )

    def last(self, count: int) -> tuple[Entry, ...]:
        """Return the last *count* issues, withdrawn ones too, newest first."""
        entries = (self.entry(each.day) for each in self.listed)
        return tuple(islice((each for each in entries if each is not None), count))

    def latest(self, count: int) -> tuple[Entry, ...]:
        """Return the last *count* issues that stand, newest first."""
        entries = (self.entry(each.day) for each in self.standing)
        return tuple(islice((each for each in entries if each is not None), count))

    @cached_property
    def recent(self) -> tuple[Entry, ...]:
        """What stands of the weeks that charts show, and at least the issues that a course's page lists."""
        days = self.days
        return self.between(min(days[0] - _RECENT, days[:LATEST][-1]), days[0]) if days else ()

    @cached_property
    def starts(self) -> Mapping[Start, tuple[date, ...]]:
        """The first days of months and of weeks in which something stands, newest first."""
        return {start: tuple(dict.fromkeys(map(start, self.days))) for start in (month_of, monday)}

    @property
    def root_id(self) -> str:
        """The id of the course's feed: that of its first issue without its day, minted once as that was."""
        first = self.issues.get(self.listed[-1].key)
        tag_uri = "" if first is None else first.tag_uri
        return tag_uri.rpartition("/")[0] or tag_uri

    def _read(self, first: date) -> tuple[Entry, ...]:
        shown = {each.key for each in self.listed}
        issues = (each for each in self.issues.between(self.course, first, end_of(first)) if each.digest.key in shown)
        return tuple(entry for entry in map(self._entry, issues) if entry is not None)

    def _entry(self, issue: Issue) -> Entry | None:
        if self.current is not None and self.current.digest.key == issue.digest.key:
            return self.current
        return entry_of(replace(issue, digest=counted(issue.digest, MOST_NAMES)), self.outlet)


def entry_of(issue: Issue, outlet: str) -> Entry | None:
    """Return *issue* with the words that were stored for *outlet*, `None` without any."""
    parts = issue.parts.get(outlet)
    return Entry(issue=issue, title=parts[0].title, body=parts[0].text) if parts else None


Books = Mapping[str, Book]
"""By course."""


def complete(courses: Iterable[str], issues: Issues, outlet: str) -> Books:
    """Return the book of each course with every issue that has words for *outlet*."""
    return {
        slug: Book(course=slug, outlet=outlet, issues=issues, listed=issues.listed(slug, outlet=outlet))
        for slug in courses
    }


def published(
    courses: Iterable[str], issues: Issues, outlet: str, has_page: Callable[[str], bool], current: Entry
) -> Books:
    """Return the book of each course: the issues whose pages are there, *current* among them as it is now."""
    return {
        slug: Book(
            course=slug,
            outlet=outlet,
            issues=issues,
            listed=tuple(
                replace(each, state=current.issue.state) if each.key == current.digest.key else each
                for each in issues.listed(slug)
                if each.key == current.digest.key or has_page(path_of(each.key))
            ),
            current=current,
        )
        for slug in courses
    }


def around(days: Sequence[date], day: date) -> tuple[date | None, date | None]:
    """Return the nearest of *days*, which are newest first, before and after *day*."""
    at = bisect_left(days, -day.toordinal(), key=lambda each: -each.toordinal())
    before = at + 1 if at < len(days) and days[at] == day else at
    return (days[before] if before < len(days) else None), (days[at - 1] if at else None)


def month_of(day: date) -> date:
    """Return the first day of its month."""
    return day.replace(day=1)


def _months(first: date, last: date) -> Sequence[date]:
    """Return the first days of the months from that of *last* back to that of *first*."""
    months = [month_of(last)]
    while months[-1] > first:
        months.append(month_of(months[-1] - timedelta(days=1)))
    return months


def end_of(month: date) -> date:
    """Return the last day of the month that begins with *month*."""
    return month_of(month + timedelta(days=31)) - timedelta(days=1)
