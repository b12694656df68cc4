"""`welearned activity`: what was done, month by month, in counts that tell of nobody."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.ports import Month
from bot.wiring import open_house


@click.command("activity")
@json_option
@config_option
def activity_command(config_path: Path, *, as_json: bool) -> None:
    """Tell for each month how many posts were kept, how many left out and why, and how long erasing took."""
    with open_house(configured(config_path)) as house, house.store.look() as work:
        months = work.activity.months()
    for line in json_lines(months) if as_json else lines(months):
        click.echo(line)
    raise SystemExit(Exit.DONE if months else Exit.NOTHING)


def lines(months: Sequence[Month]) -> Iterator[str]:
    """Yield the months as a person reads them, newest first."""
    for month in months:
        yield f"{month.first:%Y-%m}: {month.posts} posts kept, {sum(month.refused.values())} left out"
        yield from (f"  {count} {reason.value}" for reason, count in month.refused.items())
        if month.erasures:
            took = f", the longest took {month.longest}" if month.longest is not None else ""
            yield f"  {month.erasures} erased{took}" + (f", {month.open} not done yet" if month.open else "")


def json_lines(months: Sequence[Month]) -> Iterator[str]:
    """Yield one JSON object a month, stable for machines: keys are only ever added."""
    for month in months:
        told = {
            "month": f"{month.first:%Y-%m}",
            "posts": month.posts,
            "refused": {reason.value: count for reason, count in month.refused.items()},
            "erasures": month.erasures,
            "open": month.open,
            "longest_seconds": int(month.longest.total_seconds()) if month.longest is not None else None,
        }
        yield orjson.dumps(told).decode()
