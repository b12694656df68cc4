"""Who comes in at the desk, and who does not."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.desk.doors import LINK_FOR, SESSION_FOR, Doors
from bot.ports import Role, Store
from bot.store import SqlStore
from tests.fakes import SeededMint, TickingClock


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def store() -> Iterator[SqlStore]:
    store = SqlStore.open("sqlite://")
    yield store
    store.close()


@pytest.fixture
def doors(store: Store, clock: TickingClock) -> Doors:
    return Doors(store=store, clock=clock, mint=SeededMint())


def test_a_link_opens_a_session_in_the_name_it_was_made_for(doors: Doors) -> None:
    """Whoever comes with it is that person, in that role."""
    entered = doors.enter(doors.invite("Ana", Role.EDITOR))

    assert entered is not None
    assert (entered.session.who, entered.session.role) == ("Ana", Role.EDITOR)
    assert doors.session(entered.token) == entered.session


def test_a_replayed_link_is_worth_nothing(doors: Doors) -> None:
    """Somebody who reads the address over a shoulder comes too late."""
    token = doors.invite("Ana", Role.OWNER)
    doors.enter(token)

    assert doors.enter(token) is None


def test_an_old_link_is_worth_nothing(doors: Doors, clock: TickingClock) -> None:
    """A link in a mail of yesterday lets nobody in."""
    token = doors.invite("Ana", Role.OWNER)
    clock.time += LINK_FOR

    assert doors.enter(token) is None


def test_a_session_ends(doors: Doors, clock: TickingClock) -> None:
    """By itself after half a day, and at once when the person leaves."""
    first = doors.enter(doors.invite("Ana", Role.OWNER))
    second = doors.enter(doors.invite("Ben", Role.OWNER))
    assert first is not None
    assert second is not None

    doors.leave(first.token)

    assert doors.session(first.token) is None
    assert doors.session(second.token) is not None
    clock.time += SESSION_FOR
    assert doors.session(second.token) is None


def test_tokens_that_nobody_gave_are_worth_nothing(doors: Doors) -> None:
    """Neither a login link's token nor an invented one is a session, and a session's is no link."""
    link = doors.invite("Ana", Role.OWNER)
    entered = doors.enter(doors.invite("Ben", Role.OWNER))
    assert entered is not None

    assert [doors.session(each) for each in ("", link, "x" * 43)] == [None, None, None]
    assert doors.enter(entered.token) is None


def test_the_database_holds_no_token(doors: Doors, store: SqlStore, clock: TickingClock) -> None:
    """With a stolen copy of it nobody can come in: a hash is not accepted in place of its token."""
    link = doors.invite("Ana", Role.OWNER)
    entered = doors.enter(doors.invite("Ben", Role.OWNER))
    assert entered is not None

    assert doors.session(entered.session.hashed) is None
    with store.look() as work:
        assert work.reviewers.session(entered.token, clock.now()) is None
    with store.work() as work:
        assert work.reviewers.admit(link, clock.now()) is None


def test_a_password_is_asked_besides_the_link(store: Store, clock: TickingClock) -> None:
    """A wrong one leaves the link as it is: a slip of the finger costs nothing."""
    doors = Doors(store=store, clock=clock, mint=SeededMint(), password=lambda: "quiet otter")
    token = doors.invite("Ana", Role.OWNER)

    assert doors.enter(token) is None
    assert doors.enter(token, "quiet ottes") is None
    assert doors.enter(token, "quiet otter") is not None


def test_guessing_closes_the_doors_for_a_while(doors: Doors, clock: TickingClock) -> None:
    """After ten failures in a quarter of an hour even the right link waits; then it works again."""
    token = doors.invite("Ana", Role.OWNER, lasts=timedelta(hours=2))
    for _ in range(10):
        assert doors.enter("guess") is None

    while_closed = doors.enter(token)
    clock.advance(minutes=15)

    assert while_closed is None
    assert doors.enter(token) is not None


def test_being_refused_does_not_keep_the_doors_closed_for_ever(doors: Doors, clock: TickingClock) -> None:
    """Whoever goes on guessing cannot lock the facilitator out: what is refused meanwhile counts for nothing."""
    token = doors.invite("Ana", Role.OWNER, lasts=timedelta(hours=2))
    for _ in range(10):
        doors.enter("guess")
    for _ in range(14):
        clock.advance(minutes=1)
        doors.enter("guess")
    clock.advance(minutes=1)

    assert doors.enter(token) is not None


def test_nothing_of_a_login_is_logged(doors: Doors, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither token nor name."""
    token = doors.invite("Ana Marker", Role.OWNER)
    doors.enter(token)
    doors.enter(token)

    said = "".join(capsys.readouterr())
    assert token not in said
    assert "Marker" not in said
