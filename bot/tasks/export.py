"""Hand on what a course collected, as far as everybody's wishes of today allow it: lines that can be imported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from bot.log import event
from bot.ports import Capture, Clock, ExportFormat, Remapper, Store, Work
from bot.tasks.persons import wishes_of
from curation import consent, nevers
from curation.hashtags import carries
from curation.model import AccountRef, Course, Post, Wish

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
    remapper: Remapper
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
        post = said[0].post
        wishes = told.get(post.author.account, ())
        if self._stays(post, wishes, course):
            report.kept += 1
        elif whole := [each for each in said if self._may_go_out(each, wishes, course)]:
            report.whole += 1
            yield from map(self.format.line, whole)
        else:
            yield from self._veiled(work, post, course, report)

    def _stays(self, post: Post, wishes: tuple[Wish, ...], course: Course) -> bool:
        """Return whether not even that somebody shared a page is told."""
        if not carries(post, course.hashtags) or nevers.keeps_out(post, course):
            return True
        return consent.refusal(post, wishes, course, self.clock.now()) is not None

    def _may_go_out(self, capture: Capture, wishes: tuple[Wish, ...], course: Course) -> bool:
        """Return whether the payload may be handed on: it makes the post as it is today, with nobody else in it.

        A source may still hold what the writer has changed since, and another one what this one does not tell.
        """
        again = self.remapper.again(capture) if capture.payload != _GONE else None
        if again is None or again.post.edited_at != capture.post.edited_at or nevers.holds(again.post, course):
            return False
        if nevers.open_links(again.post, course) != again.post.links:
            return False
        posts = (capture.post, replace(again.post, author=capture.post.author))
        return all(consent.may_hand_on(each, wishes, course, self.clock.now()) for each in posts)

    def _veiled(self, work: Work, post: Post, course: Course, report: ExportReport) -> Iterator[bytes]:
        name, sharer = (work.tombstones.veil(each, course=course.slug) for each in (post.ref, post.author.account))
        post = replace(post, links=nevers.open_links(post, course))
        veiled = consent.veiled(post, course, name=name, sharer=sharer)
        if not veiled.links:
            report.kept += 1
            return
        report.veiled += 1
        yield self.format.line(Capture(post=veiled, payload=_GONE, source=_SOURCE))
