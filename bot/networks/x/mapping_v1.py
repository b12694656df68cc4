"""From X's first interface to posts: what twarc 1 kept, and the `tweets.js` a person downloads of their own account.

https://docs.x.com/x-api/v1/data-dictionary. The first interface is gone; its archives stay.
"""

from collections.abc import Iterator
from datetime import datetime

import orjson

from bot.networks.x.entities import as_shown, hashtags_in, is_old_repost, links_in, links_of, mentions_of, tags_of
from bot.networks.x.fields import Fields, claims, every, fields, identity, is_array, language, moment, number, text
from bot.networks.x.people import NETWORK, author_named, author_of, permalink, visibility_of
from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import Author, Post, PostRef, Quote, Reason
from curation.text import harmless

_NUMBERS_OF_PEOPLE = frozenset(
    {"followers_count", "friends_count", "listed_count", "favourites_count", "statuses_count", "normal_followers_count"}
)
_OWNER = ("username", "accountId", "accountDisplayName")
"""All that is kept of `account.js`, which has an address and more."""
_WORDS_OF_OTHERS = frozenset({"quoted_status", "retweeted_status"})


def post_of_v1(written: Fields, *, seen_at: datetime | None) -> Post | Reason:
    """Return the post that *written* is, the original for a repost; else why there is none. Raise `InvalidValue`.

    Without *seen_at* a post counts as seen when it was written.
    """
    original = _original(written)
    if original is None:
        return Reason.REPOST
    return _post(original, author_of(fields(original, "user")), seen_at)


def captures_of_v1(
    written: Fields, *, source: str, seen_at: datetime | None
) -> Iterator[Capture | Reason | InvalidValue]:
    """Yield one capture for *written*, whose payload makes the same post again, or why there is none."""
    try:
        post = post_of_v1(written, seen_at=seen_at)
    except InvalidValue as error:
        yield error
        return
    if isinstance(post, Reason):
        yield post
        return
    original = _original(written) or written
    yield Capture(post=post, payload=orjson.dumps(_kept(original)), source=source, local_id=_post_id(original))


def captures_of_own(
    document: Fields, *, source: str, seen_at: datetime | None
) -> Iterator[Capture | Reason | InvalidValue]:
    """Yield one capture for an element of `tweets.js`: `{"tweet": …}`, beside which the reader put `"account"`.

    A person's own archive tells neither whether the account is protected now nor, in this file, who they are.
    """
    written, owner = fields(document, "tweet"), fields(document, "account")
    if is_old_repost(_words(written)):
        yield Reason.REPOST
        return
    try:
        author = author_named(
            text(owner, "username"), user_id=identity(owner, "accountId"), name=text(owner, "accountDisplayName")
        )
        post = _post(written, author, seen_at)
    except InvalidValue as error:
        yield error
        return
    kept = {"tweet": written, "account": {name: owner[name] for name in _OWNER if name in owner}}
    yield Capture(post=post, payload=orjson.dumps(kept), source=source, local_id=_post_id(written))


def _original(written: Fields) -> Fields | None:
    repeated = fields(written, "retweeted_status")
    if repeated:
        return repeated
    return None if is_old_repost(_words(written)) else written


def _post(written: Fields, author: Author, seen_at: datetime | None) -> Post:
    created_at = moment(written, "created_at")
    entities, words = _entities(written), _words(written)
    answered = identity(written, "in_reply_to_status_id_str", "in_reply_to_status_id")
    return Post(
        ref=_ref(written),
        author=author,
        text=harmless(as_shown(words, every(entities, "urls"))),
        created_at=created_at,
        seen_at=seen_at or created_at,
        url=permalink(author, _post_id(written)),
        links=_links(entities, words),
        hashtags=tags_of(entities) or hashtags_in(words),
        visibility=visibility_of(author),
        language=language(written),
        sensitive=claims(written, "possibly_sensitive"),
        mentions=mentions_of(every(entities, "user_mentions")),
        boosts=number(written, "retweet_count"),
        quote=_quote(written),
        reply_to=PostRef(NETWORK, answered) if answered else None,
    )


def _quote(written: Fields) -> Quote | None:
    quoted = fields(written, "quoted_status")
    if not quoted:
        return None
    author = author_of(fields(quoted, "user"))
    entities, words = _entities(quoted), _words(quoted)
    return Quote(
        ref=_ref(quoted),
        author=author,
        links=_links(entities, words),
        text=harmless(as_shown(words, every(entities, "urls"))),
        visibility=visibility_of(author),
    )


def _words(written: Fields) -> str:
    return text(fields(written, "extended_tweet"), "full_text") or text(written, "full_text", "text")


def _entities(written: Fields) -> Fields:
    return fields(fields(written, "extended_tweet"), "entities") or fields(written, "entities")


def _links(entities: Fields, words: str) -> tuple[str, ...]:
    return links_of(every(entities, "urls")) if "urls" in entities else links_in(words)


def _post_id(written: Fields) -> str:
    post_id = identity(written, "id_str", "id")
    if not post_id:
        raise InvalidValue("id_str", found=text(written, "id_str")[:40], expected="the digits of a post's id")
    return post_id


def _ref(written: Fields) -> PostRef:
    """Return the identity: the first wording's id (networks.md X16), where the archive tells it."""
    edits = fields(written, "edit_info")
    earlier = fields(edits, "initial").get("editTweetIds")
    first = identity(fields(edits, "edit"), "initialTweetId")
    if not first and is_array(earlier) and earlier:
        first = identity({"id": earlier[0]}, "id")
    return PostRef(NETWORK, first or _post_id(written))


def _kept(written: Fields) -> dict[str, object]:
    """Return *written* without numbers about people and without words of others that it quotes."""
    kept = {name: value for name, value in written.items() if name not in _WORDS_OF_OTHERS}
    user = fields(written, "user")
    return kept | {"user": {name: value for name, value in user.items() if name not in _NUMBERS_OF_PEOPLE}}
