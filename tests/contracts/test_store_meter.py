"""What every store promises about what paid networks were paid."""

from datetime import date

import pytest

from bot.ports import Call, Store, Use
from curation.budget import Charge, MicroUsd

FIRST = date(2026, 11, 1)
SECOND = date(2026, 11, 2)
DECEMBER = date(2026, 12, 1)


def charge(
    day: date = FIRST, units: int = 1, *, use: Use = Use.READING, call: Call = Call.READ_POST, course: str = ""
) -> Charge:
    return Charge(day=day, use=use, call=call, course=course, units=units, cost=MicroUsd(units * 5_000))


def bill(store: Store, *charges: Charge, resources: tuple[str, ...] = ("1",), network: str = "x") -> None:
    with store.work() as work:
        for each in charges:
            work.meter.bill(network, each, resources)


def paid(store: Store, first: date = FIRST, until: date = DECEMBER, network: str = "x") -> tuple[Charge, ...]:
    with store.look() as work:
        return work.meter.charges(network, first, until)


def unbilled(store: Store, *resources: str, day: date = FIRST, call: Call = Call.READ_POST) -> set[str]:
    with store.look() as work:
        return set(work.meter.unbilled("x", day, call, resources))


def test_charges_of_one_kind_are_one_row_a_day(store: Store) -> None:
    """Units and costs add up; use, call, course and day keep them apart, and so they are ordered."""
    others = [
        charge(use=Use.SWEEPING),
        charge(course="bit15"),
        charge(call=Call.READ_USER),
        charge(SECOND),
    ]

    bill(store, charge(units=2), *others, charge(units=3))

    assert paid(store) == (charge(units=5), others[1], others[2], others[0], others[3])


def test_days_asked_for_end_before_their_end(store: Store) -> None:
    """A month does not hold the first of the next one."""
    bill(store, charge(FIRST), charge(SECOND), charge(DECEMBER))

    assert paid(store, SECOND, DECEMBER) == (charge(SECOND),)


def test_networks_have_books_of_their_own(store: Store) -> None:
    """What one was paid, the other was not."""
    bill(store, charge(), network="y")

    assert paid(store) == ()
    assert unbilled(store, "1") == {"1"}


def test_what_was_billed_today_is_known(store: Store) -> None:
    """By day and kind of call: a post read today and the person of the same number are two things."""
    bill(store, charge(), resources=("1", "2"))

    assert unbilled(store, "1", "2", "3") == {"3"}
    assert unbilled(store, "1", call=Call.READ_USER) == {"1"}
    assert unbilled(store, "1", day=SECOND) == {"1"}


def test_billing_again_is_harmless_to_the_notes(store: Store) -> None:
    """The caller decides what is new; a resource noted twice stands once."""
    bill(store, charge(), charge())

    assert unbilled(store, "1") == set()


def test_ids_are_forgotten_when_a_later_day_is_billed(store: Store) -> None:
    """Whom we read about stays no longer than the network's own day; sums stay."""
    bill(store, charge(FIRST))
    bill(store, charge(SECOND), resources=("2",))

    assert unbilled(store, "1", day=FIRST) == {"1"}
    assert len(paid(store)) == 2


@pytest.mark.parametrize("count", [0, 3_000])
def test_any_number_of_resources_is_looked_up(store: Store, count: int) -> None:
    """A thousand ids are one question."""
    resources = tuple(str(each) for each in range(count))

    bill(store, charge(units=count), resources=resources)

    assert unbilled(store, *resources, "new") == {"new"}
