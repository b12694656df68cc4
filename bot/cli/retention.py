"""`welearned retention [--show]`: let go what was kept for as long as promised."""

from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.tasks.retain import RetainReport
from bot.wiring import open_house
from curation.retention import Retention


@click.command("retention")
@click.option("--show", is_flag=True, help="Show the table, and change nothing.")
@config_option
@json_option
def retention_command(config_path: Path, *, show: bool, as_json: bool) -> None:
    """Delete and empty what is older than the configuration promises; `welearned run` does so by itself, daily."""
    config = configured(config_path)
    report = RetainReport()
    if not show:
        with open_house(config) as house:
            report = house.retain()
    for line in (json_lines if as_json else lines)(config.retention, report):
        click.echo(line)
    raise SystemExit(Exit.DONE if show or report.gone.total() or report.revised else Exit.NOTHING)


def lines(retention: Retention, report: RetainReport) -> Iterator[str]:
    """Yield the table, and beside each period how much of it went."""
    for name, period in retention.periods():
        yield f"{name:<14}{period.days:>5} days{_gone(report.gone[name])}"
    yield f"afterwards    {retention.afterwards.value}"
    if report.gone["contacts"]:
        yield f"{'contacts':<24}{_gone(report.gone['contacts'])}"
    for key in report.revised:
        yield f"{key} says less now"


def _gone(count: int) -> str:
    return f"   {count} gone" if count else ""


def json_lines(retention: Retention, report: RetainReport) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added. Periods are in seconds."""
    shown = {
        "version": 1,
        "periods": {name: int(period.total_seconds()) for name, period in retention.periods()},
        "afterwards": retention.afterwards,
        "gone": report.gone,
        "revised": report.revised,
    }
    yield orjson.dumps(shown).decode()
