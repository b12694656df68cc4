"""How well pages were sorted: precision, recall and F1 of each topic, and their plain mean."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """How often a topic was right."""

    topic: str
    """Empty for "no topic"."""
    pages: int
    """How many belong there."""
    given: int
    """How many were sorted there."""
    right: int

    @property
    def precision(self) -> float:
        """The right among those sorted there; 0 where there are none."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The right among those that belong there; 0 where there are none."""
        return self.right / self.pages if self.pages else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.pages + self.given) if self.pages + self.given else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Every topic's score."""

    topics: tuple[TopicScore, ...]
    """Of topics that some page belongs to, by name."""

    @property
    def pages(self) -> int:
        """How many pages were asked about."""
        return sum(each.pages for each in self.topics)

    @property
    def macro_f1(self) -> float:
        """The mean of the topics' F1, each counted alike however large it is."""
        return sum(each.f1 for each in self.topics) / len(self.topics) if self.topics else 0.0


def scores(expected: Sequence[str], given: Sequence[str]) -> Scores:
    """Return how well the answers *given* match those *expected*, page by page."""
    pages, sorted_there = Counter(expected), Counter(given)
    right = Counter(one for one, other in zip(expected, given, strict=True) if one == other)
    return Scores(
        topics=tuple(
            TopicScore(topic=topic, pages=count, given=sorted_there[topic], right=right[topic])
            for topic, count in sorted(pages.items())
        )
    )
