"""How long a text is, as people and as networks count."""

import regex

from curation.text.grammar import MENTION, WEB_ADDRESS

_GRAPHEME = regex.compile(r"\X")
_SHORTENED = regex.compile(rf"(?P<address>{WEB_ADDRESS})|{MENTION}", regex.IGNORECASE)


def graphemes(text: str) -> int:
    """Return how many characters a reader sees in *text*: an emoji with all its parts is one."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return len(_GRAPHEME.findall(text))


def mastodon_length(text: str, *, url_length: int = 23) -> int:
    """Return what *text* counts on a Mastodon server that counts every address as *url_length*.

    Of `@user@server` only `@user` counts (app/validators/status_length_validator.rb).
    """
    if "://" not in text and "@" not in text:
        return graphemes(text)
    placeholder = "x" * url_length
    return graphemes(_SHORTENED.sub(lambda each: placeholder if each["address"] else f"@{each['user']}", text))
