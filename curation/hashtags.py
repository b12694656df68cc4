"""Find and compare hashtags the way each network does.

A network's own list of tags decides where there is one; the finder here is for archives and feeds that carry none.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum

import regex

from curation.errors import InvalidHashtag
from curation.model import Hashtag, Post


class Grammar(StrEnum):
    """Where a hashtag may stand."""

    X = "x"
    """After anything but a letter, a digit or `&`, so `(#BIT15)` is a tag: X, older Mastodon, most feeds."""
    STRICT = "strict"
    """After the start or white space only: Mastodon since 4.6 (github.com/mastodon/mastodon/pull/38902)."""


# What a name may hold beside letters, marks and digits: the signs X allows, the middle dots, and the joiners that
# Persian and Indic words are written with.
_JOINING_SIGNS = r"_\u200C\u200D\u05BE\u05F3\u05F4\uFF5E\u301C\u309B\u309C\u30A0\u30FB\u3003\u0F0B\u0F0C\u00B7"
_CHARACTER = rf"[\p{{L}}\p{{M}}\p{{Nd}}{_JOINING_SIGNS}]"
# Atomic: a name that is followed by what it must not be is no tag, not a shorter one.
_NAME = rf"(?>{_CHARACTER}*[\p{{L}}\p{{M}}]{_CHARACTER}*)"
# An emoji's variation selector is a mark, but a tag may follow it; a keycap emoji (#️⃣) is no tag.
_START_ON_X = rf"(?<=^|[\uFE0E\uFE0F]|[^&{_CHARACTER[1:]})"
_SIGN = r"[#＃](?![\uFE0F\u20E3])"
_ADDRESS = r"https?://\S*+|(?<![\w.-])[\w-]++(?:\.[\w-]++)++/\S*+"

_FINDERS = {
    Grammar.X: regex.compile(rf"{_ADDRESS}|{_START_ON_X}{_SIGN}(?P<name>{_NAME})(?![#＃]|://)", regex.IGNORECASE),
    Grammar.STRICT: regex.compile(rf"{_ADDRESS}|(?<!\S){_SIGN}(?P<name>{_NAME})", regex.IGNORECASE),
}


def find(text: str, *, grammar: Grammar = Grammar.X) -> tuple[Hashtag, ...]:
    """Return the hashtags in *text*, in order, each once; what stands inside an address is no hashtag."""
    if "#" not in text and "＃" not in text:
        return ()
    return tuple(dict.fromkeys(_found(text, grammar)))


def carries(post: Post, wanted: Iterable[Hashtag]) -> bool:
    """Say whether *post* is tagged with any of *wanted*, compared the way the post's own server compares."""
    tags = tuple(wanted)
    for tag in post.hashtags:
        for each in tags:
            if tag.key == each.key:
                return True
    if not post.folds_hashtags:
        return False
    folded = {tag.folded for tag in post.hashtags}
    return not folded.isdisjoint([tag.folded for tag in tags])


def _found(text: str, grammar: Grammar) -> Iterator[Hashtag]:
    for match in _FINDERS[grammar].finditer(text):
        tag = _hashtag(match["name"]) if match["name"] else None
        if tag:
            yield tag


def _hashtag(name: str) -> Hashtag | None:
    """Return the tag named *name*, also where a course could not choose it: X joins words with signs Mastodon cuts at.

    There is none where the compatibility form holds a space, as that of `#ﷺ` does.
    """
    try:
        return Hashtag.parse(name)
    except InvalidHashtag:
        display = unicodedata.normalize("NFKC", name)
        return None if " " in display else Hashtag(key=display.casefold(), display=display)
