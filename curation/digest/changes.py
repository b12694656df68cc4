"""What may still happen to a composed digest: anchors given, people and pages taken out."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from curation.digest.keywords import key_words
from curation.digest.notes import SHARER
from curation.model import (
    AccountRef,
    Correction,
    Credit,
    CreditForm,
    Digest,
    Item,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    Reply,
)
from curation.text import name_finder
from curation.urls import shown_host


def unanchored(digest: Digest) -> tuple[PageUrl, ...]:
    """Return the pages of items that still need an anchor, in the order of their numbers."""
    return tuple(item.page for item in digest.items if not item.anchor)


def anchored(digest: Digest, anchors: Mapping[PageUrl, str]) -> Digest:
    """Return *digest* with the *anchors* its items had or were minted; an anchor once given stays."""

    def give(item: Item) -> Item:
        return item if item.anchor else replace(item, anchor=anchors.get(item.page, ""))

    return replace(
        digest,
        highlights=tuple(map(give, digest.highlights)),
        also=tuple(map(give, digest.also)),
    )


def without_names(digest: Digest, accounts: frozenset[AccountRef], *, drop: bool = False) -> Digest:
    """Return *digest* with the people behind *accounts* as unnamed participants, in prose too.

    With *drop* they are erased: pages that nobody else shared go with their address, and not even the account's
    reference stays.
    A page's title is the page's and stays; its author, and its site's name, go when they name one of them.
    """
    return _without(digest, lambda _item, credit: credit.account in accounts, drop=drop)


def without_shares(digest: Digest, shares: Mapping[AccountRef, Collection[PageUrl]]) -> Digest:
    """Return *digest* with what each account shared of its pages erased, and named as before for the rest.

    Pages that nobody else shared go: number and anchor stay.
    """

    def leaves(item: Item | None, credit: Credit) -> bool:
        return item is not None and item.page in shares.get(credit.account, ())

    return _without(digest, leaves, drop=True)


def named(digest: Digest) -> Iterator[Credit]:
    """Yield every credit that names somebody."""
    for item in (*digest.items, *digest.again, *digest.waiting):
        yield from (credit for credit in item.credits if credit.is_named)


def unnamed(digest: Digest, shown: Collection[tuple[AccountRef, datetime]]) -> Digest:
    """Return *digest* with those who are named for a post in *shown*, by writer and moment, as participants there."""
    return _without(digest, lambda _item, credit: credit.is_named and (credit.account, credit.at) in shown, drop=False)


def anonymised(digest: Digest, stays: Callable[[Credit], bool]) -> Digest:
    """Return *digest* with everybody whose credit does not stay as a participant without a reference.

    The pages stay, whoever shared them; nothing waits for a person any more.
    """

    def leaves(_item: Item | None, credit: Credit) -> bool:
        return bool(credit.account.id) and not stays(credit)

    return replace(_without(digest, leaves, drop=True, keeps_pages=True), waiting=())


def emptied(digest: Digest) -> Digest:
    """Return *digest* with nothing but the numbers and anchors of its items."""
    return _tidied(
        replace(
            digest,
            highlights=tuple(map(_erased, digest.highlights)),
            also=tuple(map(_erased, digest.also)),
            again=(),
            waiting=(),
            asked="",
            asked_on=None,
            replies=(),
            organiser_note="",
        )
    )


def narrowed(shown: Credit, now: Credit) -> Credit:
    """Return how somebody *shown* in an issue may stand there, where today they would be credited as *now*.

    Nothing is widened, and a new display name alone changes nothing: each correction notifies who boosted the thread.
    """
    if not now.is_named:
        return Credit(account=shown.account, form=CreditForm.NONE, at=shown.at)
    stands = now.form is shown.form and (now.form is not CreditForm.ALIAS or now.label == shown.label)
    return replace(
        shown,
        form=now.form,
        label=shown.label if stands else now.label,
        post_url=now.post_url if shown.post_url else "",
        profile_url=shown.profile_url if now.profile_url else "",
    )


def recredited(digest: Digest, credit: Callable[[Item, Credit], Credit]) -> Digest:
    """Return *digest* with everyone who is named there as *credit* says, and without their former names in prose."""
    items = (*digest.items, *digest.again, *digest.waiting)
    named = {(item.page, each.account): (item, each) for item in items for each in item.credits if each.is_named}
    fresh = {key: credit(item, each) for key, (item, each) in named.items()}
    former = {each.label for _, each in named.values()} - {each.label for each in fresh.values()}
    is_named_in = name_finder(former)

    def give(item: Item) -> Item:
        changed = (fresh.get((item.page, each.account), each) for each in item.credits)
        sharers = tuple(sorted(changed, key=lambda each: not each.is_named))
        note = item.note
        if note is not None and (is_named_in(note.text) or _speaks_of_nobody(note, sharers)):
            note = None
        return replace(_of_nobody(item, is_named_in), credits=sharers, note=note)

    changed = _each(digest, give)
    return replace(
        changed,
        organiser_note="" if is_named_in(digest.organiser_note) else digest.organiser_note,
        question="" if is_named_in(digest.question) else digest.question,
        asked="" if (names := is_named_in(digest.asked)) else digest.asked,
        asked_on=None if names else digest.asked_on,
        corrections=_unless(is_named_in, digest.corrections),
        mended=_unless(is_named_in, digest.mended),
    )


def unquoted(digest: Digest, pages: Collection[PageUrl]) -> Digest:
    """Return *digest* without what sharers of *pages* wrote themselves."""

    def take(item: Item) -> Item:
        is_theirs = item.note is not None and item.note.source is NoteSource.SHARER
        return replace(item, note=None) if is_theirs and item.page in pages else item

    return _each(digest, take)


def without_pages(digest: Digest, pages: Collection[PageUrl]) -> Digest:
    """Return *digest* with the items of *pages* taken out; the numbers of the others stay."""

    def take(item: Item) -> Item:
        return removed(item) if item.page in pages else item

    changed = replace(
        digest,
        highlights=tuple(map(take, digest.highlights)),
        also=tuple(map(take, digest.also)),
        again=tuple(item for item in digest.again if item.page not in pages),
        waiting=tuple(item for item in digest.waiting if item.page not in pages),
    )
    return _tidied(changed)


def removed(item: Item) -> Item:
    """Return *item* with its number, anchor and page only."""
    return Item(
        number=item.number,
        anchor=item.anchor,
        page=item.page,
        title="",
        short_title="",
        kind=Kind.PAGE,
        people=0,
        sources=0,
        removed=True,
    )


def _erased(item: Item) -> Item:
    """Return *item* with its number and anchor only: its address may be a person's own."""
    return replace(removed(item), page=PageUrl(f"removed:{item.number}"))


def _each(digest: Digest, change: Callable[[Item], Item]) -> Digest:
    return replace(
        digest,
        highlights=tuple(map(change, digest.highlights)),
        also=tuple(map(change, digest.also)),
        again=tuple(map(change, digest.again)),
        waiting=tuple(map(change, digest.waiting)),
    )


def _of_nobody(item: Item, is_named_in: Callable[[str], bool]) -> Item:
    """Return *item* with neither author nor site called as the one whose name goes: people share what they wrote."""
    author = "" if is_named_in(item.page_author) else item.page_author
    site = shown_host(item.page) if is_named_in(item.site) else item.site
    return replace(item, page_author=author, site=site)


def _speaks_of_nobody(note: Note, sharers: Collection[Credit]) -> bool:
    return SHARER in note.text and not any(credit.is_named for credit in sharers)


def _tidied(digest: Digest) -> Digest:
    """Return *digest* with nothing that points at a removed item."""
    gone = {item.number for item in digest.items if item.removed}
    if not gone:
        return digest
    return replace(
        digest,
        key_words=key_words(digest.highlights, digest.language),
        start_with=None if digest.start_with in gone else digest.start_with,
    )


Leaves = Callable[[Item | None, Credit], bool]
"""Whether somebody's credit may stand at an item no more; `None` for what they replied."""


def _without(digest: Digest, leaves: Leaves, *, drop: bool, keeps_pages: bool = False) -> Digest:
    items = (*digest.items, *digest.again, *digest.waiting)
    credits_ = [(credit, leaves(item, credit)) for item in items for credit in item.credits if credit.is_named]
    credits_ += [(each.credit, leaves(None, each.credit)) for each in digest.replies]
    stay = {(credit.account, credit.label) for credit, goes in credits_ if not goes}
    labels = {each.label for each, goes in credits_ if goes and (each.account, each.label) not in stay}
    leaver = _Leaver(leaves, labels, drop=drop, keeps_pages=keeps_pages)
    stand = tuple(filter(leaver.may_stand, digest.replies))
    tells = bool(stand) and not leaver.named_in(digest.asked)
    changed = replace(
        digest,
        highlights=tuple(map(leaver.item, digest.highlights)),
        also=tuple(map(leaver.item, digest.also)),
        again=leaver.lines(digest.again),
        waiting=leaver.lines(digest.waiting),
        replies=stand,
        asked=digest.asked if tells else "",
        asked_on=digest.asked_on if tells else None,
        organiser_note="" if leaver.named_in(digest.organiser_note) else digest.organiser_note,
        question="" if leaver.named_in(digest.question) else digest.question,
        corrections=_unless(leaver.named_in, digest.corrections),
        mended=_unless(leaver.named_in, digest.mended),
    )
    return _tidied(changed)


def _unless(is_named_in: Callable[[str], bool], corrections: Collection[Correction]) -> tuple[Correction, ...]:
    return tuple(each for each in corrections if not is_named_in(each.text))


class _Leaver:
    """Takes some people out of items."""

    def __init__(self, leaves: Leaves, labels: Collection[str], *, drop: bool, keeps_pages: bool) -> None:
        self._leaves = leaves
        self._takes_pages = drop and not keeps_pages
        self._drop = drop
        self.named_in = name_finder(labels)

    def may_stand(self, reply: Reply) -> bool:
        """Return whether *reply* is of somebody who stays, and speaks of nobody who leaves."""
        return not self._leaves(None, reply.credit) and not self.named_in(reply.text)

    def lines(self, items: Collection[Item]) -> tuple[Item, ...]:
        """Return *items* without those that go."""
        return tuple(item for item in map(self.item, items) if not item.removed)

    def item(self, item: Item) -> Item:
        """Return *item* without their names; removed if they were the only ones who shared it and are erased."""
        leaving = [credit for credit in item.credits if self._leaves(item, credit)]
        if self._takes_pages and leaving and all(self._is_gone(item, credit) for credit in item.credits):
            return _erased(item)
        changed = (self._unnamed(credit) if credit in leaving else credit for credit in item.credits)
        sharers = tuple(sorted(changed, key=lambda each: not each.is_named))
        note = None if self._unusable(item, sharers, leaving) else item.note
        return replace(_of_nobody(item, self.named_in), credits=sharers, note=note)

    def _is_gone(self, item: Item, credit: Credit) -> bool:
        return self._leaves(item, credit) or not credit.account.id

    def _unnamed(self, credit: Credit) -> Credit:
        account = AccountRef(credit.account.network, "") if self._drop else credit.account
        return Credit(account=account, form=CreditForm.NONE, at=credit.at)

    def _unusable(self, item: Item, sharers: Collection[Credit], leaving: Collection[Credit]) -> bool:
        """Return whether the note names somebody who leaves, may be their words, or has nobody left to speak of."""
        if item.note is None:
            return False
        theirs = bool(leaving) and item.note.source is NoteSource.SHARER
        return theirs or _speaks_of_nobody(item.note, sharers) or self.named_in(item.note.text)
