"""Whether a text names a participant: a name in free prose could not be taken out when they ask (digest.md 2.10)."""

from collections.abc import Iterable

import regex

from curation.digest.notes import SHARER
from curation.model import Author

_SHORTEST = 3
"""Shorter names are words of the language too often."""


def names_anyone(text: str, authors: Iterable[Author]) -> bool:
    """Return whether *text* holds the whole name, the handle or the account name of one of *authors*."""
    words = {word.casefold() for author in authors for word in _words(author) if len(word) >= _SHORTEST}
    if not words:
        return False
    pattern = "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))
    return regex.search(rf"(?<!\w)(?:{pattern})(?!\w)", text.replace(SHARER, " ").casefold()) is not None


def names_first(text: str, sharers: Iterable[Author]) -> bool:
    """Return whether *text*, of a page that *sharers* shared, calls one of them by the first word of their name alone.

    Only as it is written, with its capital: many a first name is a word ("will", "rose") or somebody else's, too.
    """
    names = {name.partition(" ")[0] for each in sharers if " " in (name := each.name.strip())}
    pattern = "|".join(regex.escape(name) for name in sorted(names) if len(name) >= _SHORTEST and not name.islower())
    return bool(pattern) and regex.search(rf"(?<!\w)(?:{pattern})(?!\w)", text.replace(SHARER, " ")) is not None


def _words(author: Author) -> tuple[str, ...]:
    return author.name, author.handle, author.handle.partition("@")[0]
