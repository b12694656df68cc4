"""Spell stored addresses by the rules of today: nothing that was published becomes new."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.log import event
from bot.ports import Store, StoredPage, Work
from curation.errors import InvalidUrl
from curation.model import PageUrl
from curation.urls import canonical, page_at

_BATCH = 500
"""Pages a transaction: a kill loses no more, and whoever else writes waits no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelling:
    """What the rules of today change, or would change."""

    pages: int = 0
    """Addresses looked at."""
    joined: tuple[tuple[PageUrl, PageUrl], ...] = ()
    """Addresses that become another way to a page, and that page."""
    moved: tuple[tuple[str, PageUrl | None], ...] = ()
    """Addresses in posts that point at another page than before, and that page; `None` for what is no document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recanonical:
    """Go through every stored address; harmless twice, so that after a kill it is simply done again."""

    store: Store

    def __call__(self, *, dry_run: bool = False) -> Respelling:
        """Return what changed; with *dry_run* what would change, and nothing is written."""
        seen, after = 0, ""
        plan = _Plan()
        while batch := self._batch(plan, after, dry_run=dry_run):
            seen, after = seen + len(batch), batch[-1].url
        self._place_documents(plan, dry_run=dry_run)
        event("pages.respelled", pages=seen, joined=len(plan.joined), moved=len(plan.moved), dry_run=dry_run)
        return Respelling(pages=seen, joined=tuple(plan.joined), moved=tuple(plan.moved))

    def _batch(self, plan: "_Plan", after: str, *, dry_run: bool) -> Sequence[StoredPage]:
        with self.store.look() if dry_run else self.store.work() as work:
            batch = work.spellings.pages(after, _BATCH)
            known = _Known.of(work, [page for page in batch if _is_spelled_anew(page)])
            for page in known.pages:
                join, place = known.change(page)
                plan.add(join, place)
                if not dry_run:
                    _make(work, page, join, place)
        return batch

    def _place_documents(self, plan: "_Plan", *, dry_run: bool) -> None:
        """Let posts point at what was no document by older rules and is one now."""
        with self.store.look() if dry_run else self.store.work() as work:
            place = {raw: page for raw in sorted(work.spellings.unplaced()) if (page := page_at(raw)) is not None}
            plan.add((), place)
            if place and not dry_run:
                work.spellings.place(None, place)


_Joins = Sequence[tuple[PageUrl, PageUrl]]
_Places = Mapping[str, PageUrl | None]


@dataclass(slots=True)
class _Plan:
    """What was found so far."""

    joined: list[tuple[PageUrl, PageUrl]] = field(default_factory=list[tuple[PageUrl, PageUrl]])
    moved: list[tuple[str, PageUrl | None]] = field(default_factory=list[tuple[str, PageUrl | None]])

    def add(self, join: _Joins, place: _Places) -> None:
        self.joined += join
        self.moved += place.items()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is stored about pages that are spelled anew, and about their new spellings."""

    pages: Sequence[StoredPage]
    aliases: Mapping[PageUrl, PageUrl]
    chosen: frozenset[PageUrl]

    @classmethod
    def of(cls, work: Work, pages: Sequence[StoredPage]) -> "_Known":
        new = {url for page in pages for url in _new_spellings(page)}
        asked = new | {page.final for page in pages}
        return cls(pages=pages, aliases=work.cards.aliases(new), chosen=work.spellings.chosen(asked))

    def change(self, page: StoredPage) -> tuple[_Joins, _Places]:
        """Return which addresses are to be joined to which, and where addresses in posts are to point."""
        new = _spelled(page.url)
        ends = {page.final, self._final(new)}
        joins = [self._direction(page, new)] if len(ends) > 1 else []
        place: dict[str, PageUrl | None] = {}
        for raw in sorted(page.spellings):
            target = page_at(raw)
            if target in {page.url, new} or (target is not None and self._final(target) in ends):
                continue
            if page.final not in self.chosen:
                place[raw] = target
            elif target is not None and target not in self.chosen:
                joins.append((target, page.final))
        return tuple(dict.fromkeys(joins)), place

    def _direction(self, page: StoredPage, new: PageUrl) -> tuple[PageUrl, PageUrl]:
        """Return which of two spellings is the other way to the other: the one that was chosen for an issue stays."""
        stays = page.final != page.url or (page.final in self.chosen and new not in self.chosen)
        return (new, page.final) if stays else (page.url, new)

    def _final(self, page: PageUrl) -> PageUrl:
        return self.aliases.get(page, page)


def _make(work: Work, page: StoredPage, join: _Joins, place: _Places) -> None:
    for alias, final in join:
        work.spellings.join(alias, final)
    if place:
        work.spellings.place(page.url, place)


def _is_spelled_anew(page: StoredPage) -> bool:
    return any(url != page.url for url in _new_spellings(page)) or any(page_at(raw) is None for raw in page.spellings)


def _new_spellings(page: StoredPage) -> Iterator[PageUrl]:
    yield _spelled(page.url)
    yield from (url for raw in page.spellings if (url := page_at(raw)) is not None)


def _spelled(page: PageUrl) -> PageUrl:
    try:
        return canonical(page)
    except InvalidUrl:
        return page
