"""What a person decides about an issue, written down as an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.errors import NotAccepted
from bot.ports import Clock, DigestState, Store, Work
from bot.tasks.joining import joins_of, page_of, posts_of
from bot.tasks.material import material_of
from bot.tasks.reach import is_over, key_of
from curation.digest import SHARER, UNDO, names_anyone, names_first
from curation.model import Course, Event, EventKind, PageUrl
from curation.text import graphemes
from curation.urls import canonical

_NOTE_AT_MOST = 200
_MINUTES_AT_MOST = 120
_OPEN = frozenset({DigestState.DRAFT, DigestState.QUIET})
_PROSE = frozenset({EventKind.NOTE, EventKind.ORGANISER_NOTE, EventKind.QUESTION})
"""What a person writes freely; a title is the page's, whoever tidies it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Append one act to an issue that is still open."""

    course: Course
    store: Store
    clock: Clock

    def file(self, day: date, url: str, topics: Sequence[str], /, *, who: str) -> str:
        """File the page at *url* under *topics*, none for "none fits"; as `__call__`."""
        return self(day, EventKind.TOPIC, who=who, url=url, value=self.filing(topics))

    def filing(self, topics: Sequence[str]) -> str:
        """Return what a `TOPIC` says that files a page under *topics*; raise `NotAccepted` for one the course has not.

        None means "none fits".
        """
        known = [topic.name for topic in self.course.topics]
        for name in topics:
            if name not in known:
                why = f"{name!r} is no topic of {self.course.slug}; there is {', '.join(known) or 'none'}"
                raise NotAccepted(why, phrase="topic", topic=name)
        return "\n".join(dict.fromkeys(topics))

    def __call__(self, day: date, kind: EventKind, /, *, who: str, url: str | None = None, value: str = "") -> str:
        """Write the act down and return what it means in a sentence; raise `NotAccepted` or `InvalidUrl`."""
        with self.store.work() as work:
            return self.write(work, day, kind, who=who, url=url, value=value)

    def write(
        self, work: Work, day: date, kind: EventKind, /, *, who: str, url: str | None = None, value: str = ""
    ) -> str:
        """Write the act down in *work*; as `__call__`."""
        is_open = kind is not EventKind.TOPIC or self._is_open(work, day)
        if kind is not EventKind.TOPIC:
            self.refuse_closed(work, day)
        if kind is EventKind.APPROVE and not url and value != UNDO:
            self._refuse_over(day)
        page = self._page(work, day, url) if url else None
        if kind in _PROSE:
            self.check(work, day, kind, value, page=page)
        if kind is EventKind.MINUTES and value and not _is_minutes(value):
            why = f"readers have 1 to {_MINUTES_AT_MOST} minutes, in digits"
            raise NotAccepted(why, phrase="minutes", most=_MINUTES_AT_MOST)
        event = Event(course=self.course.slug, kind=kind, who=who, at=self.clock.now(), day=day, page=page, value=value)
        work.events.append(event)
        told = f"{key_of(self.course, day)}: {kind.value} {page or ''} by {who}".replace("  ", " ")
        return told if is_open else f"{told}; the issue stays as it is, but this is learned from"

    def _page(self, work: Work, day: date, url: str) -> PageUrl:
        joins = joins_of(work, self.course)
        page = page_of(work, joins, url)
        if not posts_of(work, joins, page) and not self._is_answer(work, day, url):
            raise NotAccepted(f"nobody shared {page}", phrase="shared", page=page)
        return page

    def _is_answer(self, work: Work, day: date, url: str) -> bool:
        """Return whether *url* is of a post that answers what was asked before *day*: it is spoken of like a page."""
        material = material_of(work, self.course, day, self.clock.now())
        return any(canonical(post.url) == canonical(url) for post in material.replies if post.url)

    def refuse_closed(self, work: Work, day: date) -> None:
        """Raise `NotAccepted` unless the issue of *day* can still be changed."""
        issue = work.digests.get(key_of(self.course, day))
        if issue is not None and issue.state not in _OPEN:
            why = f"{issue.digest.key} is {issue.state.value}; only an open issue can be changed"
            raise NotAccepted(why, phrase="closed")

    def _refuse_over(self, day: date) -> None:
        """Raise `NotAccepted` where nothing of *day* can go out any more: what was in it is news for a later issue."""
        if is_over(self.course, day, self.clock.now()):
            why = f"the hour of the issue after {key_of(self.course, day)} has come, which has its pages"
            raise NotAccepted(why, phrase="over")

    def _is_open(self, work: Work, day: date) -> bool:
        issue = work.digests.get(key_of(self.course, day))
        return issue is None or issue.state in _OPEN

    def check(self, work: Work, day: date, kind: EventKind, text: str, *, page: PageUrl | None = None) -> None:
        """Raise `NotAccepted` where *text* is too long for a note, or names a participant.

        Of who shared *page* the first name alone is a name.
        """
        if kind is EventKind.NOTE and (length := graphemes(text)) > _NOTE_AT_MOST:
            why = f"the note has {length} characters; {_NOTE_AT_MOST} is the most"
            raise NotAccepted(why, phrase="long", length=length, most=_NOTE_AT_MOST)
        material = material_of(work, self.course, day, self.clock.now())
        shares = (share for story in material.stories if story.page == page for share in story.shares)
        if names_anyone(text, material.people) or names_first(text, (share.post.author for share in shares)):
            raise NotAccepted(
                "the note names a participant; write {sharer} instead, so that the name can be taken out when they ask",
                phrase="names",
                sharer=SHARER,
            )


def _is_minutes(text: str) -> bool:
    return text in map(str, range(1, _MINUTES_AT_MOST + 1))
