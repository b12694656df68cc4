"""From X's second interface to posts: https://docs.x.com/x-api/fundamentals/data-dictionary.

Both namings are read, `tweet.*` and `post.*` (networks.md X15), as response pages `{data, includes}` and as single
posts with everything they need inside, the way twarc flattens them. What a page says of people's numbers goes into no
payload.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import orjson

from bot.networks.x.entities import as_shown, hashtags_in, is_old_repost, links_in, links_of, mentions_of, tags_of
from bot.networks.x.fields import (
    Fields,
    claims,
    every,
    fields,
    identity,
    is_array,
    is_fields,
    language,
    moment,
    number,
    text,
    whole,
)
from bot.networks.x.people import NETWORK, author_of, permalink, visibility_of
from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import Author, Post, PostRef, Quote, Reason
from curation.text import harmless

_EPOCH_OF_IDS = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""The upper bits of an id count milliseconds since then: https://docs.x.com/fundamentals/x-ids."""
_MILLISECONDS_SHIFT = 22
_GONE = re.compile(r"/(?:resource-not-found|not-authorized-for-resource)$")
_POST_TYPES = frozenset({"tweet", "post"})
_NUMBERS_OF_PEOPLE = "public_metrics"
_EMBEDDED = ("author", "in_reply_to_user", "__twarc")
"""What flattening put into a post that a page keeps beside it."""


def posts_of_page(page: Fields, *, seen_at: datetime | None) -> Iterator[Post | Reason | InvalidValue]:
    """Yield a post for each post of *page*, the original for a repost; else why there is none.

    Without *seen_at* a post counts as seen when it was written.
    """
    for outcome in captures_of_page(page, source=NETWORK, seen_at=seen_at):
        yield outcome.post if isinstance(outcome, Capture) else outcome


def captures_of_page(
    page: Fields, *, source: str, seen_at: datetime | None
) -> Iterator[Capture | Reason | InvalidValue]:
    """Yield as `posts_of_page` does, each post with a page of its own that makes the same post again."""
    of_page = _Page.of(page)
    for written in of_page.written:
        pointed = _pointed(written)
        original = of_page.original(written, pointed)
        if original is None or not of_page.is_first(original):
            yield Reason.REPOST
            continue
        try:
            post = of_page.post(original, pointed if original is written else _pointed(original), seen_at)
            payload = of_page.payload(original) if post else b""
        except InvalidValue as error:
            yield error
            continue
        if post is None:
            yield Reason.UNREADABLE
            continue
        yield Capture(post=post, payload=payload, source=source, local_id=text(original, "id"))


def missing_from(page: Fields) -> frozenset[PostRef]:
    """Return the posts that X says are gone or not for us: it says so inside an answer of 200 (networks.md X17)."""
    asked = (each for each in every(page, "errors") if _GONE.search(text(each, "type")))
    ids = (identity(each, "resource_id", "value") for each in asked if text(each, "resource_type") in _POST_TYPES)
    return frozenset(PostRef(NETWORK, each) for each in ids if each)


def _written(given: Fields) -> bytes:
    try:
        return orjson.dumps(given)
    except (orjson.JSONEncodeError, RecursionError) as error:
        raise InvalidValue("post", found="what JSON cannot hold", expected="numbers and words of JSON") from error


class _Said(NamedTuple):
    """A post's words in full: a long post keeps them, and its own lists, apart."""

    words: str
    entities: Fields
    urls: Sequence[Fields]
    also: Sequence[Fields] = ()
    """The same links again, as the short form of a long post lists them."""

    @property
    def links(self) -> tuple[str, ...]:
        return links_of(self.urls, self.also) if self.entities else links_in(self.words)

    @property
    def shown(self) -> str:
        """The words as a reader sees them."""
        return harmless(as_shown(self.words, self.urls))


@dataclass(frozen=True, slots=True)
class _Page:
    """A response page, indexed."""

    written: Sequence[Fields]
    users: Mapping[str, Fields]
    included: Mapping[str, Fields]
    authors: dict[str, Author] = field(default_factory=dict[str, Author])
    """Made once a page: people write more than one post."""
    profiles: dict[str, bytes] = field(default_factory=dict[str, bytes])
    given: set[str] = field(default_factory=set[str])

    @classmethod
    def of(cls, page: Fields) -> "_Page":
        """Index *page*, or the single post that *page* is."""
        if "data" not in page and "text" in page:
            return cls.of(_unflattened(page))
        includes = fields(page, "includes")
        return cls(
            written=every(page, "data") or tuple(filter(None, (fields(page, "data"),))),
            users={text(each, "id"): each for each in every(includes, "users")},
            included={text(each, "id"): each for each in every(includes, "tweets", "posts")},
        )

    def original(self, written: Fields, pointed: Mapping[str, str]) -> Fields | None:
        """Return what a repost repeats, or *written* itself; `None` when the page does not hold the original."""
        repeated = pointed.get("retweeted") or pointed.get("reposted")
        if repeated:
            return self.included.get(repeated)
        return None if is_old_repost(text(written, "text")) else written

    def is_first(self, written: Fields) -> bool:
        """Return whether *written* was not yielded from this page yet; many reposts lead to one original."""
        post_id = text(written, "id")
        known = post_id in self.given
        if post_id:
            self.given.add(post_id)
        return not known

    def post(self, written: Fields, pointed: Mapping[str, str], seen_at: datetime | None) -> Post | None:
        """Return the post that *written* is, `None` when its author is not to be read; raise `InvalidValue`.

        *pointed* are the ids of the posts it points at, by the way it does.
        """
        author = self._author(written)
        if author is None:
            return None
        post_id = _post_id(written)
        first_id = _first_id(written) or post_id
        created_at, edited_at = _times(written, first_id if first_id != post_id else "")
        said = _said(written)
        return Post(
            ref=PostRef(NETWORK, first_id),
            author=author,
            text=said.shown,
            created_at=created_at,
            seen_at=seen_at or edited_at or created_at,
            url=permalink(author, post_id),
            links=said.links,
            hashtags=tags_of(said.entities) or hashtags_in(said.words),
            visibility=visibility_of(author),
            language=language(written),
            sensitive=claims(written, "possibly_sensitive"),
            mentions=mentions_of(every(said.entities, "mentions")),
            boosts=number(fields(written, "public_metrics"), "retweet_count", "repost_count"),
            edited_at=edited_at,
            quote=self._quote(pointed.get("quoted", "")),
            reply_to=PostRef(NETWORK, pointed["replied_to"]) if "replied_to" in pointed else None,
        )

    def payload(self, written: Fields) -> bytes:
        """Return a page of *written* and its writer: no numbers about people, no words of others that it quotes.

        Raise `InvalidValue` for what cannot be written down again.
        """
        return b'{"data":%b,"includes":{"users":[%b]}}' % (_written(written), self._profile(written))

    def _author(self, written: Fields) -> Author | None:
        user_id = text(written, "author_id")
        if user_id not in self.authors:
            if user_id not in self.users:
                return None
            self.authors[user_id] = _author_of(self._profile(written))
        return self.authors[user_id]

    def _profile(self, written: Fields) -> bytes:
        user_id = text(written, "author_id")
        if user_id not in self.profiles:
            self.profiles[user_id] = _written(_without_numbers(self.users[user_id]))
        return self.profiles[user_id]

    def _quote(self, quoted_id: str) -> Quote | None:
        quoted = self.included.get(quoted_id)
        author = self._author(quoted) if quoted else None
        if quoted is None or author is None:
            return None
        said = _said(quoted)
        return Quote(
            ref=PostRef(NETWORK, _first_id(quoted) or _post_id(quoted)),
            author=author,
            links=said.links,
            text=said.shown,
            visibility=visibility_of(author),
        )


# People return on every page: reading bytes we know is cheaper than looking at each field again.
@lru_cache(maxsize=16_384)
def _author_of(profile: bytes) -> Author:
    user: object = orjson.loads(profile)
    return author_of(user if is_fields(user) else {})


def _said(written: Fields) -> _Said:
    listed = fields(written, "entities")
    long = fields(written, "note_tweet", "note_post")
    if long and text(long, "text"):
        entities = fields(long, "entities")
        return _Said(text(long, "text"), entities, every(entities, "urls"), every(listed, "urls"))
    return _Said(text(written, "text"), listed, every(listed, "urls"))


def _unflattened(single: Fields) -> Fields:
    """Return the page that *single*, a post with its people and posts inside, was taken from."""
    around = every(single, "referenced_tweets", "referenced_posts")
    users = [fields(each, "author") for each in (single, *around)]
    return {
        "data": [_plain(single)],
        "includes": {"users": [each for each in users if each], "tweets": [_plain(each) for each in around]},
    }


def _plain(single: Fields) -> Fields:
    plain = {name: value for name, value in single.items() if name not in _EMBEDDED}
    for name in ("referenced_tweets", "referenced_posts"):
        if name in plain:
            plain[name] = [{"type": text(each, "type"), "id": text(each, "id")} for each in every(single, name)]
    listed = fields(single, "entities")
    if every(listed, "mentions"):
        mentions = [_without_numbers(each) for each in every(listed, "mentions")]
        plain["entities"] = {**listed, "mentions": mentions}
    return plain


def _without_numbers(person: Fields) -> Fields:
    return {name: value for name, value in person.items() if name != _NUMBERS_OF_PEOPLE}


def _pointed(written: Fields) -> Mapping[str, str]:
    """Return the ids of the posts that *written* points at, by the way it does."""
    around = every(written, "referenced_tweets", "referenced_posts")
    return {text(each, "type"): text(each, "id") for each in around if identity(each, "id")} if around else {}


def _post_id(written: Fields) -> str:
    post_id = identity(written, "id")
    if not post_id:
        raise InvalidValue("id", found=written.get("id"), expected="the digits of a post's id")
    return post_id


def _first_id(written: Fields) -> str:
    """Return the id of the first wording, if the post tells: an edit has an id of its own (networks.md X16)."""
    history = written.get("edit_history_tweet_ids") or written.get("edit_history_post_ids")
    return whole(history[0]) if is_array(history) and history else ""


def _times(written: Fields, first_id: str) -> tuple[datetime, datetime | None]:
    """Return when the post was written and, for an edit of the post *first_id*, when its present wording was."""
    at = moment(written, "created_at")
    if not first_id:
        return at, None
    began = _EPOCH_OF_IDS + timedelta(milliseconds=int(first_id) >> _MILLISECONDS_SHIFT)
    return min(began, at), at
