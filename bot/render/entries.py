"""An issue as the site shows it."""

from dataclasses import dataclass
from datetime import datetime

from bot.ports import DigestState, Issue
from bot.render.addresses import day_path
from curation.model import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An issue with the words that were stored for it."""

    issue: Issue
    title: str
    body: str
    """The article, as it was stored."""

    @property
    def digest(self) -> Digest:
        """What is in it."""
        return self.issue.digest

    @property
    def path(self) -> str:
        """Where its page is, from the site's first one."""
        return day_path(self.digest.course, self.digest.day)

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing of it may be read any more."""
        return self.issue.state is DigestState.WITHDRAWN

    @property
    def published(self) -> datetime:
        """When it was frozen: the time all its forms agree on."""
        return self.issue.published

    @property
    def updated(self) -> datetime:
        """When what readers see last changed."""
        return self.issue.updated


def stamp(moment: datetime) -> str:
    """Return *moment* to the second, as RFC 3339 writes it in UTC."""
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
