"""Which stories go into an issue, and why each of the others does not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from curation.digest.verdicts import Verdicts, old_pages
from curation.model import Appearance, Course, Flag, History, PageUrl, PublishPolicy, Story
from curation.ranking import NO_TASTE, Cap, Next, Taste, lined_up, ranked

_ONCE_IN = timedelta(days=90)
_AGAIN_LISTED = 5
_WAITING_SHOWN = 50


class Placement(StrEnum):
    """Where a page ended in an issue."""

    HIGHLIGHT = "highlight"
    ALSO = "also"
    AGAIN = "again"
    """It was an item of an issue within 90 days and is only listed."""
    WAITING = "waiting"
    """It has a flag that a person must look at first."""
    UNAPPROVED = "unapproved"
    """The course publishes nothing that nobody approved."""
    HELD = "held"
    """A person holds it."""
    DROPPED = "dropped"
    """A person took it out."""
    OVER_SHARER_CAP = "over_sharer_cap"
    OVER_SITE_CAP = "over_site_cap"
    OUT_OF_ROOM = "out_of_room"
    """Others rank before it."""


_OVER = {Cap.SHARER: Placement.OVER_SHARER_CAP, Cap.SITE: Placement.OVER_SITE_CAP}
_NEVER_ALONE = frozenset({Flag.CONTENT_WARNING, Flag.NEW_ACCOUNT})
"""Flags that hold an item under every policy (consent.md C16)."""
_HOLDS_WORDS = frozenset({Flag.QUOTES_OTHERS})
"""Flags that keep a sharer's words out and hold no page up: who shares it too must not be able to."""
_FOR_A_PERSON = frozenset({Placement.WAITING, Placement.UNAPPROVED, Placement.HELD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Stories in their places."""

    highlights: tuple[Story, ...]
    also: tuple[Story, ...]
    again: tuple[tuple[Story, Appearance], ...]
    waiting: tuple[Story, ...]
    placements: Mapping[PageUrl, Placement]
    """Every story's place."""
    after: Mapping[PageUrl, Next]
    """For each story that could come in but the last, the one after it and what decided; pins apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """The rules of one issue."""

    course: Course
    day: date
    verdicts: Verdicts
    history: History
    flags_of: Callable[[Story], frozenset[Flag]]
    taste: Taste = NO_TASTE

    def __call__(self, stories: Iterable[Story]) -> Selection:
        """Return *stories* in their places; the order they come in changes nothing."""
        order = ranked(stories, pins=self.verdicts.pins, held=self.verdicts.held)
        appearances = {story.page: seen for story in order if (seen := self._appearance(story))}
        places = {story.page: self._place_by_word(story, appearances) for story in order}
        shape = self.course.shape
        line = lined_up(
            [story for story in order if places[story.page] is None],
            shape,
            pins=self.verdicts.pins,
            held=self.verdicts.held,
            taste=self.taste,
        )
        free = self._with_pins_placed(line.within)
        highlights, also = free[: shape.highlights], free[shape.highlights :][: shape.also]
        again = [story for story in order if places[story.page] is Placement.AGAIN]
        settled = {page: place or Placement.OUT_OF_ROOM for page, place in places.items()}
        settled |= {page: _OVER[cap] for page, cap in line.over.items()}
        settled |= {story.page: Placement.HIGHLIGHT for story in highlights}
        settled |= {story.page: Placement.ALSO for story in also}
        settled |= {story.page: Placement.OUT_OF_ROOM for story in again[_AGAIN_LISTED:]}
        waiting = [story for story in order if settled[story.page] in _FOR_A_PERSON]
        return Selection(
            highlights=highlights,
            also=also,
            again=tuple((story, appearances[story.page]) for story in again[:_AGAIN_LISTED]),
            waiting=tuple(waiting[:_WAITING_SHOWN]),
            placements=settled,
            after=line.after,
        )

    def _place_by_word(self, story: Story, appearances: Mapping[PageUrl, Appearance]) -> Placement | None:
        """Return the place that a word, a flag or the past gives *story*; `None` where only its rank counts."""
        rules = (
            (Placement.DROPPED, story.page in self.verdicts.dropped),
            (Placement.HELD, story.page in self.verdicts.held),
            (Placement.UNAPPROVED, not self._is_covered(story)),
            (Placement.WAITING, self._waits(story)),
            (Placement.AGAIN, story.page in appearances),
        )
        return next((place for place, applies in rules if applies), None)

    def _is_covered(self, story: Story) -> bool:
        """Return whether *story* may go out as far as the course's policy asks for a person's approval."""
        if self.course.policy is not PublishPolicy.REVIEW or story.page in self.verdicts.approved:
            return True
        seen_at = min(share.post.seen_at for share in story.shares)
        return self.verdicts.approved_at is not None and seen_at <= self.verdicts.approved_at

    def _waits(self, story: Story) -> bool:
        if story.page in self.verdicts.approved or story.page in self.verdicts.pins:
            return False
        flags = self.flags_of(story)
        if self.course.policy is PublishPolicy.AUTO:
            return not flags.isdisjoint(_NEVER_ALONE)
        return not flags <= _HOLDS_WORDS

    def _appearance(self, story: Story) -> Appearance | None:
        """Return where the page of *story* was an item of an earlier issue, under any of its addresses."""
        if not self.history:
            return None
        seen = (self.history.get(page) for page in (story.page, *old_pages(story)))
        past = (each for each in seen if each and timedelta() < self.day - each.day <= _ONCE_IN)
        return max(past, key=lambda each: each.day, default=None)

    def _with_pins_placed(self, stories: tuple[Story, ...]) -> tuple[Story, ...]:
        """Return *stories* with every pinned one at the place wanted, as far as there are others to fill the gaps.

        Who wants a place that the issue has not wants the page in it: such a page is among the last, and not cut off.
        """
        room = self.course.shape.highlights + self.course.shape.also
        wanted = [story for story in stories if self.verdicts.pins.get(story.page)]
        placed = [story for story in stories if not self.verdicts.pins.get(story.page)]
        for before, story in enumerate(wanted):
            last = room - len(wanted) + before
            placed.insert(max(min(self.verdicts.pins[story.page] - 1, last), before), story)
        return tuple(placed)
