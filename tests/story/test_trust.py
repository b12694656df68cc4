"""What was promised to people holds however badly things go: in the middle of a thread, later, and half-way."""

import pytest

from bot.errors import Unclear
from bot.ports import DigestState
from curation.model import WishKind
from tests.makers import wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, assert_one_thread, outcome
from tests.story.test_people import stage

__all__ = ["stage"]


def say(stage: Stage, who: str, kind: WishKind, value: str = "") -> None:
    """Let *who* say something now, by whatever way it is heard."""
    with stage.kept.work() as work:
        work.wishes.record(wish(who, kind, value, at=stage.clock.time))


def shown(stage: Stage) -> str:
    """Return everything that can be read out there."""
    return "\n".join([*stage.thread.texts, *stage.blog.texts])


@pytest.mark.parametrize(("part", "person"), [(0, "Ana 0"), (1, "Ana 0"), (3, "Ana 2")])
def test_a_stop_while_it_is_unclear_whether_a_part_is_out(stage: Stage, part: int, person: str) -> None:
    """What is out is found by the words it had, then mended: nothing twice, and no name, not even in the last part."""
    stage.thread.mood = outcome(Unclear("mastodon", "time-out"), made=True, on=part)
    stage.minutes(2)
    say(stage, person, WishKind.STOP)
    stage.honour()

    stage.minutes(10)

    assert_one_thread(stage)
    assert len(stage.thread.sent) == 4
    assert person not in shown(stage)
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED
