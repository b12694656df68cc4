"""`welearned preview`: what a thread costs where it costs something."""

from bot.cli.preview import PartBill, bill_lines
from curation.budget import MicroUsd


def test_each_part_and_the_sum_are_priced() -> None:
    """A link is what makes a part dear."""
    bill = (PartBill(price=MicroUsd(200_000), addresses=1), PartBill(price=MicroUsd(15_000), addresses=0))

    assert list(bill_lines("x", bill)) == [
        "",
        "x, part 1: 1 URLs, $0.20",
        "x, part 2: 0 URLs, $0.015",
        "x, together: 1 URLs, $0.215",
    ]


def test_what_is_free_has_no_bill() -> None:
    """Nothing is said of it."""
    assert list(bill_lines("mastodon", ())) == []
