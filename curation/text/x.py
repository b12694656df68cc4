"""Text as X counts and links it (X24, X25), and making foreign text link nothing there.

An accidental address is dear on X: it weighs 23, and makes a post of $0.015 one of $0.200.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import regex

from curation.text.domains import TOP_LEVEL_DOMAINS
from curation.text.harmless import defuse
from curation.text.marks import Marks
from curation.text.x_grammar import ADDRESS, BARE_HOST, EMOJI, END_OF_HOST, MENTION, SHORTENED, TAG

X_LIMIT = 280
"""The weight a post may have."""
X_URL_LENGTH = 23
"""What every address weighs."""

_LONGEST_ADDRESS = 4096
_LONGEST_LABEL = 63
"""Once encoded; in letters the pattern sees to it."""
_LONGEST_SLUG = 40

_ADDRESS = regex.compile(ADDRESS, regex.IGNORECASE, domains=TOP_LEVEL_DOMAINS)
_BARE_HOST = regex.compile(BARE_HOST, regex.IGNORECASE, domains=TOP_LEVEL_DOMAINS)
_END_OF_HOST = regex.compile(END_OF_HOST, regex.IGNORECASE, domains=TOP_LEVEL_DOMAINS)
_SHORTENED = regex.compile(SHORTENED, regex.IGNORECASE)
_MENTION = regex.compile(MENTION)
_TAG = regex.compile(TAG)
_EMOJI = regex.compile(EMOJI)
_LIGHT = regex.compile(r"[\u0000-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]")
"""The characters that weigh 1; all others weigh 2 (twitter-text's configuration, version 3)."""

_WORD_JOINER = "\u2060"
_DOT = regex.compile(r"(?<!\u2060)\.")

_Span = tuple[int, int]


def x_length(text: str) -> int:
    """Return what *text* weighs on X, where 280 is the most: an address 23, an emoji 2, a letter 1 or 2."""
    composed = unicodedata.normalize("NFC", text)
    if "." not in composed and composed.isascii():
        return len(composed)
    weight, end = 0, 0
    for start, after in _addresses(composed):
        weight += _weight(composed[end:start]) + X_URL_LENGTH
        end = after
    return weight + _weight(composed[end:])


def x_marks(text: str) -> Marks:
    """Return what X would link in *text*, bare names of sites included; the inside of an address is not looked at."""
    composed = unicodedata.normalize("NFC", text)
    addresses = tuple(_addresses(composed))
    return Marks(
        mentions=_outside(addresses, _MENTION.finditer(composed), "mention"),
        hashtags=_outside(addresses, _TAG.finditer(composed), "tag"),
        urls=tuple(composed[start:end] for start, end in addresses),
    )


def x_defuse(text: str) -> str:
    """Return foreign *text* so that X links nothing in it: no mention, no hashtag, no site and no `README.md`.

    A word joiner, which nobody sees and which weighs 2, follows every `@` and `#` and precedes the dots of what X would
    take for an address.
    """
    safe = defuse(unicodedata.normalize("NFC", text))
    while found := tuple(_addresses(safe)):
        for start, end in reversed(found):
            safe = safe[:start] + _DOT.sub(f"{_WORD_JOINER}.", safe[start:end]) + safe[end:]
    return safe


def _weight(text: str) -> int:
    """Return the weight of *text* that holds no address."""
    emoji = len(_EMOJI.findall(text))
    rest = _EMOJI.sub("", text) if emoji else text
    return 2 * (emoji + len(rest)) - len(_LIGHT.findall(rest))


def _addresses(text: str) -> Iterator[_Span]:
    """Yield where the addresses in *text* begin and end, in order."""
    if not _END_OF_HOST.search(text):
        return
    for match in _ADDRESS.finditer(text):
        if not _is_host(match["host"]) or len(match["address"]) > _LONGEST_ADDRESS:
            continue
        yield from _whole(text, match) if match["scheme"] else _bare(match)


def _whole(text: str, match: regex.Match[str]) -> Iterator[_Span]:
    """Yield the address with its scheme, one of X's own shortener without what cannot be its end."""
    start, end = match.span("address")
    short = _SHORTENED.match(text, start, end)
    if short is None:
        yield start, end
    elif len(short["slug"]) <= _LONGEST_SLUG:
        yield start, short.end()


def _bare(match: regex.Match[str]) -> Iterator[_Span]:
    """Yield the sites in a run of letters without a scheme, the last with the path behind it."""
    start, end = match.span("host")
    hosts = [each.span() for each in _BARE_HOST.finditer(match.string, start, end)]
    if hosts and match["path"]:
        hosts[-1] = (hosts[-1][0], match.end("address"))
    yield from hosts


def _is_host(host: str) -> bool:
    return all(_is_label(label) for label in host.split("."))


def _is_label(label: str) -> bool:
    """Return whether the domain name system could hold *label*."""
    if label.isascii():
        return True
    if label.lower().startswith("xn--"):
        return False
    return len("xn--") + len(label.lower().encode("punycode")) <= _LONGEST_LABEL


def _outside(addresses: tuple[_Span, ...], found: Iterable[regex.Match[str]], group: str) -> tuple[str, ...]:
    """Return what was *found* but for what begins within an address."""
    return tuple(
        match[group] for match in found if not any(start <= match.start(group) < end for start, end in addresses)
    )
