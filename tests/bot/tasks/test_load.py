"""Reading an archive into the house."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from typing_extensions import override

from bot.errors import StoreError
from bot.ports import Archive, BadLine, Capture, Skipped
from bot.tasks.load import Load
from curation.model import Reason, WishKind
from tests.fakes import MortalStore
from tests.makers import post, wish
from tests.story.stage import Stage

FILE = Path("posts.jsonl")


class FakeArchive(Archive):
    """Records in a list, whatever the file."""

    def __init__(self, *records: Capture | BadLine | Skipped) -> None:
        self.records = records
        self.seen_at: list[datetime | None] = []

    @override
    def read(
        self, path: Path, /, *, now: datetime, seen_at: datetime | None = None
    ) -> Iterator[Capture | BadLine | Skipped]:
        self.seen_at.append(seen_at)
        return iter(self.records)


def capture(number: int, by: str = "Ana") -> Capture:
    written = post(f"https://a.example/{number}", by=by, number=number)
    return Capture(post=written, payload=b"{}", source="archive")


def load(stage: Stage, *records: Capture | BadLine | Skipped) -> Load:
    return Load(archive=FakeArchive(*records), store=stage.store, clock=stage.clock, courses=(stage.course,))


def test_posts_are_kept_by_todays_wishes() -> None:
    """What people said since the archive was made holds for old posts, too."""
    stage = Stage()
    with stage.kept.work() as work:
        work.wishes.record(wish("Ben", WishKind.STOP))

    report = load(stage, capture(1), capture(2, by="Ben"))(FILE)

    assert (report.file, report.seen, report.new, report.refused) == ("posts.jsonl", 2, 1, {Reason.STOPPED: 1})


def test_t44_an_archive_read_twice_brings_nothing_new() -> None:
    """Counts come from rows."""
    stage = Stage()
    task = load(stage, capture(1), capture(2))

    assert [task(FILE).new, task(FILE).new] == [2, 0]


def test_bad_lines_are_counted_and_the_first_few_named() -> None:
    """Thirty lines that are no posts stop nothing; twenty of them are named."""
    bad = [BadLine(file="posts.jsonl", line=line, why="no JSON") for line in range(1, 31)]

    report = load(Stage(), *bad, capture(1))(FILE)

    assert (report.bad, [each.line for each in report.bad_lines]) == (30, list(range(1, 21)))
    assert report.new == 1


def test_boosts_in_an_archive_are_counted_with_their_reason() -> None:
    """What is fine and still no share is seen and left out."""
    report = load(Stage(), Skipped(file="posts.jsonl", line=1, reason=Reason.REPOST), capture(1))(FILE)

    assert (report.seen, report.new, report.refused) == (2, 1, {Reason.REPOST: 1})


def test_progress_is_told_batch_by_batch() -> None:
    """A long archive is kept in several transactions; what is kept stays kept when a later one fails."""
    stage = Stage()
    done: list[int] = []

    load(stage, *(capture(number) for number in range(1, 10_002)))(FILE, progress=done.append)

    assert done == [10_000, 10_001]


def test_a_failing_commit_is_an_error_and_no_half_batch() -> None:
    """Either all of a batch is there or nothing of it."""
    store = MortalStore(Stage().kept)
    task = replace(load(Stage(), capture(1), capture(2)), store=store)
    store.fail_next_commit()

    with pytest.raises(StoreError):
        task(FILE)

    assert task(FILE).new == 2
