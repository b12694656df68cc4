"""What the sweep saw."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, Connection, and_, exists, func, or_, select, union
from typing_extensions import override

from bot.ports import DigestState, Presences, Standing
from bot.store.statements import Row, are_among, is_one_of, upsert
from bot.store.tables import (
    accounts,
    captures,
    digest_items,
    digest_replies,
    digests,
    links,
    page_aliases,
    pages,
    posts,
)
from bot.store.tables.erasures import presence
from curation.model import AccountRef, PostRef

_STANDING = (DigestState.FROZEN.value, DigestState.PUBLISHED.value)
_SECTIONS = ("highlights", "also", "again")

is_missed = exists().where(presence.c.post == posts.c.id, presence.c.missed_at.is_not(None))
"""Whether a post was not there when it was last asked for."""


def published() -> CompoundSelect[int]:
    """Return the numbers of posts that an issue readers have points at: as a share of a page, or as an answer."""
    issue = (
        select(func.coalesce(page_aliases.c.page, pages.c.id))
        .select_from(digest_items)
        .join(digests, digests.c.key == digest_items.c.digest)
        .join(pages, pages.c.url == digest_items.c.page)
        .outerjoin(page_aliases, page_aliases.c.alias == pages.c.id)
        .where(digests.c.state.in_(_STANDING), digest_items.c.section.in_(_SECTIONS))
    )
    sharing = (
        select(links.c.post)
        .outerjoin(page_aliases, page_aliases.c.alias == links.c.page)
        .where(func.coalesce(page_aliases.c.page, links.c.page).in_(issue))
    )
    answering = (
        select(posts.c.id)
        .join(digest_replies, and_(digest_replies.c.network == posts.c.network, digest_replies.c.uri == posts.c.uri))
        .join(digests, digests.c.key == digest_replies.c.digest)
        .where(digests.c.state.in_(_STANDING))
    )
    return union(sharing, answering)


_last = func.coalesce(presence.c.checked_at, posts.c.seen_at)
"""When a post was last known to stand."""


class SqlPresences(Presences):
    """A row a post that was asked for; what is published follows from the issues."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def standing(self, unchecked_since: datetime, /) -> tuple[Standing, ...]:
        due = and_(posts.c.id.in_(published()), _last < unchecked_since)
        return self._where(or_(due, presence.c.missed_at.is_not(None)), _last)

    @override
    def recent(self, seen_from: datetime, unchecked_since: datetime, /) -> tuple[Standing, ...]:
        return self._where(and_(posts.c.seen_at >= seen_from, _last < unchecked_since), posts.c.seen_at.desc())

    @override
    def known(self, source: str, local_ids: Collection[str], /) -> tuple[Standing, ...]:
        told = select(captures.c.post).where(
            captures.c.source == source, is_one_of(self._connection, captures.c.local_id, local_ids)
        )
        return self._where(posts.c.id.in_(told), _last)

    def _where(self, condition: ColumnElement[bool], order: ColumnElement[datetime]) -> tuple[Standing, ...]:
        wanted = (
            select(
                posts.c.network,
                posts.c.uri,
                posts.c.url,
                posts.c.seen_at,
                captures.c.source,
                captures.c.local_id,
                presence.c.checked_at,
                presence.c.missed_at,
            )
            .join(captures, captures.c.post == posts.c.id)
            .outerjoin(presence, presence.c.post == posts.c.id)
            .where(condition, captures.c.local_id != "")
            .order_by(order, posts.c.id, captures.c.source)
        )
        return tuple(
            Standing(
                ref=PostRef(row.network, row.uri),
                source=row.source,
                local_id=row.local_id,
                url=row.url,
                seen_at=row.seen_at,
                checked_at=row.checked_at,
                missed_at=row.missed_at,
            )
            for row in self._connection.execute(wanted)
        )

    @override
    def unasked(self, sources: Collection[str], /) -> frozenset[tuple[AccountRef, datetime]]:
        known = is_one_of(self._connection, captures.c.source, sorted(sources))
        asked = select(captures.c.post).where(known, captures.c.local_id != "")
        alone = (
            select(accounts.c.network, accounts.c.account, posts.c.at)
            .join(accounts, accounts.c.id == posts.c.account)
            .where(posts.c.id.in_(published()), posts.c.id.not_in(asked))
        )
        return frozenset((AccountRef(row.network, row.account), row.at) for row in self._connection.execute(alone))

    @override
    def saw(self, refs: Collection[PostRef], at: datetime, /) -> None:
        rows: list[Row] = [{"post": each, "checked_at": at, "missed_at": None} for each in self._numbers(refs)]
        upsert(self._connection, presence, rows)

    @override
    def missed(self, refs: Collection[PostRef], at: datetime, /) -> None:
        numbers = self._numbers(refs)
        first = dict(
            self._connection.execute(
                select(presence.c.post, presence.c.missed_at).where(presence.c.missed_at.is_not(None))
            ).all()
        )
        rows: list[Row] = [{"post": each, "checked_at": at, "missed_at": first.get(each, at)} for each in numbers]
        upsert(self._connection, presence, rows)

    def _numbers(self, refs: Collection[PostRef]) -> tuple[int, ...]:
        pairs = ((ref.network, ref.uri) for ref in refs)
        conditions = are_among(self._connection, posts.c.network, posts.c.uri, pairs)
        return tuple(
            number
            for each in conditions
            for number in self._connection.execute(select(posts.c.id).where(each)).scalars()
        )
