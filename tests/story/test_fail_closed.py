"""Every port that the decision about a person depends on fails in turn: nothing is published about that person."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from typing_extensions import override

from bot.errors import SourceError, StoreError
from bot.ports import Store, Wishes, Work
from bot.store.tables import metadata
from curation.model import AccountRef, AccountState, Wish
from tests.makers import author, post
from tests.story.stage import Stage
from tests.story.test_people import stage

__all__ = ["stage"]


class NoWishes(Wishes):
    """Cannot be read."""

    @override
    def of(self, accounts: Collection[AccountRef], /) -> tuple[Wish, ...]:
        raise StoreError("the disk is gone")

    @override
    def record(self, wish: Wish, /) -> None:
        raise StoreError("the disk is gone")

    @override
    def aliases(self) -> tuple[Wish, ...]:
        raise StoreError("the disk is gone")

    @override
    def accounts(self) -> tuple[AccountRef, ...]:
        raise StoreError("the disk is gone")


@dataclass
class Wishless(Store):
    """A store in which nobody's wishes can be read."""

    inner: Store

    @override
    @contextmanager
    def work(self) -> Iterator[Work]:
        with self.inner.work() as work:
            work.wishes = NoWishes()
            yield work

    @override
    @contextmanager
    def look(self) -> Iterator[Work]:
        with self.inner.look() as work:
            work.wishes = NoWishes()
            yield work


def test_c01_wishes_that_cannot_be_read_publish_nothing(stage: Stage) -> None:
    """When a digest is composed, and again before each part: without an answer nothing goes out."""
    stage.store = Wishless(stage.kept)

    for _ in range(4):
        with suppress(StoreError):
            stage.minute()
        stage.clock.advance(minutes=1)

    assert (stage.thread.texts, stage.blog.texts) == ([], [])


def test_c01_wishes_that_cannot_be_read_in_the_middle_of_a_thread_stop_it(stage: Stage) -> None:
    """What was frozen before waits: consent is asked immediately before each part."""
    stage.clock.time = stage.clock.advance(minutes=1)
    stage.poll()
    stage.read_all()
    stage.compose.freeze(stage.clock.time.date())
    stage.store = Wishless(stage.kept)

    with pytest.raises(StoreError):
        stage.due()

    assert (stage.thread.texts, stage.blog.texts) == ([], [])


def test_c01_a_source_that_cannot_be_read_brings_nobody_in(stage: Stage) -> None:
    """A poll that fails keeps nothing and the cursor stays."""
    stage.source.posts.append(post("https://late.example/", by="Zed", number=99))
    stage.source.trouble = lambda: SourceError("mastodon", "answered 503")

    stage.minutes(4)

    assert "Zed" not in "\n".join([*stage.thread.texts, *stage.blog.texts])


def test_t102_a_profile_that_became_unreadable_after_a_block_is_out(stage: Stage) -> None:
    """The next post of a person who blocked us shows no profile: they are named nowhere, whatever was kept before."""
    closed = author("Ana 0", state=AccountState.UNREADABLE)
    stage.source.posts.append(post("https://late.example/", by=closed, number=99, created_at=stage.clock.time))

    stage.minutes(4)

    assert "Ana 0" not in "\n".join([*stage.thread.texts, *stage.blog.texts])


def test_c13_no_column_counts_or_judges_people() -> None:
    """No scores, ranks, follower numbers or traits of anybody are stored."""
    forbidden = (
        "score",
        "rank",
        "follower",
        "following",
        "sentiment",
        "karma",
        "reputation",
        "activity",
        "gender",
        "age",
    )
    columns = [column.name for table in metadata.sorted_tables for column in table.columns]

    assert [name for name in columns if name in forbidden or any(name.endswith(f"_{word}") for word in forbidden)] == []
