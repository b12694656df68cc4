"""Pseudonyms: drawn from words, or chosen; stable because they are kept, never made from who somebody is (C10).

A drawn name follows from a random *seed* alone. It is two words of the course's language, an adjective and something
that lives or grows, so that nobody takes it for a person's name.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from curation.text import graphemes, harmless_name, name_finder

LONGEST = 40
"""Graphemes of a chosen alias."""
_MOST_WORDS = 4

_ENGLISH = (
    (
        "amber blue brave bright calm clear copper early gentle golden green grey happy hidden jolly kind lively "
        "lucky mellow merry misty modest nimble noble patient plain polite proud purple quick quiet red rosy round "
        "sandy scarlet shy silver slow small soft spotted steady still striped sunny swift tall tidy tiny violet warm "
        "white wild wise"
    ),
    (
        "acorn alder ant aspen badger beech bee beetle birch bison bramble cedar clover crane cricket crow deer "
        "dove eagle elm falcon fern finch fox frog gecko goose hare heron ibis jackdaw juniper "
        "kestrel larch lark lichen linden lynx magpie maple marten mole moss moth newt oak otter owl pine plover "
        "quail rabbit raven reed rowan sedge seal snail sparrow spruce stork swan tern thistle thrush "
        "toad trout tulip vole willow wren yarrow yew"
    ),
)
_FRENCH = (
    (
        "agile aimable calme discrète douce fidèle habile jaune juste libre légère modeste mobile noble paisible pâle "
        "rapide rare rose rouge sage sereine solide souple sobre stable tranquille vive verte violette utile blanche "
        "grise brune"
    ),
    (
        "abeille alouette aubépine belette bruyère buse caille chouette cigale cigogne coccinelle colombe fauvette "
        "fougère fourmi grenouille grive grue hermine hirondelle jonquille libellule loutre luciole martre "
        "mauve mésange mousse mouette oseille perdrix pie pivoine primevère sauge sittelle taupe tortue "
        "tourterelle tulipe vipérine violette"
    ),
)
_ADJECTIVE_FIRST = {"en": _ENGLISH}
_NOUN_FIRST = {"fr": _FRENCH}
"""All nouns of one gender, so that every pair agrees."""


def drawn(seed: str, *, language: str, taken: Collection[str]) -> str:
    """Return a pseudonym in *language* (else English) that is none of *taken*; the same for the same arguments.

    *seed* is random, and says nothing about the person. With every pair taken, a number is added.
    """
    used = {_key(each) for each in taken}
    pairs = tuple(_pairs(language))
    start = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % len(pairs)
    in_turn = (*pairs[start:], *pairs[:start])
    numbered = (f"{pair} {number}" for number in range(2, len(used) + 3) for pair in in_turn)
    return next(name for name in (*in_turn, *numbered) if _key(name) not in used)


def chosen(words: str, *, names: Iterable[str]) -> str:
    """Return *words* as the alias they make; empty when they cannot be one.

    They must be short, say no address and no handle, and hold no name of *names*: everybody's who takes part, their own
    included, since an alias is there to tell nobody who they are.
    """
    alias = harmless_name(words)
    is_odd = not any(each.isalnum() for each in alias) or any(sign in alias for sign in "@＠#＃/\\:")
    if is_odd or graphemes(words.strip()) > LONGEST or len(alias.split()) > _MOST_WORDS or "." in alias.strip("."):
        return ""
    said = _key(alias)
    taken = [key for name in names if (key := _key(name))]
    return "" if name_finder(taken)(said) or any(map(name_finder([said]), taken)) else alias


def _pairs(language: str) -> Iterator[str]:
    spoken = language.partition("-")[0].casefold()
    if spoken in _NOUN_FIRST:
        adjectives, nouns = _words(_NOUN_FIRST, spoken)
        yield from (f"{noun.capitalize()} {adjective}" for noun, adjective in product(nouns, adjectives))
        return
    adjectives, nouns = _words(_ADJECTIVE_FIRST, spoken if spoken in _ADJECTIVE_FIRST else "en")
    yield from (f"{adjective.capitalize()} {noun.capitalize()}" for noun, adjective in product(nouns, adjectives))


def _words(lists: Mapping[str, tuple[str, str]], language: str) -> tuple[list[str], list[str]]:
    adjectives, nouns = lists[language]
    return adjectives.split(), nouns.split()


def _key(name: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in name.casefold()).split())
