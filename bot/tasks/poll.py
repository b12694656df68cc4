"""See what is new under the courses' hashtags, and keep it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import OverBudget, SourceClosed, SourceError
from bot.log import event, warning
from bot.ports import Batch, Clock, Notice, Query, Source, Store, query_key
from bot.tasks.admission import Admitted, admit
from curation.model import Course, Hashtag, Reason

RESCAN_REACH = timedelta(hours=48)
"""How far back late and back-dated posts are looked for (networks.md M15)."""
SILENCE = timedelta(hours=24)
"""A tag that had posts and brings nothing for this long is worth a warning (networks.md M7)."""


@dataclass(slots=True, kw_only=True)
class PollReport:
    """What one turn at one source brought."""

    source: str
    seen: int = 0
    new: int = 0
    malformed: int = 0
    requests: int = 0
    refused: Counter[Reason] = field(default_factory=Counter[Reason])
    trouble: str = ""
    """Why the source could not be read to the end; empty when it could."""
    needs_token: bool = False
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """Ask one source about every hashtag of every course; a failure is a notice and a time to try again."""

    source: Source
    store: Store
    clock: Clock
    courses: tuple[Course, ...]

    def __call__(self) -> PollReport:
        """Keep what is new since the cursors; a crash before the commit repeats the poll and loses nothing."""
        return self._each_query(self._poll)

    def rescan(self, reach: timedelta = RESCAN_REACH) -> PollReport:
        """Keep what was said in the last *reach* and came late; the cursors stay."""
        return self._each_query(lambda query, report: self._rescan(query, report, reach))

    def _each_query(self, ask: Callable[[Query, PollReport], None]) -> PollReport:
        report = PollReport(source=self.source.name)
        for query in self.source.queries(_hashtags(self.courses)):
            try:
                ask(query, report)
            except SourceError as error:
                self._note(error, report)
                break
        else:
            self._clear(self._subject(), "closed", "unreachable")
        event("poll.done", source=report.source, seen=report.seen, new=report.new, trouble=bool(report.trouble))
        return report

    def _poll(self, query: Query, report: PollReport) -> None:
        key = query_key(query)
        with self.store.look() as work:
            cursor = work.cursors.get(self.source.name, key)
        batch = self.source.posts_since(query, cursor)
        at = self.clock.now()
        with self.store.work() as work:
            admitted = admit(work, batch.captures, self.courses, at)
            work.cursors.put(self.source.name, key, batch.cursor or cursor, at, len(admitted.new))
        self._tell_of_gap(key, gap=batch.gap)
        self._tell_of_silence(key, at)
        _count(report, batch, admitted)

    def _rescan(self, query: Query, report: PollReport, reach: timedelta) -> None:
        batch = self.source.rescan(query, self.clock.now() - reach)
        with self.store.work() as work:
            admitted = admit(work, batch.captures, self.courses, self.clock.now(), seen_before=True)
        _count(report, batch, admitted)

    def _note(self, error: SourceError, report: PollReport) -> None:
        closed = isinstance(error, SourceClosed)
        report.trouble, report.retry_at = error.why, error.retry_at
        report.needs_token = isinstance(error, SourceClosed) and error.needs_token
        if isinstance(error, OverBudget):
            return
        self._raise(self._subject(), "closed" if closed else "unreachable", error.why)

    def _tell_of_gap(self, key: str, *, gap: bool) -> None:
        if gap:
            self._raise(
                self._subject(key), "gap", "more posts than one poll takes; the rest follows with the next polls"
            )
        else:
            self._clear(self._subject(key), "gap")

    def _tell_of_silence(self, key: str, at: datetime) -> None:
        with self.store.look() as work:
            states = {each.query: each for each in work.cursors.polls() if each.source == self.source.name}
        last = states[key].last_new_at if key in states else None
        if last is not None and at - last >= SILENCE:
            self._raise(self._subject(key), "silent", f"nothing new since {last:%Y-%m-%d %H:%M} UTC")
        else:
            self._clear(self._subject(key), "silent")

    def _subject(self, key: str = "") -> str:
        """Return what a notice is about: this source, or what one query asks of it."""
        return f"source:{self.source.name} #{key}" if key else f"source:{self.source.name}"

    def _raise(self, subject: str, kind: str, text: str) -> None:
        notice = Notice(subject=subject, kind=kind, text=text, since=self.clock.now())
        with self.store.work() as work:
            new = work.notices.raise_(notice)
        if new:
            warning(f"source.{kind}", source=self.source.name)

    def _clear(self, subject: str, *kinds: str) -> None:
        with self.store.look() as work:
            standing = {(each.subject, each.kind) for each in work.notices.all()}
        for kind in kinds:
            if (subject, kind) in standing:
                with self.store.work() as work:
                    work.notices.clear(subject, kind)


def _hashtags(courses: tuple[Course, ...]) -> tuple[Hashtag, ...]:
    return tuple(dict.fromkeys(tag for course in courses for tag in course.hashtags))


def _count(report: PollReport, batch: Batch, admitted: Admitted) -> None:
    report.seen += admitted.seen
    report.new += len(admitted.new)
    report.malformed += batch.malformed
    report.requests += batch.requests
    report.refused.update(admitted.refused)
