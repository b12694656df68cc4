"""Deleting what is older than promised."""

from collections.abc import Collection
from datetime import date, datetime

import orjson
from sqlalchemy import Connection, or_, select
from typing_extensions import override

from bot.ports import DigestState, Expiry, Issue
from bot.store.posts import SqlPosts
from bot.store.presences import published
from bot.store.rows import issue_of
from bot.store.statements import is_one_of
from bot.store.tables import captures, digest_items, digests, left_out, posts, wishes
from bot.store.tombstones import SqlTombstones
from curation.model import Hashtag, Post, PostRef

_UNREAD = (DigestState.DRAFT.value, DigestState.QUIET.value)
_EMPTY = b"{}"


class SqlExpiry(Expiry):
    """Deletes and empties rows by their age."""

    def __init__(self, connection: Connection, posts_: SqlPosts, tombstones: SqlTombstones) -> None:
        self._connection = connection
        self._posts = posts_
        self._tombstones = tombstones

    @override
    def unpublished(self, before: datetime, at: datetime, /) -> int:
        old = posts.c.seen_at < before
        rows = self._connection.execute(
            select(posts.c.id, posts.c.network, posts.c.uri, posts.c.hashtags).where(
                old, posts.c.id.not_in(published())
            )
        ).all()
        # A post without any tag was kept with one: it was emptied when an edit took that away.
        self._tombstones.add([PostRef(row.network, row.uri) for row in rows if not row.hashtags], [], at)
        gone = posts.delete().where(is_one_of(self._connection, posts.c.id, [row.id for row in rows]))
        return self._connection.execute(gone).rowcount

    @override
    def words(self, before: datetime, /) -> int:
        old = posts.c.seen_at < before
        filled = or_(posts.c.text != "", posts.c.mentions != "", posts.c.quote_of != "", posts.c.reply_to != "")
        blank = {
            "text": "",
            "content_warning": "",
            "mentions": "",
            "reply_to": "",
            "quote_of": "",
            "quote_account": None,
            "quote_visibility": "",
        }
        emptied = self._connection.execute(posts.update().where(old, filled).values(blank)).rowcount
        theirs = captures.c.post.in_(select(posts.c.id).where(old))
        self._connection.execute(captures.update().where(theirs, captures.c.payload != _EMPTY).values(payload=_EMPTY))
        return emptied

    @override
    def notes(self, before: datetime, /) -> int:
        return self._connection.execute(left_out.delete().where(left_out.c.at < before)).rowcount

    @override
    def issues(self, before: date, /) -> tuple[Issue, ...]:
        held = select(digest_items.c.digest).where(digest_items.c.section != "")
        waiting = select(digest_items.c.digest).where(digest_items.c.section == "waiting")
        unread = digests.c.state.in_(_UNREAD) & digests.c.key.in_(held)
        wanted = select(digests).where(digests.c.day < before, or_(unread, digests.c.key.in_(waiting)))
        return tuple(map(issue_of, self._connection.execute(wanted.order_by(digests.c.key))))

    @override
    def under(self, hashtags: Collection[Hashtag], /) -> tuple[Post, ...]:
        words = {word for tag in hashtags for word in (tag.key, tag.folded)}
        tagged = or_(*(posts.c.hashtags.contains(orjson.dumps(each).decode(), autoescape=True) for each in words))
        return self._posts.matching(tagged)

    @override
    def records(self, courses: Collection[str], /) -> int:
        about = is_one_of(self._connection, wishes.c.course, sorted(courses))
        return self._connection.execute(wishes.delete().where(about)).rowcount
