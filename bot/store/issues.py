"""The issues that a site is made of, each call in a look of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from typing_extensions import override

from bot.ports import DigestState, Issue, Issues, Listed, Store
from curation.model import DigestKey

_SHOWN = {DigestState.FROZEN, DigestState.PUBLISHED, DigestState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class StoredIssues(Issues):
    """Issues as *store* has them."""

    store: Store

    @override
    def listed(self, course: str, /, *, outlet: str = "") -> tuple[Listed, ...]:
        with self.store.look() as work:
            return work.digests.listed(course, outlet=outlet)

    @override
    def between(self, course: str, first: date, last: date, /) -> tuple[Issue, ...]:
        with self.store.look() as work:
            return work.digests.frozen(course, since=first, before=last + timedelta(days=1))

    @override
    def get(self, key: DigestKey, /) -> Issue | None:
        with self.store.look() as work:
            issue = work.digests.get(key)
        return issue if issue is not None and issue.state in _SHOWN else None
