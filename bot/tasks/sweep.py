"""Ask whether what we show still stands where it was said: sources delete, and nobody tells us.

A miss hides, a second one erases; a time-out, a refusal or a server that lies down says nothing about a post. What was
edited is read again: another wording replaces the old one, and a tag or visibility edited away counts as deleted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.errors import SourceError
from bot.log import event, warning
from bot.ports import Clock, DigestState, Presence, Source, Standing, Store, Why, Work
from bot.tasks.admission import admit, decided
from bot.tasks.erase import Erase
from bot.tasks.honour import Honour
from curation import sweeping
from curation.model import Course, PostRef, Reason
from curation.sweeping import Verdict

_AT_ONCE = 400
"""Posts asked for in one turn at one source; the rest is asked for in the next."""
_REACH = timedelta(days=3)
"""How old what rolled over into an issue may be."""
_FRESH = timedelta(minutes=30)
"""An answer that is younger needs no second."""
_EDITED_AWAY = frozenset({Reason.NO_TAG, Reason.NOT_PUBLIC})


@dataclass(slots=True, kw_only=True)
class SweepReport:
    """What one turn brought."""

    due: int = 0
    """Posts whose time it was."""
    asked: int = 0
    there: int = 0
    edited: int = 0
    hidden: int = 0
    """Missed for the first time."""
    erased: int = 0
    unknown: int = 0
    """No answer; they are asked for again in the next turn."""
    troubles: dict[str, str] = field(default_factory=dict[str, str])
    """Why a source could not be asked, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Look at published posts again, each at its time, each through one source that knows it."""

    sources: tuple[Source, ...]
    store: Store
    clock: Clock
    courses: tuple[Course, ...]
    erase: Erase
    honours: tuple[Honour, ...]

    def __call__(self, *, dry_run: bool = False) -> SweepReport:
        """Ask what is due, hide and erase what is gone; with *dry_run* ask nobody and only count what is due."""
        now = self.clock.now()
        report = SweepReport()
        due = self._due(now)
        report.due = sum(map(len, due.values()))
        for source in self.sources if not dry_run else ():
            wanted = due.get(source.name, ())[:_AT_ONCE]
            if wanted:
                self._ask(source, {each.ref: each for each in wanted}, report)
        self._honour(report)
        if not dry_run:
            event("sweep.done", asked=report.asked, hidden=report.hidden, erased=report.erased)
        return report

    def before_issue(self) -> SweepReport:
        """Ask about what may be in an issue that goes out now, where that costs nothing: what is gone does not."""
        now = self.clock.now()
        report = SweepReport()
        with self.store.look() as work:
            fresh = work.presences.recent(now - _REACH, now - _FRESH)
        for name, standing in self._by_source(fresh).items():
            source = next(each for each in self.sources if each.name == name)
            wanted = standing[:_AT_ONCE]
            if wanted and not source.bills:
                self._ask(source, {each.ref: each for each in wanted}, report)
        return report

    def again(self, told: Sequence[Standing], *, gone: bool = False) -> SweepReport:
        """Look at *told* at once, whatever their time; *gone* says that their source told us of a deletion."""
        report = SweepReport()
        if gone:
            self._erase(tuple(dict.fromkeys(each.ref for each in told)), Why.GONE, report)
            return report
        for name, standing in self._by_source(told).items():
            source = next(each for each in self.sources if each.name == name)
            if standing:
                self._ask(source, {each.ref: each for each in standing}, report)
        self._honour(report)
        return report

    def _honour(self, report: SweepReport) -> None:
        if report.hidden or report.edited:
            for honour in self.honours:
                honour()

    def _due(self, now: datetime) -> Mapping[str, tuple[Standing, ...]]:
        shown = self._shown() if any(source.bills for source in self.sources) else frozenset[str]()
        bills = {source.name: source.bills for source in self.sources}
        least = min(each.every for each in sweeping.INTERVALS)
        return {
            name: tuple(
                each
                for each in standing
                if (not bills[name] or each.url in shown) and _is_due(each, now, bills=bills[name])
            )
            for name, standing in self._by_source(self._standing(now - least)).items()
        }

    def _standing(self, unchecked_since: datetime) -> tuple[Standing, ...]:
        with self.store.look() as work:
            return work.presences.standing(unchecked_since)

    def _by_source(self, standing: Sequence[Standing]) -> Mapping[str, tuple[Standing, ...]]:
        """Return what each source is asked for: a post's own server where that is one of them."""
        names = {source.name for source in self.sources}
        best: dict[PostRef, Standing] = {}
        for each in standing:
            if each.source in names and (each.ref not in best or _is_home(each)):
                best[each.ref] = each
        return {name: tuple(each for each in best.values() if each.source == name) for name in sorted(names)}

    def _shown(self) -> frozenset[str]:
        """Return the addresses of posts that a reader can open from an issue."""
        with self.store.look() as work:
            issues = [issue for course in self.courses for issue in work.digests.frozen(course.slug)]
        return frozenset(
            credit.post_url
            for issue in issues
            if issue.state is not DigestState.WITHDRAWN
            for item in (*issue.digest.items, *issue.digest.again)
            for credit in item.credits
            if credit.post_url
        )

    def _ask(self, source: Source, asked: Mapping[PostRef, Standing], report: SweepReport) -> None:
        ids = {ref: each.local_id for ref, each in asked.items()}
        try:
            found = source.still_there(ids)
            edited = {ref: ids[ref] for ref in ids if found.get(ref) is Presence.EDITED}
            read = source.read_again(edited)
        except SourceError as error:
            report.troubles[source.name] = error.why
            report.unknown += len(asked)
            warning("sweep.unanswered", source=source.name, posts=len(asked))
            return
        now = self.clock.now()
        gone = [ref for ref in ids if found.get(ref) is Presence.GONE]
        with self.store.work() as work:
            there = [ref for ref in ids if found.get(ref) is Presence.THERE or (ref in edited and ref not in read)]
            _, refused = decided(work, tuple(read.values()), self.courses, now)
            away = [each.ref for each in refused if each.reason in _EDITED_AWAY]
            stays = {ref: each for ref, each in read.items() if ref not in away}
            admit(work, tuple(stays.values()), self.courses, now, seen_before=True)
            work.presences.saw([*there, *stays], now)
            lost = list(_erased(work, gone, asked, now))
        report.asked += len(asked)
        report.there += len(there)
        report.edited += len(read)
        report.hidden += len(gone) - len(lost)
        report.unknown += len(asked) - len(there) - len(read) - len(gone)
        self._erase(lost, Why.GONE, report)
        self._erase(away, Why.EDITED, report)

    def _erase(self, refs: Sequence[PostRef], why: Why, report: SweepReport) -> None:
        if refs:
            self.erase.posts(refs, why=why)
            report.erased += len(refs)


def _is_due(standing: Standing, now: datetime, *, bills: bool) -> bool:
    return sweeping.is_due(
        now,
        seen_at=standing.seen_at,
        checked_at=standing.checked_at,
        missed_at=standing.missed_at,
        bills=bills,
    )


def _is_home(standing: Standing) -> bool:
    """Return whether the source is the server on which the post was written."""
    host = standing.source.partition(":")[2]
    return standing.ref.uri.startswith((f"https://{host}/", f"http://{host}/"))


def _erased(work: Work, gone: Sequence[PostRef], asked: Mapping[PostRef, Standing], now: datetime) -> Iterator[PostRef]:
    """Note the first misses of *gone*, and yield those that are missed for the second time."""
    for ref in gone:
        if sweeping.verdict(now, asked[ref].missed_at) is Verdict.ERASE:
            yield ref
        else:
            work.presences.missed([ref], now)
