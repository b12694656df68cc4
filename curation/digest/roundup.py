"""What many issues held together: for weeks, months, topics and the charts; nothing here counts people by name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from curation.model import Digest, Item

_SHARED = 2
"""How many must have shared a page before it is among the most shared."""


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
