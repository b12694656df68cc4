"""The treasurer: asked before a call that costs, told after it, heard when the money is used up."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.ports import Call, Notice, Use
from bot.store import SqlStore
from bot.tasks.costs import Costs
from bot.tasks.till import StoreTill
from curation.budget import DOLLAR, X_PRICES, Budget, MicroUsd
from tests.fakes import TickingClock

FIRST = datetime(2026, 11, 1, 12, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = SqlStore.open("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock(FIRST)


@pytest.fixture
def till(store: SqlStore, clock: TickingClock) -> StoreTill:
    """Ten dollars a month: six for reading, one for sweeping, three for publishing."""
    return StoreTill(
        network="x", budget=Budget(monthly=MicroUsd(10 * DOLLAR)), prices=X_PRICES, store=store, clock=clock
    )


def costs(till: StoreTill) -> Costs:
    return Costs(network="x", budget=till.budget, prices=till.prices, store=till.store, clock=till.clock)


def notices(till: StoreTill) -> tuple[Notice, ...]:
    with till.store.look() as work:
        return work.notices.all()


def ids(count: int) -> list[str]:
    return [str(each) for each in range(count)]


def test_what_was_read_twice_a_day_is_paid_once(till: StoreTill, clock: TickingClock) -> None:
    """The same post costs again on the next day of UTC, not before."""
    till.pay(Use.READING, Call.READ_POST, ["1", "2"], course="bit15")
    till.pay(Use.SWEEPING, Call.READ_POST, ["2", "3"])
    till.pay(Use.SWEEPING, Call.READ_POST, ["1"])
    clock.advance(hours=12)
    till.pay(Use.SWEEPING, Call.READ_POST, ["1"])

    report = costs(till)()

    assert [(str(each.day), each.use, each.course, each.units) for each in report.charges] == [
        ("2026-11-01", "reading", "bit15", 2),
        ("2026-11-01", "sweeping", "", 1),
        ("2026-11-02", "sweeping", "", 1),
    ]
    assert report.spent == 4 * 5_000


def test_nothing_read_is_nothing_paid(till: StoreTill) -> None:
    """An empty answer leaves no row."""
    till.pay(Use.READING, Call.READ_POST, [])

    assert costs(till)().charges == ()


def test_reading_that_runs_ahead_waits_without_a_word(till: StoreTill, clock: TickingClock) -> None:
    """A week of reading at once, then as the month goes; nobody need know."""
    till.pay(Use.READING, Call.READ_POST, ids(280))

    again = till.may(Use.READING, Call.READ_POST, 10)

    assert again == datetime(2026, 11, 1, 18, tzinfo=UTC)
    assert notices(till) == ()
    clock.time = again
    assert till.may(Use.READING, Call.READ_POST, 10) is None


def test_money_that_is_used_up_is_one_notice(till: StoreTill, clock: TickingClock) -> None:
    """However often is asked, it is told once, and forgotten when a new month begins."""
    clock.advance(days=20)
    till.pay(Use.SWEEPING, Call.READ_POST, ids(200))

    answers = {till.may(Use.SWEEPING, Call.READ_POST, 1) for _ in range(5)}

    assert answers == {DECEMBER}
    assert notices(till) == (
        Notice(
            subject="budget:x",
            kind="sweeping",
            text="this month's money for sweeping ($1.00) is used up; it goes on at 2026-12-01 00:00 UTC",
            since=clock.time,
        ),
    )
    clock.time = DECEMBER
    assert till.may(Use.SWEEPING, Call.READ_POST, 1) is None
    assert notices(till) == ()


def test_publishing_finds_its_reserve(till: StoreTill, clock: TickingClock) -> None:
    """Where reading took all it may, a thread still goes out."""
    clock.advance(days=29)
    while till.may(Use.READING, Call.READ_USER, 100) is None:
        till.pay(Use.READING, Call.READ_USER, [f"{costs(till)().spent}-{each}" for each in range(100)])

    assert till.may(Use.PUBLISHING, Call.WRITE_POST_WITH_URL, 15) is None
    assert [each.kind for each in notices(till)] == ["reading"]


def test_an_earlier_month_can_be_looked_at(till: StoreTill, clock: TickingClock) -> None:
    """What it cost is what it will have cost; nothing of it counts against this month."""
    till.pay(Use.PUBLISHING, Call.WRITE_POST_WITH_URL, ["9"])
    clock.time = DECEMBER

    november, december = costs(till)(FIRST.date()), costs(till)()

    assert (november.month, november.spent, november.forecast) == ("2026-11", 200_000, 200_000)
    assert (december.month, december.spent, december.left[Use.PUBLISHING]) == ("2026-12", 0, 10 * DOLLAR)
