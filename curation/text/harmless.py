"""Making harmless what strangers wrote: names, titles, descriptions, posts.

Done once, at the border, to plain text (HTML has become text before). What is left can be shown, stored and compared;
it is still escaped wherever it goes into HTML, and passes `defuse` wherever it goes into a post.
"""

import html
import unicodedata
from typing import Literal

import regex

from curation.text.cutting import cut

NAME_LENGTH = 40
"""Characters, as a reader counts them, that are kept of a name."""
_NAME_LOOKED_AT = 4_000
"""Code points in which a name is looked for; a page may claim an author of a million."""
TITLE_LENGTH = 200
"""Characters, as a reader counts them, that are kept of a title."""

_MOST_MARKS = 8
"""Combining marks kept on one letter: more than any script stacks, far fewer than a prank needs."""
_MOST_ROUNDS = 3
"""How often entities are decoded; what is still encoded then was meant to get past us."""

_Form = Literal["NFC", "NFKC"]

# Scripts that are not written rightly without their joiners.
_JOINING_SCRIPTS = "".join(
    rf"\p{{Script={name}}}"
    for name in (
        *("Arabic", "Syriac", "Mandaic", "Nko", "Mongolian", "Adlam", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"),
        *("Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Tibetan", "Balinese"),
        "Javanese",
    )
)
_KEPT = (
    rf"(?<=[{_JOINING_SCRIPTS}])[\u200C\u200D](?=[{_JOINING_SCRIPTS}])"
    rf"|(?<=[{_JOINING_SCRIPTS}]\p{{M}}?)\u200D"
    r"|(?<=[\p{Extended_Pictographic}\uFE0F\U0001F3FB-\U0001F3FF])\u200D(?=\p{Extended_Pictographic})"
    r"|(?<=\U0001F3F4)[\U000E0030-\U000E0039\U000E0061-\U000E007A]{1,6}\U000E007F"
)
# Controls, format characters (bidi controls, zero widths, soft hyphens; not the visible Arabic number signs),
# surrogates, noncharacters, and letters that look like nothing at all.
_INVISIBLE = (
    r"[[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0"
    r"\U000E0100-\U000E01EF]--[\t\n\v\f\r\x1c-\x1f\x85\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\U000110BD\U000110CD]]"
)
_UNSEEN = regex.compile(rf"(?V1)({_KEPT})|{_INVISIBLE}")
_BLANK = "\u2800"
"""A cell of Braille without a dot: a space, however it is classed."""
_LONE_MARKS = regex.compile(r"^\p{M}+")
"""Marks without a letter: they would be set on whatever stands before the text."""
_SUSPECT = regex.compile(rf"(?V1){_INVISIBLE}|\p{{M}}{{{_MOST_MARKS + 1}}}|^\p{{M}}|{_BLANK}")
_STACKED_MARKS = regex.compile(rf"(\p{{M}}{{{_MOST_MARKS}}})\p{{M}}+")
_CODE = regex.compile(r"(?<![\p{L}\p{N}:]):[A-Za-z0-9_]{2,}:(?![\p{L}\p{N}:])")
_AMPERSAND = regex.compile(r"&(?=[#\w])")
_ADDRESS_IN_NAME = regex.compile(
    r"(?<!\w)\w++://[^\s)\]]*|\bwww\.[^\s)\]]+|(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.\p{L}{2,}/[^\s)\]]*", regex.IGNORECASE
)
_SIMPLE_NAME = regex.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_EMPTY_BRACKETS = regex.compile(r"(?<![(\[])[(\[]++(?:[\s()\[\]]*[)\]])")

_WORD_JOINER = "\u2060"
_LINKING_SIGN = regex.compile(r"[@#＠＃](?!\u2060)|:(?=//)|(?:magnet|xmpp):(?!\u2060)", regex.IGNORECASE)


def harmless(text: str) -> str:
    """Return running *text* decoded, composed (NFC), without invisible characters and with single spaces."""
    plain = " ".join(text.split())
    return plain if _is_harmless(plain) else _settled(plain, "NFC")


def harmless_name(text: str, *, otherwise: str = "") -> str:
    """Return a person's or site's name in 40 characters, decorative letters folded (NFKC), addresses taken out.

    *otherwise* stands in where nothing is left; it is returned as it is.
    """
    if len(text) <= NAME_LENGTH and _SIMPLE_NAME.fullmatch(text):
        return text
    name, before = _settled(text[:_NAME_LOOKED_AT], "NFKC"), ""
    while name != before:
        before = name
        name = _settled(_EMPTY_BRACKETS.sub("", _ADDRESS_IN_NAME.sub("", name)), "NFKC")
    return cut(name, NAME_LENGTH) or otherwise


def harmless_title(text: str, *, otherwise: str = "") -> str:
    """Return a page's title in 200 characters, or *otherwise* where nothing is left of it."""
    return cut(harmless(text), TITLE_LENGTH) or otherwise


def defuse(text: str) -> str:
    """Return foreign *text* so that no server links a mention, a hashtag or an address in it.

    A word joiner, which nobody sees, follows every `@` and `#`, full-width ones too, and the colon of an address.
    """
    return _LINKING_SIGN.sub(rf"\g<0>{_WORD_JOINER}", text)


def _is_harmless(text: str) -> bool:
    """Say at once that most texts, whose white space is single spaces already, need nothing."""
    if "&" in text or (text.count(":") > 1 and _CODE.search(text)):
        return False
    if text.isascii():
        return text.isprintable()
    return unicodedata.is_normalized("NFC", text) and not _SUSPECT.search(text)


def _settled(text: str, form: _Form) -> str:
    """Return *text* decoded and cleaned until nothing changes, so that cleaning it again changes nothing."""
    for _ in range(_MOST_ROUNDS):
        cleaned = _cleaned(html.unescape(text), form)
        if cleaned == text:
            return text
        text = cleaned
    return _cleaned(_AMPERSAND.sub("& ", text), form)


def _cleaned(text: str, form: _Form) -> str:
    """Return *text* without what nobody should see; again until nothing changes, for one removal brings up another."""
    while True:
        seen = _UNSEEN.sub(r"\1", text)
        composed = _STACKED_MARKS.sub(r"\1", _composed(seen, form))
        cleaned = _LONE_MARKS.sub("", " ".join(_CODE.sub("", composed).replace(_BLANK, " ").split()))
        if cleaned == text:
            return text
        text = cleaned


def _composed(text: str, form: _Form) -> str:
    """Return *text* in *form*, with "…" kept: NFKC would make three full stops of the sign that `cut` leaves."""
    return "…".join(unicodedata.normalize(form, part) for part in text.split("…"))
