"""Bring a backup back: what was erased since it was made is erased in it before anybody can read it."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.log import event
from bot.ports import Backups, Clock, ErasureLog, Notice, Store
from bot.tasks.erase import Erase
from curation.model import Event, EventKind

_WHO = "restore"
_TEXT = (
    "a backup was restored: what was sent since it was made is not known any more, so nothing is sent; look at what is"
    " out there, then: welearned resume"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was erased in the backup."""

    posts: int
    issues: int
    """That say less now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """Prepare a backup; `Backups.install` puts it in place when the database is closed."""

    backups: Backups
    log: ErasureLog
    live: Store
    """The database as it is now, for what it knows of erasings."""
    clock: Clock
    erase: Erase

    def __call__(self, file: Path, /) -> RestoreReport:
        """Make *file* ready: erased by the log, every course paused; raise `StoreError`."""
        with self.live.look() as work:
            known = work.forgetting.tombstones()
        with self.backups.prepare(file) as store:
            with store.work() as work:
                refs, accounts = work.forgetting.buried([*self.log.read(), *known])
            erase = replace(self.erase, store=store)
            done = [erase.people(accounts), erase.posts(refs)]
            self._pause(store)
        report = RestoreReport(
            posts=sum(each.posts for each in done), issues=len({k for each in done for k in each.digests})
        )
        event("restore.prepared", posts=report.posts, issues=report.issues)
        return report

    def _pause(self, store: Store) -> None:
        now = self.clock.now()
        with store.work() as work:
            for publish in self.erase.publishes:
                slug = publish.course.slug
                work.events.append(Event(course=slug, kind=EventKind.PAUSE, who=_WHO, at=now))
                work.notices.raise_(Notice(subject=f"course:{slug}", kind="restored", text=_TEXT, since=now))
