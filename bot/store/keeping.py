"""Keep captures: the one way posts come in, harmless when repeated, fast enough for archives of a million."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.ports import Capture
from bot.store.accounts import Identity, keep_authors
from bot.store.links import drop_links, keep_links
from bot.store.post_rows import NEW_POST, number_of, post_line, words_row
from bot.store.statements import (
    Line,
    Row,
    are_among,
    insert_missing_values,
    insert_values,
    lines,
    next_number,
    upsert,
    write,
)
from bot.store.tables import captures as capture_table
from bot.store.tables import posts as post_table
from curation.model import Author, Post, PostRef


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    edited_at: datetime | None
    boosts: int
    reply_to: str


def keep(connection: Connection, captures: Sequence[Capture]) -> frozenset[PostRef]:
    """Keep posts, payloads, links and profiles; return the refs that are new."""
    posts = _merged(captures)
    known = _known(connection, posts)
    people = keep_authors(connection, _seen(captures))
    fresh = [post for ref, post in posts.items() if ref not in known] if known else list(posts.values())
    numbered = dict(enumerate(fresh, next_number(connection, post_table.c.id)))
    insert_values(connection, post_table, NEW_POST, [post_line(each, post, people) for each, post in numbered.items()])
    edited = {each.number: posts[ref] for ref, each in known.items() if _is_later_edit(posts[ref], each.edited_at)}
    _rewrite(connection, edited, known, people)
    _raise_boosts(connection, posts, known)
    _tell_what_is_answered(connection, posts, known)
    keep_links(connection, numbered | edited)
    numbers = {post.ref: number for number, post in numbered.items()}
    numbers.update((ref, each.number) for ref, each in known.items())
    current = [each for each in captures if not _is_outdated(each.post, known)] if known else captures
    _keep_payloads(connection, current, numbers, edited)
    return frozenset([post.ref for post in fresh])


def remake(connection: Connection, captures: Sequence[Capture]) -> None:
    """Let posts that are here say what *captures* say, and their writers what those show; nothing else comes in."""
    given = _merged(captures)
    known = _known(connection, given)
    posts = {ref: each for ref, each in given.items() if ref in known}
    people = keep_authors(connection, _seen(each for each in captures if each.post.ref in known))
    here = {each.number: posts[ref] for ref, each in known.items()}
    _rewrite(connection, here, known, people)
    keep_links(connection, here)


def _merged(captures: Iterable[Capture]) -> Mapping[PostRef, Post]:
    posts: dict[PostRef, Post] = {}
    for capture in captures:
        post = capture.post
        before = posts.setdefault(post.ref, post)
        if before is not post:
            posts[post.ref] = _merge(before, post)
    return posts


def _merge(before: Post, post: Post) -> Post:
    newer = post if _is_later_edit(post, before.edited_at) else before
    boosts = max(post.boosts, before.boosts)
    return replace(newer, boosts=boosts, created_at=before.created_at, seen_at=before.seen_at)


def _is_later_edit(post: Post, before: datetime | None) -> bool:
    return post.edited_at is not None and (before is None or post.edited_at > before)


def _is_outdated(post: Post, known: Mapping[PostRef, _Known]) -> bool:
    """Return whether *post* is what its writer has changed since: no source brings back what they took back."""
    before = known.get(post.ref)
    edited_at = before.edited_at if before else None
    return edited_at is not None and (post.edited_at is None or post.edited_at < edited_at)


def _known(connection: Connection, refs: Iterable[PostRef]) -> Mapping[PostRef, _Known]:
    found = post_table.c
    columns = (found.network, found.uri, found.id, found.edited_at, found.boosts, found.reply_to)
    pairs = ((ref.network, ref.uri) for ref in refs)
    return {
        PostRef(network, uri): _Known(number, edited_at, boosts, reply_to)
        for condition in are_among(connection, found.network, found.uri, pairs)
        for network, uri, number, edited_at, boosts, reply_to in lines(connection, select(*columns).where(condition))
    }


def _seen(captures: Iterable[Capture]) -> Iterable[tuple[Author, datetime]]:
    for capture in captures:
        post = capture.post
        yield post.author, post.seen_at
        if post.quote:
            yield post.quote.author, post.seen_at


def _quoted(post: Post, people: Mapping[Identity, int]) -> int | None:
    return number_of(post.quote.author, people) if post.quote else None


def _rewrite(
    connection: Connection,
    edited: Mapping[int, Post],
    known: Mapping[PostRef, _Known],
    people: Mapping[Identity, int],
) -> None:
    rows: list[Row] = [
        {
            "number": number,
            "quote_account": _quoted(post, people),
            **words_row(post),
            "boosts": known[post.ref].boosts,
            "reply_to": known[post.ref].reply_to,  # no edit makes a post an answer to another one
        }
        for number, post in edited.items()
    ]
    write(connection, post_table, post_table.update().where(post_table.c.id == bindparam("number")), rows)
    if edited:
        drop_links(connection, edited.keys())


def _raise_boosts(connection: Connection, posts: Mapping[PostRef, Post], known: Mapping[PostRef, _Known]) -> None:
    rows: list[Row] = [
        {"number": each.number, "boosts": posts[ref].boosts}
        for ref, each in known.items()
        if posts[ref].boosts > each.boosts
    ]
    write(connection, post_table, post_table.update().where(post_table.c.id == bindparam("number")), rows)


def _tell_what_is_answered(
    connection: Connection, posts: Mapping[PostRef, Post], known: Mapping[PostRef, _Known]
) -> None:
    """Note what a post answers where only one of its sources knows."""
    rows: list[Row] = [
        {"number": each.number, "reply_to": words_row(posts[ref])["reply_to"]}
        for ref, each in known.items()
        if posts[ref].reply_to and not each.reply_to
    ]
    write(connection, post_table, post_table.update().where(post_table.c.id == bindparam("number")), rows)


def _keep_payloads(
    connection: Connection,
    captures: Iterable[Capture],
    numbers: Mapping[PostRef, int],
    edited: Mapping[int, Post],
) -> None:
    replaced: list[Row] = []
    missing: list[Line] = []
    for capture in captures:
        number = numbers[capture.post.ref]
        line = _capture_line(number, capture)
        if edited and _is_edit(capture.post, edited.get(number)):
            replaced.append(dict(zip(_CAPTURE, line, strict=True)))
        else:
            missing.append(line)
    upsert(connection, capture_table, replaced)
    insert_missing_values(connection, capture_table, _CAPTURE, missing)


_CAPTURE = ("post", "source", "local_id", "payload", "seen_at")


def _capture_line(number: int, capture: Capture) -> Line:
    return (number, capture.source, capture.local_id, capture.payload, capture.post.seen_at)


def _is_edit(post: Post, edited: Post | None) -> bool:
    return edited is not None and post.edited_at == edited.edited_at
