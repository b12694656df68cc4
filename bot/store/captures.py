"""What sources said, from the first post to the last."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select
from typing_extensions import override

from bot.ports import Capture, Captures, HeldPosts
from bot.store.keeping import remake
from bot.store.posts import SqlPosts
from bot.store.presences import is_missed
from bot.store.statements import is_one_of
from bot.store.tables import captures, posts
from bot.store.tombstones import SqlTombstones
from curation.model import PostRef


class SqlCaptures(Captures):
    """Payloads beside their posts."""

    def __init__(self, connection: Connection, posts_: SqlPosts, tombstones: SqlTombstones) -> None:
        self._connection = connection
        self._posts = posts_
        self._tombstones = tombstones

    @override
    def after(self, last: int, limit: int, /) -> HeldPosts | None:
        wanted = select(posts.c.id).where(posts.c.id > last).order_by(posts.c.id).limit(limit)
        numbers = self._connection.execute(wanted).scalars().all()
        if not numbers:
            return None
        among = is_one_of(self._connection, posts.c.id, numbers)
        said = (
            select(posts.c.network, posts.c.uri, captures.c.source, captures.c.local_id, captures.c.payload)
            .join(posts, posts.c.id == captures.c.post)
            .where(among)
            .order_by(posts.c.id, captures.c.source)
        )
        found = {each.ref: each for each in self._posts.matching(and_(among, ~is_missed))}
        return HeldPosts(
            captures=tuple(
                Capture(post=found[ref], payload=payload, source=source, local_id=local_id)
                for network, uri, source, local_id, payload in self._connection.execute(said)
                if (ref := PostRef(network, uri)) in found
            ),
            last=numbers[-1],
        )

    @override
    def remake(self, captures: Sequence[Capture], /) -> None:
        spared = self._tombstones.spare(captures)
        if spared:
            remake(self._connection, spared)
