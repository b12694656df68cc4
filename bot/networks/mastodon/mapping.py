"""From a server's status to a post; pure, so that what was kept raw can be mapped again.

https://docs.joinmastodon.org/entities/Status/
"""

from datetime import datetime
from typing import Final

import orjson

from bot.networks.mastodon.accounts import NETWORK, NotAPost, author_of, handle_of
from bot.networks.mastodon.fields import (
    Json,
    flag,
    identifier,
    is_list,
    is_object,
    moment,
    number,
    part,
    parts,
    web_address,
    word,
)
from bot.networks.mastodon.html import Reading, plain, read
from bot.ports import Capture, Follower, Mention, Receipt
from curation.errors import InvalidHashtag
from curation.model import Hashtag, Post, PostRef, Quote, Visibility
from curation.text import harmless

_COUNTS_OF_PEOPLE: Final = frozenset({"followers_count", "following_count", "statuses_count", "last_status_at"})
_OF_A_QUOTED_POST: Final = frozenset({"id", "uri", "url", "visibility"})
"""All that is kept of somebody else's post inside a post: its writer may never have heard of us."""
_VISIBILITIES: Final = {each.value: each for each in Visibility}


def post_of(status: Json, *, server: str, seen_at: datetime, folds: bool = True) -> Post:
    """Return the post that *status* is, the original for a boost; raise `NotAPost`.

    *server* is the domain that its own people's bare names stand for; *folds* says whether it compares hashtags
    without diacritics.
    """
    original = _unwrapped(status)
    ref = ref_of(original)
    quote = _quote_of(original, server=server)
    reading = read(word(original, "content"))
    return Post(
        ref=ref,
        author=author_of(part(original, "account"), server=server),
        text=harmless(reading.text),
        created_at=_created_at(original),
        seen_at=seen_at,
        url=_permalink_of(original),
        links=_own_links(reading, original),
        hashtags=_hashtags_of(original),
        folds_hashtags=folds,
        visibility=visibility_of(original),
        language=word(original, "language"),
        content_warning=harmless(plain(word(original, "spoiler_text"))),
        sensitive=flag(original, "sensitive"),
        pictured=bool(parts(original, "media_attachments")),
        mentions=_mentions_of(original, server=server),
        boosts=number(original, "reblogs_count"),
        edited_at=moment(original, "edited_at"),
        quote=quote,
    )


def capture_of(status: Json, *, source: str, server: str, seen_at: datetime, folds: bool = True) -> Capture:
    """Return the post with what the server said to make it and its id there; raise `NotAPost`."""
    post = post_of(status, server=server, seen_at=seen_at, folds=folds)
    original = _unwrapped(status)
    return Capture(post=post, payload=payload_of(original), source=source, local_id=identifier(original, "id"))


def payload_of(status: Json) -> bytes:
    """Return *status* as JSON without counts of people, and without what others said inside it; raise `NotAPost`."""
    try:
        return orjson.dumps(_cleaned(status))
    except (RecursionError, orjson.JSONEncodeError) as error:  # nested deeper than can be written
        raise NotAPost("status") from error


def mention_of(notification: Json, *, server: str) -> Mention:
    """Return what somebody wrote to us; raise `NotAPost`.

    https://docs.joinmastodon.org/entities/Notification/
    """
    status = part(notification, "status")
    writer = author_of(part(notification, "account") or part(status, "account"), server=server)
    return Mention(
        id=_required(notification, "id"),
        account=writer.account,
        handle=writer.handle,
        text=_after_mentions(plain(word(status, "content"))),
        at=moment(notification, "created_at") or _created_at(status),
        local_id=_required(status, "id"),
        ref=ref_of(status),
        is_bot=writer.is_bot,
        direct=visibility_of(status) is Visibility.DIRECT,
        answers=identifier(status, "in_reply_to_id"),
    )


def follower_of(notification: Json, *, server: str) -> Follower:
    """Return who began to follow us; raise `NotAPost`.

    https://docs.joinmastodon.org/entities/Notification/
    """
    who = author_of(part(notification, "account"), server=server)
    at = moment(notification, "created_at")
    if at is None:
        raise NotAPost("created_at")
    return Follower(account=who.account, handle=who.handle, at=at, is_bot=who.is_bot)


def receipt_of(status: Json) -> Receipt:
    """Return the receipt of a post of ours; raise `NotAPost`."""
    return Receipt(uri=ref_of(status).uri, url=_permalink_of(status), local_id=_required(status, "id"))


def ref_of(status: Json) -> PostRef:
    """Return the post's identity, which is its `uri` and on no account its id on one server; raise `NotAPost`."""
    return PostRef(NETWORK, _required(status, "uri"))


def visibility_of(status: Json) -> Visibility:
    """Return whom the writer meant; a word we do not know is not public."""
    return _VISIBILITIES.get(word(status, "visibility"), Visibility.PRIVATE)


def _unwrapped(status: Json) -> Json:
    return part(status, "reblog") or status


def _required(of: Json, key: str) -> str:
    found = identifier(of, key)
    if not found:
        raise NotAPost(key)
    return found


def _created_at(status: Json) -> datetime:
    found = moment(status, "created_at")
    if found is None:
        raise NotAPost("created_at")
    return found


def _permalink_of(status: Json) -> str:
    return web_address(status, "url") or web_address(status, "uri")


def _own_links(reading: Reading, status: Json) -> tuple[str, ...]:
    """Return the links that are shared; a quoted post's own address is none."""
    quoted = _quoted_in(status)
    theirs = {word(quoted, "url"), word(quoted, "uri")}
    return tuple(link for link in reading.links if link not in theirs)


def _hashtags_of(status: Json) -> tuple[Hashtag, ...]:
    """Return the server's own list: what is a tag differs between servers and versions (networks.md M32)."""
    found = (_hashtag(word(each, "name")) for each in parts(status, "tags"))
    return tuple(each for each in found if each)


def _hashtag(name: str) -> Hashtag | None:
    try:
        return Hashtag.parse(name)
    except InvalidHashtag:
        return None


def _mentions_of(status: Json, *, server: str) -> tuple[str, ...]:
    """Return who is addressed; a name without a domain is the server's own."""
    found = (_mentioned(each, server=server) for each in parts(status, "mentions"))
    return tuple(each for each in found if each)


def _mentioned(mention: Json, *, server: str) -> str:
    try:
        return handle_of(mention, server=server)
    except NotAPost:
        return ""


def _quoted_in(status: Json) -> Json:
    """Return the post inside; Mastodon wraps it with a state, Akkoma and Fedibird give it bare."""
    quote = part(status, "quote")
    wrapped = "quoted_status" in quote or "quoted_status_id" in quote
    return part(quote, "quoted_status") if wrapped else quote


def _quote_of(status: Json, *, server: str) -> Quote | None:
    """Return the post inside, `None` when it is not (or no longer) shown there.

    https://docs.joinmastodon.org/entities/Quote/
    """
    quoted = _quoted_in(status)
    if word(part(status, "quote"), "state") not in {"", "accepted"} or not part(quoted, "account"):
        return None
    reading = read(word(quoted, "content"))
    try:
        return Quote(
            ref=ref_of(quoted),
            author=author_of(part(quoted, "account"), server=server),
            links=_own_links(reading, quoted),
            text=" ".join([harmless(reading.text), *(str(each) for each in _hashtags_of(quoted))]),
            visibility=visibility_of(quoted),
        )
    except NotAPost:
        return None


def _after_mentions(text: str) -> str:
    """Return what follows the names that a message to us begins with."""
    words = text.split()
    start = next((at for at, each in enumerate(words) if not each.startswith("@")), len(words))
    return " ".join(words[start:])


def _cleaned(value: object) -> object:
    if is_list(value):
        return [_cleaned(each) for each in value]
    if not is_object(value):
        return value
    return {
        key: _without_words(each) if key == "quote" else _cleaned(each)
        for key, each in value.items()
        if key not in _COUNTS_OF_PEOPLE
    }


def _without_words(quote: object) -> object:
    if not is_object(quote):
        return quote
    quoted = part(quote, "quoted_status")
    if not quoted:
        return {key: each for key, each in quote.items() if key in {*_OF_A_QUOTED_POST, "state", "quoted_status_id"}}
    return {"state": word(quote, "state"), "quoted_status": {k: quoted[k] for k in _OF_A_QUOTED_POST if k in quoted}}
