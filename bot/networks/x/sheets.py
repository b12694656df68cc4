"""From a row of a TAGS sheet to a post: https://tags.hawksey.info.

Columns vary, spreadsheets spoil long numbers (`1.26426E+18`), and a sheet tells no profile: nobody in it is named,
linked or quoted before that person says so.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import orjson

from bot.networks.x.entities import (
    as_shown,
    hashtags_in,
    is_old_repost,
    links_in,
    links_of,
    mentions_in,
    mentions_of,
    tags_of,
)
from bot.networks.x.fields import NOTHING, Fields, every, identity, is_fields, moment, text
from bot.networks.x.people import NETWORK, author_named, permalink
from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import Post, PostRef, Reason
from curation.text import harmless

_STATUS = re.compile(
    r"https?://(?:\w+\.)?(?:twitter|x)\.com/([^/]+)/status(?:es)?/(\d{1,20})", re.ASCII | re.IGNORECASE
)
_OF_SHEET = re.compile(r"(\d\d)/(\d\d)/(\d{4}) (\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_LEFT_OUT = frozenset({"user_followers_count", "user_friends_count", "profile_image_url", "from_user_profile_url"})
"""Numbers about people, and where their pictures are."""


def post_of_row(row: Fields, *, seen_at: datetime | None) -> Post | Reason:
    """Return the post of *row*, or why there is none; raise `InvalidValue` when its id is whole nowhere.

    Without *seen_at* a post counts as seen when it was written.
    """
    words = text(row, "text", "full_text")
    if is_old_repost(words):
        return Reason.REPOST
    linked = _STATUS.match(text(row, "status_url").strip())
    author = author_named(
        text(row, "from_user") or (linked[1] if linked else ""), user_id=identity(row, "from_user_id_str")
    )
    post_id = linked[2] if linked else _whole_id(row)
    entities = _entities(row)
    created_at = _created_at(row)
    answered = identity(row, "in_reply_to_status_id_str")
    return Post(
        ref=PostRef(NETWORK, post_id),
        author=author,
        text=harmless(as_shown(words, every(entities, "urls"))),
        created_at=created_at,
        seen_at=seen_at or created_at,
        url=permalink(author, post_id),
        links=links_of(every(entities, "urls")) if entities else links_in(words),
        hashtags=tags_of(entities) or hashtags_in(words),
        mentions=mentions_of(every(entities, "user_mentions")) if entities else mentions_in(words),
        reply_to=PostRef(NETWORK, answered) if answered else None,
    )


def captures_of_row(row: Fields, *, source: str, seen_at: datetime | None) -> Iterator[Capture | Reason | InvalidValue]:
    """Yield one capture for *row*, whose payload makes the same post again, or why there is none."""
    try:
        post = post_of_row(row, seen_at=seen_at)
    except InvalidValue as error:
        yield error
        return
    if isinstance(post, Reason):
        yield post
        return
    kept = {name: value for name, value in row.items() if value and name not in _LEFT_OUT}
    yield Capture(post=post, payload=orjson.dumps(kept), source=source, local_id=post.ref.uri)


def _whole_id(row: Fields) -> str:
    post_id = identity(row, "id_str", "id")
    if not post_id:
        raise InvalidValue("id_str", found=text(row, "id_str")[:40], expected="a whole id, here or in status_url")
    return post_id


def _created_at(row: Fields) -> datetime:
    """Return when the post was written; `time` is the same in the sheet's own words, in UTC."""
    if text(row, "created_at"):
        return moment(row, "created_at")
    known = _OF_SHEET.fullmatch(text(row, "time").strip())
    if known is None:
        return moment(row, "time")
    day, month, year, hour, minute, second = (int(each or 0) for each in known.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise InvalidValue("time", found=known[0], expected="a day that exists") from error


def _entities(row: Fields) -> Fields:
    """Return what the sheet kept of X's own lists; a cell that was cut short holds none."""
    try:
        listed: object = orjson.loads(text(row, "entities_str") or "null")
    except orjson.JSONDecodeError:
        return NOTHING
    return listed if is_fields(listed) else NOTHING
