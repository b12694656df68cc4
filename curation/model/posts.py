"""People and what they said: hashtags, accounts, authors, posts."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from typing_extensions import override

from curation.errors import InvalidHashtag, InvalidValue
from curation.model.moments import require_utc

_TAG_SEPARATORS = "_·・\u200c"
_LATIN_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_STROKED = str.maketrans("đðħıĸłŋøŧ", "ddhiklnot")
"""Letters that no decomposition makes plain."""


def _is_tag_character(character: str) -> bool:
    return character in _TAG_SEPARATORS or unicodedata.category(character)[0] in "LMN"


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A tag to compare (`key`) and to show (`display`); two tags with equal keys are one tag."""

    key: str
    """NFKC, case-folded, without `#`."""
    display: str = field(compare=False)
    """As the course or the post wrote it, without `#`: CamelCase helps screen readers."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the hashtag that *text* is, with or without `#` or `＃`; raise `InvalidHashtag` for anything else."""
        display = unicodedata.normalize("NFKC", text.strip()).removeprefix("#")
        cut = next((at for at, each in enumerate(display) if not _is_tag_character(each)), len(display))
        if not display or cut < len(display):
            raise InvalidHashtag(text, would_be=f"#{display[:cut]}" if cut else "")
        if not any(unicodedata.category(each)[0] in "LM" for each in display):
            raise InvalidHashtag(text)
        return cls(key=display.casefold(), display=display)

    @property
    def folded(self) -> str:
        """The key with Latin letters plain, as servers that fold to ASCII compare it (`#Café` = `#cafe`).

        Other scripts keep their marks: が is not か (mastodon/app/lib/ascii_folding.rb).
        """
        if self.key.isascii():
            return self.key
        plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", self.key).translate(_STROKED))
        return unicodedata.normalize("NFC", plain)

    @override
    def __str__(self) -> str:
        return f"#{self.display}"


@dataclass(frozen=True, slots=True)
class PostRef:
    """The post's identity everywhere: the network-wide id, never a server's own."""

    network: str
    uri: str


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account's identity: on the fediverse the full handle in lower case, on X the user id."""

    network: str
    id: str

    @classmethod
    def named(cls, handle: str, network: str) -> Self:
        """Return whom *handle* names: a full handle on Mastodon; on X a number, else a name."""
        name = handle.strip().removeprefix("@").casefold()
        return cls(network, name if network != "x" or name.isdecimal() else f"name:{name}")


class Visibility(StrEnum):
    """Whom the writer meant to see a post; only `PUBLIC` is ever kept."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"
    DIRECT = "direct"


class AccountState(StrEnum):
    """What the network says of an account's standing."""

    ACTIVE = "active"
    PROTECTED = "protected"
    SUSPENDED = "suspended"
    LIMITED = "limited"
    MOVED = "moved"
    UNREADABLE = "unreadable"
    """The profile answers 401, 403, 404 or 410."""
    UNKNOWN = "unknown"
    """The source carries no profile (a sheet, a feed): nobody is named, linked or quoted by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who said it, as far as the network tells; absent flags are false."""

    account: AccountRef
    handle: str
    """Fully qualified, without a leading `@`."""
    name: str
    """Harmless plain text; never empty (the handle where the network gives no name)."""
    url: str = ""
    bio: str = ""
    """Bio and profile fields as plain text, kept for consent and never shown."""
    is_bot: bool = False
    noindex: bool = False
    indexable: bool = False
    discoverable: bool = False
    state: AccountState = AccountState.ACTIVE
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.handle or self.handle.startswith("@"):
            raise InvalidValue("Author.handle", found=self.handle, expected="a handle without a leading @")
        if not self.name:
            raise InvalidValue("Author.name", found=self.name, expected="a name that is not empty")
        if self.created_at is not None:
            require_utc("Author.created_at", self.created_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A post inside a post; its links count for the quoting person when consent allows the quoted one."""

    ref: PostRef
    author: Author
    links: tuple[str, ...] = ()
    text: str = ""
    """Only so that `#nodigest` can be seen; never shown, never stored."""
    visibility: Visibility = Visibility.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What one person said once."""

    ref: PostRef
    author: Author
    text: str
    """Harmless plain text, never HTML."""
    created_at: datetime
    seen_at: datetime
    url: str = ""
    """The permalink a reader may open; empty where there is none."""
    links: tuple[str, ...] = ()
    """Absolute http(s) addresses in the order of the text, as written, mentions and hashtags left out."""
    hashtags: tuple[Hashtag, ...] = ()
    folds_hashtags: bool = False
    """Whether the post's server compares tags without diacritics (Mastodon does, GoToSocial does not)."""
    visibility: Visibility = Visibility.PUBLIC
    language: str = ""
    """BCP 47, or empty when unknown."""
    content_warning: str = ""
    sensitive: bool = False
    pictured: bool = False
    """Whether pictures, or what else may show people, stand beside the words."""
    mentions: tuple[str, ...] = ()
    """Handles of people addressed: third parties, never credited."""
    boosts: int = 0
    """The highest count any one server reports; breaks ties only."""
    edited_at: datetime | None = None
    repost_of: PostRef | None = None
    """Set when this post says nothing of its own: it is never a share."""
    quote: Quote | None = None
    reply_to: PostRef | None = None

    def __post_init__(self) -> None:
        require_utc("Post.created_at", self.created_at)
        require_utc("Post.seen_at", self.seen_at)
        if self.edited_at is not None:
            require_utc("Post.edited_at", self.edited_at)
        for link in self.links:
            if not link.startswith(("https://", "http://")):
                raise InvalidValue("Post.links", found=link, expected="an absolute http(s) address")

    @property
    def at(self) -> datetime:
        """The time that decides the post's day: when it was written, but never later than it was seen."""
        return min(self.created_at, self.seen_at)
