"""Mending an issue that readers have already: what changes, and what they are told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from curation.digest.changes import without_pages
from curation.model import Correction, Digest, Item, Note, NoteSource, PageUrl, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What a person puts right about one page of an issue; `None` leaves a thing as it is."""

    page: PageUrl
    title: str | None = None
    short_title: str | None = None
    """For list lines; the title where nothing is said."""
    note: str | None = None
    """A person's sentence; empty takes the note away."""
    is_removed: bool = False


def corrected(
    digest: Digest, at: datetime, text: str, mending: Mending | None = None, *, at_once: bool = False
) -> Digest:
    """Return *digest* with *mending* done and its readers told *text*, as of *at*; numbers and anchors stay."""
    changed = digest if mending is None else _mended(digest, mending)
    return replace(changed, corrections=(*digest.corrections, Correction(at=at, text=text, at_once=at_once)))


def mended_in(issues: Iterable[Digest], window: Window) -> tuple[Correction, ...]:
    """Return what was mended in *issues* within *window*, oldest first."""
    found = (each for issue in issues for each in issue.corrections if each.at in window)
    return tuple(sorted(found, key=lambda each: each.at))


def _mended(digest: Digest, mending: Mending) -> Digest:
    if mending.is_removed:
        return without_pages(digest, {mending.page})

    def mend(item: Item) -> Item:
        return _of_item(item, mending) if item.page == mending.page and not item.removed else item

    return replace(
        digest,
        highlights=tuple(map(mend, digest.highlights)),
        also=tuple(map(mend, digest.also)),
        again=tuple(map(mend, digest.again)),
    )


def _of_item(item: Item, mending: Mending) -> Item:
    note = item.note
    if mending.note is not None:
        note = Note(text=mending.note, source=NoteSource.PERSON) if mending.note else None
    if mending.title is None:
        return replace(item, note=note)
    return replace(item, title=mending.title, short_title=mending.short_title or mending.title, note=note)
