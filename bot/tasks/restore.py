"""Bring a backup back: what people said since it was made holds in it before anybody can read it.

Who was erased is erased in it, who told us something is taken at their word, who gets no letters any more gets none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.log import event
from bot.ports import Backups, Clock, ErasureLog, Notice, Store, Work
from bot.ports.mail import Subscriber
from bot.tasks.erase import Erase
from bot.tasks.honour import Honour
from curation.model import Event, EventKind, Wish

_NEVERS = {EventKind.NEVER, EventKind.ALLOW}
_T = TypeVar("_T", Wish, Event)
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
    """The database as it is now, for what people said since."""
    clock: Clock
    erase: Erase

    def __call__(self, file: Path, /) -> RestoreReport:
        """Make *file* ready: erased by the log, with what was said since, every course paused; raise `StoreError`."""
        with self.live.look() as work:
            known = work.forgetting.tombstones()
            said = self._said(work)
        with self.backups.prepare(file) as store:
            with store.work() as work:
                refs, accounts = work.forgetting.buried([*self.log.read(), *known])
            erase = replace(self.erase, store=store)
            done = [erase.people(accounts), erase.posts(refs)]
            with store.work() as work:
                self._bring(work, said)
            for publish in self.erase.publishes:
                Honour(course=publish.course, store=store, clock=self.clock, publishers=publish.publishers)()
            self._pause(store)
        report = RestoreReport(
            posts=sum(each.posts for each in done), issues=len({k for each in done for k in each.digests})
        )
        event("restore.prepared", posts=report.posts, issues=report.issues)
        return report

    def _said(self, work: Work) -> "_Said":
        courses = [publish.course.slug for publish in self.erase.publishes]
        nevers = (each for slug in courses for each in work.events.of(slug, None) if each.kind in _NEVERS)
        return _Said(
            wishes=work.wishes.of(work.wishes.accounts()),
            nevers=tuple(nevers),
            readers=tuple(each for slug in courses for each in work.subscribers.of(slug)),
            beginnings=frozenset((each.source, each.query, each.first_at) for each in work.cursors.polls()),
        )

    def _bring(self, work: Work, said: "_Said") -> None:
        """Let what was *said* hold in *work*, the backup; a database that was made anew says nothing about readers."""
        had = self._said(work)
        for wish in _missing(said.wishes, had.wishes):
            work.wishes.record(wish)
        for act in _missing(said.nevers, had.nevers):
            work.events.append(act)
        if not had.beginnings.isdisjoint(said.beginnings):
            work.subscribers.forget([each.id for each in had.readers])
            for reader in said.readers:
                work.subscribers.put(reader)

    def _pause(self, store: Store) -> None:
        now = self.clock.now()
        with store.work() as work:
            for publish in self.erase.publishes:
                slug = publish.course.slug
                work.events.append(Event(course=slug, kind=EventKind.PAUSE, who=_WHO, at=now))
                work.notices.raise_(Notice(subject=f"course:{slug}", kind="restored", text=_TEXT, since=now))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What people told us, and who gets letters."""

    wishes: tuple[Wish, ...]
    nevers: tuple[Event, ...]
    readers: tuple[Subscriber, ...]
    beginnings: frozenset[tuple[str, str, datetime]]
    """When each query was asked first: two databases that agree in one are the same at two times."""


def _missing(wanted: Iterable[_T], had: Iterable[_T]) -> list[_T]:
    there = frozenset(had)
    return [each for each in wanted if each not in there]
