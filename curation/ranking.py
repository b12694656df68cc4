"""The order of stories: printed on the policy page, the same every time, and able to say why.

What a person pinned, then number of distinct people, then boosts (they only break ties), then first seen, then address.
What carries a content warning, or is held, never rises above what does not – unless a person pinned it there.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curation.model import AccountRef, Flag, PageUrl, Story
from curation.urls import site_of

_NO_PINS: Mapping[PageUrl, int] = {}


def ranked(
    stories: Iterable[Story],
    *,
    pins: Mapping[PageUrl, int] = _NO_PINS,
    held: Collection[PageUrl] = (),
) -> tuple[Story, ...]:
    """Return *stories* in their order, whatever order they came in; the pinned first, by the position wanted."""

    def key(story: Story) -> tuple[int, int, bool, int, int, datetime, str]:
        pinned = story.page in pins
        rest = not pinned and (Flag.CONTENT_WARNING in story.flags or story.page in held)
        return (
            0 if pinned else 1,
            pins.get(story.page, 0),
            rest,
            -story.people,
            -story.boosts,
            story.first_at,
            story.page,
        )

    return tuple(sorted(stories, key=key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why a story stands where it stands; the words are made where it is shown."""

    people: int
    sources: int
    boosts: int
    first_at: datetime
    pinned: bool = False
    last: bool = False
    """Whether a content warning keeps it below the others."""


def because(story: Story, *, pins: Mapping[PageUrl, int] = _NO_PINS) -> Because:
    """Return what decided the rank of *story*: "4 people, 3 servers"."""
    return Because(
        people=story.people,
        sources=story.sources,
        boosts=story.boosts,
        first_at=story.first_at,
        pinned=story.page in pins,
        last=story.page not in pins and Flag.CONTENT_WARNING in story.flags,
    )


class Cap(StrEnum):
    """Which share of an issue was already full."""

    SHARER = "sharer"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Stories within everybody's share, and those over it with what was full."""

    within: tuple[Story, ...]
    over: Mapping[PageUrl, Cap]


def fair(
    stories: Iterable[Story],
    per_sharer: int,
    per_site: int,
    *,
    exempt: Collection[PageUrl] = (),
) -> Shared:
    """Return those of *stories* that leave each sharer and each site their share, in the given order.

    A story waits outside when every one of its sharers already has *per_sharer* stories in: nobody loses a page to
    somebody loud who shared it too. *exempt* pages are counted but never kept out.
    """
    sharers: Counter[AccountRef] = Counter()
    sites: Counter[str] = Counter()
    within: list[Story] = []
    over: dict[PageUrl, Cap] = {}
    for story in stories:
        site = site_of(story.page)
        if story.page not in exempt and sites[site] >= per_site:
            over[story.page] = Cap.SITE
        elif story.page not in exempt and all(sharers[share.account] >= per_sharer for share in story.shares):
            over[story.page] = Cap.SHARER
        else:
            within.append(story)
            sites[site] += 1
            sharers.update(share.account for share in story.shares)
    return Shared(within=tuple(within), over=over)
