"""What an issue is made from: which posts are candidates of which day."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.ports import Capture
from bot.tasks.material import Material, material_of
from curation.model import Event, EventKind, Flag, PageUrl, Quiet, Reason, Shape, WishKind
from tests.contracts.test_store_pages import issue
from tests.makers import hashtag, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX, shared

TODAY = SIX.date()
TOMORROW = TODAY + timedelta(days=1)


def material(stage: Stage, day: date = TODAY) -> Material:
    with stage.kept.look() as work:
        return material_of(work, stage.course, day, stage.clock.now())


@pytest.fixture
def stage() -> Stage:
    """A course that has polled since this morning."""
    made = Stage()
    made.clock.time = SIX - timedelta(hours=8)
    made.poll()
    return made


def share(stage: Stage, *links: str, **but: Any) -> None:
    stage.source.posts.append(post(*links, **({"created_at": SIX - timedelta(hours=2)} | but)))
    stage.poll()
    stage.read_all()


def test_what_is_no_address_makes_no_story(stage: Stage) -> None:
    """A post with a broken link beside a good one counts for the good one."""
    share(stage, "https://a.example/1", "https://[broken")

    assert [each.page for each in material(stage).stories] == ["https://a.example/1"]


def test_posts_under_other_courses_tags_are_not_candidates(stage: Stage) -> None:
    """Two courses share one database; each composes from its own tag."""
    own = stage.course
    stage.with_course(hashtags=(hashtag("#Else"),))
    share(stage, "https://a.example/1", hashtags=(hashtag("#Else"),))
    stage.course = own

    assert material(stage).posts == ()


def test_refused_posts_are_listed_with_their_reason(stage: Stage) -> None:
    """A wish recorded after the post was kept still holds."""
    share(stage, "https://a.example/1")
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana", WishKind.STOP))

    assert [each.reason for each in material(stage).refused] == [Reason.STOPPED]
    assert material(stage).stories == ()


def test_c16_a_word_kept_out_takes_only_its_sharer_out(stage: Stage) -> None:
    """A page that somebody else shares without the word stays in, with that person alone."""
    page = "https://a.example/1"
    share(stage, page, by="Zed", text=f"Giveaway! {page} #BIT15")
    share(stage, page, by="Ben", text=f"How captions are made {page} #BIT15")
    with stage.kept.work() as work:
        work.events.append(
            Event(course="bit15", kind=EventKind.NEVER, who="Kim", at=stage.clock.now(), value="word giveaway")
        )

    (story,) = material(stage).stories

    assert [each.post.author.name for each in story.shares] == ["Ben"]
    assert story.page not in material(stage).verdicts.dropped


def test_t30_a_course_begins_with_its_first_window(stage: Stage) -> None:
    """What was written before the window of the first poll is no news."""
    share(stage, "https://old.example/1", created_at=SIX - timedelta(hours=25))

    assert material(stage).posts == ()


def test_t09_what_was_seen_late_is_a_candidate_of_the_next_issue(stage: Stage) -> None:
    """Written before six, seen after the issue was frozen: it comes tomorrow."""
    stage.source.posts.extend(shared())
    stage.poll()
    stage.read_all()
    stage.clock.time = SIX
    stage.minutes(2)

    share(stage, "https://late.example/1", by="Eve", number=7, seen_at=SIX + timedelta(minutes=9))

    assert [each.page for each in material(stage, TOMORROW).stories] == ["https://late.example/1"]


def test_an_item_that_waited_comes_again_with_the_next_issue(stage: Stage) -> None:
    """What nobody had time to look at rolls over, though its posts are not new any more."""
    stage.source.posts.extend(shared())
    share(stage, "https://warned.example/1", by="Eve", number=7, content_warning="grief")
    stage.clock.time = SIX
    stage.minutes(2)

    again = material(stage, TOMORROW)

    assert [each.page for each in again.stories] == ["https://warned.example/1"]
    assert Flag.CONTENT_WARNING in again.stories[0].flags


@pytest.mark.parametrize(("quiet", "pages"), [(Quiet.SKIP, []), (Quiet.ROLL, ["https://a.example/1"])])
def test_a_quiet_day_rolls_over_or_is_skipped(stage: Stage, quiet: Quiet, pages: list[str]) -> None:
    """As the course is configured, the items of a thin day are candidates of the next one or gone."""
    stage.with_course(shape=Shape(min_items=3, quiet=quiet))
    share(stage, "https://a.example/1")
    stage.clock.time = SIX
    stage.due()

    assert [each.page for each in material(stage, TOMORROW).stories] == pages


def test_an_archive_without_any_poll_can_be_composed_day_by_day() -> None:
    """Where nothing was ever polled, a day's window alone decides."""
    stage = Stage()
    written = post("https://a.example/1", created_at=SIX - timedelta(hours=2))
    with stage.kept.work() as work:
        work.posts.keep([Capture(post=written, payload=b"{}", source="archive")])

    assert len(material(stage).stories) == 1
    assert material(stage, TOMORROW).stories == ()


def test_t37_a_page_published_before_its_rule_came_is_not_new(stage: Stage) -> None:
    """Where a page was shown under an older spelling counts for today's, also before anything is spelled anew."""
    old, new = PageUrl("https://youtu.be/dQw4w9WgXcQ"), "https://youtube.com/watch?v=dQw4w9WgXcQ"
    with stage.kept.work() as work:
        work.digests.put(issue(TODAY, old, PageUrl("https://a:b@odd.example/")))
    share(stage, new, created_at=SIX + timedelta(hours=1))

    found = material(stage, TOMORROW)

    assert found.history[PageUrl(new)] == found.history[old]
