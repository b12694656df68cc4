"""What the sweep knows of published posts."""

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from curation.model import AccountRef, PostRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A post that points at a page of an issue that readers have, as one source knows it."""

    ref: PostRef
    source: str
    """The name of a source that showed it to us."""
    local_id: str
    url: str
    """Where a reader can open it; empty where there is no such address."""
    seen_at: datetime
    checked_at: datetime | None = None
    missed_at: datetime | None = None


class Presences(Protocol):
    """What was seen of posts that are shown."""

    @abstractmethod
    def standing(self, unchecked_since: datetime, /) -> tuple[Standing, ...]:
        """Return published posts not asked for since then, and all that are missed; one a source that knows them."""

    @abstractmethod
    def recent(self, seen_from: datetime, unchecked_since: datetime, /) -> tuple[Standing, ...]:
        """Return posts first seen since *seen_from*, published or not, and not asked for since then, newest first."""

    @abstractmethod
    def unasked(self, sources: Collection[str], /) -> frozenset[tuple[AccountRef, datetime]]:
        """Return of whom and when (`Post.at`) published posts are that none of *sources* can be asked for."""

    @abstractmethod
    def known(self, source: str, local_ids: Collection[str], /) -> tuple[Standing, ...]:
        """Return posts that *source* calls *local_ids*, whatever their time; one a source that knows them."""

    @abstractmethod
    def saw(self, refs: Collection[PostRef], at: datetime, /) -> None:
        """Note that *refs* stand; what was missed is shown again where it is not yet taken out."""

    @abstractmethod
    def missed(self, refs: Collection[PostRef], at: datetime, /) -> None:
        """Note that *refs* were not there; from the first time on no issue is made from them."""
