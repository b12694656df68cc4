"""Sorting pages into a course's topics: by rules, then by what was learned, always with the words that decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from curation.topics.clues import Clue
from curation.topics.features import shown
from curation.topics.model import TopicModel, answers, evidence, first_choice
from curation.topics.plain_words import PLAIN_WORDS
from curation.topics.rules import Hit, Rules

_WORDS_SHOWN = 3
_WEAKEST_SHOWN = 0.5
"""Of the strongest word's weight."""
_AS_LIKELY = 0.1
"""A topic that the rules found stands beside the model's first choice if it is at least this likely against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A topic that a page was sorted into, and why."""

    topic: str
    words: tuple[str, ...] = ()
    """What decided, the strongest first: keywords and sites as the course wrote them, words as the page has them."""
    learned: bool = False
    """Whether it was learned from what people filed, not found by a keyword."""


class Sorter:
    """The topics of a course and what was learned about them, made ready for many pages."""

    def __init__(self, rules: Rules, model: TopicModel | None = None) -> None:
        self.rules = rules
        self.model = model if model is not None and _fits(model, rules) else None

    def topics(self, clue: Clue) -> tuple[str, ...]:
        """Return the names of the topics of *clue*, the likeliest first; none is an answer."""
        names = self.rules.topics
        return tuple(names[place].name for place in self._places(clue, self.rules(clue)))

    def filings(self, clue: Clue) -> tuple[Filing, ...]:
        """Return `topics` with the words that decided."""
        hits = self.rules(clue)
        return tuple(self._filing(clue, place, hits) for place in self._places(clue, hits))

    def _places(self, clue: Clue, hits: Mapping[int, tuple[Hit, ...]]) -> tuple[int, ...]:
        if self.model is None:
            return tuple(hits)
        classes = len(self.rules.topics) + 1
        chance = answers(self.model.weights, evidence(self.rules, clue, hits), classes)
        best = first_choice(chance)
        if best == classes - 1:
            return ()
        others = (place for place in hits if place != best and chance[place] >= _AS_LIKELY * chance[best])
        return (best, *sorted(others, key=lambda place: (-chance[place], place)))

    def _filing(self, clue: Clue, place: int, hits: Mapping[int, tuple[Hit, ...]]) -> Filing:
        topic = self.rules.topics[place].name
        if hits.get(place):
            strongest = sorted(hits[place], key=lambda hit: -hit.strength)
            return Filing(topic=topic, words=tuple(hit.shown for hit in strongest[:_WORDS_SHOWN]))
        if self.model is None or place in hits:
            return Filing(topic=topic)
        return Filing(topic=topic, words=self._spoken(self.model, clue, place, hits), learned=True)

    def _spoken(
        self, model: TopicModel, clue: Clue, place: int, hits: Mapping[int, tuple[Hit, ...]]
    ) -> tuple[str, ...]:
        """Return the words that spoke most for the topic at *place* against the next best answer."""
        chance = answers(model.weights, evidence(self.rules, clue, hits), len(self.rules.topics) + 1)
        rival = max((at for at in range(len(chance)) if at != place), key=chance.__getitem__)
        spoke = {
            name: row[place] - row[rival]
            for feature, name in shown(clue, self.rules.language).items()
            if (row := model.weights.get(feature)) and not PLAIN_WORDS.issuperset(name.casefold().split())
        }
        least = _WEAKEST_SHOWN * max(spoke.values(), default=0.0)
        strong = sorted((-weight, name) for name, weight in spoke.items() if weight >= least > 0)
        return tuple(name for _, name in strong[:_WORDS_SHOWN])


def _fits(model: TopicModel, rules: Rules) -> bool:
    """Return whether *model* is about these very topics, and may speak."""
    return model.is_trusted and model.topics == tuple(topic.name for topic in rules.topics)
