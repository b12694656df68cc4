"""Read posts out of an archive, by the consent rules of today; nothing is published by it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from bot.log import event
from bot.ports import Archive, BadLine, Capture, Clock, Skipped, Store
from bot.tasks.admission import admit
from curation.model import Course, Reason

_BATCH = 10_000
"""Captures a transaction: large enough to be fast, small enough to let others write."""
_NAMED_BAD_LINES = 20


@dataclass(slots=True, kw_only=True)
class LoadReport:
    """What a file brought."""

    file: str
    seen: int = 0
    new: int = 0
    refused: Counter[Reason] = field(default_factory=Counter[Reason])
    bad: int = 0
    bad_lines: list[BadLine] = field(default_factory=list[BadLine])
    """The first few, named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Keep what an archive holds; harmless twice."""

    archive: Archive
    store: Store
    clock: Clock
    courses: tuple[Course, ...]

    def __call__(
        self,
        path: Path,
        /,
        *,
        seen_at: datetime | None = None,
        progress: Callable[[int], None] = lambda _count: None,
    ) -> LoadReport:
        """Read *path* to its end, telling *progress* how many pieces are done; raise `ArchiveError`.

        Posts count as seen when they were written, or at *seen_at* when that is given.
        """
        report = LoadReport(file=path.name)
        records = self.archive.read(path, now=self.clock.now(), seen_at=seen_at)
        while captures := list(islice(_captures(records, report), _BATCH)):
            with self.store.work() as work:
                admitted = admit(work, captures, self.courses, self.clock.now())
            report.seen += admitted.seen
            report.new += len(admitted.new)
            report.refused.update(admitted.refused)
            progress(report.seen)
        event("load.done", seen=report.seen, new=report.new, bad=report.bad)
        return report


def _captures(records: Iterator[Capture | BadLine | Skipped], report: LoadReport) -> Iterator[Capture]:
    for record in records:
        if isinstance(record, Capture):
            yield record
        elif isinstance(record, Skipped):
            report.seen += 1
            report.refused[record.reason] += 1
        else:
            report.bad += 1
            if len(report.bad_lines) < _NAMED_BAD_LINES:
                report.bad_lines.append(record)
