"""Telling those who review that a draft lies ready: once each, whatever fails."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from typing_extensions import override

from bot.errors import Busy, ChannelOff, Refused, SendError, Unclear
from bot.ports import DeliveryState, Role
from bot.ports.messengers import Announcer, Message, Messenger, Reviewer, Told
from bot.ports.reviews import Review
from bot.tasks.reach import key_of
from bot.tasks.tell_reviewers import TellReviewers
from curation.model import Event, EventKind
from tests.bot.desk.rooms import DAY, Room, room
from tests.fakes import Killed
from tests.makers import at

KEY = key_of(room().stage.course, DAY)


@dataclass
class Ear(Messenger):
    """Somebody's phone; *trouble* is what happens on the way to it."""

    heard: list[Message] = field(default_factory=list[Message])
    trouble: Callable[[], BaseException | None] = lambda: None
    takes_before_trouble: bool = False

    @override
    def tell(self, message: Message, /) -> None:
        trouble = self.trouble()
        if trouble is None or self.takes_before_trouble:
            self.heard.append(message)
        if trouble is not None:
            raise trouble


class Plain(Announcer):
    """Says how many are in."""

    @override
    def __call__(self, review: Review, who: str, role: Role, /) -> Message:
        return Message(subject=f"{len(review.chosen)} chosen, {review.more} more, {len(review.waiting)}", text=who)


@dataclass
class World:
    """A desk, and two people who want to know."""

    room: Room = field(default_factory=room)
    ana: Ear = field(default_factory=Ear)
    ben: Ear = field(default_factory=Ear)

    @property
    def tell(self) -> TellReviewers:
        return TellReviewers(
            course=self.room.stage.course,
            store=self.room.stage.store,
            clock=self.room.stage.clock,
            reviewing=self.room.review,
            announce=Plain(),
            reviewers=(
                Reviewer(name="Ana", role=Role.OWNER, messenger=self.ana),
                Reviewer(name="Ben", role=Role.EDITOR, messenger=self.ben),
            ),
        )

    def told(self) -> dict[str, Told]:
        with self.room.stage.kept.look() as work:
            return {each.who: each for each in work.tellings.of(KEY)}

    def notices(self) -> list[str]:
        with self.room.stage.kept.look() as work:
            return [each.text for each in work.notices.all()]

    def happens(self, kind: EventKind) -> None:
        stage = self.room.stage
        day = None if kind is EventKind.PAUSE else DAY
        with stage.kept.work() as work:
            work.events.append(Event(course="bit15", kind=kind, who="Ana", at=stage.clock.now(), day=day))


@pytest.fixture
def world() -> World:
    return World()


def test_everybody_is_told_once(world: World) -> None:
    """However often the draft is made anew, and with what lies on the desk at that moment."""
    for _ in range(3):
        world.tell(DAY)

    assert [each.subject for each in world.ana.heard] == ["8 chosen, 2 more, 1"]
    assert len(world.ben.heard) == 1
    assert {each.state for each in world.told().values()} == {DeliveryState.DONE}
    assert world.notices() == []


@pytest.mark.parametrize("kind", [EventKind.APPROVE, EventKind.HOLD, EventKind.PAUSE], ids=["approved", "held", "rest"])
def test_where_nobody_is_needed_nobody_is_told(world: World, kind: EventKind) -> None:
    """A draft that is approved, one that somebody stopped, and a course that rests need no word."""
    world.happens(kind)

    world.tell(DAY)

    assert world.ana.heard == []
    assert world.told() == {}


def test_a_day_that_is_out_is_not_announced(world: World) -> None:
    """A word that came too late would only frighten."""
    world.room.stage.clock.time = at(23)
    world.room.stage.due()

    world.tell(DAY)

    assert world.ana.heard == []


@pytest.mark.parametrize("where", ["before commit", "after commit"])
@pytest.mark.parametrize("commit", [0, 1])
def test_a_crash_tells_nobody_twice(world: World, where: str, commit: int) -> None:
    """Killed around any commit: whoever was told, or may have been, is not told again, and `status` says so."""
    seen = {"before commit": 0, "after commit": 0}

    def plan(at_: str) -> bool:
        seen[at_] += 1
        return at_ == where and seen[at_] == commit + 1

    world.room.stage.plan = plan
    with pytest.raises(Killed):
        world.tell(DAY)
    world.room.stage.plan = lambda _where: False
    world.tell(DAY)
    world.tell(DAY)

    was_told_before = commit == 1
    is_written_down = (where, commit) != ("before commit", 0)
    assert len(world.ana.heard) == (1 if was_told_before or not is_written_down else 0)
    assert len(world.ben.heard) == 1
    unclear = is_written_down and (where, commit) != ("after commit", 1)
    assert [("nobody knows" in each) for each in world.notices()] == ([True] if unclear else [])


def test_a_busy_server_is_asked_again_when_it_said(world: World) -> None:
    """Nothing went out the first time, so nobody hears twice; the notice of it goes when it worked."""
    clock = world.room.stage.clock
    moods = [Busy("mail", "asks for another time", retry_at=at(22, 40))]
    world.ana.trouble = lambda: moods.pop() if moods else None

    world.tell(DAY)
    waits = world.notices()
    clock.time = at(22, 39)
    world.tell(DAY)
    before = len(world.ana.heard)
    clock.time = at(22, 40)
    world.tell(DAY)

    assert len(waits) == 1
    assert (before, len(world.ana.heard), len(world.ben.heard)) == (0, 1, 1)
    assert world.notices() == []


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (Refused("mail", "says no for good (550)"), DeliveryState.REFUSED, "says no for good"),
        (ChannelOff("mail", "knows no such password"), DeliveryState.REFUSED, "knows no such password"),
        (Unclear("service", "fell silent"), DeliveryState.UNKNOWN, "fell silent; nobody knows whether it arrived"),
    ],
    ids=["refused", "off", "unclear"],
)
def test_what_did_not_work_is_told_by_status_and_not_repeated(
    world: World, error: SendError, state: DeliveryState, said: str
) -> None:
    """The others are told all the same."""
    world.ana.trouble = lambda: error
    world.ana.takes_before_trouble = True

    world.tell(DAY)
    world.tell(DAY)

    assert (len(world.ana.heard), len(world.ben.heard)) == (1, 1)
    assert world.told()["Ana"].state is state
    (notice,) = world.notices()
    assert said in notice
    assert "Ana" in notice


def test_two_processes_tell_once(world: World) -> None:
    """A process that looked before another one wrote down that it tells sees it at the last moment."""
    slow = world.tell
    asked = slow._untold(DAY)
    world.tell(DAY)
    review = replace(world.room.review.review(DAY))

    for reviewer in asked:
        slow._tell(review, reviewer)

    assert len(world.ana.heard) == 1


def test_nothing_of_it_is_logged(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither name nor words: the text holds a link that lets somebody in."""
    world.ana.trouble = lambda: Unclear("service", "fell silent")

    world.tell(DAY)

    said = "".join(capsys.readouterr())
    assert "reviewer.told" in said
    assert "Ana" not in said
    assert "chosen" not in said
    assert "secret" not in repr(Message(subject="Draft", text="secret"))
