"""The one sentence of why: a person's, else the sharer's own words, else the page's, else none.

Nothing is invented, and nothing is praised that no person praised.
"""

from collections.abc import Callable

import regex

from curation.consent import WORDS_STAY
from curation.model import Author, Credit, Flag, Note, NoteSource, Post, Story
from curation.text import HANDLE, cut_sentence, harmless

SHARER = "{sharer}"
"""The mark in a person's note that stands for the first named sharer."""

_NOTE_GRAPHEMES = 200
_LINK = regex.compile(r"https?://\S+|(?<![\w@.-])(?:[\w-]+\.)+\p{L}{2,}/\S*", regex.IGNORECASE)
_TAG = r"(?:(?<![\w#＃])|(?<=\w[#＃]))[#＃]++([\p{L}\p{M}\p{N}_·・]+)"
_TAGS_AT_START = regex.compile(rf"^(?:\s*{_TAG})+")
_TAGS_AT_END = regex.compile(rf"(?:\s*{_TAG})+\s*$")
_TAG_INSIDE = regex.compile(_TAG)
_AFTER_TITLE = regex.compile(r"(?P<mark>[\"”»’)]*\s*[.!?…:;,|–—-]+)?[\"”»’)]*\s+(?P<words>\S.*)")
_ENDS = (".", "!", "?", "…")
_DANGLING = " :;,|/\\-–—→>»"


def note_of(
    story: Story,
    *,
    said: str,
    title: str,
    sharers: tuple[Credit, ...],
    may_quote: Callable[[Author], bool],
    approved: bool = False,
) -> Note | None:
    """Return the first note that exists: the person's (*said*), a sharer's, the page's.

    What a sharer wrote to or about somebody by their handle, or beside a picture, is quoted only where a person
    *approved* the item.

    A person's note that names the sharer is passed over when nobody may be named. What carries a content warning has
    a person's note or none: neither posts nor pages are quoted there.
    """
    if said and not names_nobody(said, sharers):
        return Note(text=_cut(said), source=NoteSource.PERSON)
    if Flag.CONTENT_WARNING in story.flags:
        return None
    own = _first_words(story, title, may_quote, others=False)
    if not own and approved:
        own = _first_words(story, title, may_quote, others=True)
    if own:
        return Note(text=own, source=NoteSource.SHARER)
    told = harmless(story.card.description) if story.card else ""
    if told and not _repeats(told, title):
        return Note(text=_cut(_without_mark(told)), source=NoteSource.PAGE)
    return None


def quotation(post: Post, title: str, may_quote: Callable[[Author], bool], *, others: bool = False) -> str:
    """Return what is quoted of *post* beside a page called *title*; empty where nothing may be, or says nothing new.

    With *others* it may address somebody, whose handle is left out, or speak of a picture (consent.md C17).
    """
    words = _own_words(post, title, may_quote, others=others)
    return words and _cut(_without_mark(words))


def beside_title(note: Note, title: str) -> str:
    """Return the words of *note* as they stand right under *title*: a sharer's begin after it where they repeat it."""
    begun, rest = note.text[: len(title)], note.text[len(title) :]
    if note.source is not NoteSource.SHARER or begun.casefold() != title.casefold():
        return note.text
    after = _AFTER_TITLE.fullmatch(rest)
    # A sentence that goes on without a mark is one with the title, and nobody cuts into it.
    return f"… {after['words']}" if after and (after["mark"] or title.endswith(_ENDS)) else note.text


def quotes_others(story: Story, title: str, may_quote: Callable[[Author], bool]) -> bool:
    """Return whether the only words of sharers that could be quoted address somebody else."""
    if Flag.CONTENT_WARNING in story.flags or _first_words(story, title, may_quote, others=False):
        return False
    return bool(_first_words(story, title, may_quote, others=True))


def _first_words(story: Story, title: str, may_quote: Callable[[Author], bool], *, others: bool) -> str:
    said = (quotation(share.post, title, may_quote, others=others) for share in story.shares)
    return next(filter(None, said), "")


def names_nobody(said: str, sharers: tuple[Credit, ...]) -> bool:
    """Return whether *said* speaks of the sharer although no sharer may be named."""
    return SHARER in said and not any(credit.is_named for credit in sharers)


def _own_words(post: Post, title: str, may_quote: Callable[[Author], bool], *, others: bool) -> str:
    """Return what the sharer wrote, without links and tags; empty where it may not be shown or says nothing new."""
    # Asked before the words are looked at: hardly anybody said so, and a page may have hundreds of sharers.
    if post.ref.network in WORDS_STAY or post.content_warning or post.sensitive or not may_quote(post.author):
        return ""
    words = stripped(post.text)
    addresses_somebody = bool(post.mentions) or "@" in words or "＠" in words
    if addresses_somebody or post.pictured:
        words = _without_handles(words) if others else ""
    if not words or _repeats(words, title):
        return ""
    return words


def _without_handles(words: str) -> str:
    """Return *words* without anybody's handle; empty where an @ is left that no rule knows."""
    told = HANDLE.sub("…", words)
    return "" if "@" in told or "＠" in told else told.strip(f" {_DANGLING}…") and told


def stripped(text: str) -> str:
    """Return *text* without links and without runs of hashtags at its ends; a tag inside a sentence loses its sign."""
    bare = " ".join(_LINK.sub(" ", text).split())
    bare = _TAGS_AT_END.sub("", _TAGS_AT_START.sub("", bare))
    return _TAG_INSIDE.sub(r"\1", bare).strip(_DANGLING)


def _repeats(words: str, title: str) -> bool:
    return words.casefold().strip(" .…") in title.casefold()


def _cut(text: str) -> str:
    return cut_sentence(text, _NOTE_GRAPHEMES)


def _without_mark(foreign: str) -> str:
    """Return *foreign* so that no template's mark stands in it."""
    return foreign.replace(SHARER, "(sharer)")
