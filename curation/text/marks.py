"""What a Mastodon server would turn into a link."""

from dataclasses import dataclass

import regex

from curation.text.grammar import ANY_ADDRESS, MENTION, TAG

_MARK = regex.compile(rf"(?P<address>{ANY_ADDRESS})|(?P<mention>{MENTION})|(?P<tag>{TAG})", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """The parts of a text that a server would link, each as it stands there, in order."""

    mentions: tuple[str, ...] = ()
    """With their `@`."""
    hashtags: tuple[str, ...] = ()
    """With their `#`."""
    urls: tuple[str, ...] = ()


def mastodon_marks(text: str) -> Marks:
    """Return what a Mastodon server of any version would link in *text*; the inside of an address is not looked at."""
    found = tuple(_MARK.finditer(text))
    return Marks(
        mentions=tuple(match["mention"] for match in found if match["mention"]),
        hashtags=tuple(match["tag"] for match in found if match["tag"]),
        urls=tuple(match["address"] for match in found if match["address"]),
    )
