"""Prices, a month's money, and whether a call may be made now."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curation.budget import (
    DOLLAR,
    X_PRICES,
    Budget,
    Call,
    Charge,
    MicroUsd,
    Shares,
    Use,
    by,
    by_use,
    dollars,
    forecast,
    left,
    may,
    month_of,
    total,
)

BUDGET = Budget(monthly=MicroUsd(30 * DOLLAR))
"""Reading $18, sweeping $3, publishing $9."""
FIRST = datetime(2026, 11, 1, tzinfo=UTC)
LAST = datetime(2026, 11, 30, 23, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


def charge(day: int = 1, cost: float = 1, *, use: Use = Use.READING, call: Call = Call.READ_POST) -> Charge:
    """Return a charge of *cost* dollars on a day of November."""
    return Charge(day=date(2026, 11, day), use=use, call=call, course="", units=1, cost=MicroUsd(int(cost * DOLLAR)))


def test_every_call_has_its_price() -> None:
    """No kind of call is forgotten in the list."""
    assert set(X_PRICES.of) == set(Call)


def test_a_post_may_bring_its_author() -> None:
    """Reserved is what a post and its author cost together; anything else is what it is."""
    assert X_PRICES.most(Call.READ_POST) == 15_000
    assert X_PRICES.most(Call.READ_USER) == 10_000


def test_a_changed_price_takes_its_date_along() -> None:
    """What is not named stays."""
    changed = X_PRICES.changed(date(2027, 1, 1), {Call.DELETE: MicroUsd(1)})

    assert (changed.as_of, changed.of[Call.DELETE], changed.of[Call.READ_OWN]) == (date(2027, 1, 1), 1, 1_000)


@pytest.mark.parametrize("shares", [(60, 30, 20), (-1, 50, 50)], ids=["more than all", "less than none"])
def test_shares_that_cannot_be_are_refused(shares: tuple[int, int, int]) -> None:
    """Nobody can divide more than there is."""
    reading, sweeping, publishing = shares

    with pytest.raises(ValueError, match="per cent"):
        Shares(reading=reading, sweeping=sweeping, publishing=publishing)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 2, 28), date(2027, 3, 1)),
        (date(2028, 2, 29), date(2028, 3, 1)),
    ],
    ids=str,
)
def test_a_month_is_the_calendars(day: date, end: date) -> None:
    """It begins with its first day and ends where the next begins."""
    month = month_of(day)

    assert (month.first_day, month.next_first_day) == (day.replace(day=1), end)


@pytest.mark.parametrize(
    ("spent", "use", "cost", "at", "again"),
    [
        pytest.param({}, Use.READING, 0, FIRST, None, id="nothing costs nothing"),
        pytest.param({}, Use.READING, 4.2, FIRST, None, id="a week of reading at once"),
        pytest.param({Use.READING: 4.2}, Use.READING, 0.6, FIRST, FIRST + timedelta(days=1), id="a day ahead of it"),
        pytest.param({Use.READING: 17}, Use.READING, 1, LAST, None, id="the last of the share"),
        pytest.param({Use.READING: 17}, Use.READING, 1.01, LAST, DECEMBER, id="more than the share"),
        pytest.param({Use.SWEEPING: 2}, Use.SWEEPING, 1, FIRST, None, id="sweeping has no pace"),
        pytest.param({Use.SWEEPING: 2}, Use.SWEEPING, 1.01, FIRST, DECEMBER, id="sweeping has its share"),
        pytest.param({Use.PUBLISHING: 9}, Use.PUBLISHING, 21, FIRST, None, id="publishing takes what nobody spent"),
        pytest.param({Use.PUBLISHING: 9}, Use.PUBLISHING, 21.01, FIRST, DECEMBER, id="and no more"),
        pytest.param({Use.READING: 18, Use.SWEEPING: 3}, Use.PUBLISHING, 9, FIRST, None, id="its reserve is its own"),
        pytest.param({Use.PUBLISHING: 25}, Use.READING, 5, LAST, None, id="reading has what publishing left"),
        pytest.param({Use.PUBLISHING: 25}, Use.READING, 5.01, LAST, DECEMBER, id="not what publishing took"),
    ],
)
def test_a_call_is_allowed_or_told_when_to_ask(
    spent: dict[Use, float], use: Use, cost: float, at: datetime, again: datetime | None
) -> None:
    """Reading keeps to the month's pace and its share, sweeping to its share, publishing to the whole."""
    paid = {each: int(amount * DOLLAR) for each, amount in spent.items()}

    assert may(BUDGET, paid, use=use, cost=int(cost * DOLLAR), at=at) == again


amounts = st.integers(0, 2 * DOLLAR)
uses = st.sampled_from(Use)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 the zone follows
shares_of_all = st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100)).filter(
    lambda of: sum(of) <= 100
)


@settings(max_examples=60)
@given(st.integers(0, 20 * DOLLAR), shares_of_all, st.lists(st.tuples(uses, amounts), max_size=40), moments)
def test_whatever_is_asked_the_month_costs_no_more(
    monthly: int, of: tuple[int, int, int], calls: list[tuple[Use, int]], at: datetime
) -> None:
    """However calls are mixed, the allowed ones stay within the budget, and publishing finds its share untouched."""
    budget = Budget(monthly=MicroUsd(monthly), shares=Shares(reading=of[0], sweeping=of[1], publishing=of[2]))
    spent = dict.fromkeys(Use, 0)

    for use, cost in calls:
        if may(budget, spent, use=use, cost=cost, at=at) is None:
            spent[use] += cost
        assert sum(spent.values()) <= monthly
        reserve = max(budget.share(Use.PUBLISHING) - spent[Use.PUBLISHING], 0)
        assert may(budget, spent, use=Use.PUBLISHING, cost=reserve, at=at) is None


@settings(max_examples=60)
@given(amounts, amounts, uses, moments)
def test_at_the_time_it_was_told_the_call_may_be_made(paid: int, cost: int, use: Use, at: datetime) -> None:
    """Whoever is told to wait and waits is not told again, unless a new month begins."""
    again = may(BUDGET, {use: paid}, use=use, cost=cost, at=at)

    if again is not None:
        spent = {use: paid} if again < month_of(at.date()).end else {}
        assert again > at
        assert may(BUDGET, spent, use=use, cost=cost, at=again) is None


def test_what_is_left_is_told_for_each_use() -> None:
    """Publishing counts on everything that nobody else spent, and nothing is ever less than none."""
    assert left(BUDGET, {Use.READING: 19 * DOLLAR, Use.SWEEPING: DOLLAR}) == {
        Use.READING: 0,
        Use.SWEEPING: DOLLAR,
        Use.PUBLISHING: 10 * DOLLAR,
    }


@pytest.mark.parametrize(
    ("charges", "at", "expected"),
    [
        pytest.param([], LAST, 0, id="nothing"),
        pytest.param([charge(1, 3)], FIRST + timedelta(hours=1), 90, id="the first hour counts as a day"),
        pytest.param([charge(1, 2), charge(2, 4)], FIRST + timedelta(days=2), 90, id="two days"),
        pytest.param([charge(21, 5)], FIRST + timedelta(days=25), 10, id="begun on the 21st"),
        pytest.param([charge(30, 5)], LAST, 5, id="the last day"),
        pytest.param([charge(1, 5)], DECEMBER, 5, id="over"),
    ],
)
def test_a_month_is_foretold_from_its_days(charges: list[Charge], at: datetime, expected: float) -> None:
    """It goes on as since its first charge; what is over is no guess."""
    assert forecast(charges, at) == expected * DOLLAR


def test_charges_are_summed() -> None:
    """All of them, by use, and by whatever is asked; the dearest first."""
    charges = [charge(1, 1), charge(2, 2, use=Use.PUBLISHING, call=Call.DELETE), charge(3, 2, call=Call.READ_OWN)]

    assert total(charges) == 5 * DOLLAR
    assert by_use(charges) == {Use.READING: 3 * DOLLAR, Use.SWEEPING: 0, Use.PUBLISHING: 2 * DOLLAR}
    assert list(by(charges, lambda each: each.call.value).items()) == [
        ("delete", 2 * DOLLAR),
        ("read_own", 2 * DOLLAR),
        ("read_post", DOLLAR),
    ]


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        (0, "$0.00"),
        (1_000, "$0.001"),
        (245_000, "$0.245"),
        (7_350_000, "$7.35"),
        (1_234_000_000, "$1,234.00"),
        (-15_000, "-$0.015"),
    ],
)
def test_money_is_written_in_cents_at_least(cost: int, expected: str) -> None:
    """More digits stand only where they count."""
    assert dollars(cost) == expected
