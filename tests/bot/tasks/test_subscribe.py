"""Who wants digests by mail: double opt-in, one press to end it, nothing kept of who left."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.errors import Busy, Unclear
from bot.ports.mail import Invite, Rhythm, Subscriber, Subscription
from bot.store.store import SqlStore
from bot.tasks.subscribe import Asking, Subscribe, forget_unconfirmed
from tests.fakes import Killed, SeededMint, TickingClock

ANN = "ann@school.example"


@dataclass
class FakeInvite(Invite):
    """Keeps whom it asked; is busy when told so."""

    asked: list[Subscriber] = field(default_factory=list[Subscriber])
    is_busy: bool = False
    dies: Exception | None = None
    """What happens once the question is out."""

    @override
    def __call__(self, subscriber: Subscriber, /) -> None:
        if self.is_busy:
            raise Busy("mail", "later", retry_at=TickingClock().now())
        self.asked.append(subscriber)
        if self.dies is not None:
            raise self.dies


@pytest.fixture
def invite() -> FakeInvite:
    return FakeInvite()


@pytest.fixture
def task(invite: FakeInvite) -> Subscribe:
    store = SqlStore.open("sqlite://")
    return Subscribe(store=store, clock=TickingClock(), mint=SeededMint(), invite=invite, offered=("bit15",))


def state(task: Subscribe, address: str = ANN) -> Subscription | None:
    with task.store.look() as work:
        found = work.subscribers.called("bit15", address)
    return found.state if found else None


def clock(task: Subscribe) -> TickingClock:
    assert isinstance(task.clock, TickingClock)
    return task.clock


def test_asking_confirming_stopping(task: Subscribe, invite: FakeInvite) -> None:
    """Nothing comes before the mailbox answered, and nothing is kept after a stop."""
    asked = task.ask("bit15", ANN)
    pending = state(task)
    confirmed = task.confirm(invite.asked[0].token)
    active = state(task, ANN.upper())
    task.stop(invite.asked[0].token)
    task.stop(invite.asked[0].token)

    assert (asked, pending, confirmed, active) == (Asking.ASKED, Subscription.PENDING, True, Subscription.ACTIVE)
    assert state(task) is None


@pytest.mark.parametrize(
    ("course", "address", "expected"),
    [
        pytest.param("bit15", "no address", Asking.NO_ADDRESS, id="no address"),
        pytest.param("bit15", "ann@school.example\r\nBcc: x@y.example", Asking.NO_ADDRESS, id="a header"),
        pytest.param("bit15", "ann@localhost", Asking.NO_ADDRESS, id="no domain"),
        pytest.param("bit15", f"{'a' * 250}@school.example", Asking.NO_ADDRESS, id="too long"),
        pytest.param("bit15", "", Asking.NO_ADDRESS, id="nothing"),
        pytest.param("other", ANN, Asking.NOT_OFFERED, id="a course without mail"),
    ],
)
def test_what_cannot_be_asked(task: Subscribe, invite: FakeInvite, course: str, address: str, expected: Asking) -> None:
    """No letter goes where none can, and nobody subscribes to what is not there."""
    assert task.ask(course, address) is expected
    assert invite.asked == []


def test_nobody_is_asked_again_and_again(task: Subscribe, invite: FakeInvite) -> None:
    """Pressing the button fills nobody's mailbox, and does not tell who is subscribed."""
    task.ask("bit15", ANN)
    again = task.ask("bit15", ANN)
    clock(task).advance(hours=2)
    later = task.ask("bit15", ANN, Rhythm.WEEKLY)
    task.confirm(invite.asked[-1].token)
    clock(task).advance(days=30)
    subscribed = task.ask("bit15", ANN)

    assert (again, later, subscribed) == (Asking.ASKED, Asking.ASKED, Asking.ASKED)
    assert len(invite.asked) == 2
    assert invite.asked[0].token == invite.asked[1].token


def test_address_that_nobody_confirmed_is_forgotten(task: Subscribe) -> None:
    """After a week; who confirmed stays."""
    task.ask("bit15", ANN)
    task.add("bit15", "ben@school.example")
    asked = clock(task).now()

    with task.store.work() as work:
        gone = [forget_unconfirmed(work, "bit15", asked + timedelta(days=each)) for each in (6, 7)]
        left = [each.address for each in work.subscribers.of("bit15")]

    assert (gone, left) == ([0, 1], ["ben@school.example"])


def test_question_that_could_not_be_sent_is_not_kept(task: Subscribe, invite: FakeInvite) -> None:
    """Who could not be asked may ask again at once."""
    invite.is_busy = True

    assert task.ask("bit15", ANN) is Asking.LATER
    assert state(task) is None


@pytest.mark.parametrize("ends", [Unclear("mail", "silence"), Killed()], ids=["nobody knows", "killed"])
def test_question_that_may_have_arrived_is_good_for_an_answer(
    task: Subscribe, invite: FakeInvite, ends: Exception
) -> None:
    """Whoever presses the link that came is let in, though we never heard that it went out."""
    invite.dies = ends

    with suppress(Killed):
        assert task.ask("bit15", ANN) is Asking.ASKED

    assert task.confirm(invite.asked[0].token)
    assert state(task) is Subscription.ACTIVE


def test_question_that_could_not_be_sent_again_leaves_who_was_asked(task: Subscribe, invite: FakeInvite) -> None:
    """The link of the first question stays good."""
    task.ask("bit15", ANN)
    clock(task).advance(hours=2)
    invite.is_busy = True

    assert task.ask("bit15", ANN) is Asking.LATER
    assert task.confirm(invite.asked[0].token)


def test_unknown_token_does_nothing(task: Subscribe) -> None:
    """A link that is over confirms nobody and stops nobody."""
    task.add("bit15", ANN)

    assert task.confirm("nobody's") is False
    task.stop("nobody's")

    assert state(task) is Subscription.ACTIVE


def test_facilitator_adds_and_removes(task: Subscribe) -> None:
    """By word of mouth; adding twice is once, and an address that rests tries again."""
    first = task.add("bit15", ANN)
    again = task.add("bit15", ANN, Rhythm.WEEKLY)
    wrong = task.add("bit15", "no address")
    removed = (task.remove("bit15", ANN), task.remove("bit15", ANN))

    assert first is not None
    assert again is not None
    assert (again.id, again.rhythm, wrong, removed) == (first.id, Rhythm.WEEKLY, None, (True, False))


def test_t117_nobody_is_shown_by_accident(task: Subscribe) -> None:
    """A subscriber in a log or an error shows neither address nor token."""
    added = task.add("bit15", ANN)

    assert added is not None
    assert ANN not in repr(added)
    assert added.token not in repr(added)
