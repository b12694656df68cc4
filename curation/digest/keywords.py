"""The few words of an issue's title: "ladder of inference, failure, courage"."""

from collections.abc import Iterable

import regex

from curation.model import Item
from curation.text import graphemes
from curation.urls import shown_host

_MOST = 3
_LONGEST = 30
_CLAUSE_END = regex.compile(r"[,:;.!?|()\[\]…–—\"“”«»]|\s-\s")
_EMPTY_ENGLISH = """
a an the why how what when where who which is are was were be do does did can could should will would to of in on for
from with by at as and or but your our my their its his her it this that these those we you i they not no new five ten
three matter matters count counts work works explained explaining introduction introducing guide tips ways way top best
important importance
"""
_EMPTY_FRENCH = """
le la les l un une des du de d pourquoi comment que qu qui quoi quand où est sont à au aux en dans pour par sur avec et
ou mais votre notre mon ma mes leur ce cet cette ces on nous vous je ne pas importance compte
"""
_EMPTY = {"en": frozenset(_EMPTY_ENGLISH.split()), "fr": frozenset(_EMPTY_FRENCH.split())}
"""Words that say nothing at the end of a phrase."""


def key_words(highlights: Iterable[Item], language: str) -> tuple[str, ...]:
    """Return at most three different phrases, one a highlight: its topic, else the core of its short title."""
    phrases: dict[str, str] = {}
    for item in highlights:
        phrase = _phrase(item, language, taken=phrases)
        if phrase and not item.removed:
            phrases.setdefault(phrase.casefold(), phrase)
    return tuple(phrases.values())[:_MOST]


def _phrase(item: Item, language: str, *, taken: Iterable[str]) -> str:
    taken = set(taken)
    topic = next((topic for topic in item.topics if topic.casefold() not in taken), "")
    return topic or _core(item, language)


def _core(item: Item, language: str) -> str:
    """Return the first clause of the short title without the empty words around it; empty if it stays long.

    A page that nobody could read is called by its address, in which no word says what it is about.
    """
    if item.short_title.startswith(shown_host(item.page)):
        return ""
    empty = _EMPTY.get((item.language or language).partition("-")[0], frozenset())
    words = _CLAUSE_END.split(item.short_title)[0].split()
    while words and words[0].casefold() in empty:
        del words[0]
    while words and words[-1].casefold() in empty:
        del words[-1]
    phrase = " ".join(_as_in_a_sentence(word, item) if at == 0 else word for at, word in enumerate(words))
    return phrase if graphemes(phrase) <= _LONGEST else ""


def _as_in_a_sentence(word: str, item: Item) -> str:
    """Return the first word of a title in lower case where the titles themselves show that it is no name."""
    small = word[:1].lower() + word[1:]
    return small if small in {*item.title.split(), *item.short_title.split()} or f"{small}," in item.title else word
