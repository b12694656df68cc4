"""What many issues held together: for weeks, months, topics and the charts; nothing here counts people by name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from curation.model import AccountRef, Credit, CreditForm, Digest, Item

_SHARED = 2
"""How many must have shared a page before it is among the most shared."""


_NOBODY = Credit(account=AccountRef("", ""), form=CreditForm.NONE, at=datetime(1970, 1, 1, tzinfo=UTC))
"""Stands for everybody who is only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page and the day of the issue it is in."""

    day: date
    item: Item


def found(digests: Iterable[Digest]) -> tuple[Found, ...]:
    """Return every item that stands, newest issue first, in each by number."""
    newest_first = sorted(digests, key=lambda digest: digest.day, reverse=True)
    return tuple(
        Found(day=digest.day, item=item) for digest in newest_first for item in digest.items if not item.removed
    )


def most_shared(digests: Iterable[Digest], limit: int) -> tuple[Found, ...]:
    """Return at most *limit* pages that at least two people shared: more people first, then the earlier issue."""
    shared = [each for each in found(digests) if each.item.people >= _SHARED]
    return tuple(sorted(shared, key=lambda each: (-each.item.people, each.day, each.item.number))[:limit])


def topics(digests: Iterable[Digest]) -> tuple[str, ...]:
    """Return the topics of all items, each once: the most frequent first, then by name."""
    counted = Counter(topic for each in found(digests) for topic in each.item.topics)
    return tuple(sorted(counted, key=lambda topic: (-counted[topic], topic)))


def links_by_day(digests: Iterable[Digest]) -> Mapping[date, int]:
    """Return how many links each issue has."""
    return Counter(each.day for each in found(digests))


def topics_by_week(digests: Iterable[Digest]) -> Mapping[str, Mapping[date, int]]:
    """Return for each topic how many links it had in each week, named by its Monday."""
    weeks: dict[str, Counter[date]] = {}
    for each in found(digests):
        for topic in each.item.topics:
            weeks.setdefault(topic, Counter())[monday(each.day)] += 1
    return weeks


def monday(day: date) -> date:
    """Return the first day of the week of *day*, as ISO 8601 counts."""
    return day - timedelta(days=day.weekday())


def counted(digest: Digest, names: int) -> Digest:
    """Return *digest* as lists of many hold it: of each item *names* credits, and the rest as a number of nobodies.

    The first of the rest whose post is linked stays, too: a note may need it. What waits for a person is left out. A
    day of 2,000 posts has as many credits; those of a year would fill the memory only to be counted.
    """
    return replace(
        digest,
        highlights=tuple(_counted(item, names) for item in digest.highlights),
        also=tuple(_counted(item, names) for item in digest.also),
        again=tuple(_counted(item, names) for item in digest.again),
        waiting=(),
    )


def _counted(item: Item, names: int) -> Item:
    shown, rest = item.credits[:names], item.credits[names:]
    if not rest:
        return item
    linked = next((each for each in rest if each.is_named and each.post_url), _NOBODY)
    return replace(item, credits=(*shown, linked, *[_NOBODY] * (len(rest) - 1)))
