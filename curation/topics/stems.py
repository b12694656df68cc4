"""The stem of a word, by the Snowball algorithm of its language (https://snowballstem.org)."""

from functools import lru_cache
from typing import Any

import snowballstemmer

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_LIBRARY: Any = snowballstemmer  # it ships no types
_KNOWN: frozenset[str] = frozenset(_LIBRARY.algorithms())
_LONGEST = 40
"""No word of a language is longer; what is has no stem."""


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return what *word*, in small letters, has in common with its other forms; itself in a language without rules."""
    algorithm = _ALGORITHMS.get(language.partition("-")[0])
    if algorithm not in _KNOWN or len(word) > _LONGEST:
        return word
    # A new one each time: a stemmer holds the word it works on, and several threads may ask.
    return str(_LIBRARY.stemmer(algorithm).stemWord(word))
