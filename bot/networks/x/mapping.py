"""From X's second interface to posts: https://docs.x.com/x-api/fundamentals/data-dictionary.

Both namings are read, `tweet.*` and `post.*` (networks.md X15), as response pages `{data, includes}` and as single
posts with everything they need inside, the way twarc flattens them. What a page says of people's numbers goes into no
payload.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import orjson

from bot.networks.x.entities import hashtags_in, is_old_repost, links_in, links_of, mentions_of, tags_of
from bot.networks.x.fields import (
    NOTHING,
    Fields,
    claims,
    every,
    fields,
    identity,
    is_array,
    language,
    moment,
    number,
    text,
)
from bot.networks.x.people import NETWORK, author_of, permalink, visibility_of
from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import Post, PostRef, Quote, Reason
from curation.text import harmless

_EPOCH_OF_IDS = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""The upper bits of an id count milliseconds since then: https://docs.x.com/fundamentals/x-ids."""
_MILLISECONDS_SHIFT = 22
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
    whole = _Page.of(page, seen_at)
    for written in whole.written:
        original = whole.original(written)
        if original is None or not whole.is_first(original):
            yield Reason.REPOST
            continue
        try:
            post = whole.post(original)
        except InvalidValue as error:
            yield error
            continue
        if post is None:
            yield Reason.UNREADABLE
            continue
        yield Capture(post=post, payload=whole.payload(original), source=source, local_id=text(original, "id"))


class _Said(NamedTuple):
    """A post's words in full: a long post keeps them, and its own lists, apart."""

    words: str
    entities: Fields
    listed: Fields


def _said(written: Fields) -> _Said:
    listed = fields(written, "entities")
    long = fields(written, "note_tweet", "note_post")
    if text(long, "text"):
        return _Said(text(long, "text"), fields(long, "entities"), listed)
    return _Said(text(written, "text"), listed, NOTHING)


@dataclass(frozen=True, slots=True)
class _Page:
    """A response page, indexed."""

    written: tuple[Fields, ...]
    users: Mapping[str, Fields]
    included: Mapping[str, Fields]
    seen_at: datetime | None
    fragments: dict[str, bytes] = field(default_factory=dict[str, bytes])
    given: set[str] = field(default_factory=set[str])

    @classmethod
    def of(cls, page: Fields, seen_at: datetime | None) -> "_Page":
        """Index *page*, or the single post that *page* is."""
        if "data" not in page and "text" in page:
            return cls.of(_unflattened(page), seen_at)
        listed = every(page, "data") or tuple(filter(None, (fields(page, "data"),)))
        includes = fields(page, "includes")
        return cls(
            written=tuple(listed),
            users={text(each, "id"): each for each in every(includes, "users")},
            included={text(each, "id"): each for each in every(includes, "tweets", "posts")},
            seen_at=seen_at,
        )

    def original(self, written: Fields) -> Fields | None:
        """Return what a repost repeats, or *written* itself; `None` when the page does not hold the original."""
        pointed = _pointed(written, "retweeted", "reposted")
        if pointed:
            return self.included.get(pointed)
        return None if is_old_repost(text(written, "text")) else written

    def is_first(self, written: Fields) -> bool:
        """Return whether *written* was not yielded from this page yet; many reposts lead to one original."""
        post_id = text(written, "id")
        known = post_id in self.given
        if post_id:
            self.given.add(post_id)
        return not known

    def post(self, written: Fields) -> Post | None:
        """Return the post that *written* is, `None` when its author is not to be read; raise `InvalidValue`."""
        user = self.users.get(text(written, "author_id"))
        if user is None:
            return None
        author = author_of(user)
        said = _said(written)
        created_at, edited_at = _times(written)
        entities = said.entities
        return Post(
            ref=_ref(written),
            author=author,
            text=harmless(said.words),
            created_at=created_at,
            seen_at=self.seen_at or edited_at or created_at,
            url=permalink(author, _post_id(written)),
            links=_links(said),
            hashtags=tags_of(entities) or hashtags_in(said.words),
            visibility=visibility_of(author),
            language=language(written),
            sensitive=claims(written, "possibly_sensitive"),
            mentions=mentions_of(every(entities, "mentions")),
            boosts=number(fields(written, "public_metrics"), "retweet_count", "repost_count"),
            edited_at=edited_at,
            quote=self._quote(written),
            reply_to=_reply(written),
        )

    def payload(self, written: Fields) -> bytes:
        """Return a page of *written* and its writer: no numbers about people, no words of others that it quotes."""
        user = self._user(text(written, "author_id"))
        return b'{"data":%b,"includes":{"users":[%b]}}' % (orjson.dumps(written), user)

    def _quote(self, written: Fields) -> Quote | None:
        quoted = self.included.get(_pointed(written, "quoted"))
        user = self.users.get(text(quoted, "author_id")) if quoted is not None else None
        if quoted is None or user is None:
            return None
        author, said = author_of(user), _said(quoted)
        return Quote(
            ref=_ref(quoted),
            author=author,
            links=_links(said),
            text=harmless(said.words),
            visibility=visibility_of(author),
        )

    def _user(self, user_id: str) -> bytes:
        """Return the person's JSON, made once a page: people write more than one post."""
        made = self.fragments.get(user_id)
        if made is None:
            kept = {name: value for name, value in self.users[user_id].items() if name != _NUMBERS_OF_PEOPLE}
            made = self.fragments[user_id] = orjson.dumps(kept)
        return made


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


def _pointed(written: Fields, *types: str) -> str:
    """Return the id of the post that *written* points at in one of the ways *types*."""
    for each in every(written, "referenced_tweets", "referenced_posts"):
        if each.get("type") in types:
            return text(each, "id")
    return ""


def _post_id(written: Fields) -> str:
    post_id = identity(written, "id")
    if not post_id:
        raise InvalidValue("id", found=written.get("id"), expected="the digits of a post's id")
    return post_id


def _first_id(written: Fields) -> str:
    """Return the id of the first wording: an edit has an id of its own (networks.md X16)."""
    for name in ("edit_history_tweet_ids", "edit_history_post_ids"):
        history = written.get(name)
        if is_array(history) and history and isinstance(history[0], str) and history[0].isdecimal():
            return history[0]
    return _post_id(written)


def _ref(written: Fields) -> PostRef:
    return PostRef(NETWORK, _first_id(written))


def _reply(written: Fields) -> PostRef | None:
    answered = _pointed(written, "replied_to")
    return PostRef(NETWORK, answered) if answered else None


def _times(written: Fields) -> tuple[datetime, datetime | None]:
    """Return when the post was written and, for an edit, when its present wording was."""
    at = moment(written, "created_at")
    first = _first_id(written)
    if first == _post_id(written):
        return at, None
    began = _EPOCH_OF_IDS + timedelta(milliseconds=int(first) >> _MILLISECONDS_SHIFT)
    return min(began, at), at


def _links(said: _Said) -> tuple[str, ...]:
    if said.entities or said.listed:
        return links_of(every(said.entities, "urls"), every(said.listed, "urls"))
    return links_in(said.words)
