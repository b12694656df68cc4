"""How long things are kept (consent.md C8): one table, which the task carries out and the policy page prints."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from curation.model import Course


class Afterwards(StrEnum):
    """What becomes of a course's issues some time after it ended."""

    KEEP = "keep"
    """Who agreed stays named; everybody else is a participant."""
    ANONYMISE = "anonymise"
    """Links and notes of facilitators stay, nobody is named or quoted."""
    DELETE = "delete"
    """Every item goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long what is kept; shorter is always allowed."""

    unpublished: timedelta = timedelta(days=7)
    """Posts that are in no issue, drafts, and what waited for a person in vain."""
    published: timedelta = timedelta(days=30)
    """The words and payloads of published posts; then address, title, note, credit and reference are left."""
    unasked: timedelta = timedelta(days=30)
    """Names, links and words of posts that no source of ours can be asked for, after an issue showed them."""
    refused: timedelta = timedelta(days=7)
    """References of posts that were left out, with the reason; never their words."""
    after_course: timedelta = timedelta(days=90)
    """After the last day of a course, until `afterwards` is done with its issues and its posts go."""
    records: timedelta = timedelta(days=365)
    """What people told us about consent, after the last day of the course it was about."""
    backups: timedelta = timedelta(days=30)
    afterwards: Afterwards = Afterwards.ANONYMISE

    def periods(self) -> Iterator[tuple[str, timedelta]]:
        """Yield every period with its name, in the order of the table."""
        for field in fields(self):
            period = getattr(self, field.name)
            if isinstance(period, timedelta):
                yield field.name, period


def is_over(course: Course, at: datetime, period: timedelta) -> bool:
    """Return whether *period* has gone by since the last day of *course*; one without a last day never ends."""
    if course.ends is None:
        return False
    today: date = at.astimezone(ZoneInfo(course.zone)).date()
    return today > course.ends + period
