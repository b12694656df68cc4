"""Answers to what we said."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import orjson
from sqlalchemy import Connection, and_, false, or_, select
from typing_extensions import override

from bot.ports import Replies
from bot.store.posts import SqlPosts
from bot.store.presences import is_missed
from bot.store.statements import are_among, is_one_of
from bot.store.tables import accounts, deliveries, digest_replies, digests, posts
from curation.model import DigestKey, Post, PostRef


class SqlReplies(Replies):
    """Posts whose `reply_to` is a receipt of ours."""

    def __init__(self, connection: Connection, posts_: SqlPosts) -> None:
        self._connection = connection
        self._posts = posts_

    @override
    def courses(self, posts: Iterable[Post], /) -> Mapping[PostRef, str]:
        given = {post.ref: post.reply_to for post in posts}
        answered = self._kept(given) | {ref: parent for ref, parent in given.items() if parent}
        if not answered:
            return {}
        among = is_one_of(self._connection, deliveries.c.receipt_uri, [each.uri for each in answered.values()])
        said = (
            select(deliveries.c.receipt_uri, digests.c.course)
            .join(digests, digests.c.key == deliveries.c.digest)
            .where(among)
        )
        course_of = {uri: course for uri, course in self._connection.execute(said) if uri is not None}
        return {ref: course_of[parent.uri] for ref, parent in answered.items() if parent.uri in course_of}

    def _kept(self, refs: Collection[PostRef]) -> dict[PostRef, PostRef]:
        """Return what *refs* answered when they were kept: a network does not always say it again."""
        columns = (posts.c.network, posts.c.uri, posts.c.reply_to)
        return {
            PostRef(network, uri): PostRef(*orjson.loads(parent))
            for condition in are_among(self._connection, posts.c.network, posts.c.uri, _pairs(refs))
            for network, uri, parent in self._connection.execute(
                select(*columns).where(condition, posts.c.reply_to != "")
            )
        }

    @override
    def to(self, key: DigestKey, until: datetime, /) -> tuple[Post, ...]:
        said = select(deliveries.c.receipt_uri).where(deliveries.c.digest == key, deliveries.c.receipt_uri.is_not(None))
        ours = {uri for uri in self._connection.execute(said).scalars() if uri}
        networks = self._connection.execute(select(accounts.c.network).distinct()).scalars()
        parents = [orjson.dumps((network, uri)).decode() for network in networks for uri in sorted(ours)]
        if not parents:
            return ()
        answering = and_(posts.c.reply_to != "", is_one_of(self._connection, posts.c.reply_to, parents))
        return self._posts.matching(and_(answering, posts.c.at < until, ~is_missed))

    @override
    def among(self, refs: Collection[PostRef], /) -> tuple[Post, ...]:
        wanted = or_(false(), *are_among(self._connection, posts.c.network, posts.c.uri, _pairs(refs)))
        return self._posts.matching(and_(wanted, ~is_missed)) if refs else ()

    @override
    def shown(self, course: str, /) -> tuple[Post, ...]:
        rows = (
            select(digest_replies.c.network, digest_replies.c.uri)
            .join(digests, digests.c.key == digest_replies.c.digest)
            .where(digests.c.course == course)
        )
        refs = [PostRef(*row) for row in self._connection.execute(rows)]
        wanted = or_(false(), *are_among(self._connection, posts.c.network, posts.c.uri, _pairs(refs)))
        return self._posts.matching(wanted) if refs else ()


def _pairs(refs: Iterable[PostRef]) -> Iterable[tuple[str, str]]:
    return ((ref.network, ref.uri) for ref in refs)
