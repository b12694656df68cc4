"""What is compared first of two stories, whatever else stands in their issue.

What a person pinned, then number of distinct people, then boosts (they only break ties), then first seen, then address.
What carries a content warning, or is held, never rises above what does not – unless a person pinned it there.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from curation.model import Flag, PageUrl, Story

NO_PINS: Mapping[PageUrl, int] = {}


class Rank(NamedTuple):
    """What comes before every taste: the lower, the earlier."""

    unpinned: bool
    place: int
    """The one a pin asked for."""
    is_last: bool
    """Whether a content warning or a person's hold keeps it below the others."""
    fewer_people: int
    fewer_boosts: int


def rank_of(story: Story, pins: Mapping[PageUrl, int], held: Collection[PageUrl]) -> Rank:
    """Return the rank of *story*; stories of the same rank are equals."""
    pinned = story.page in pins
    return Rank(
        unpinned=not pinned,
        place=pins.get(story.page, 0),
        is_last=not pinned and (Flag.CONTENT_WARNING in story.flags or story.page in held),
        fewer_people=-story.people,
        fewer_boosts=-story.boosts,
    )


def ranked(
    stories: Iterable[Story],
    *,
    pins: Mapping[PageUrl, int] = NO_PINS,
    held: Collection[PageUrl] = (),
) -> tuple[Story, ...]:
    """Return *stories* in their order, whatever order they came in; the pinned first, by the position wanted."""

    def key(story: Story) -> tuple[Rank, datetime, str]:
        return (rank_of(story, pins, held), story.first_at, story.page)

    return tuple(sorted(stories, key=key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """What a story has to show for its place; the words are made where it is shown."""

    people: int
    sources: int
    boosts: int
    first_at: datetime
    pinned: bool = False
    last: bool = False
    """Whether a content warning keeps it below the others."""


def because(story: Story, *, pins: Mapping[PageUrl, int] = NO_PINS) -> Because:
    """Return what decided the rank of *story*: "4 people, 3 servers"."""
    return Because(
        people=story.people,
        sources=story.sources,
        boosts=story.boosts,
        first_at=story.first_at,
        pinned=story.page in pins,
        last=story.page not in pins and Flag.CONTENT_WARNING in story.flags,
    )
