"""Phrases that come back in what a community shares, and that no topic of its course has yet."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass

import regex

from curation.topics.clues import NUMBER, VERSION, Clue, keys, tag_words, words
from curation.topics.plain_words import ONLY_ALONE, PLAIN_WORDS
from curation.topics.rules import Rules

_CLAUSE_END = regex.compile(r"[,:;.!?|()\[\]…–—\"“”«»\n]|\s-\s")
_PLAIN_AT_EDGES = PLAIN_WORDS - ONLY_ALONE
_LONGEST = 3
_FEWEST_LETTERS = 3
_PAGES_AT_LEAST = 3
_PEOPLE_AT_LEAST = 2
_EVERYWHERE = 0.4
"""What stands on more than this share of all pages tells none from the others …"""
_FEW_PAGES = 12
"""… unless there are hardly any."""
_SAME = 0.75
"""A phrase inside a longer one says nothing more if the longer one makes up this share of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A page and those who shared it."""

    clue: Clue
    people: Collection[Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A phrase that came back."""

    phrase: str
    """In its most frequent form."""
    pages: int
    people: int


def recurring(mentions: Iterable[Mention], rules: Rules, *, known: Collection[str] = ()) -> tuple[Recurring, ...]:
    """Return phrases of one to three words on several pages of several people, the most telling first.

    What a keyword of *rules* holds, and the phrases *known* otherwise, such as the course's own tags, are left out.
    """
    mentions = tuple(mentions)
    pages: Counter[tuple[str, ...]] = Counter()
    people: defaultdict[tuple[str, ...], set[Hashable]] = defaultdict(set)
    forms: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        found = dict(_phrases(mention.clue, rules.language))
        pages.update(found.keys())
        for phrase, form in found.items():
            people[phrase].update(mention.people)
            forms[phrase][form] += 1
    taken = {"".join(words(each)).casefold() for each in known}
    most = max(_FEW_PAGES, int(_EVERYWHERE * len(mentions)))
    often = {
        phrase: count
        for phrase, count in pages.items()
        if _PAGES_AT_LEAST <= count <= most and len(people[phrase]) >= _PEOPLE_AT_LEAST
    }
    told = (
        Recurring(phrase=_usual(forms[phrase]), pages=count, people=len(people[phrase]))
        for phrase, count in _without_parts(often).items()
    )
    new = (each for each in told if not rules.knows(each.phrase) and _squeezed(each.phrase) not in taken)
    return tuple(sorted(new, key=lambda each: (-each.pages * len(each.phrase.split()), -each.people, each.phrase)))


def _phrases(clue: Clue, language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every phrase of *clue* as it is compared and as it stands there."""
    told = (clue.title, clue.description, *clue.notes, *(" ".join(tag_words(tag)) for tag in clue.hashtags))
    for clause in (clause for text in told for clause in _CLAUSE_END.split(text)):
        said = [word.casefold() for word in words(clause)]
        stems = keys(said, language)
        for start in range(len(said)):
            for end in range(start + 1, min(start + _LONGEST, len(said)) + 1):
                if _says_something(said[start:end], stems[start:end]):
                    yield tuple(stems[start:end]), " ".join(said[start:end])


def _says_something(said: list[str], stems: list[str]) -> bool:
    plain = _PLAIN_AT_EDGES if len(said) > 1 else PLAIN_WORDS
    edges = (said[0], said[-1])
    if all(word in PLAIN_WORDS for word in said):
        return False
    return not any(
        len(word) < _FEWEST_LETTERS or word in plain or "'" in word or "’" in word for word in edges
    ) and not any(stem in {NUMBER, VERSION} or stem.startswith(("http", "www")) for stem in stems)


def _without_parts(often: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """Return *often* without what nearly always stands inside a longer phrase."""
    longer = [phrase for phrase in often if len(phrase) > 1]
    parts = {
        part for phrase in longer for part in _parts(phrase) if part in often and often[phrase] >= _SAME * often[part]
    }
    return {phrase: count for phrase, count in often.items() if phrase not in parts}


def _parts(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for length in range(1, len(phrase)):
        for start in range(len(phrase) - length + 1):
            yield phrase[start : start + length]


def _usual(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


def _squeezed(phrase: str) -> str:
    return phrase.replace(" ", "")
