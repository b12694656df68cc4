"""Every port that the decision about a person depends on fails in turn: nothing is published about that person."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_type_hints

import pytest
from typing_extensions import override

from bot.errors import SourceError, StoreError
from bot.ports import Store, Unreadable, Work
from bot.store.tables import metadata
from curation.model import AccountState, Event, EventKind, WishKind
from tests.fakes import TickingClock
from tests.makers import author, post, wish
from tests.story.stage import Stage
from tests.story.test_people import stage

__all__ = ["stage"]


PARTS = tuple(get_type_hints(Work))
"""Every small store of a transaction."""
ASKED_OF_EVERYBODY = frozenset({"posts", "wishes", "events", "digests", "cards"})
"""Without these nothing at all can be said."""


class Gone:
    """A part of the store that answers nothing, whatever it is asked."""

    def __getattr__(self, asked: str) -> object:
        raise StoreError(f"the disk is gone: {asked}")


@dataclass
class Halved(Store):
    """A store in which one part of every transaction cannot be read or written."""

    inner: Store
    part: str

    @override
    @contextmanager
    def work(self) -> Iterator[Work]:
        with self.inner.work() as work:
            setattr(work, self.part, Gone())
            yield work

    @override
    @contextmanager
    def look(self) -> Iterator[Work]:
        with self.inner.look() as work:
            setattr(work, self.part, Gone())
            yield work


class DeadClock(TickingClock):
    """Says no time."""

    @override
    def now(self) -> datetime:
        raise StoreError("no clock")


def live(stage: Stage, minutes: int = 4) -> None:
    """Let the daemon's jobs run each minute, each in its own right: one that fails stops no other."""
    for _ in range(minutes):
        for job in (stage.poll, stage.read_all, stage.sweep.before_issue, stage.honour, stage.due, stage.erase):
            with suppress(StoreError):
                job()
        stage.clock.advance(minutes=1)


def unwilling(stage: Stage) -> tuple[str, ...]:
    """Let several people say no, each in their way, just before six; return what must be read nowhere."""
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.STOP, at=stage.clock.time))
        work.wishes.record(wish("Ben 0", WishKind.CREDIT, "none", at=stage.clock.time))
        chi = work.people.profiles([author("Chi 0").account])
        work.posts.know(
            [post("https://c.example/", by=replace(each, bio="#NoBot"), created_at=stage.clock.time) for each in chi]
        )
        work.events.append(
            Event(
                course="bit15",
                kind=EventKind.NEVER,
                who="Kim",
                at=stage.clock.time,
                value="person mastodon dee0@mastodon.example",
            )
        )
    stage.erase.people([author("Ana 1").account])
    return "Ana 0", "Ben 0", "Chi 0", "Dee 0", "Ana 1"


def told(stage: Stage) -> str:
    """Return everything that anybody can read."""
    return "\n".join([*stage.thread.texts, *stage.blog.texts])


@pytest.mark.parametrize("part", PARTS)
def test_c01_whatever_part_of_the_store_fails_nobody_is_shown_against_their_word(stage: Stage, part: str) -> None:
    """In turn, every part of the store is gone from before the digest is composed: unknown means no."""
    names = unwilling(stage)
    stage.store = Halved(stage.kept, part)

    live(stage)

    assert [name for name in names if name in told(stage)] == []
    assert (told(stage) == "") or part not in ASKED_OF_EVERYBODY


@pytest.mark.parametrize("part", PARTS)
def test_c01_whatever_fails_after_the_freeze_nobody_is_sent_against_their_word(stage: Stage, part: str) -> None:
    """The issue was frozen with their names; a part of the store fails before the first post goes out."""
    stage.clock.advance(minutes=1)
    stage.poll()
    stage.read_all()
    frozen = stage.compose.freeze(stage.clock.time.date())
    names = unwilling(stage)
    stage.store = Halved(stage.kept, part)

    live(stage)

    assert "Ana 0" in str(frozen.parts)
    assert [name for name in names if name in told(stage)] == []


@pytest.mark.parametrize("when", ["composed", "sent"])
def test_c01_without_a_clock_nothing_goes_out(stage: Stage, when: str) -> None:
    """Nobody knows whether a yes has expired."""
    if when == "sent":
        stage.clock.advance(minutes=1)
        stage.poll()
        stage.read_all()
        stage.compose.freeze(stage.clock.time.date())
    stage.clock = DeadClock(stage.clock.time)

    live(stage)

    assert told(stage) == ""


def test_c01_a_page_that_cannot_be_read_says_nothing_of_anybody(stage: Stage) -> None:
    """Where link after link is dead, whoever said no is in no output all the same."""
    names = unwilling(stage)
    stage.reader.dead = dict.fromkeys(
        (link for each in stage.source.posts for link in each.links), Unreadable(why="timeout")
    )

    live(stage)

    assert [name for name in names if name in told(stage)] == []


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
