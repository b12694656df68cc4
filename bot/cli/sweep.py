"""`welearned sweep [--dry-run]`: ask whether what is shown still stands at its source."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.tasks.sweep import SweepReport
from bot.wiring import open_house


@click.command("sweep")
@click.option("--dry-run", is_flag=True, help="Count what is due, and ask nobody.")
@config_option
@json_option
def sweep_command(config_path: Path, *, dry_run: bool, as_json: bool) -> None:
    """Ask sources about published posts whose time has come; hide what is missed once, erase what is missed twice.

    What stands in outlets is mended by `welearned run`, or by the next `welearned publish`.
    """
    with open_house(configured(config_path)) as house:
        report = house.sweep(dry_run=dry_run)
    for line in json_lines(report) if as_json else lines(report, dry_run=dry_run):
        click.echo(line)
    raise SystemExit(_code(report, dry_run=dry_run))


def lines(report: SweepReport, *, dry_run: bool = False) -> Iterator[str]:
    """Yield what a turn brought, as a person reads it."""
    if dry_run:
        yield f"{report.due} posts are due; nobody was asked (--dry-run)"
        return
    yield f"{report.asked} of {report.due} posts asked for: {report.there} stand, {report.edited} were read again"
    yield f"  hidden: {report.hidden}, erased: {report.erased}, no answer: {report.unknown}"
    for source, why in report.troubles.items():
        yield f"  {source}: {why}"


def json_lines(report: SweepReport) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added."""
    yield orjson.dumps({"version": 1, **asdict(report)}).decode()


def _code(report: SweepReport, *, dry_run: bool) -> Exit:
    if report.troubles:
        return Exit.FAILED
    return Exit.DONE if report.asked or (dry_run and report.due) else Exit.NOTHING
