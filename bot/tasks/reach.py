"""How far an issue reaches back: which posts are news for it, and which acts of people count."""

from datetime import date, datetime, timedelta

from bot.ports import DigestState, Issue, Work
from curation import days
from curation.model import Course, DigestKey, Event, Quiet, Window

REACH = timedelta(days=7)
"""How old an unpublished post may be and still come into an issue (digest.md 10.3)."""


def key_of(course: Course, day: date) -> DigestKey:
    """Return the key of the issue of *day*."""
    return DigestKey(f"{course.slug}/{day.isoformat()}")


def is_over(course: Course, day: date, now: datetime) -> bool:
    """Return whether a later day of *course* is due: an issue of *day* that did not begin to go out never will."""
    latest = days.latest_due(course, now)
    return latest is not None and day < latest


def news_from(work: Work, course: Course, window: Window) -> datetime:
    """Return from when on posts are news for *window*: what was there before a course was first read is none.

    A day that was over before is composed only because a person asks for it.
    """
    first = baseline(work, course)
    return first if first is not None and first < window.end else window.start - REACH


def said_of(work: Work, course: Course, day: date) -> tuple[Event, ...]:
    """Return what people did that counts on *day*, day by day: what was said of a page holds while it can roll over."""
    reach = range(REACH.days, -1, -1)
    return tuple(event for back in reach for event in work.events.of(course.slug, day - timedelta(back)))


def baseline(work: Work, course: Course) -> datetime | None:
    """Return the start of the course's first window (networks.md N8); `None` when it was never polled."""
    keys = {tag.key for tag in course.hashtags}
    first = [each.first_at for each in work.cursors.polls() if keys & set(each.query.split(","))]
    return days.window(course, days.day_of(course, min(first))).start if first else None


def issue_before(work: Work, course: Course, day: date) -> Issue | None:
    """Return the last issue before *day* that went out, or was about to."""
    return next(iter(work.digests.frozen(course.slug, before=day, limit=1)), None)


def covered_until(work: Work, course: Course, day: date, before: Issue | None) -> datetime:
    """Return up to when posts were seen by *before*, the issue before *day*: what was seen later is a candidate."""
    start = days.window(course, day).start
    if course.shape.quiet is Quiet.SKIP and is_quiet(work, course, day - timedelta(days=1)):
        return start
    if before:
        return before.digest.window.end
    if (first := baseline(work, course)) is not None:
        return min(first, start)
    return days.window(course, _first_of_quiet_run(work, course, day)).start


def rolled_days(work: Work, course: Course, day: date) -> int:
    """Return how many days right before *day* rolled their items over; a day without any rolled nothing."""
    return (day - _first_of_quiet_run(work, course, day, with_items=True)).days


def _first_of_quiet_run(work: Work, course: Course, day: date, *, with_items: bool = False) -> date:
    first = day
    while day - first < REACH and is_quiet(work, course, first - timedelta(days=1), with_items=with_items):
        first -= timedelta(days=1)
    return first


def is_quiet(work: Work, course: Course, day: date, *, with_items: bool = False) -> bool:
    """Return whether *day* said nothing; *with_items*: though somebody had shared something."""
    issue = work.digests.get(key_of(course, day))
    return issue is not None and issue.state is DigestState.QUIET and bool(issue.digest.items or not with_items)
