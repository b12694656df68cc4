"""Foreign text on a terminal: nothing in it may move the cursor, change colours or turn a line around."""

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}
"""Needed inside emoji and by some scripts; harmless."""


def visible(text: str) -> str:
    r"""Return *text* with control and direction characters shown as `\u{…}` (digest.md 9.5)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(each if _is_plain(each) else f"\\u{{{ord(each):x}}}" for each in text)


def _is_plain(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _HIDDEN
