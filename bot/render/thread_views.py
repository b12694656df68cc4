"""What the templates of a thread see, and what may be left out of it, in order, until it fits (digest.md 3.4)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from curation.text import cut, cut_sentence, graphemes

_SHORTEST_TITLE = 20
"""In graphemes: below it a title says nothing."""
_TITLE_STEP = 5
_NOTE_STEPS = 12
"""How finely a note is shortened: it is cut at a sentence's end anyway."""


class LinkPlace(StrEnum):
    """Where readers of a root find the page, as its words say."""

    PAGE = "page"
    """Right there."""
    LAST = "last"
    """In the thread's last post."""
    PROFILE = "profile"
    """In no post; in the account's profile."""


class NoteForm(StrEnum):
    """How an item says why it is worth the time."""

    NONE = "none"
    WHOLE = "whole"
    """A person's sentence that names the sharer: it stands alone."""
    SAID = "said"
    """A person's words after the sentence that says who shared it."""
    QUOTED = "quoted"
    """The sharer's own words, in quotation marks."""
    PAGE = "page"
    """The page's words, marked as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One item in the list of the root."""

    number: int
    title: str
    kind: str
    """A word, in a single post with the minutes; empty when left out."""
    credit: str
    note: str = ""
    """A person's few words, in a single post only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RootView:
    """The first post of a thread, or the only one."""

    tag: str
    date: str
    lines: tuple[LineView, ...]
    total: int
    """How many links the page has."""
    page: str
    """Empty when it is linked elsewhere."""
    question: str
    answers: bool
    """Whether answers are asked for."""
    place: LinkPlace = LinkPlace.PAGE

    @property
    def rest(self) -> int:
        """How many links of the page are not in the list."""
        return self.total - len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """One item as a post of its own."""

    number: int
    of: int
    kind: str
    title: str
    url: str
    """Empty where the item points to the page by its number."""
    sentence: str
    """Who shared it, where the note does not say so."""
    note: str
    note_form: NoteForm
    note_start: str
    """The beginning of the note that says who shared it: never cut; empty where the sentence says so."""
    also: str
    post_url: str
    question: str = ""
    total: int = 0
    """How many links the page has, in the last post; 0 in the others."""
    page: str = ""
    date: str = ""
    answers: bool = False
    """Whether answers are asked for, in the last post."""


RootCut = Callable[[RootView], Iterator[RootView]]
PostCut = Callable[[PostView], Iterator[PostView]]


def _without_reply(view: RootView) -> Iterator[RootView]:
    yield replace(view, answers=False)


def _without_question(view: RootView) -> Iterator[RootView]:
    yield replace(view, question="")


def _without_notes(view: RootView) -> Iterator[RootView]:
    yield replace(view, lines=tuple(replace(line, note="") for line in view.lines))


def _without_kinds(view: RootView) -> Iterator[RootView]:
    yield replace(view, lines=tuple(replace(line, kind="") for line in view.lines))


def _shorter_titles(view: RootView) -> Iterator[RootView]:
    longest = max((graphemes(line.title) for line in view.lines), default=0)
    for limit in _limits(longest):
        yield replace(view, lines=tuple(replace(line, title=cut(line.title, limit)) for line in view.lines))


def _two_lines(view: RootView) -> Iterator[RootView]:
    yield replace(view, lines=view.lines[:2])


def _without_others(view: PostView) -> Iterator[PostView]:
    yield replace(view, also="")


def _without_source(view: PostView) -> Iterator[PostView]:
    yield replace(view, post_url="")


def _shorter_note(view: PostView) -> Iterator[PostView]:
    """Yield the note cut at ever earlier sentence ends, then none; a note that says who shared keeps saying it."""
    length = graphemes(view.note)
    for step in range(_NOTE_STEPS - 1, 0, -1):
        note = cut_sentence(view.note, length * step // _NOTE_STEPS)
        if note and (view.note_form is not NoteForm.WHOLE or _still_says(note, view.note_start)):
            yield replace(view, note=note)
    yield replace(view, note="", note_form=NoteForm.NONE)


def _still_says(note: str, start: str) -> bool:
    """Return whether *note* was cut at a sentence's end, after the words that say who shared it."""
    return note.startswith(start) and note.endswith(" …")


def _shorter_title(view: PostView) -> Iterator[PostView]:
    for limit in _limits(graphemes(view.title)):
        yield replace(view, title=cut(view.title, limit))


def _without_moved_question(view: PostView) -> Iterator[PostView]:
    yield replace(view, question="")


def _limits(length: int) -> Iterator[int]:
    """Yield ever smaller lengths below *length*, the last `_SHORTEST_TITLE`."""
    yield from range(length - length % _TITLE_STEP, _SHORTEST_TITLE - 1, -_TITLE_STEP)


ROOT_CUTS: tuple[RootCut, ...] = (_without_reply, _without_question, _without_kinds, _shorter_titles, _two_lines)
SINGLE_CUTS: tuple[RootCut, ...] = (
    _without_reply,
    _without_notes,
    _without_question,
    _without_kinds,
    _shorter_titles,
    _two_lines,
)
POST_CUTS: tuple[PostCut, ...] = (
    _without_others,
    _without_source,
    _shorter_note,
    _shorter_title,
    _without_moved_question,
)

View = TypeVar("View", RootView, PostView)


def first_that_fits(
    view: View, cuts: tuple[Callable[[View], Iterator[View]], ...], fits: Callable[[View], bool]
) -> View | None:
    """Return *view* with as few of *cuts* as make it fit, each kept before the next is tried; `None` if none does."""
    if fits(view):
        return view
    for each in cuts:
        for shorter in each(view):
            view = shorter
            if fits(view):
                return view
    return None
