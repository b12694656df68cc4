"""Issues, the anchors of their items, and where pages appeared."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, func, select
from typing_extensions import override

from bot.ports import Digests, DigestState, Issue, Listed
from bot.store.rows import issue_of, issue_row
from bot.store.statements import Row, insert, is_one_of, upsert
from bot.store.tables import digest_items, digest_replies, digests, page_aliases, pages
from curation.model import Appearance, Digest, DigestKey, History, Item, PageUrl, Reply

_SHOWN = (DigestState.FROZEN.value, DigestState.PUBLISHED.value, DigestState.WITHDRAWN.value)
_CHOSEN = ("highlights", "also")
"""Sections whose pages count as having been in an issue."""


class SqlDigests(Digests):
    """Issues in a table as JSON; which pages they hold in another, to be asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def get(self, key: DigestKey, /) -> Issue | None:
        row = self._connection.execute(select(digests).where(digests.c.key == key)).first()
        return None if row is None else issue_of(row)

    @override
    def put(self, issue: Issue, /) -> None:
        upsert(self._connection, digests, [issue_row(issue)])
        key = issue.digest.key
        gone = digest_items.update().where(digest_items.c.digest == key).values(section="", number=0)
        self._connection.execute(gone)
        reserved = self.anchors(issue.digest.course, issue.digest.day)
        upsert(self._connection, digest_items, list(_item_rows(issue.digest, reserved)))
        self._connection.execute(digest_replies.delete().where(digest_replies.c.digest == key))
        insert(self._connection, digest_replies, [_reply_row(key, each) for each in issue.digest.replies])

    @override
    def frozen(
        self,
        course: str,
        /,
        *,
        since: date | None = None,
        before: date | None = None,
        limit: int | None = None,
        revised: bool = False,
    ) -> tuple[Issue, ...]:
        keys = select(digests.c.key).where(digests.c.course == course, digests.c.state.in_(_SHOWN))
        if since is not None:
            keys = keys.where(digests.c.day >= since)
        if before is not None:
            keys = keys.where(digests.c.day < before)
        # Keys first: an issue may hold a megabyte, and its place in the order does not need it.
        wanted = select(digests).where(digests.c.key.in_(keys.order_by(digests.c.day.desc()).limit(limit)))
        if revised:
            wanted = wanted.where(digests.c.revision > 1)
        rows = self._connection.execute(wanted.order_by(digests.c.day.desc()))
        return tuple(issue_of(row) for row in rows)

    @override
    def listed(self, course: str, /, *, since: date | None = None, outlet: str = "") -> tuple[Listed, ...]:
        of = digests.c
        wanted = select(of.key, of.day, of.state, of.revision, of.composed_at, of.frozen_at, of.changed_at)
        wanted = wanted.where(of.course == course, of.state.in_(_SHOWN)).order_by(of.day.desc())
        if since is not None:
            wanted = wanted.where(of.day >= since)
        if outlet:
            # A quotation mark inside of a text is escaped in JSON: this is a key, and it has at least one part.
            wanted = wanted.where(of.parts.contains(f'"{outlet}":[{{', autoescape=True))
        return tuple(
            Listed(
                key=DigestKey(key),
                day=day,
                state=DigestState(state),
                revision=revision,
                published=frozen_at or composed_at,
                updated=changed_at or frozen_at or composed_at,
            )
            for key, day, state, revision, composed_at, frozen_at, changed_at in self._connection.execute(wanted)
        )

    @override
    def open(self) -> tuple[Issue, ...]:
        rows = self._connection.execute(select(digests).where(digests.c.state == DigestState.FROZEN.value))
        return tuple(sorted((issue_of(row) for row in rows), key=lambda issue: (issue.digest.day, issue.digest.key)))

    @override
    def history(self, course: str, since: date, /) -> History:
        shown = (
            select(digest_items.c.page, digests.c.day, digest_items.c.anchor)
            .join(digests, digests.c.key == digest_items.c.digest)
            .where(digests.c.course == course, digests.c.day >= since)
            .where(digests.c.state.in_(_SHOWN), digest_items.c.section.in_(_CHOSEN))
            .order_by(digests.c.day)
        )
        history = {
            PageUrl(page): Appearance(day=day, anchor=anchor) for page, day, anchor in self._connection.execute(shown)
        }
        return self._under_every_address(history)

    def _under_every_address(self, history: History) -> History:
        family = _families(self._pairs(history.keys()))
        last: dict[PageUrl, Appearance] = {}
        for page, appearance in sorted(history.items(), key=lambda each: each[1].day):
            last.update(dict.fromkeys(family.get(page, {page}), appearance))
        return last

    def _pairs(self, shown: Collection[PageUrl]) -> Iterator[tuple[PageUrl, PageUrl]]:
        """Return (alias, final page) for every family that one of *shown* belongs to."""
        alias, final = pages.alias("alias"), pages.alias("final")
        pairs = (
            select(alias.c.url, final.c.url)
            .select_from(page_aliases)
            .join(alias, alias.c.id == page_aliases.c.alias)
            .join(final, final.c.id == page_aliases.c.page)
        )
        moved = func.coalesce(page_aliases.c.page, pages.c.id)
        finals = (
            select(moved)
            .select_from(pages)
            .outerjoin(page_aliases, page_aliases.c.alias == pages.c.id)
            .where(is_one_of(self._connection, pages.c.url, shown))
        )
        for address, page in self._connection.execute(pairs.where(final.c.id.in_(finals))):
            yield PageUrl(address), PageUrl(page)

    @override
    def anchors(self, course: str, day: date, /) -> Mapping[PageUrl, str]:
        minted = (
            select(digest_items.c.page, digest_items.c.anchor)
            .join(digests, digests.c.key == digest_items.c.digest)
            .where(digests.c.course == course, digests.c.day == day, digest_items.c.anchor != "")
        )
        return {PageUrl(page): anchor for page, anchor in self._connection.execute(minted)}


def _reply_row(key: DigestKey, reply: Reply) -> Row:
    return {"digest": key, "network": reply.ref.network, "uri": reply.ref.uri}


def _item_rows(digest: Digest, reserved: Mapping[PageUrl, str]) -> Iterator[Row]:
    for page, (section, item) in _sections(digest).items():
        anchor = item.anchor or reserved.get(page, "")
        yield {"digest": digest.key, "page": page, "anchor": anchor, "section": section, "number": item.number}


def _sections(digest: Digest) -> Mapping[PageUrl, tuple[str, Item]]:
    sections = {"waiting": digest.waiting, "again": digest.again, "also": digest.also, "highlights": digest.highlights}
    return {item.page: (section, item) for section, items in sections.items() for item in items}


def _families(pairs: Iterable[tuple[PageUrl, PageUrl]]) -> Mapping[PageUrl, set[PageUrl]]:
    by_final: dict[PageUrl, set[PageUrl]] = {}
    for alias, final in pairs:
        by_final.setdefault(final, {final}).add(alias)
    return {page: family for family in by_final.values() for page in family}
