"""Stop the presses: before anything went out it stays in, afterwards it is too late, and nothing is in between."""

import pytest

from bot.errors import NotAccepted
from bot.ports import DigestState
from bot.tasks.presses import StopPresses
from curation.model import EventKind
from tests.bot.desk.rooms import DAY, Room, room
from tests.makers import at


@pytest.fixture
def desk() -> Room:
    """Return a day that is frozen and about to go out: the process died before its first sending."""
    made = room()
    made.stage.clock.time = at(23, 0)
    made.stage.plan = lambda where: where == "blog: before send"
    return made


def stop(desk: Room) -> StopPresses:
    return StopPresses(course=desk.stage.course, store=desk.stage.kept, clock=desk.stage.clock)


def test_a_draft_is_stopped_before_its_hour(desk: Room) -> None:
    """The hour passes, nothing goes out, and the issue waits for a person."""
    desk.stage.plan = lambda _where: False
    desk.stage.clock.time = at(22, 45)
    desk.stage.compose(DAY)

    stop(desk)(DAY, who="Kim")
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(3)

    assert desk.stage.rows("2015-11-11") == ()
    assert (issue := desk.stage.issue("2015-11-11")) is not None
    assert issue.state is DigestState.DRAFT


def test_a_frozen_issue_is_opened_again(desk: Room) -> None:
    """As long as no row of the ledger says that something of it may be out."""
    frozen = desk.stage.compose.freeze(DAY)

    stop(desk)(DAY, who="Kim")

    assert frozen.state is DigestState.FROZEN
    assert (issue := desk.stage.issue("2015-11-11")) is not None
    assert issue.state is DigestState.DRAFT


def test_what_has_begun_is_not_stopped(desk: Room) -> None:
    """One row is enough: somebody may have read it."""
    desk.stage.minutes(1)

    with pytest.raises(NotAccepted, match="on its way already"):
        stop(desk)(DAY, who="Kim")

    with desk.stage.kept.look() as work:
        assert work.events.of("bit15", DAY) == ()


def test_a_sending_that_comes_after_the_stop_does_not_happen(desk: Room) -> None:
    """The ledger looks at the issue in the transaction in which it begins to send."""
    desk.stage.plan = lambda _where: False
    issue = desk.stage.compose.freeze(DAY)
    publish = desk.stage.publish

    class Late:
        """Stops the presses between the last look at the wishes and the first row."""

        done = False

        def __call__(self, where: str) -> bool:
            if where == "after commit" and not self.done:
                self.done = True
                stop(desk)(DAY, who="Kim")
            return False

    desk.stage.plan = Late()
    publish(issue.digest.key)

    assert desk.stage.thread.sent == []
    assert desk.stage.blog.sent == []
    assert desk.stage.rows("2015-11-11") == ()


def test_a_day_nobody_composed_yet_can_be_stopped(desk: Room) -> None:
    """The word is kept for when it is composed."""
    desk.stage.plan = lambda _where: False
    stop(desk)(DAY, who="Kim")

    desk.stage.minutes(3)

    assert desk.stage.thread.sent == []
    with desk.stage.kept.look() as work:
        assert [(each.kind, each.page) for each in work.events.of("bit15", DAY)] == [(EventKind.HOLD, None)]
