"""What people decided about an issue: a fold over their acts, the last word on a thing winning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from curation.model import Event, EventKind, PageUrl, Story
from curation.urls import spelled

UNDO = "undo"
"""The value of a PIN, DROP, HOLD, APPROVE or TOPIC that takes the earlier one back."""


_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What people decided about one issue; machine choices give way to every word of it."""

    pins: Mapping[PageUrl, int] = field(default_factory=dict[PageUrl, int])
    """The place wanted, 1 for the top; 0 for "up, wherever"."""
    dropped: frozenset[PageUrl] = frozenset()
    held: frozenset[PageUrl] = frozenset()
    approved: frozenset[PageUrl] = frozenset()
    """Pages a person let through, whatever their flags."""
    notes: Mapping[PageUrl, str] = field(default_factory=dict[PageUrl, str])
    titles: Mapping[PageUrl, str] = field(default_factory=dict[PageUrl, str])
    short_titles: Mapping[PageUrl, str] = field(default_factory=dict[PageUrl, str])
    topics: Mapping[PageUrl, tuple[str, ...]] = field(default_factory=dict[PageUrl, tuple[str, ...]])
    """The topics a person filed a page under; empty for "none fits"."""
    question: str = ""
    organiser_note: str = ""
    warnings: Mapping[PageUrl, str] = field(default_factory=dict[PageUrl, str])
    credits: Mapping[PageUrl, str] = field(default_factory=dict[PageUrl, str])
    """Whom to credit first, as `network id`."""
    week: str = ""
    minutes: int | None = None
    approved_at: datetime | None = None
    """When the issue as a whole was approved; what was seen later is not covered."""
    stopped: bool = False
    """Whether a person stopped the presses: nothing goes out before somebody approves again."""


def fold(events: Iterable[Event], *, day: date | None = None, stories: Iterable[Story] = ()) -> Verdicts:
    """Return what *events* amount to, of pages as *stories* have them now.

    With *day*, what was said of other days' pages counts (they may have rolled over), but a question, an organiser's
    note and the approval of a whole issue count for their own day only.
    """
    state = _State()
    for event in readdressed(standing(events), stories):
        if event.page is not None:
            state.about_page(event, event.page)
        elif day is None or event.day == day:
            state.about_issue(event)
    return state.verdicts()


def readdressed(events: Iterable[Event], stories: Iterable[Story]) -> tuple[Event, ...]:
    """Return *events*, each about the address that its page has among *stories*.

    A person may have spoken of a page before anybody knew that it leads somewhere else, or is one with another. What
    they said then stands first: whatever is said of the very address wins over it, and can take it back.
    """
    events = tuple(events)
    stories = tuple(stories)
    lost = {event.page for event in events} - {None, *(story.page for story in stories)}
    if not lost:
        return events
    now = {old: story.page for story in stories for old in old_pages(story) if old in lost}
    moved = (replace(event, page=now[page]) for event in events if (page := event.page) is not None and page in now)
    return (*moved, *(event for event in events if event.page not in now))


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return those of *events* that nobody took back, oldest first, without the taking back itself."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda each: each.at):
        if event.kind is not EventKind.UNDO:
            kept.append(event)
        elif (last := last_of(kept, event)) is not None:
            del kept[last]
    return tuple(kept)


def last_of(events: Sequence[Event], undo: Event) -> int | None:
    """Return the place in *events* of what *undo* takes back: the last act of that person about that issue."""
    places = range(len(events) - 1, -1, -1)
    return next((at for at in places if (events[at].who, events[at].day) == (undo.who, undo.day)), None)


def _looked_at(event: Event) -> datetime:
    """Return when the person looked at what they approve: what came in since, nobody saw."""
    try:
        looked = datetime.fromisoformat(event.value)
    except ValueError:
        return event.at
    return min(event.at, looked) if looked.tzinfo else event.at


@dataclass(slots=True)
class _State:
    """The fold, half-way."""

    pins: dict[PageUrl, int] = field(default_factory=dict[PageUrl, int])
    marks: dict[PageUrl, EventKind] = field(default_factory=dict[PageUrl, EventKind])
    """DROP, HOLD or APPROVE: the last one said."""
    topics: dict[PageUrl, tuple[str, ...]] = field(default_factory=dict[PageUrl, tuple[str, ...]])
    words: dict[EventKind, dict[PageUrl, str]] = field(default_factory=dict[EventKind, dict[PageUrl, str]])
    issue: dict[EventKind, str] = field(default_factory=dict[EventKind, str])
    approved_at: datetime | None = None
    stopped: bool = False

    def about_page(self, event: Event, page: PageUrl) -> None:
        if event.kind is EventKind.PIN:
            self._pin(event, page)
        elif event.kind in {EventKind.DROP, EventKind.HOLD, EventKind.APPROVE}:
            self._mark(event, page)
        elif event.kind is EventKind.TOPIC:
            self._file(event, page)
        else:
            self.words.setdefault(event.kind, {})[page] = event.value.strip()

    def about_issue(self, event: Event) -> None:
        if event.kind is EventKind.APPROVE:
            self.approved_at = None if event.value == UNDO else _looked_at(event)
            self.stopped = False
        elif event.kind is EventKind.HOLD:
            self.stopped = event.value != UNDO
        else:
            self.issue[event.kind] = event.value.strip()

    def _pin(self, event: Event, page: PageUrl) -> None:
        self.pins.pop(page, None)
        if event.value != UNDO:
            self.pins[page] = _whole(event.value) or 0
            if self.marks.get(page) is not EventKind.APPROVE:
                self.marks.pop(page, None)

    def _mark(self, event: Event, page: PageUrl) -> None:
        if event.value != UNDO:
            self.marks[page] = event.kind
        elif self.marks.get(page) is event.kind:
            del self.marks[page]

    def _file(self, event: Event, page: PageUrl) -> None:
        self.topics.pop(page, None)  # so that what was said last also stands last
        if event.value != UNDO:
            self.topics[page] = tuple(filter(None, event.value.split("\n")))

    def verdicts(self) -> Verdicts:
        return Verdicts(
            pins={page: place for page, place in self.pins.items() if self.marks.get(page) is not EventKind.DROP},
            dropped=self._marked(EventKind.DROP),
            held=self._marked(EventKind.HOLD),
            approved=self._marked(EventKind.APPROVE),
            notes=self._words(EventKind.NOTE),
            titles=self._words(EventKind.TITLE),
            short_titles=self._words(EventKind.SHORT_TITLE),
            topics=self.topics,
            question=self.issue.get(EventKind.QUESTION, ""),
            organiser_note=self.issue.get(EventKind.ORGANISER_NOTE, ""),
            warnings=self._words(EventKind.CONTENT_WARNING),
            credits=self._words(EventKind.CREDIT),
            week=self.issue.get(EventKind.WEEK, ""),
            minutes=_whole(self.issue.get(EventKind.MINUTES, "")),
            approved_at=None if self.stopped else self.approved_at,
            stopped=self.stopped,
        )

    def _marked(self, kind: EventKind) -> frozenset[PageUrl]:
        return frozenset(page for page, mark in self.marks.items() if mark is kind)

    def _words(self, kind: EventKind) -> Mapping[PageUrl, str]:
        return {page: value for page, value in self.words.get(kind, {}).items() if value}


def _whole(text: str) -> int | None:
    """Return the number in *text*; `None` where there is none, or one that nobody means."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS else None


def old_pages(story: Story) -> Iterable[PageUrl]:
    """Yield every address that led to the page of *story*."""
    return filter(None, map(spelled, story.spellings))
