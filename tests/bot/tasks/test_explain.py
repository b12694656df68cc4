"""Why a page is or is not in a digest, at every point of its way."""

from datetime import timedelta

import pytest

from bot.ports import DigestState
from bot.tasks.explain import Explain
from curation.digest import Placement
from curation.errors import InvalidUrl
from curation.model import EventKind, Reason, WishKind
from tests.makers import hashtag, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX, shared

TODAY = SIX.date()
FIRST = "https://site0-11.example/11/page-0"


@pytest.fixture
def stage() -> Stage:
    """An hour before six; five pages shared and read."""
    made = Stage()
    made.source.posts.extend(shared())
    made.clock.time = SIX - timedelta(hours=1)
    made.poll()
    made.read_all()
    return made


def explain(stage: Stage) -> Explain:
    return Explain(store=stage.store, clock=stage.clock, course=stage.course)


def test_a_page_is_explained_before_anything_is_composed(stage: Stage) -> None:
    """Where it would stand, and who shared it, by any of its spellings."""
    told = explain(stage)("http://www.site0-11.example/11/page-0/?utm_source=masto")

    assert (told.page, told.day, told.state, told.item) == (FIRST, TODAY, None, told.item)
    assert told.placement is Placement.HIGHLIGHT
    assert told.story is not None
    assert (told.story.people, len(told.posts)) == (4, 4)


def test_a_page_of_a_frozen_issue_has_its_number(stage: Stage) -> None:
    """After the freeze the issue itself is asked."""
    stage.clock.time = SIX
    stage.due()

    told = explain(stage)(FIRST)

    assert told.state is DigestState.FROZEN
    assert told.item is not None
    assert told.item.number == 1
    assert told.before is None


def test_a_page_that_was_in_an_issue_says_when(stage: Stage) -> None:
    """Shared again the next day, it is only listed again."""
    stage.clock.time = SIX
    stage.minutes(2)
    stage.source.posts.append(post(FIRST, by="Eve", number=77, created_at=stage.clock.time))
    stage.poll()

    told = explain(stage)(FIRST)

    assert told.day == TODAY + timedelta(days=1)
    assert told.before is not None
    assert (told.before.day, told.placement) == (TODAY, Placement.AGAIN)


def test_a_page_a_person_took_out_says_so(stage: Stage) -> None:
    """A drop is a reason."""
    stage.judge(TODAY, EventKind.DROP, who="Kim", url=FIRST)

    assert explain(stage)(FIRST).placement is Placement.DROPPED


def test_what_consent_leaves_out_is_named_with_its_reason(stage: Stage) -> None:
    """A person who said stop after sharing: their post is refused, the others still share the page."""
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.STOP, at=stage.clock.time))

    told = explain(stage)(FIRST)

    assert [each.reason for each in told.refused] == [Reason.STOPPED]
    assert told.story is not None
    assert told.story.people == 3


def test_a_page_of_another_day_is_no_candidate(stage: Stage) -> None:
    """Asked about a day on which nobody shared it, there is no story and no place."""
    told = explain(stage)(FIRST, day=TODAY + timedelta(days=20))

    assert (told.story, told.placement, told.item) == (None, None, None)
    assert len(told.posts) == 4


def test_a_page_nobody_shared_under_this_courses_tags_has_no_day(stage: Stage) -> None:
    """A page that only another course's people shared is as unknown as one that nobody shared."""
    stage.source.posts.append(post("https://else.example/x", number=5, hashtags=(hashtag("#Else"),)))
    stage.with_course(hashtags=(hashtag(), hashtag("#Else")))
    stage.poll()
    stage.with_course(hashtags=(hashtag(),))

    told = [explain(stage)(url) for url in ("https://else.example/x", "https://nobody.example/y")]

    assert [(each.day, each.posts) for each in told] == [(None, ()), (None, ())]


def test_what_is_no_address_is_refused(stage: Stage) -> None:
    """The error says what is wrong with it."""
    with pytest.raises(InvalidUrl, match="is not a page's address"):
        explain(stage)("not an address")
