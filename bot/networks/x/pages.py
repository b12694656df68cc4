"""Pages of posts with everyone in them, each object asked for only where it is not known, and paid for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.errors import OverBudget
from bot.networks.x.acquaintance import Acquaintance
from bot.networks.x.client import XClient
from bot.networks.x.fields import Fields, every, fields, identity, text
from bot.networks.x.people import author_of, user_of
from bot.ports import Call, Till, Use
from curation.errors import InvalidValue
from curation.model import Author

_AT_ONCE: Final = 100
"""The most that X lets one ask for by their ids."""
_MOST: Final = 100
_FEWEST: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer of a search."""

    posts: Mapping[str, Fields]
    """By id, newest first."""
    includes: Fields
    """Who wrote them, and what they quote."""
    following: str
    """The token of the page after it; empty after the last."""
    requests: int
    odd: int
    """Things on it that have no id, so that nothing can be said of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Buys pages for one course.

    `expansions` would bill every author on every day, and every post that is only answered: what is wanted is asked for
    by its id instead (networks.md X4).
    """

    client: XClient
    till: Till
    acquaintance: Acquaintance
    source: str
    """For errors."""
    course: str

    def page(self, query: str, stretch: Mapping[str, str | datetime]) -> Page:
        """Return a page of *stretch*, as large as the money allows; raise `OverBudget`."""
        found = self.client.search(query, size=self._size(), **stretch)
        listed = every(found, "data")
        self._pay(Call.READ_POST, listed)
        posts = {key: each for each in listed if (key := identity(each, "id"))}
        quoted, quoted_requests = self._bought_posts(_quoted(posts))
        people, people_requests = self._people((*posts.values(), *quoted))
        return Page(
            posts=posts,
            includes={"tweets": [*quoted, *posts.values()], "users": people},
            following=text(fields(found, "meta"), "next_token"),
            requests=1 + quoted_requests + people_requests,
            odd=len(listed) - len(posts),
        )

    def around(self, posts: Sequence[Fields]) -> Fields:
        """Return the page that *posts*, bought already, make with who wrote them and what they quote."""
        quoted, _ = self._bought_posts(_quoted({identity(each, "id"): each for each in posts}))
        people, _ = self._people((*posts, *quoted))
        return {"data": list(posts), "includes": {"tweets": [*quoted, *posts], "users": people}}

    def _size(self) -> int:
        """Return as many posts as X gives at once, else, when money is short, as few as it lets one ask for."""
        if self.till.may(Use.READING, Call.READ_POST, _MOST) is None:
            return _MOST
        self._require_money(Call.READ_POST, _FEWEST)
        return _FEWEST

    def _bought_posts(self, ids: Collection[str]) -> tuple[list[Fields], int]:
        bought: list[Fields] = []
        for batch in _in_hundreds(ids):
            self._require_money(Call.READ_POST, len(batch))
            bought.extend(every(self.client.posts(batch), "data"))
        self._pay(Call.READ_POST, bought)
        return bought, -(-len(ids) // _AT_ONCE)

    def _people(self, posts: Iterable[Fields]) -> tuple[list[Fields], int]:
        """Return who wrote *posts*: whom we know from memory, the others asked for."""
        ids = dict.fromkeys(key for each in posts if (key := identity(each, "author_id")))
        known = self.acquaintance.known(ids)
        strangers = [each for each in ids if each not in known]
        bought: list[Fields] = []
        for batch in _in_hundreds(strangers):
            self._require_money(Call.READ_USER, len(batch))
            bought.extend(every(self.client.people(batch), "data"))
        self._pay(Call.READ_USER, bought)
        self.acquaintance.meet(_readable(bought))
        return [*map(user_of, known.values()), *bought], -(-len(strangers) // _AT_ONCE)

    def _require_money(self, call: Call, units: int) -> None:
        retry_at = self.till.may(Use.READING, call, units)
        if retry_at is not None:
            raise OverBudget(self.source, "the budget allows no reading now", retry_at=retry_at)

    def _pay(self, call: Call, bought: Iterable[Fields]) -> None:
        ids = [key for each in bought if (key := identity(each, "id"))]
        if ids:
            self.till.pay(Use.READING, call, ids, course=self.course)


def _quoted(posts: Mapping[str, Fields]) -> Collection[str]:
    """Return the ids of what *posts* quote, as far as it is not among them."""
    around = (each for post in posts.values() for each in every(post, "referenced_tweets", "referenced_posts"))
    ids = dict.fromkeys(identity(each, "id") for each in around if text(each, "type") == "quoted")
    return [each for each in ids if each and each not in posts]


def _in_hundreds(ids: Collection[str]) -> Iterator[Sequence[str]]:
    listed = tuple(ids)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def _readable(users: Iterable[Fields]) -> Iterator[Author]:
    for each in users:
        with suppress(InvalidValue):
            yield author_of(each)
