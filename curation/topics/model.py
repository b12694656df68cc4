"""A course's own model of its topics: what it learned, how well it did on examples it had not seen, and its answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from curation.topics.clues import Clue
from curation.topics.features import features
from curation.topics.learning import (
    BOLD,
    GENTLE,
    NOTHING,
    STRONGEST,
    Example,
    Row,
    chances,
    found_by_rules,
    learned,
    said_by_rules,
)
from curation.topics.rules import Hit, Rules
from curation.topics.scoring import scores

_OLDEST = 0.25
"""What the oldest example counts against the newest."""
_FOLDS = 3
_FEW = 8
"""Below this many examples, none can be spared to look whether learning helps."""
_MANY = 2000
_LUCK = 0.1
"""On one example; with more, it goes down with their square root."""
_RISK = 3
"""How much more than luck it takes to learn boldly."""
_MOST_CHECKED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicModel:
    """What was learned; made of text and numbers only, so that it can be kept as JSON."""

    topics: tuple[str, ...]
    """As they were named and ordered when it learned."""
    language: str
    weights: Mapping[str, tuple[float, ...]]
    """For each feature one weight a topic, and a last one for "no topic"."""
    examples: int
    rules_f1: float | None = None
    """Macro F1 of the rules alone on examples held back; `None` where there were too few to hold any back."""
    model_f1: float | None = None
    """Macro F1 of rules and model together on the same examples."""

    @property
    def is_trusted(self) -> bool:
        """Whether it may speak: only where it did better than the rules on what people filed, by more than luck."""
        if self.rules_f1 is None or self.model_f1 is None:
            return True
        return self.model_f1 > self.rules_f1 + _luck(self.examples)


def taught(rules: Rules, examples: Sequence[Example]) -> TopicModel:
    """Return what *examples*, oldest first, teach about the topics of *rules*; those of other topics are left out.

    What was filed lately counts more: it is how the course sorts now.

    The same examples in the same order give the same model.
    """
    places = {topic.name: at for at, topic in enumerate(rules.topics)} | {NOTHING: len(rules.topics)}
    known = [each for each in examples if each.topic in places]
    ages = _ages(len(known))
    rows = [_row(rules, each, places[each.topic], age) for each, age in zip(known, ages, strict=True)]
    filed = [at for at, each in enumerate(known) if each.is_filed]
    best, *bolder = [_checked(rules, known, rows, pace) for pace in _paces(len(filed))]
    for check in bolder:
        if (check.model_f1 or 0.0) > (best.model_f1 or 0.0) + _RISK * _luck(len(filed)):
            best = check
    return TopicModel(
        topics=tuple(topic.name for topic in rules.topics),
        language=rules.language,
        weights=learned(rows, len(rules.topics), best.pace),
        examples=len(filed),
        rules_f1=best.rules_f1,
        model_f1=best.model_f1,
    )


def _luck(examples: int) -> float:
    """Return by how much F1 may rise on so many examples without anything having become better."""
    return _LUCK / sqrt(max(examples, 1))


def _paces(examples: int) -> tuple[float, ...]:
    """Return the paces of learning to choose from: the bolder one is for few examples."""
    if examples < _FEW:
        return (BOLD,)
    return (GENTLE, BOLD) if examples <= _MANY else (GENTLE,)


def answers(weights: Mapping[str, tuple[float, ...]], found: Sequence[str], classes: int) -> list[float]:
    """Return how likely each topic is, and last "no topic", for a page with the features *found*."""
    rows = [weights[feature] for feature in found if feature in weights]
    return chances([sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * classes)


def first_choice(chance: Sequence[float]) -> int:
    """Return the likeliest answer; where others are as likely as "no topic", it is that."""
    best = max(chance)
    return len(chance) - 1 if chance[-1] == best else chance.index(best)


def evidence(rules: Rules, clue: Clue, hits: Mapping[int, tuple[Hit, ...]]) -> list[str]:
    """Return everything the model looks at: the page's features, and what the rules found in it."""
    strengths = {place: min(STRONGEST, ceil(sum(hit.strength for hit in of))) for place, of in hits.items()}
    first = next(iter(hits), None)
    found = features(clue, rules.language)
    found.append(said_by_rules(first, 0 if first is None else strengths[first]))
    found += [found_by_rules(place, strength) for place, strength in strengths.items() if strength]
    return found


def _row(rules: Rules, example: Example, answer: int, age: float) -> Row:
    found = evidence(rules, example.clue, rules(example.clue))
    return Row(found, answer, weight=example.weight * age, is_filed=example.is_filed)


def _ages(count: int) -> Iterator[float]:
    """Yield what each of *count* examples counts, from the oldest to the newest."""
    return (_OLDEST + (1 - _OLDEST) * at / count for at in range(1, count + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """How learning at a pace did on examples held back."""

    pace: float
    rules_f1: float | None = None
    model_f1: float | None = None


def _checked(rules: Rules, examples: Sequence[Example], rows: Sequence[Row], pace: float) -> _Check:
    """Return how the rules alone and the model do on each third of what people filed, learned from the rest."""
    filed = [at for at, each in enumerate(examples) if each.is_filed]
    if len(filed) < _FEW:
        return _Check(pace=pace)
    filed = filed[:: -(-len(filed) // _MOST_CHECKED)]
    quiet = [row for row, each in zip(rows, examples, strict=True) if not each.is_filed]
    names = [*(topic.name for topic in rules.topics), NOTHING]
    expected: list[str] = []
    by_rules: list[str] = []
    by_model: list[str] = []
    for fold in range(_FOLDS):
        kept = [rows[at] for number, at in enumerate(filed) if number % _FOLDS != fold]
        weights = learned([*kept, *quiet], len(rules.topics), pace)
        for at in filed[fold::_FOLDS]:
            expected.append(examples[at].topic)
            by_rules.append(_first_of_rules(rows[at], names))
            by_model.append(names[first_choice(answers(weights, rows[at].features, len(names)))])
    rules_f1, model_f1 = scores(expected, by_rules).macro_f1, scores(expected, by_model).macro_f1
    return _Check(pace=pace, rules_f1=rules_f1, model_f1=model_f1)


def _first_of_rules(row: Row, names: Sequence[str]) -> str:
    said = next(feature for feature in row.features if feature.startswith(("=", "~")))
    return names[int(said[1:] or -1)]
