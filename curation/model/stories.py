"""What several people pointed at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from curation.errors import InvalidValue
from curation.model.pages import PageCard, PageUrl
from curation.model.posts import AccountRef, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One person's pointing at one page."""

    post: Post
    url: str
    """As written in the post."""
    somebody: AccountRef | None = None
    """Which account stands for the person, where they have several; `None` where the one that shared does."""

    @property
    def account(self) -> AccountRef:
        """Under which account it was shared."""
        return self.post.author.account

    @property
    def person(self) -> AccountRef:
        """Who shared, the same whichever of their accounts they used."""
        return self.somebody or self.account


class Flag(StrEnum):
    """Why an item waits for a person under `auto_clean`."""

    CONTENT_WARNING = "content_warning"
    MANY_TAGS = "many_tags"
    NEW_ACCOUNT = "new_account"
    SHORT_LINK = "short_link"
    """A short link that nobody could follow: it is not known which page this is."""
    QUOTES_OTHERS = "quotes_others"
    """The sharer's words that would be quoted address somebody, or stand beside a picture: a person looks first."""
    NOTE_WITHOUT_SHARER = "note_without_sharer"
    """A person's note names the sharer, who may not be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One page and everyone who shared it, first share first; equal whatever order the posts came in."""

    page: PageUrl
    shares: tuple[Share, ...]
    """One a person: their first. At least one."""
    spellings: tuple[str, ...]
    """Every address that led here, sorted."""
    card: PageCard | None = None
    boosts: int = 0
    copies: int = 0
    """How many more people passed the page on in another sharer's words; they share nothing of their own."""
    twins: int = 0
    """How many shares bear the name of somebody on another network: perhaps one person, perhaps not."""
    sources: int = 1
    """On how many networks' or servers' accounts it was shared (distinct home servers)."""
    flags: frozenset[Flag] = frozenset()
    topics: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.shares:
            raise InvalidValue("Story.shares", found=self.shares, expected="at least one share")

    @property
    def people(self) -> int:
        """How many distinct people shared it; at least, where some bear one name on two networks."""
        return len(self.shares) - self.twins

    @property
    def first_at(self) -> datetime:
        """When it was first shared."""
        return self.shares[0].post.at
