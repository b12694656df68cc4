"""`welearned preview`: what a thread costs where it costs something."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli.preview import PartBill, bill_lines
from curation.budget import MicroUsd
from tests.bot.test_config_x import ACCOUNT, COURSE, KEYS, NETWORK, OUTLETS, SITE


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


@pytest.mark.parametrize(
    ("options", "expected"),
    [((), "Nothing goes out"), (("--json",), '"bills":{"x":[{"price":200000,"addresses":1}]}')],
    ids=["for people", "for machines"],
)
def test_preview_tells_the_bill(tmp_path: Path, options: tuple[str, ...], expected: str) -> None:
    """A person hears of no bill for a day with nothing to say; machines get the price of what is drafted."""
    file = tmp_path / "config.toml"
    course = COURSE.replace("zone", 'quiet = "publish"\nzone')
    file.write_text(SITE + NETWORK + ACCOUNT + KEYS + OUTLETS + course, encoding="utf-8")

    told = CliRunner().invoke(main, ["preview", "bit15", "--day", "2015-11-11", "--config", str(file), *options])

    assert told.exit_code == 3
    assert expected in told.stdout
