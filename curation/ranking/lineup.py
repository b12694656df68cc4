"""The stories of an issue in their order: everybody's fair share, and variety among equals.

Of stories of the same rank (as many people, as often boosted) the next one is, in this order: the one whose kind and
topic the issue has least of so far; the one on the week's theme; the one that somebody new shared; the one shared
first; the one whose address comes first. It depends on nothing but the stories; every step can be said in a sentence.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from curation.model import AccountRef, Kind, PageUrl, Shape, Story
from curation.ranking.order import NO_PINS, Rank, rank_of, ranked
from curation.urls import site_of


class Cap(StrEnum):
    """Which share of an issue was already full."""

    SHARER = "sharer"
    SITE = "site"


class Tie(StrEnum):
    """What put a story before the next one."""

    PINNED = "pinned"
    LAST = "last"
    """The next one carries a content warning, or a person holds it."""
    PEOPLE = "people"
    BOOSTS = "boosts"
    VARIETY = "variety"
    THEME = "theme"
    NEWCOMER = "newcomer"
    EARLIER = "earlier"
    ADDRESS = "address"


_OF_RANK = (Tie.PINNED, Tie.PINNED, Tie.LAST, Tie.PEOPLE, Tie.BOOSTS)
_OF_EQUALS = (Tie.VARIETY, Tie.THEME, Tie.NEWCOMER, Tie.EARLIER, Tie.ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The story that comes next, and what decided that it does not come before."""

    page: PageUrl
    tie: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineup:
    """Stories within everybody's share in their order, and those over it with what was full."""

    within: tuple[Story, ...]
    over: Mapping[PageUrl, Cap]
    after: Mapping[PageUrl, Next]
    """For each of `within` but the last, the one after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """What an issue would rather have, among equals."""

    theme: frozenset[str] = frozenset()
    """The topics of the course week."""
    newcomers: frozenset[AccountRef] = frozenset()
    """People who shared nothing here before."""


NO_TASTE = Taste()


def lined_up(
    stories: Iterable[Story],
    shape: Shape,
    *,
    pins: Mapping[PageUrl, int] = NO_PINS,
    held: Collection[PageUrl] = (),
    taste: Taste = NO_TASTE,
) -> Lineup:
    """Return *stories* in the order of an issue of *shape*, as far as they leave each sharer and each site their share.

    A story waits outside when every one of its sharers already has their share of stories in: nobody loses a page to
    somebody loud who shared it too. Pages with *pins* are counted but never kept out. The order given changes nothing.
    """
    line = _Line(shape=shape, exempt=pins, taste=taste)
    for rank, equals in groupby(ranked(stories, pins=pins, held=held), key=lambda story: rank_of(story, pins, held)):
        line.take(rank, equals)
    return Lineup(within=tuple(line.within), over=line.over, after=line.after)


def between(one: Story, other: Story) -> Tie | None:
    """Return what puts *one* before *other* whatever stands beside them; `None` where nothing does."""
    ranks = zip(_OF_RANK, rank_of(one, NO_PINS, ()), rank_of(other, NO_PINS, ()), strict=True)
    name, first, second = next(((name, a, b) for name, a, b in ranks if a != b), (Tie.ADDRESS, 0, 0))
    return name if first < second else None


_Taste: TypeAlias = tuple[bool, bool, datetime, str]
"""Off the theme, nobody new, time, address: what decides between stories that are as varied as each other."""
_Order: TypeAlias = tuple[int, bool, bool, datetime, str]
"""How often the line has its like already, then the taste: what decides among equals, in the order of `_OF_EQUALS`."""
_Look: TypeAlias = tuple[Kind, str]
"""A kind and a topic: stories alike in both are as varied as each other."""


@dataclass(slots=True)
class _Line:
    """The line, half-way."""

    shape: Shape
    exempt: Collection[PageUrl]
    taste: Taste
    within: list[Story] = field(default_factory=list[Story])
    over: dict[PageUrl, Cap] = field(default_factory=dict[PageUrl, Cap])
    after: dict[PageUrl, Next] = field(default_factory=dict[PageUrl, Next])
    sharers: Counter[AccountRef] = field(default_factory=Counter[AccountRef])
    sites: Counter[str] = field(default_factory=Counter[str])
    kinds: Counter[Kind] = field(default_factory=Counter[Kind])
    topics: Counter[str] = field(default_factory=Counter[str])
    last: tuple[Rank, _Order] | None = None
    """Why the last one stands where it does."""
    last_had_room: bool = True
    """Whether variety chose it."""

    def take(self, rank: Rank, equals: Iterable[Story]) -> None:
        """Put as many of *equals*, which have the same *rank*, into the line as fit, and note why others do not."""
        for order, story in self._in_turn(equals):
            if cap := self._full(story):
                self.over[story.page] = cap
            else:
                self._put(rank, order, story)

    def _in_turn(self, equals: Iterable[Story]) -> Iterator[tuple[_Order, Story]]:
        """Yield *equals* one by one, each chosen when it is asked for, and what decided."""
        waiting = sorted(((self._taste_for(story), story) for story in equals), key=itemgetter(0))
        alike: defaultdict[_Look, deque[tuple[_Taste, Story]]] = defaultdict(deque)
        for taste, story in waiting:
            alike[_look(story)].append((taste, story))
        while alike and self._has_room:
            look = min(alike, key=lambda each: (self._repeats(each), alike[each][0][0]))
            taste, story = alike[look].popleft()
            if not alike[look]:
                del alike[look]
            yield (self._repeats(look), *taste), story
        # Once an issue is full, variety has nothing to choose from any more.
        for taste, story in sorted((each for pile in alike.values() for each in pile), key=itemgetter(0)):
            yield (0, *taste), story

    def _taste_for(self, story: Story) -> _Taste:
        return (
            self.taste.theme.isdisjoint(story.topics),
            not any(share.account in self.taste.newcomers for share in story.shares),
            story.first_at,
            story.page,
        )

    def _repeats(self, look: _Look) -> int:
        """Return how often the line has a kind and a topic already."""
        kind, topic = look
        return self.kinds[kind] + (self.topics[topic] if topic else 0)

    @property
    def _has_room(self) -> bool:
        return len(self.within) < self.shape.highlights + self.shape.also

    def _full(self, story: Story) -> Cap | None:
        if story.page in self.exempt:
            return None
        if self.sites[site_of(story.page)] >= self.shape.per_site:
            return Cap.SITE
        if all(self.sharers[share.person] >= self.shape.per_sharer for share in story.shares):
            return Cap.SHARER
        return None

    def _put(self, rank: Rank, order: _Order, story: Story) -> None:
        if self.within and self.last:
            before = self.within[-1]
            repeated = self._repeats(_look(story)) - _shared_look(before, story) if self.last_had_room else 0
            tie = _tie(self.last, (rank, (repeated, *order[1:])))
            self.after[before.page] = Next(page=story.page, tie=tie)
        self.last, self.last_had_room = (rank, order), self._has_room
        self.within.append(story)
        self.sites[site_of(story.page)] += 1
        self.sharers.update(share.person for share in story.shares)
        kind, topic = _look(story)
        self.kinds[kind] += 1
        self.topics[topic] += 1


def _look(story: Story) -> _Look:
    return (story.card.kind if story.card else Kind.PAGE, next(iter(story.topics), ""))


def _shared_look(one: Story, other: Story) -> int:
    """Return by how much *one*, standing in the line, made *other* a repetition."""
    (kind, topic), (other_kind, other_topic) = _look(one), _look(other)
    return (kind is other_kind) + bool(topic and topic == other_topic)


def _tie(before: tuple[Rank, _Order], after: tuple[Rank, _Order]) -> Tie:
    """Return what decided between two neighbours."""
    names = zip((*_OF_RANK, *_OF_EQUALS), (*before[0], *before[1]), (*after[0], *after[1]), strict=True)
    return next(name for name, one, other in names if one != other)
