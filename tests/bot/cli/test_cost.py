"""`welearned cost`: the month as a person and a machine read it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.cost import json_lines, lines
from bot.ports import Call, Use
from bot.store import SqlStore
from bot.tasks.costs import CostReport
from curation.budget import DOLLAR, X_PRICES, Budget, Charge, MicroUsd
from tests.bot.test_config_x import ACCOUNT, COURSE, KEYS, NETWORK, OUTLETS, SITE

CHARGES = (
    Charge(
        day=date(2026, 11, 3),
        use=Use.READING,
        call=Call.READ_POST,
        course="bit15",
        units=1_200,
        cost=MicroUsd(6 * DOLLAR),
    ),
    Charge(
        day=date(2026, 11, 3),
        use=Use.PUBLISHING,
        call=Call.WRITE_POST_WITH_URL,
        course="",
        units=1,
        cost=MicroUsd(200_000),
    ),
)
REPORT = CostReport(
    network="x",
    month="2026-11",
    at=datetime(2026, 11, 10, tzinfo=UTC),
    charges=CHARGES,
    spent=MicroUsd(6_200_000),
    forecast=MicroUsd(24_800_001),
    budget=Budget(monthly=MicroUsd(25 * DOLLAR)),
    left={Use.READING: MicroUsd(9 * DOLLAR)},
    prices=X_PRICES,
)


def cost(folder: Path, text: str, *options: str) -> Result:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["cost", "--config", str(file), *options])


@pytest.fixture
def configured() -> str:
    return SITE + NETWORK + ACCOUNT + KEYS + OUTLETS + COURSE


def test_a_month_is_told_by_use_call_and_course() -> None:
    """With what it will have cost, and where the figures are from."""
    assert "\n".join(lines(REPORT)) == (
        "x, 2026-11: $6.20 of $25.00; $24.81 by the end of the month at this rate\n"
        "  reading          $6.00 of $15.00 set apart\n"
        "  sweeping         $0.00 of $2.50 set apart\n"
        "  publishing       $0.20 of $7.50 set apart\n"
        "By kind of call:\n"
        "  read_post              1,200     $6.00\n"
        "  write_post_with_url        1     $0.20\n"
        "By course:\n"
        "  bit15                            $6.00\n"
        "  (several)                        $0.20\n"
        "By our own meter, at the prices of 2026-08-01; a month is one of UTC's calendar. "
        "The bill is what x says it is."
    )


def test_machines_get_whole_millionths() -> None:
    """Sums that can be added, and the prices they were made with."""
    [line] = json_lines(REPORT)

    shown = json.loads(line)
    assert (shown["version"], shown["spent"], shown["budget"]) == (1, 6_200_000, 25_000_000)
    assert shown["calls"] == {"read_post": 6_000_000, "write_post_with_url": 200_000}
    assert shown["units"] == {"read_post": 1_200, "write_post_with_url": 1}
    assert (shown["courses"]["bit15"], shown["prices"]["delete"]) == (6_000_000, 10_000)
    assert shown["prices_as_of"] == "2026-08-01"


def test_an_earlier_month_is_read_from_the_books(tmp_path: Path, configured: str) -> None:
    """The command looks into the database, and asks nobody."""
    store = SqlStore.open(f"sqlite:///{tmp_path / 'welearned.sqlite'}")
    with store.work() as work:
        work.meter.bill("x", CHARGES[0], ["1"])
    store.close()

    told, asked = cost(tmp_path, configured, "--month", "2026-11"), cost(tmp_path, configured, "--month", "2025-02")

    assert (told.exit_code, asked.exit_code) == (0, 0)
    assert "x, 2026-11: $6.00 of $25.00" in told.stdout
    assert "x, 2025-02: $0.00 of $25.00; $0.00" in asked.stdout
    assert "By kind" not in asked.stdout


def test_json_is_an_option(tmp_path: Path, configured: str) -> None:
    """One object a network."""
    told = cost(tmp_path, configured, "--json", "--month", "2026-11")

    assert json.loads(told.stdout)["month"] == "2026-11"


def test_where_nothing_bills_there_is_nothing_to_tell(tmp_path: Path) -> None:
    """Its exit code says so."""
    told = cost(tmp_path, COURSE.replace(', "x"', ""))

    assert (told.exit_code, told.stdout) == (3, "")
    assert "No network that bills" in told.stderr


def test_what_is_no_month_is_wrong_use(tmp_path: Path, configured: str) -> None:
    """The right form is shown."""
    told = cost(tmp_path, configured, "--month", "November")

    assert told.exit_code == 2
    assert "write it as 2026-11" in told.stderr


def test_check_online_examines_what_bills(tmp_path: Path, configured: str) -> None:
    """Keys that are missing are found without asking anybody."""
    file = tmp_path / "config.toml"
    file.write_text(configured, encoding="utf-8")

    told = CliRunner().invoke(main, ["config", "check", "--online", "--config", str(file)])

    assert told.exit_code == 1
    assert "✗ x: has no keys for BIT15digest; docs/x.md says how" in told.stdout
    assert "✓ x: this month may still cost: reading $15.00" in told.stdout


def test_check_online_has_nothing_to_examine_without_such_networks(tmp_path: Path) -> None:
    """It is then the check it always is."""
    file = tmp_path / "config.toml"
    file.write_text(COURSE.replace(', "x"', ""), encoding="utf-8")

    told = CliRunner().invoke(main, ["config", "check", "--online", "--config", str(file)])

    assert (told.exit_code, len(told.stdout.splitlines())) == (0, 1)
