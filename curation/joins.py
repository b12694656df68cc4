"""Which pages were said to be one, and which were parted: a fold over acts that can each be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from curation.errors import InvalidUrl
from curation.model import Event, EventKind, History, PageUrl
from curation.urls import canonical

_Pair = frozenset[PageUrl]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """What `MERGE` and `SPLIT` of one course amount to."""

    into: Mapping[PageUrl, PageUrl] = field(default_factory=dict[PageUrl, PageUrl])
    """Each page that is only another way to one, and that one; never a chain."""
    parted: frozenset[_Pair] = frozenset()
    """Pairs that are two pages, whatever else says that they are one."""

    def final(self, page: PageUrl) -> PageUrl:
        """Return the page that *page* stands for."""
        return self.into.get(page, page)

    def family(self, page: PageUrl) -> frozenset[PageUrl]:
        """Return every page that stands for the same one as *page*, itself included."""
        final = self.final(page)
        return frozenset({final, *(each for each, one in self.into.items() if one == final)})

    def over(self, aliases: Mapping[PageUrl, PageUrl]) -> Mapping[PageUrl, PageUrl]:
        """Return *aliases* with what people said on top of them."""
        kept = {alias: page for alias, page in aliases.items() if not self.are_parted(alias, page)}
        return {**kept, **self.into}

    def are_parted(self, one: PageUrl, other: PageUrl) -> bool:
        """Return whether a person said that the two are not one page."""
        return frozenset((one, other)) in self.parted

    def over_history(self, history: History) -> History:
        """Return *history* in which a page was already where any page joined to it was."""
        seen = dict(history)
        for page in self.into:
            past, final = history.get(page), self.into[page]
            if past and (final not in seen or seen[final].day < past.day):
                seen[final] = past
        return seen


def joined(events: Iterable[Event]) -> Joins:
    """Return what *events* say of pages, the last word on a pair winning; other acts are passed over.

    `MERGE` makes its page another way to the one named in its value. `SPLIT` takes that back; said of two that became
    one by way of others, it takes its page out of everything it was joined to.
    """
    edges: dict[_Pair, tuple[PageUrl, PageUrl]] = {}
    parted: set[_Pair] = set()
    for event in sorted(events, key=lambda each: each.at):
        if event.page is None or event.kind not in {EventKind.MERGE, EventKind.SPLIT}:
            continue
        one, other = _now(event.page), _now(PageUrl(event.value))
        pair = frozenset((one, other))
        if event.kind is EventKind.MERGE:
            edges.pop(pair, None)
            edges[pair] = (one, other)
            parted.discard(pair)
            continue
        edges.pop(pair, None)
        finals = _finals(edges.values())
        if finals.get(one, one) == finals.get(other, other):
            edges = {each: ends for each, ends in edges.items() if one not in each}
        parted.add(pair)
    finals = _finals(edges.values())
    return Joins(into={page: final for page, final in finals.items() if page != final}, parted=frozenset(parted))


def _finals(edges: Iterable[tuple[PageUrl, PageUrl]]) -> Mapping[PageUrl, PageUrl]:
    """Return for each page in *edges* the one at the end of its joins, made in their order."""
    final: dict[PageUrl, PageUrl] = {}
    for one, other in edges:
        going, staying = final.setdefault(one, one), final.setdefault(other, other)
        final |= {page: staying for page, end in final.items() if end == going}
    return final


def _now(page: PageUrl) -> PageUrl:
    """Return *page* as the rules of today spell it; an act is written down once and read for years."""
    try:
        return canonical(page)
    except InvalidUrl:
        return page
