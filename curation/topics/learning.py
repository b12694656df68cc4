"""Learning from what people filed where: a linear model (softmax regression) that begins as the rules it is to improve.

Every example goes through the same small steps of stochastic gradient descent, in an order that a fixed seed gives, and
the weights are averaged over all steps (Polyak and Juditsky, 1992). The answer of the rules is one more feature, whose
weight is set beforehand: without any example, the model says what the rules say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt

import regex

from curation.topics.clues import Clue

NOTHING = ""
"""The answer "no topic"."""

_TRUST_IN_RULES = 2.0
_TRUST_IN_STRENGTH = 0.25
_TRUST_IN_CATCH_ALL = 1.5
_TRUST_IN_NONE = 2.0
GENTLE = 0.015
"""How far a step goes where examples are many, or contradict each other."""
BOLD = 0.15
"""… and where they are few and clear."""
_OF_RULES = regex.compile(r"[=~]\d+|\+\d\.\d+")
STRONGEST = 3
"""From here on, more words found make no difference."""
_SEED = 15
_STEPS_WANTED = 3000
_FEWEST_ROUNDS = 8
_MOST_ROUNDS = 40
_SEEN_AT_LEAST = 2
"""A feature of one page only says nothing about others, and might be somebody's name."""
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page and the topic that a person filed it under."""

    clue: Clue
    topic: str
    """`NOTHING` where a person said that no topic fits."""
    weight: float = 1.0
    """Less for a page that nobody filed, which speaks quietly for what the rules say of it."""

    @property
    def is_filed(self) -> bool:
        """Whether a person filed it."""
        return self.weight >= 1


Weights = dict[str, tuple[float, ...]]
"""For each feature one weight a topic, and a last one for "no topic"."""


@dataclass(frozen=True, slots=True)
class Row:
    """An example as the model sees it."""

    features: list[str]
    answer: int
    weight: float
    is_filed: bool
    """Whether a person said so."""


def learned(rows: Sequence[Row], topics: int, pace: float) -> Weights:
    """Return the weights that *rows* teach for so many *topics* in steps of *pace*.

    The same rows in the same order give the same weights.
    """
    seen = Counter(feature for row in rows for feature in row.features)
    names = [feature for feature, often in seen.items() if often >= _SEEN_AT_LEAST]
    numbers = {feature: number for number, feature in enumerate(names)}
    known = [[numbers[feature] for feature in row.features if feature in numbers] for row in rows]
    weights = _descended(known, rows, pace, [_prior(name, topics + 1) for name in names])
    found = ((name, tuple(round(weight, _DIGITS) for weight in weights[number])) for number, name in enumerate(names))
    return {name: given for name, given in found if any(given)} | _priors(topics, seen)


def said_by_rules(place: int | None, strength: int) -> str:
    """Return the feature that holds the first answer of the rules: the *place* of a topic, or none.

    A *strength* of 0 says that nothing was found, and the page went where everything goes.
    """
    return "=" if place is None else f"{'=' if strength else '~'}{place}"


def found_by_rules(place: int, strength: int) -> str:
    """Return the feature for a topic that the rules found, and how strongly."""
    return f"+{strength}.{place}"


def _priors(topics: int, seen: Counter[str]) -> Weights:
    """Return what is believed of answers of the rules that no example had often enough."""
    found = (found_by_rules(place, strength) for place in range(topics) for strength in range(1, STRONGEST + 1))
    first = (said_by_rules(place, strength) for place in range(topics) for strength in (0, 1))
    names = (said_by_rules(None, 0), *first, *found)
    return {name: tuple(_prior(name, topics + 1)) for name in names if seen[name] < _SEEN_AT_LEAST}


def _prior(name: str, classes: int) -> list[float]:
    """Return what is believed of the feature *name* before anything was learned: the words of the rules."""
    weights = [0.0] * classes
    if name == "=":
        weights[-1] = _TRUST_IN_NONE
    elif _OF_RULES.fullmatch(name):
        sign, strength, place = name[0], name[1:].partition(".")[0], name[1:].rpartition(".")[2]
        trust = {"=": _TRUST_IN_RULES, "~": _TRUST_IN_CATCH_ALL}.get(sign)
        weights[int(place)] = _TRUST_IN_STRENGTH * int(strength) if trust is None else trust
    return weights


def _descended(
    known: list[list[int]], rows: Sequence[Row], pace: float, weights: list[list[float]]
) -> list[list[float]]:
    """Return the average of *weights* over all steps down."""
    steps = 0
    late = [[0.0] * len(each) for each in weights]
    force = _forces(rows)
    for round_number in range(_rounds(len(rows))):
        step = pace / sqrt(1 + round_number)
        for at in _shuffled(len(rows), round_number):
            row = rows[at]
            _step_down(known[at], row.answer, step * row.weight * force.get(row.answer, 1.0), weights, late, steps)
            steps += 1
    return [
        [weight - after / max(steps, 1) for weight, after in zip(*both, strict=True)]
        for both in zip(weights, late, strict=True)
    ]


def _step_down(
    features: list[int], answer: int, step: float, weights: list[list[float]], late: list[list[float]], steps: int
) -> None:
    rows = [weights[feature] for feature in features]
    if not rows:
        return
    wrong = chances([sum(column) for column in zip(*rows, strict=True)])
    wrong[answer] -= 1.0
    changes = [(at, -step * share) for at, share in enumerate(wrong)]
    for feature, row in zip(features, rows, strict=True):
        after = late[feature]
        for at, change in changes:
            row[at] += change
            after[at] += change * steps


def chances(scores: list[float]) -> list[float]:
    """Return how likely each answer is by its score."""
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def _forces(rows: Sequence[Row]) -> dict[int, float]:
    """Return how much more an answer that people seldom gave counts than the most frequent one."""
    often = Counter(row.answer for row in rows if row.is_filed)
    most = max(often.values(), default=1)
    return {answer: sqrt(most / count) for answer, count in often.items()}


def _rounds(examples: int) -> int:
    return min(_MOST_ROUNDS, max(_FEWEST_ROUNDS, _STEPS_WANTED // max(examples, 1)))


def _shuffled(count: int, turn: int) -> Iterator[int]:
    """Yield every number below *count* once, in an order of its own for each *turn* and the same everywhere."""
    state = _SEED + turn
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        # Knuth's MMIX generator: curation may not use `random`, and a model must come out alike on every machine.
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        other = (state >> 33) % (last + 1)
        order[last], order[other] = order[other], order[last]
    yield from order
