"""Whether somebody else acted since a person looked: then they see it before anything is written over it."""

from collections.abc import Sequence

from bot.ports import Work
from bot.ports.reviews import Act, Overtaken
from bot.tasks.joining import joins_of
from bot.tasks.reach import said_of
from curation.digest import UNDO, beside
from curation.errors import InvalidUrl
from curation.joins import Joins
from curation.model import Course, Event, EventKind, PageUrl
from curation.urls import canonical


def overtaken(work: Work, course: Course, acts: Sequence[Act]) -> Overtaken | None:
    """Return what was done beside *acts*, which one form sent, since the person looked; the same again is no conflict.

    Asked in the transaction that writes them down: of two people one is first.
    """
    if not acts or acts[0].seen is None:
        return None
    first, same = acts[0], set(map(_meant, acts))
    since = _beside(work, course, first)[first.seen :]
    others = [each for each in since if _meant(each) not in same]
    return Overtaken(acts=tuple(acts), by=since) if others else None


def _meant(act: Act | Event) -> tuple[EventKind, str]:
    """Return what *act* says; of two people who approve an issue each has looked at a moment of their own."""
    is_approval = act.kind is EventKind.APPROVE and act.page is None and act.value != UNDO
    return act.kind, "" if is_approval else act.value


def undone_already(work: Work, course: Course, act: Act) -> bool:
    """Return whether *act* is the second press of an impatient finger: what it saw is taken back already."""
    if act.kind is not EventKind.UNDO or act.seen is None:
        return False
    since = _beside(work, course, act)[act.seen :]
    return bool(since) and all(each.kind is EventKind.UNDO for each in since)


def _beside(work: Work, course: Course, act: Act) -> tuple[Event, ...]:
    events = said_of(work, course, act.day)
    if act.page is None:
        return beside(events, day=act.day, kind=act.kind, who=act.who)
    return _about(work, joins_of(work, course), events, act.page)


def _about(work: Work, joins: Joins, events: Sequence[Event], page: PageUrl) -> tuple[Event, ...]:
    """Return those of *events* about what *page* leads to now, whichever of its addresses each was said of.

    First what was said of *page* itself, where that is not its address any more: it is what the person looked at.
    """
    asked = _canonical(page)
    aliases = joins.over(work.cards.aliases([asked, *{each.page for each in events if each.page}]))

    def final(one: PageUrl) -> PageUrl:
        return joins.final(aliases.get(one, one))

    found = [each for each in events if each.page is not None and final(each.page) == final(asked)]
    return tuple(sorted(found, key=lambda each: asked not in {final(asked), each.page}))


def _canonical(page: PageUrl) -> PageUrl:
    try:
        return canonical(page)
    except InvalidUrl:
        return page  # whoever writes the act down says so
