"""What a search asks for: https://docs.x.com/x-api/posts/search/integrate/operators."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.ports import Query
from curation.model import Hashtag

LONGEST: Final = 512
"""In characters, for searches of the last seven days (networks.md X8)."""
_WITHOUT: Final = " -is:retweet"


def written(query: Query) -> str:
    """Return *query* in the words of X: any of the tags, and nothing repeated."""
    return f"({' OR '.join(str(tag) for tag in query)}){_WITHOUT}"


def split(hashtags: Iterable[Hashtag]) -> tuple[Query, ...]:
    """Return as few queries as ask for all of *hashtags*, none too long."""
    return tuple(_filled(dict.fromkeys(hashtags)))


def _filled(hashtags: Iterable[Hashtag]) -> Iterator[Query]:
    query: Query = ()
    for tag in hashtags:
        if query and len(written((*query, tag))) > LONGEST:
            yield query
            query = ()
        query = (*query, tag)
    if query:
        yield query
