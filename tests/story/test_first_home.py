"""A school's own site is the page that threads link: no thread before it is there, and everything once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.ports import DigestState, Publisher
from bot.render.addresses import address_like
from bot.tasks.publish import Publish
from curation.model import Digest, WishKind
from tests.bot.wordpress import stage as wordpress_stage
from tests.fake_wordpress import FakeWordPress, moods
from tests.fakes import FakeProbe, MortalPublisher
from tests.makers import wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, assert_one_thread, shared
from tests.story.test_other_homes import Kept, hours

PAGE = "https://school.example/?name={slug}"


def _page(digest: Digest) -> str:
    return address_like(PAGE, digest.course, digest.day)


@dataclass
class SchoolStage(Stage):
    """A stage whose threads link a post of a WordPress site."""

    home: Publisher | None = None
    kept_issues: Kept = field(default_factory=Kept)

    @property
    @override
    def _publishers(self) -> tuple[Publisher, ...]:
        assert self.home is not None
        return (
            MortalPublisher(self.blog, lambda where: self.plan(f"blog: {where}")),
            MortalPublisher(self.home, lambda where: self.plan(f"home: {where}")),
            MortalPublisher(self.thread, lambda where: self.plan(f"thread: {where}")),
        )

    @property
    @override
    def publish(self) -> Publish:
        return replace(super().publish, primary="wordpress", page_url=_page)


@dataclass
class School:
    """The stage and its site."""

    stage: SchoolStage
    site: FakeWordPress


class SchoolProbe(FakeProbe):
    """Answers for a post once the site has it and shows it."""

    def __init__(self, site: FakeWordPress) -> None:
        super().__init__()
        self.site = site

    @override
    def answers(self, url: str, /) -> bool:
        super().answers(url)
        slug = url.partition("?name=")[2]
        return any((post["slug"], post["status"]) == (slug, "publish") for post in self.site.posts.values())


@pytest.fixture
def school() -> Iterator[School]:
    with FakeWordPress() as site:
        stage = SchoolStage(probe=SchoolProbe(site))
        client = wordpress_stage.client(site, stage.clock)
        stage.home = wordpress_stage.publisher(client, stage.kept_issues, status="publish")  # type: ignore[arg-type]  # as above
        stage.kept_issues.stages.append(stage)
        stage.source.posts.extend(shared())
        stage.clock.time = SIX - timedelta(minutes=2)
        stage.minute()
        yield School(stage, site)


def test_t90_the_thread_waits_for_the_schools_page_and_links_it(school: School) -> None:
    """As long as the site is down nothing goes to the network; the page is asked for where the thread will link it."""
    school.site.mood = lambda _asked: moods.BAD_MOMENTS["500"]
    school.stage.minutes(10)
    assert school.stage.thread.sent == []
    school.site.mood = lambda _asked: None

    hours(school.stage)

    assert_one_thread(school.stage)
    assert school.stage.probe.asked[-1] == f"https://school.example/?name={DAY}-bit15"
    assert school.site.only()["status"] == "publish"


@pytest.mark.parametrize("kill", range(0, 24, 3))
def test_t70_killed_anywhere_there_is_one_post_and_one_thread(school: School, kill: int) -> None:
    """The page before the thread, each once."""
    countdown = [kill]

    def plan(_where: str) -> bool:
        countdown[0] -= 1
        return countdown[0] == -1

    school.stage.plan = plan

    hours(school.stage)

    assert_one_thread(school.stage)
    assert school.site.only()["slug"] == f"{DAY}-bit15"
    issue = school.stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED


def test_t88_a_page_that_a_person_deleted_keeps_no_name_in_the_thread(school: School) -> None:
    """It is not made again, and what is out of the thread still follows a stop."""
    hours(school.stage)
    post = school.site.only()
    post["status"] = "trash"
    with school.stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.STOP, at=school.stage.clock.time))
    school.stage.honour()

    hours(school.stage)

    assert "Ana 0" not in "".join(school.stage.thread.texts)
    assert len(school.stage.thread.sent) == 4
    assert school.site.only()["status"] == "trash"
