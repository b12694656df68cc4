"""Posts: kept, counted when refused, and found again by day or by page."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, distinct, func, select
from typing_extensions import override

from bot.ports import Capture, Posts, SourceTally, Tally
from bot.store.accounts import know_authors
from bot.store.keeping import keep
from bot.store.links import family_of
from bot.store.post_rows import AUTHOR, POST, PostReader, by_time, numbered_author, people_of
from bot.store.presences import is_missed
from bot.store.retracting import retract
from bot.store.statements import Row, are_among, insert, is_one_of, lines
from bot.store.tables import accounts, captures, left_out, links, posts, refusals
from bot.store.tombstones import SqlTombstones
from curation.model import AccountRef, Author, PageUrl, Post, PostRef, Reason, Refusal, Visibility

_NOTED_FOR = timedelta(days=7)
"""How long the reference of a refused post is kept (consent.md C1)."""


class SqlPosts(Posts):
    """Posts in tables; tombstones are asked before anything is inserted."""

    def __init__(self, connection: Connection, tombstones: SqlTombstones) -> None:
        self._connection = connection
        self._tombstones = tombstones

    @override
    def keep(self, captures: Sequence[Capture], /) -> frozenset[PostRef]:
        spared = self._tombstones.spare(captures)
        return keep(self._connection, spared) if spared else frozenset()

    @override
    def know(self, refused: Iterable[Post], /) -> None:
        given = tuple(refused)
        know_authors(self._connection, ((post.author, post.seen_at) for post in given))
        retract(
            self._connection, [post for post in given if post.edited_at or post.visibility is not Visibility.PUBLIC]
        )

    @override
    def leave_out(
        self, refusals: Iterable[Refusal], at: datetime, /, *, writers: Mapping[PostRef, AccountRef] | None = None
    ) -> None:
        given = tuple(refusals)
        counts = Counter(each.reason for each in given if not each.keeps_reference)
        self._connection.execute(left_out.delete().where(left_out.c.at < at - _NOTED_FOR))
        new = self._unnoted({each.ref: each.reason for each in reversed(given) if each.keeps_reference})
        insert(self._connection, left_out, [self._note(ref, new[ref], at, (writers or {}).get(ref)) for ref in new])
        self._count(counts + Counter(new.values()), at)

    def _note(self, ref: PostRef, reason: Reason, at: datetime, who: AccountRef | None) -> Row:
        told = self._tombstones.hash_of(who) if who else ""
        return {"network": ref.network, "uri": ref.uri, "reason": reason.value, "at": at, "who": told}

    def _unnoted(self, reasons: Mapping[PostRef, Reason]) -> Mapping[PostRef, Reason]:
        pairs = ((ref.network, ref.uri) for ref in reasons)
        noted = {
            PostRef(row.network, row.uri)
            for condition in are_among(self._connection, left_out.c.network, left_out.c.uri, pairs)
            for row in self._connection.execute(select(left_out.c.network, left_out.c.uri).where(condition))
        }
        return {ref: reason for ref, reason in reasons.items() if ref not in noted}

    def _count(self, counts: Mapping[Reason, int], at: datetime) -> None:
        for reason, count in counts.items():
            row = and_(refusals.c.day == at.date(), refusals.c.reason == reason.value)
            more = refusals.update().where(row).values(n=refusals.c.n + count)
            if not self._connection.execute(more).rowcount:
                insert(self._connection, refusals, [{"day": at.date(), "reason": reason.value, "n": count}])

    @override
    def candidates(self, *, seen_from: datetime, floor: datetime, until: datetime) -> tuple[Post, ...]:
        in_time = and_(posts.c.at >= floor, posts.c.at < until, posts.c.seen_at >= seen_from)
        return self.matching(and_(in_time, ~is_missed))

    @override
    def of_page(self, page: PageUrl, /) -> tuple[Post, ...]:
        family = family_of(self._connection, page)
        pointing = posts.c.id.in_(select(links.c.post).where(links.c.page.in_(family)))
        return self.matching(and_(pointing, ~is_missed))

    def matching(self, condition: ColumnElement[bool]) -> tuple[Post, ...]:
        """Return the posts for which *condition* holds, by `at` then ref."""
        rows = lines(self._connection, select(*(posts.c[name] for name in POST)).where(condition))
        reader = PostReader(self._authors(people_of(rows)), self._addresses([row[0] for row in rows]))
        # Sorted here, because databases disagree about the order of texts.
        return tuple(map(reader.post, sorted(rows, key=by_time)))

    def _authors(self, numbers: Collection[int]) -> Mapping[int, Author]:
        people = select(*(accounts.c[name] for name in AUTHOR))
        wanted = people.where(is_one_of(self._connection, accounts.c.id, numbers))
        return dict(map(numbered_author, lines(self._connection, wanted)))

    def _addresses(self, numbers: Collection[int]) -> Mapping[int, Sequence[str]]:
        """Return the links of the posts with *numbers*."""
        found: dict[int, list[str]] = {}
        wanted = select(links.c.post, links.c.raw).where(is_one_of(self._connection, links.c.post, numbers))
        for number, raw in lines(self._connection, wanted.order_by(links.c.post, links.c.position)):
            found.setdefault(number, []).append(raw)
        return found

    @override
    def tally(self, since: datetime, /) -> Tally:
        seen = posts.c.seen_at >= since
        counted = select(func.count(), func.count(distinct(posts.c.account))).select_from(posts).where(seen)
        number, people = self._connection.execute(counted).one()
        return Tally(posts=number, people=people, by_source=self._by_source(seen), refused=self._refused(since))

    def _by_source(self, seen: ColumnElement[bool]) -> Mapping[str, SourceTally]:
        sources = (
            select(captures.c.post, func.min(captures.c.source).label("source"), func.count().label("n"))
            .join(posts, posts.c.id == captures.c.post)
            .where(seen)
            .group_by(captures.c.post)
            .subquery()
        )
        alone = select(sources.c.source, func.count()).where(sources.c.n == 1).group_by(sources.c.source)
        only_here = {row[0]: row[1] for row in self._connection.execute(alone)}
        every = (
            select(captures.c.source, func.count())
            .join(posts, posts.c.id == captures.c.post)
            .where(seen)
            .group_by(captures.c.source)
        )
        rows = sorted((source, number) for source, number in self._connection.execute(every))
        return {source: SourceTally(posts=number, only_here=only_here.get(source, 0)) for source, number in rows}

    def _refused(self, since: datetime) -> Mapping[Reason, int]:
        counted = (
            select(refusals.c.reason, func.sum(refusals.c.n))
            .where(refusals.c.day >= since.date())
            .group_by(refusals.c.reason)
        )
        return {Reason(reason): int(number) for reason, number in self._connection.execute(counted)}
