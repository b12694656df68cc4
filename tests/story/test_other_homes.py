"""Files, repositories and WordPress in the ledger: killed, refused, deleted by a person in between; nothing twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from bot.ports import DigestState, Issue, Publisher
from curation.model import DigestKey
from tests.bot.blog import markdown_stage
from tests.bot.blog.markdown_stage import Remote
from tests.bot.wordpress import stage as wordpress_stage
from tests.fake_wordpress import Asked, FakeWordPress, Mood, moods
from tests.fakes import MortalPublisher, killing_after
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared

FILE = f"content/digest/{DAY}-bit15.md"
FINAL = {"401", "403", "413"}
"""Moods after which a person is asked, or never."""


@dataclass
class Kept:
    """The issues of a stage's store, as wiring gives them."""

    stages: list[Stage] = field(default_factory=list)

    def __call__(self, key: DigestKey) -> Issue | None:
        with self.stages[0].kept.look() as work:
            return work.digests.get(key)


@dataclass
class HomeStage(Stage):
    """A stage whose blog is followed by one other home instead of a thread."""

    home: Publisher | None = None

    @property
    @override
    def _publishers(self) -> tuple[MortalPublisher, MortalPublisher]:
        assert self.home is not None
        return (
            MortalPublisher(self.blog, lambda where: self.plan(f"blog: {where}")),
            MortalPublisher(self.home, lambda where: self.plan(f"home: {where}")),
        )


def killed_at(stage: Stage, kills: list[int]) -> None:
    """Kill the process at each of so many steps after the one before."""
    stage.plan = killing_after(kills)


def hours(stage: Stage) -> None:
    """Let an hour and a half pass, longer than any pause between two tries."""
    for _ in range(30):
        stage.minute()
        stage.clock.advance(minutes=3)


@contextmanager
def wordpress() -> Iterator[tuple[FakeWordPress, HomeStage]]:
    with FakeWordPress() as site:
        kept = Kept()
        stage = HomeStage()
        outlet = wordpress_stage.publisher(wordpress_stage.client(site, stage.clock), kept)  # type: ignore[arg-type]  # has what the outlet reads of a store
        stage.home = outlet
        kept.stages.append(stage)
        stage.source.posts.extend(shared())
        stage.clock.time = SIX - timedelta(minutes=2)
        stage.minute()
        yield site, stage


@settings(deadline=None, max_examples=12)
@given(
    kills=st.lists(st.integers(min_value=0, max_value=30), max_size=2),
    trouble=st.lists(st.sampled_from([None, *moods.BAD_MOMENTS]), max_size=4),
)
def test_t70_wordpress_has_one_post_whatever_happens(kills: list[int], trouble: list[str | None]) -> None:
    """Killed anywhere and answered anything, there is one post, or none where the site said no for good."""
    with wordpress() as (site, stage):
        left = list(trouble)

        def mood(asked: Asked) -> Mood | None:
            name = left.pop(0) if left and asked.method == "POST" else None
            return moods.BAD_MOMENTS[name] if name else None

        site.mood = mood
        killed_at(stage, kills)
        hours(stage)

        issue = stage.issue(DAY)
        assert issue is not None
        assert len(site.posts) <= 1
        if not FINAL & set(trouble):
            assert issue.parts["wordpress"][0].text in site.only()["content"]
            assert issue.state is DigestState.PUBLISHED


@settings(deadline=None, max_examples=8)
@given(kills=st.lists(st.integers(min_value=0, max_value=20), max_size=2), after=st.integers(0, 6))
def test_t88_wordpress_resurrects_nothing(kills: list[int], after: int) -> None:
    """A person deletes the post as soon as it is there, while answers get lost: it stays the only one, in the trash."""
    with wordpress() as (site, stage):
        lost = [moods.HANGS_UP_AFTER] * (after % 2)

        def mood(asked: Asked) -> Mood | None:
            return lost.pop() if lost and (asked.method, asked.path) == ("POST", "/wp/v2/posts") else None

        site.mood = mood
        killed_at(stage, kills)
        for _ in range(20):
            stage.minute()
            stage.clock.advance(minutes=3)
            for number, post in list(site.posts.items()):
                if post["status"] != "trash":
                    site.trash(number)

        assert [post["status"] for post in site.posts.values()] == ["trash"]


@settings(deadline=None, max_examples=5)
@given(kills=st.lists(st.integers(min_value=0, max_value=25), max_size=3))
def test_t70_repository_has_one_commit_whatever_dies(kills: list[int]) -> None:
    """Killed around any commit or call, the digest is one commit."""
    with TemporaryDirectory() as name:
        remote = Remote.make(Path(name) / "remote.git")
        kept = Kept()
        stage = HomeStage()
        stage.home = markdown_stage.publisher(remote.shelf(stage.clock), kept)  # type: ignore[arg-type]  # has what the outlet reads of a store
        kept.stages.append(stage)
        stage.source.posts.extend(shared())
        stage.clock.time = SIX - timedelta(minutes=2)
        stage.minute()
        killed_at(stage, kills)
        hours(stage)

        assert remote.messages()[1:] == [f"bit15 {DAY}: 5 links"]
        issue = stage.issue(DAY)
        assert issue is not None
        assert issue.state is DigestState.PUBLISHED
