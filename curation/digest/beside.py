"""Which acts stand beside an act: whoever does one must have seen the others, or two people overwrite each other."""

from collections.abc import Iterable
from datetime import date

from curation.model import Event, EventKind

_SORTS = (
    frozenset({EventKind.QUESTION, EventKind.ORGANISER_NOTE, EventKind.WEEK, EventKind.MINUTES}),
    frozenset({EventKind.APPROVE, EventKind.HOLD}),
)
"""What is said of a whole issue: its words, and whether it goes out."""


def beside(events: Iterable[Event], *, day: date, kind: EventKind, who: str) -> tuple[Event, ...]:
    """Return those of *events* that stand beside a *kind* of act by *who* about the issue of *day*, none of its pages.

    Beside an undo stand all acts of that person, since it takes the last one back.
    """
    if kind is EventKind.UNDO:
        return tuple(each for each in events if (each.day, each.who) == (day, who))
    sort = next((each for each in _SORTS if kind in each), frozenset({kind}))
    return tuple(each for each in events if each.page is None and each.day == day and each.kind in sort)
