"""Everything about a page that may speak for a topic, as names that a linear model has weights for."""

from collections.abc import Iterator
from itertools import pairwise

import regex

from curation.topics.clues import Clue, keys, pairs_of_signs, steps, words

_DIGITS = regex.compile(r"\d+")
_SIGNS = frozenset("?!:|/–—-()\"“”,+.'#@&？！：")
"""What a title is made with tells what it is: a question, an announcement, a part of a series."""
_WORDS_A_STEP = 3
_LONGEST_TITLE = 5
_DEEPEST = 6


def features(clue: Clue, language: str) -> list[str]:
    """Return the features of *clue*, each once, in the order of its text.

    Words and pairs of neighbours of all texts (plain); how its title begins (`^`) and ends (`$`), its signs and length
    (`:`); hashtags (`#`); the site and those above it, and the first step below it (`@`); words and pairs of
    the address (`/`) and its depth (`:d`).
    """
    found: list[str] = []
    for number, text in enumerate(clue.texts):
        said = keys(words(text), language)
        found += said
        found += [f"{one} {two}" for one, two in pairwise(said)]
        found += pairs_of_signs(text)
        if number == 0:
            found += _of_title(text, said)
    found += [f"#{tag.casefold()}" for tag in clue.hashtags]
    found += _of_address(clue, language)
    return list(dict.fromkeys(found))


def shown(clue: Clue, language: str) -> dict[str, str]:
    """Return for each feature of *clue* that a person understands how it stands in the text, the site, the address."""
    names: dict[str, str] = {}
    for text in clue.texts:
        said = words(text)
        stems = keys(said, language)
        for at, one in enumerate(stems):
            names.setdefault(one, said[at])
            if at + 1 < len(stems):
                names.setdefault(f"{one} {stems[at + 1]}", f"{said[at]} {said[at + 1]}")
        names |= {pair: pair for pair in pairs_of_signs(text)}
    names |= {f"#{tag.casefold()}": f"#{tag}" for tag in clue.hashtags}
    names |= {feature: feature[1:] for feature in _of_site(clue)}
    told = steps(clue.path)
    names |= {f"/{stemmed}": f"/{word}" for stemmed, word in zip(keys(told, language), told, strict=True)}
    return names


def _of_title(text: str, said: list[str]) -> Iterator[str]:
    if said:
        yield f"^{said[0]}"
        yield f"^{' '.join(said[:2])}"
        yield f"{said[-1]}$"
    if text[:1].islower():
        yield ":small"
    yield from (f":{sign}" for sign in sorted(_SIGNS.intersection(text)))
    yield f":n{min(len(said) // _WORDS_A_STEP, _LONGEST_TITLE)}"


def _of_site(clue: Clue) -> Iterator[str]:
    labels = clue.host.split(".")
    yield from (f"@{'.'.join(labels[start:])}" for start in range(max(1, len(labels) - 1)))
    first = clue.path.strip("/").partition("/")[0]
    if first:
        yield f"@{clue.host}/{_DIGITS.sub('#', first.casefold())}"


def _of_address(clue: Clue, language: str) -> Iterator[str]:
    yield from _of_site(clue)
    path = clue.path
    yield f":d{min(path.strip('/').count('/') + 1 if path.strip('/') else 0, _DEEPEST)}"
    told = keys(steps(path), language)
    yield from (f"/{step}" for step in told)
    yield from (f"/{one} {two}" for one, two in pairwise(told))
