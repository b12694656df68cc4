"""What people are promised and what was done, worded."""

from collections.abc import Iterator
from datetime import timedelta

from babel.dates import format_skeleton

from bot.ports import Month
from bot.render.views import MonthView, TermsView
from bot.render.words import Words
from curation.policy import Terms


def terms_view(terms: Terms, words: Words) -> TermsView:
    """Return *terms* in the language of *words*."""
    return TermsView(
        version=terms.version,
        periods=tuple((words.say(f"policy.period_{name}"), words.lasting(each)) for name, each in terms.periods),
        afterwards=words.say(f"policy.afterwards_{terms.afterwards}") if terms.afterwards else "",
        intervals=tuple(
            (words.lasting(each.until) if each.until else "", words.lasting(each.every)) for each in terms.intervals
        ),
        bills=terms.bills,
        asks_followers=terms.writes_first,
    )


def month_view(month: Month, words: Words) -> MonthView:
    """Return *month* in the language of *words*."""
    return MonthView(
        name=format_skeleton("yMMMM", month.first, locale=words.locale),
        posts=words.number(month.posts),
        refused=words.joined(tuple(_refused(month, words))),
        erasures=words.number(month.erasures),
        open=words.say("activity.open", count=month.open) if month.open else "",
        longest=_took(month.longest, words),
    )


def _refused(month: Month, words: Words) -> Iterator[str]:
    for reason, count in month.refused.items():
        yield words.say("activity.reason", reason=words.say(f"reason.{reason.value}"), number=words.number(count))


def _took(longest: timedelta | None, words: Words) -> str:
    """Return how long it took in hours, never less than it did; what took minutes took one hour at most."""
    if longest is None:
        return ""
    hours = -(-longest // timedelta(hours=1)) if longest else 0
    return words.lasting(timedelta(hours=max(hours, 1)))
