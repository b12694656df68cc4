"""Emptying posts that were edited into something we may not have: the row stays, so that older copies stay out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from bot.store.links import drop_links
from bot.store.post_rows import words_row
from bot.store.statements import Row, are_among, is_one_of, write
from bot.store.tables import captures, posts
from curation.model import Post, PostRef, Visibility


def retract(connection: Connection, refused: Sequence[Post]) -> None:
    """Keep nothing but the references of those of *refused* that are here in an earlier wording or were public."""
    rows = list(_emptied(connection, refused)) if refused else []
    if not rows:
        return
    write(connection, posts, posts.update().where(posts.c.id == bindparam("number")), rows)
    numbers = [int(str(row["number"])) for row in rows]
    drop_links(connection, numbers)
    connection.execute(captures.update().where(is_one_of(connection, captures.c.post, numbers)).values(payload=b"{}"))


def _emptied(connection: Connection, refused: Iterable[Post]) -> Iterator[Row]:
    latest = {post.ref: post for post in sorted(refused, key=lambda post: post.edited_at or post.seen_at)}
    pairs = ((ref.network, ref.uri) for ref in latest)
    columns = (posts.c.network, posts.c.uri, posts.c.id, posts.c.edited_at, posts.c.boosts)
    for condition in are_among(connection, posts.c.network, posts.c.uri, pairs):
        for network, uri, number, edited_at, boosts in connection.execute(select(*columns).where(condition)):
            post = latest[PostRef(network, uri)]
            is_later = post.edited_at is not None and (edited_at is None or post.edited_at > edited_at)
            if is_later or post.visibility is not Visibility.PUBLIC:
                empty = replace(
                    post,
                    text="",
                    url="",
                    hashtags=(),
                    content_warning="",
                    mentions=(),
                    quote=None,
                    reply_to=None,
                    boosts=boosts,
                    edited_at=post.edited_at or edited_at,
                )
                yield {"number": number, "quote_account": None, **words_row(empty)}
