"""Somebody in a long course: what they said, and what they want."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from curation.model import AccountRef, Author, Post


@dataclass
class Said:
    """One post, as it is out there."""

    post: Post
    versions: list[str]
    """Marks of every wording, the last one the current."""
    gone: bool = False
    untagged: bool = False
    erased: bool = False
    lost_at: timedelta | None = None
    """When it was deleted or lost its tag, by the time for which the server had answered."""
    reworded_at: timedelta | None = None
    """When it was last edited, by the same time."""

    @property
    def mark(self) -> str:
        """What its address holds."""
        return self.post.ref.uri.rpartition("/")[2]


@dataclass
class Person:
    """What somebody wants."""

    number: int
    stopped: bool = False
    form: str = "name"
    quoted: bool = False
    erased: bool = False
    said: list[Said] = field(default_factory=list[Said])

    @property
    def named(self) -> bool:
        """Whether they may stand with their name."""
        return not (self.stopped or self.erased) and self.form in {"name", "mention"}

    @property
    def pinged(self) -> bool:
        """Whether they may be mentioned."""
        return self.named and self.form == "mention"

    @property
    def name(self) -> str:
        return f"Nm{self.number:02}q"

    @property
    def handle(self) -> str:
        return f"hn{self.number:02}q@mastodon.example"

    @property
    def author(self) -> Author:
        return Author(
            account=AccountRef("mastodon", self.handle),
            handle=self.handle,
            name=self.name,
            url=f"https://mastodon.example/@hn{self.number:02}q",
            indexable=True,
            discoverable=True,
            created_at=datetime(2012, 1, 1, tzinfo=UTC),
        )

    @property
    def marks(self) -> tuple[str, ...]:
        return self.name.casefold(), self.handle.partition("@")[0]
