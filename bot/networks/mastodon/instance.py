"""What a server says of itself: its limits, its rules, and what it shows to whom.

https://docs.joinmastodon.org/entities/Instance/
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.networks.mastodon.fields import Json, number, part, parts, word
from bot.networks.mastodon.html import plain


class Access(StrEnum):
    """Who may read one half of the hashtag timelines."""

    PUBLIC = "public"
    AUTHENTICATED = "authenticated"
    DISABLED = "disabled"
    UNKNOWN = "unknown"
    """Servers before 4.5 and other software do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a post may be."""

    characters: int
    """As the server counts them."""
    per_url: int
    """What a link costs, however long it is."""


FALLBACK: Final = Limits(characters=500, per_url=23)
"""Mastodon's own, for servers that do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """What a server says of itself."""

    domain: str
    """What its people have behind their names; empty when it does not say."""
    version: str
    """To show a person; never to decide anything: forks lie."""
    limits: Limits
    tags: Mapping[str, Access]
    """Of the halves `local` and `remote`."""
    rules: tuple[str, ...]


def instance_of(found: Json) -> Instance:
    """Return what *found* says; what it does not say is as on Mastodon."""
    configuration = part(found, "configuration")
    statuses = part(configuration, "statuses")
    feeds = part(part(configuration, "timelines_access"), "hashtag_feeds")
    return Instance(
        domain=word(found, "domain"),
        version=plain(word(found, "version")),
        limits=Limits(
            characters=number(statuses, "max_characters") or FALLBACK.characters,
            per_url=number(statuses, "characters_reserved_per_url") or FALLBACK.per_url,
        ),
        tags={half: _access(word(feeds, half)) for half in ("local", "remote")},
        rules=tuple(plain(word(each, "text")) for each in parts(found, "rules")),
    )


def _access(text: str) -> Access:
    return Access(text) if text in set(Access) else Access.UNKNOWN
