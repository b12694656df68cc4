"""Finding names in prose, in every script: not all put spaces around them, nor write an accent in one way."""

import unicodedata
from collections.abc import Callable, Collection

import regex

_UNSPACED = (
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}"
    r"\p{Script=Khmer}\p{Script=Myanmar}]"
)
_BEGINS_UNSPACED, _ENDS_UNSPACED = regex.compile(_UNSPACED), regex.compile(rf".*{_UNSPACED}\p{{M}}*", regex.DOTALL)


def name_finder(names: Collection[str]) -> Callable[[str], bool]:
    """Return a function that tells whether a text holds one of *names* as it is written, as a word of its own."""
    if not names:
        return lambda _text: False
    longest_first = sorted(map(composed, names), key=len, reverse=True)
    pattern = regex.compile("|".join(map(_bounded, longest_first)))
    return lambda text: pattern.search(composed(text)) is not None


def begins_unspaced(name: str) -> bool:
    """Return whether *name* is of a script that puts no space between a name and the words beside it."""
    return _BEGINS_UNSPACED.match(name) is not None


def composed(text: str) -> str:
    """Return *text* in the form that names are kept in (NFKC)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _bounded(name: str) -> str:
    before = "" if begins_unspaced(name) else r"(?<!\w)"
    after = "" if _ENDS_UNSPACED.fullmatch(name) else r"(?!\w)"
    return f"{before}{regex.escape(name)}{after}"
