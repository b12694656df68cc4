"""Cutting a text so that it fits and still reads."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

import regex

from curation.text.lengths import graphemes

_ELLIPSIS = "…"
_BEFORE_ELLIPSIS = " \t\n,;:–—-("
"""What looks wrong in front of "…"."""
_GRAPHEME = regex.compile(r"\X")
_WORD_END = regex.compile(r"(?<=\S)(?=\s)")
_SENTENCE_END = regex.compile(
    r"(?<!\b(?:\p{L}|Dr|Mr|Mrs|Ms|Prof|St|No|vs|cf|etc))[.!?][\"'”’»)\]]*(?=\s+[^\p{Ll}\s])|[。！？][」』）]*"
)
_LEAST_WORTH = 0.5
"""A cut at a word is taken when it keeps at least this share of what could stay; else the word itself is cut."""


def cut(text: str, limit: int, *, count: Callable[[str], int] = graphemes) -> str:
    """Return *text*, or its beginning up to a word's end with "…", so that *count* gives at most *limit*.

    A single word that is too long is cut between two characters; where not even "…" fits, nothing is left.
    """
    if count(text) <= limit:
        return text
    whole = _longest(text, _ends(_GRAPHEME, text), limit, count=count)
    words = _longest(text, _ends(_WORD_END, text), limit, count=count)
    return words if len(words) > _LEAST_WORTH * len(whole) else whole


def cut_sentence(text: str, limit: int, *, count: Callable[[str], int] = graphemes) -> str:
    """Return *text*, or its first whole sentences with " …", or, where not one fits, what `cut` returns."""
    if count(text) <= limit:
        return text
    ends = _ends(_SENTENCE_END, text)
    return _longest(text, ends, limit, count=count, ellipsis=f" {_ELLIPSIS}") or cut(text, limit, count=count)


def _ends(pattern: regex.Pattern[str], text: str) -> list[int]:
    return [match.end() for match in pattern.finditer(text)]


def _longest(
    text: str,
    ends: Sequence[int],
    limit: int,
    *,
    count: Callable[[str], int],
    ellipsis: str = _ELLIPSIS,
) -> str:
    """Return the longest beginning of *text* up to one of *ends* that fits with its ellipsis, or nothing."""

    def candidate(end: int) -> str:
        return text[:end].rstrip(_BEFORE_ELLIPSIS) + ellipsis

    # What the search returns was counted and fits, even where a longer text counts less, as a whole address does.
    fitting = bisect_right(ends, limit, key=lambda end: count(candidate(end)))
    if not fitting:
        return ellipsis if ellipsis == _ELLIPSIS and count(ellipsis) <= limit else ""
    return candidate(ends[fitting - 1])
