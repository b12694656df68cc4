"""Take care of a site that changed: in order, again until it went well, and never in anybody's way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from typing_extensions import override

from bot.log import event, warning
from bot.ports import Aftercare, Clock, Notice, SiteStep, Store

_SUBJECT = "site"
_OWED = "site_changed"
_STALE = "search_stale"
_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCare(Aftercare):
    """Takes every step after a change; where one fails, the later ones wait for it.

    Called by itself, it does what is still owed, the index of the search first: no issue waits for that.
    """

    store: Store
    clock: Clock
    steps: tuple[SiteStep, ...] = ()
    """In order: the web first, then who is told of it."""
    search: SiteStep | None = None

    def __call__(self) -> datetime | None:
        """Do what is owed; return when to come again, `None` when nothing is owed."""
        owed = self._owed()
        if self.search and _STALE in owed and self._went_well(self.search):
            self._clear(_STALE)
            self._write_down()
            owed = self._owed()
        if _OWED in owed:
            self.finish(changed=True)
        return self.clock.now() + _AGAIN if self._owed() else None

    @override
    def begin(self) -> None:
        self._write_down()
        if self.search:
            self._raise(_STALE, "the search does not know the newest pages yet; it learns of them by itself")

    @override
    def finish(self, *, changed: bool) -> None:
        if not changed or all(self._went_well(step) for step in self.steps):
            self._clear(_OWED)

    def _write_down(self) -> None:
        if self.steps:
            self._raise(_OWED, "pages have changed, and what follows a change is not done yet; it is done by itself")

    def _went_well(self, step: SiteStep) -> bool:
        why = step.take()
        if why:
            warning("site.step_failed", step=step.name)
            self._raise(step.name, f"{why}; it is tried again")
        else:
            event("site.step_done", step=step.name)
            self._clear(step.name)
        return not why

    def _owed(self) -> frozenset[str]:
        with self.store.look() as work:
            return frozenset(each.kind for each in work.notices.all() if each.subject == _SUBJECT) & {_OWED, _STALE}

    def _raise(self, kind: str, text: str) -> None:
        with self.store.work() as work:
            work.notices.raise_(Notice(subject=_SUBJECT, kind=kind, text=text, since=self.clock.now()))

    def _clear(self, kind: str) -> None:
        with self.store.work() as work:
            work.notices.clear(_SUBJECT, kind)
