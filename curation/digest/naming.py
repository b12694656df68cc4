"""Whether a text names a participant: a name in free prose could not be taken out when they ask (digest.md 2.10)."""

from collections.abc import Iterable

from curation.digest.notes import SHARER
from curation.model import Author
from curation.text import begins_unspaced, composed, name_finder

_SHORTEST, _SHORTEST_UNSPACED = 3, 2
"""Shorter names are words of the language too often; in scripts without spaces whole names have two signs."""


def names_anyone(text: str, authors: Iterable[Author]) -> bool:
    """Return whether *text* holds the whole name, the handle or the account name of one of *authors*.

    Names as short as words of the language are found only where they are all there is.
    """
    words = {composed(word).casefold() for author in authors for word in _words(author) if word}
    said = composed(text.replace(SHARER, " ")).casefold()
    return said.strip() in words or name_finder([word for word in words if _is_long(word)])(said)


def _is_long(word: str) -> bool:
    return len(word) >= (_SHORTEST_UNSPACED if begins_unspaced(word) else _SHORTEST)


def names_first(text: str, sharers: Iterable[Author]) -> bool:
    """Return whether *text*, of a page that *sharers* shared, calls one of them by the first word of their name alone.

    Only as it is written, with its capital: many a first name is a word ("will", "rose") or somebody else's, too.
    """
    names = {name.partition(" ")[0] for each in sharers if " " in (name := each.name.strip())}
    return name_finder([name for name in names if _is_long(name) and not name.islower()])(text.replace(SHARER, " "))


def _words(author: Author) -> tuple[str, ...]:
    return author.name, author.handle, author.handle.partition("@")[0]
