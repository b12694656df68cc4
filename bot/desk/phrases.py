"""Sentences about a day's issue, for the desk's page and for those who are told of a draft."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_time

from bot.errors import NotAccepted
from bot.ports import DigestState
from bot.ports.reviews import Destination, Review, Sent, Sharer
from bot.render.words import Words
from curation.budget import dollars
from curation.errors import CurationError, InvalidUrl
from curation.model import Course
from curation.text import cut

_SHOWN = 60
"""Characters of what somebody wrote to us."""


def summary(review: Review, words: Words) -> str:
    """Return how much is in, could be in and needs a person: "8 chosen, 3 more, 1 needs you"."""
    parts = (
        words.say("desk.sum.chosen", count=len(review.issue.digest.items)),
        words.say("desk.sum.more", count=review.more),
        *([words.say("desk.sum.waiting", count=review.undecided)] if review.undecided else []),
    )
    return ", ".join(parts)


def release(review: Review, words: Words) -> str:
    """Return what happens when, and where: "Posts 18:00 (in 42 min) to mastodon, blog and 132 mails"."""
    if review.begun_at is not None:
        began = wall_time(review.begun_at, review.course, words)
        return words.say(f"desk.release.{review.issue.state.value}", time=began)
    if review.over:
        return words.say("desk.release.over")
    time = wall_time(review.due_at, review.course, words)
    outlets = words.joined(tuple(_destination(each, words) for each in review.destinations))
    left = (review.due_at - review.at) // timedelta(minutes=1)
    if left > 0:
        return words.say("desk.release.later", time=time, left=span(left, words), outlets=outlets)
    return words.say("desk.release.now", outlets=outlets)


def why_not(error: NotAccepted | CurationError, words: Words) -> str:
    """Return in words why an act was not taken."""
    if isinstance(error, InvalidUrl):
        return words.say("desk.no.address", found=cut(error.found, _SHOWN))
    if isinstance(error, NotAccepted) and error.phrase:
        return words.say(f"desk.no.{error.phrase}", **error.facts)
    return str(error)


def consent_of(sharer: Sharer, course: Course, words: Words) -> str:
    """Return what lets *sharer* be named, or that nothing does; and whether their words may be shown."""
    wish = sharer.agreed
    if not sharer.credit.is_named:
        allowed = words.say("desk.consent.none")
    elif wish is None:
        allowed = words.say("desk.consent.mode", mode=course.consent.value)
    else:
        said = cut(f"{wish.kind.value} {wish.value}".strip(), _SHOWN)
        date = words.day("short", wish.at.astimezone(ZoneInfo(course.zone)).date())
        allowed = words.say("desk.consent.wish", said=said, date=date, evidence=cut(wish.evidence, _SHOWN) or "–")
    return f"{allowed} {words.say('desk.consent.quote' if sharer.may_quote else 'desk.consent.no_quote')}"


def undoing(review: Review, words: Words) -> tuple[str, ...]:
    """Return what undoing the sending does at each outlet, or has done, and what it cannot do."""
    done = review.issue.state is DigestState.WITHDRAWN
    return tuple(_undone(each, words, done=done) for each in review.sent)


def _undone(sent: Sent, words: Words, *, done: bool) -> str:
    if sent.is_letters:
        return words.say("desk.undoing.letters", outlet=sent.outlet, count=sent.parts)
    if done:
        left = sent.parts - sent.taken_back
        return words.say(f"desk.undoing.{'left' if left else 'done'}", outlet=sent.outlet, count=left)
    if sent.is_page:
        return words.say("desk.undoing.page", outlet=sent.outlet)
    return words.say("desk.undoing.parts", outlet=sent.outlet, count=sent.parts)


def span(minutes: int, words: Words) -> str:
    """Return so many minutes in words; from two hours on in whole hours."""
    if minutes < 120:
        return words.say("desk.minutes", count=minutes)
    return words.say("desk.hours", count=minutes // 60)


def clock(moment: datetime, course: Course, words: Words) -> str:
    """Return *moment* as a day and a time where the course is."""
    local = moment.astimezone(ZoneInfo(course.zone))
    return f"{words.day('short', local.date())}, {wall_time(moment, course, words)}"


def wall_time(moment: datetime, course: Course, words: Words) -> str:
    """Return the time of *moment* where the course is."""
    return format_time(moment.astimezone(ZoneInfo(course.zone)), "short", locale=words.locale)


def _destination(each: Destination, words: Words) -> str:
    if each.letters is not None:
        return words.say("desk.release.letters", count=each.letters)
    if each.price is not None:
        return words.say("desk.release.price", outlet=each.name, price=dollars(each.price))
    return each.name
