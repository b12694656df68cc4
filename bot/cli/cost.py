"""`welearned cost [--month M]`: what networks that bill were paid, and what the month will cost."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import orjson
from typing_extensions import override

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.tasks.costs import CostReport
from bot.wiring import open_house
from curation.budget import Use, by, by_use, dollars


class MonthParam(click.ParamType[date]):
    """A month: `2026-11`."""

    name = "yyyy-mm"

    @override
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the first day of the month, or fail as wrong use."""
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is no month; write it as 2026-11", param, ctx)


@click.command("cost")
@click.option("--month", type=MonthParam(), default=None, help="The month; this one where nothing is said.")
@config_option
@json_option
def cost_command(month: date | None, config_path: Path, *, as_json: bool) -> None:
    """Tell what was read and written, what it cost by our meter, and what the month will cost at this rate."""
    with open_house(configured(config_path)) as house:
        reports = tuple(costs(month) for costs in house.costs)
    for report in reports:
        for line in json_lines(report) if as_json else lines(report):
            click.echo(line)
    if not reports:
        click.echo("No network that bills is configured.", err=True)
        raise SystemExit(Exit.NOTHING)


def lines(report: CostReport) -> Iterator[str]:
    """Yield one network's month as a person reads it."""
    budget = report.budget
    yield (
        f"{report.network}, {report.month}: {dollars(report.spent)} of {dollars(budget.monthly)};"
        f" {dollars(_to_a_cent(report.forecast))} by the end of the month at this rate"
    )
    spent = by_use(report.charges)
    for use in Use:
        yield f"  {use.value:<12}{dollars(spent[use]):>10} of {dollars(budget.share(use))} set apart"
    yield from _calls(report)
    yield from _courses(report)
    yield (
        f"By our own meter, at the prices of {report.prices.as_of}; a month is one of UTC's calendar. The bill is what"
        f" {report.network} says it is."
    )


def _to_a_cent(cost: int) -> int:
    """Return a guess without digits that nobody can know, rounded up."""
    return -(-cost // 10_000) * 10_000


def _calls(report: CostReport) -> Iterator[str]:
    units = _units(report)
    if units:
        yield "By kind of call:"
    for call, cost in by(report.charges, lambda charge: charge.call.value).items():
        yield f"  {call:<20}{units[call]:>8,}{dollars(cost):>10}"


def _units(report: CostReport) -> Counter[str]:
    units: Counter[str] = Counter()
    for charge in report.charges:
        units[charge.call.value] += charge.units
    return units


def _courses(report: CostReport) -> Iterator[str]:
    courses = by(report.charges, lambda charge: charge.course)
    if courses:
        yield "By course:"
    for course, cost in courses.items():
        yield f"  {course or '(several)':<28}{dollars(cost):>10}"


def json_lines(report: CostReport) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added. Sums are in millionths of a dollar."""
    shown = {
        "version": 1,
        "network": report.network,
        "month": report.month,
        "at": report.at,
        "spent": report.spent,
        "forecast": report.forecast,
        "budget": report.budget.monthly,
        "left": report.left,
        "uses": by_use(report.charges),
        "calls": by(report.charges, lambda charge: charge.call.value),
        "units": _units(report),
        "courses": by(report.charges, lambda charge: charge.course),
        "prices": report.prices.of,
        "prices_as_of": report.prices.as_of,
    }
    yield orjson.dumps(shown, option=orjson.OPT_NON_STR_KEYS).decode()
