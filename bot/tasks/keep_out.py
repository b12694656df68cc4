"""Keeping a site, a word or a person out of a course, and letting it in again."""

from dataclasses import dataclass

from bot.errors import NotAccepted
from bot.ports import Clock, Store
from bot.tasks.honour import Honour
from curation.model import Course, Event, EventKind
from curation.nevers import PERSON, WHATS, said


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOut:
    """Say that something is never shown in a course: from now on, and in what is out already."""

    course: Course
    store: Store
    clock: Clock
    honour: Honour

    def __call__(self, what: str, value: str, /, *, who: str, again: bool = False) -> None:
        """Keep *value* out, or with *again* let it in; *what* is `site`, `word`, or `person` (as `network id`).

        Raise `NotAccepted` for nothing, and for what is neither.
        """
        meant = value.strip() if what == PERSON else " ".join(value.casefold().split())
        if what not in WHATS or not meant or (what == PERSON and " " not in meant):
            why = f"say a site, a word or a person to keep out; found {what} {meant!r}"
            raise NotAccepted(why, phrase="keep_out")
        kind = EventKind.ALLOW if again else EventKind.NEVER
        with self.store.work() as work:
            work.events.append(
                Event(course=self.course.slug, kind=kind, who=who, at=self.clock.now(), value=said(what, meant))
            )
        self.honour()
