"""What is known of a page when its topic is asked for, as words that can be compared."""

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import regex

from curation.model import PageUrl
from curation.topics.stems import stem

NUMBER = "#"
VERSION = "#.#"
GAP = ""
"""Stands between texts, so that no phrase reaches from one into the next."""

UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts that put no space between words."""

_WORD = regex.compile(
    r"v?\d+(?:\.\d+)*(?![\p{L}\p{M}\p{N}_])|[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*(?:['’]\p{L}+)*", regex.IGNORECASE
)
_A_NUMBER = regex.compile(r"v?\d+(\.\d+)*")
_APOSTROPHES = regex.compile(r"['’]s?$|['’]")
_RUN = regex.compile(rf"[{UNSPACED}]{{2,}}")
_CAMEL = regex.compile(r"(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|_")
_MOST_WORDS = 120
"""Of one text: what a page is about is said by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What is known of a page; all of it may be foreign text."""

    page: PageUrl
    title: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    """What people wrote who shared it."""
    hashtags: tuple[str, ...] = ()
    """As they show them, without the sign."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The title first, then what else was said."""
        return (self.title, *(each for each in (self.description, *self.notes) if each))

    @property
    def host(self) -> str:
        """The site, without `www.`."""
        return (urlsplit(self.page).hostname or "").removeprefix("www.")

    @property
    def path(self) -> str:
        """The address after the site, readable."""
        return unquote(urlsplit(self.page).path)


def words(text: str) -> list[str]:
    """Return the words of *text* as they stand there, at most 120."""
    plain = text if text.isascii() else normalize("NFKC", text)
    found: list[str] = _WORD.findall(plain)
    return found[:_MOST_WORDS]


def steps(path: str) -> list[str]:
    """Return the words of an address's path."""
    return words(path.replace("-", " ").replace("_", " ").replace(".", " "))


def tag_words(tag: str) -> list[str]:
    """Return the words that a hashtag in CamelCase is made of."""
    return _CAMEL.sub(" ", tag).split()


@lru_cache(maxsize=200_000)
def key(word: str, language: str) -> str:
    """Return *word* as it is compared: its stem in small letters; `#` for any number, `#.#` for any version."""
    small = word.casefold()
    if _A_NUMBER.fullmatch(small):
        return VERSION if "." in small else NUMBER
    return stem(_APOSTROPHES.sub("", small) or small, language)


def keys(found: list[str], language: str) -> list[str]:
    """Return `key` of each."""
    return [key(word, language) for word in found]


def pairs_of_signs(text: str) -> list[str]:
    """Return every two neighbouring signs where a script has no spaces, in place of the words that nobody marked."""
    if text.isascii():
        return []
    return [
        run[at : at + 2] for run in _RUN.findall(normalize("NFKC", text))[:_MOST_WORDS] for at in range(len(run) - 1)
    ]
