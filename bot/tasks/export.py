"""Hand on what a course collected, as far as everybody's wishes of today allow it: lines that can be imported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from bot.log import event
from bot.ports import Capture, Clock, ExportFormat, Store, Work
from bot.tasks.persons import wishes_of
from curation import consent, nevers
from curation.hashtags import carries
from curation.model import AccountRef, Course, Wish

_AT_ONCE = 1_000
"""Posts a look at the database."""
_SOURCE = "archive:export"
_GONE = b"{}"


@dataclass(slots=True, kw_only=True)
class ExportReport:
    """What was handed on."""

    whole: int = 0
    """Posts as they were said."""
    veiled: int = 0
    """Posts of which nothing is told but which pages were shared."""
    kept: int = 0
    """Posts of which nothing may be told, or there is nothing to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Read every post of one course; who it is of is told only where they allow name, link and quotation."""

    course: Course
    format: ExportFormat
    store: Store
    clock: Clock

    def __call__(self, report: ExportReport) -> Iterator[bytes]:
        """Yield a line for what may be told, counting in *report*; each look at the database asks the wishes anew."""
        last: int | None = 0
        while last is not None:
            with self.store.look() as work:
                lines, last = self._some(work, last, report)
            yield from lines
        event("export.done", whole=report.whole, veiled=report.veiled, kept=report.kept)

    def _some(self, work: Work, last: int, report: ExportReport) -> tuple[list[bytes], int | None]:
        held = work.captures.after(last, _AT_ONCE)
        if held is None:
            return [], None
        course = nevers.with_nevers(self.course, work.events.of(self.course.slug, None))
        told = wishes_of(work, (each.post for each in held.captures))
        posts = groupby(held.captures, key=lambda each: each.post.ref)
        return [line for _, each in posts for line in self._lines(work, tuple(each), course, told, report)], held.last

    def _lines(
        self,
        work: Work,
        said: tuple[Capture, ...],
        course: Course,
        told: Mapping[AccountRef, tuple[Wish, ...]],
        report: ExportReport,
    ) -> Iterator[bytes]:
        post, now = said[0].post, self.clock.now()
        wishes = told.get(post.author.account, ())
        whole = [each for each in said if each.payload != _GONE]
        if not carries(post, course.hashtags) or consent.refusal(post, wishes, course, now) is not None:
            report.kept += 1
        elif whole and consent.may_hand_on(post, wishes, course, now):
            report.whole += 1
            yield from map(self.format.line, whole)
        else:
            yield from self._veiled(work, said[0], course, report)

    def _veiled(self, work: Work, capture: Capture, course: Course, report: ExportReport) -> Iterator[bytes]:
        post = capture.post
        name, sharer = (work.tombstones.veil(each) for each in (post.ref, post.author.account))
        veiled = consent.veiled(post, course, name=name, sharer=sharer)
        if not veiled.links:
            report.kept += 1
            return
        report.veiled += 1
        yield self.format.line(Capture(post=veiled, payload=_GONE, source=_SOURCE))
