"""Rows of posts and of people, as plain tuples: they come by the hundred thousand, where names would cost too much.

Like `rows`, this is where values have no declared type until they have been looked at.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

import orjson

from bot.store.statements import Line, Row
from curation.model import AccountRef, AccountState, Author, Hashtag, Post, PostRef, Quote, Visibility

_MOST = 2**31 - 1
"""The largest number a column takes; strangers may claim any."""

PROFILE = ("handle", "name", "url", "bio", "is_bot", "noindex", "indexable", "discoverable", "state", "created_at")
"""Columns of `accounts` that hold what `Author` has under the same names."""

profile_of: Callable[[Author], Line] = attrgetter(*("state.value" if each == "state" else each for each in PROFILE))
"""Return what an author's row holds under `PROFILE`."""

ACCOUNT = ("id", "network", "account", "seen_at", *PROFILE)
"""Columns of `accounts` that `account_line` fills."""


def account_line(number: int, author: Author, seen_at: datetime) -> Line:
    """Return the row of *author* under `ACCOUNT`."""
    return (number, author.account.network, author.account.id, seen_at, *profile_of(author))


AUTHOR = ("id", "network", "account", *PROFILE)
"""Columns of `accounts` that `numbered_author` reads."""


# People return day after day: one look at what is known is cheaper than making them again.
@lru_cache(maxsize=16_384)
def numbered_author(row: Sequence[Any]) -> tuple[int, Author]:
    """Return the number of an account and the author whom its row, with the columns `AUTHOR`, holds."""
    (number, network, account, handle, name, url, bio, *rest) = row
    (is_bot, noindex, indexable, discoverable, state, created_at) = rest
    return number, Author(
        account=AccountRef(network, account),
        handle=handle,
        name=name,
        url=url,
        bio=bio,
        is_bot=is_bot,
        noindex=noindex,
        indexable=indexable,
        discoverable=discoverable,
        state=_STATES[state],
        created_at=created_at,
    )


_STATES = {each.value: each for each in AccountState}

WORDS = (
    *("text", "url", "hashtags", "folds", "visibility", "language", "content_warning", "sensitive", "pictured"),
    *("mentions", "boosts", "edited_at", "repost_of", "reply_to", "quote_of", "quote_visibility"),
)
"""Columns of `posts` that a later edit may change, people and links left out."""


def words_line(post: Post) -> Line:
    """Return what a post's row holds under `WORDS`."""
    quote = post.quote
    return (
        post.text,
        post.url,
        _hashtags_text(post.hashtags),
        post.folds_hashtags,
        post.visibility.value,
        post.language,
        post.content_warning,
        post.sensitive,
        post.pictured,
        _mentions_text(post.mentions),
        min(post.boosts, _MOST),
        post.edited_at,
        _ref_text(post.repost_of),
        _ref_text(post.reply_to),
        _ref_text(quote.ref) if quote else "",
        quote.visibility.value if quote else "",
    )


def words_row(post: Post) -> Row:
    """Return `words_line` with its names."""
    return dict(zip(WORDS, words_line(post), strict=True))


NEW_POST = ("id", "network", "uri", "account", "created_at", "seen_at", "at", "quote_account", *WORDS)
"""Columns of `posts` that `post_line` fills: all."""


def post_line(number: int, post: Post, people: Mapping[tuple[str, str], int]) -> Line:
    """Return the row of *post* under `NEW_POST`; *people* are the numbers of accounts, by network and id."""
    ref, quote = post.ref, post.quote
    return (
        number,
        ref.network,
        ref.uri,
        number_of(post.author, people),
        post.created_at,
        post.seen_at,
        post.at,
        number_of(quote.author, people) if quote else None,
        *words_line(post),
    )


def number_of(author: Author, people: Mapping[tuple[str, str], int]) -> int:
    """Return the number of *author* among those of *people*."""
    return people[author.account.network, author.account.id]


POST = (
    *("id", "at", "network", "uri", "account", "quote_account", "text", "created_at", "seen_at", "url", "hashtags"),
    *("folds", "visibility", "language", "content_warning", "sensitive", "pictured", "mentions", "boosts"),
    *("edited_at", "repost_of", "reply_to", "quote_of", "quote_visibility"),
)
"""Columns of `posts` that are read."""

by_time: Callable[[Sequence[Any]], Any] = itemgetter(1, 2, 3)
"""Return by what a row with the columns `POST` is sorted: `at`, then the post's reference."""


def people_of(rows: Iterable[Sequence[Any]]) -> Collection[int]:
    """Return the numbers of the accounts that wrote, or are quoted in, the posts of *rows* with the columns `POST`."""
    return {number for row in rows for number in row[4:6] if number is not None}


class PostReader:
    """Makes posts of rows."""

    def __init__(self, authors: Mapping[int, Author], links: Mapping[int, Sequence[str]]) -> None:
        self._authors = authors
        self._links = links

    def post(self, row: Sequence[Any]) -> Post:
        """Return the post that *row*, with the columns `POST`, holds."""
        (number, _, network, uri, account, quoted, text, created_at, seen_at, url, hashtags, folds, *rest) = row
        (visibility, language, warning, sensitive, pictured, mentions, boosts, edited_at, *others) = rest
        (repost_of, reply_to, *quote) = others
        return Post(
            ref=PostRef(network, uri),
            author=self._authors[account],
            text=text,
            created_at=created_at,
            seen_at=seen_at,
            url=url,
            links=tuple(self._links.get(number, ())),
            hashtags=_hashtags(hashtags),
            folds_hashtags=folds,
            visibility=_VISIBILITIES[visibility],
            language=language,
            content_warning=warning,
            sensitive=sensitive,
            pictured=pictured,
            mentions=_mentions(mentions) if mentions else (),
            boosts=boosts,
            edited_at=edited_at,
            repost_of=_ref(repost_of) if repost_of else None,
            quote=self._quote(quoted, *quote) if quoted else None,
            reply_to=_ref(reply_to) if reply_to else None,
        )

    def _quote(self, account: int, text: str, visibility: str) -> Quote:
        return Quote(ref=_ref(text), author=self._authors[account], visibility=_VISIBILITIES[visibility])


_VISIBILITIES = {each.value: each for each in Visibility}


def _ref_text(ref: PostRef | None) -> str:
    return orjson.dumps((ref.network, ref.uri)).decode() if ref else ""


def _ref(text: str) -> PostRef:
    return PostRef(*orjson.loads(text))


def _hashtags_text(hashtags: Sequence[Hashtag]) -> str:
    return orjson.dumps([(each.key, each.display) for each in hashtags]).decode() if hashtags else ""


@lru_cache(maxsize=4_096)
def _hashtags(text: str) -> tuple[Hashtag, ...]:
    return tuple(Hashtag(*each) for each in orjson.loads(text)) if text else ()


def _mentions_text(mentions: Sequence[str]) -> str:
    return orjson.dumps(mentions).decode() if mentions else ""


def _mentions(text: str) -> tuple[str, ...]:
    return tuple(orjson.loads(text))
