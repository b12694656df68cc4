"""Posts that only repeat another's words: told from what was written alone, where no network says so.

The key is exact and guarded: links, mentions, tags at the ends and signs are taken off, letters are folded, and at
least four words must be left. Likeness is never enough: two people may well say nearly the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_FEWEST_WORDS = 4
_FEWEST_LETTERS = 12
"""In scripts that put no spaces between words."""
_WORDS_OF_BUTTONS = 4
"""What a share button may add: "via", "Check out", the site's name."""
_SCRIPTS_WITHOUT_SPACES = "\u0e00"
"""From here on (Thai, Khmer, Kana, Han …); Hangul, which has spaces, is past the guard by its words."""

# The standard library's engine, which is three times as fast here as `regex`: every post of an archive comes by.
_PASSED_ON = re.compile(r"\W*(?:RT|MT)\s*:?\s*@[\w.@-]+\s*:?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’]")
_NAMERS = frozenset({"via", "h/t", "ht", "by", "from", "(via", "/via", "(by", "(h/t", "-"})
"""What stands before the name of whom somebody thanks for a find."""
_TAG_SIGNS = frozenset("#＃")
_OPENINGS = frozenset("\"“„«‘'([")
_CUT_OFF = ("…", "...", "[…]", "[...]", "…”", '…"')


def is_passed_on(text: str) -> bool:
    """Return whether *text* begins as reposts did before networks had a button for them: `RT @ana: …`."""
    return "@" in text[:_LONGEST_OPENING] and _PASSED_ON.match(text) is not None


_LONGEST_OPENING = 16


def copy_key(text: str) -> str:
    """Return the words that make two posts copies of one another; empty where too few are left to tell.

    It holds nothing but small letters, digits and single spaces, and a space at the end.
    """
    return _guarded(_words(text))


def says_title(text: str, title: str) -> bool:
    """Return whether *text* says hardly more than *title*, as a share button writes it."""
    said, named = " ".join(_words(text)), " ".join(_words(title))
    return bool(named) and named in said and said.replace(named, "", 1).count(" ") <= _WORDS_OF_BUTTONS


def copied(texts: Iterable[str]) -> Iterator[int | None]:
    """Yield for each of *texts*, first written first, the position of the first one whose words it repeats.

    A text that was cut off ("…") repeats one that begins like it.
    """
    first: dict[str, int] = {}
    openings: dict[str, list[str]] = {}
    for position, text in enumerate(texts):
        words = _words(text)
        key = _guarded(words)
        if not key:
            yield None
            continue
        opening = " ".join(words[:_FEWEST_WORDS])
        found = first.get(key)
        if found is None and _is_cut_off(text):
            begun = _guarded(words[:-1])
            whole = next((each for each in openings.get(opening, ()) if begun and each.startswith(begun)), None)
            found = first[whole] if whole else None
        if found is None:
            first[key] = position
            openings.setdefault(opening, []).append(key)
        yield found


def _words(text: str) -> list[str]:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    while "@" in plain and (opening := _PASSED_ON.match(plain)) is not None:
        plain = plain[opening.end() :]
    tokens = _without_ends(plain.casefold().split())
    said = " ".join(tokens)
    if "@" in said or "://" in said:
        said = " ".join([token for token in tokens if "@" not in token and "://" not in token])
    return _WORD.findall(_APOSTROPHES.sub("", said) if "'" in said or "’" in said else said)


def _without_ends(tokens: list[str]) -> list[str]:
    """Return *tokens* without the links, mentions and tags around them."""
    end = len(tokens)
    while end and _is_said_around(tokens[end - 1]):
        end -= 1
        if "@" in tokens[end] and end and tokens[end - 1] in _NAMERS:
            end -= 1
    start = 0
    while start < end and _is_said_around(tokens[start]):
        start += 1
    return tokens[start:end]


def _is_said_around(token: str) -> bool:
    if token[0] in _TAG_SIGNS or "@" in token or "://" in token:
        return True
    return token[1:2] in _TAG_SIGNS if token[0] in _OPENINGS else token.startswith("htt") and token.endswith(_CUT_OFF)


def _guarded(words: list[str]) -> str:
    key = " ".join(words) + " "
    if len(words) >= _FEWEST_WORDS:
        return key
    return key if sum(letter >= _SCRIPTS_WITHOUT_SPACES for letter in key) >= _FEWEST_LETTERS else ""


def _is_cut_off(text: str) -> bool:
    return text.rstrip().endswith(_CUT_OFF)
