"""`welearned replay`: read again what was kept of posts, by the rules of this version."""

from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.tasks.replay import ReplayReport
from bot.wiring import open_house


@click.command("replay")
@click.option("--dry-run", is_flag=True, help="Count what would change, and change nothing.")
@json_option
@config_option
def replay_command(config_path: Path, *, dry_run: bool, as_json: bool) -> None:
    """Make every post anew of what its network said, as far as that is still kept.

    For after an update that reads posts better. It asks no network, and brings nothing back: what was erased, refused
    or let go by its age stays so, and who said "stop" since is honoured.
    """
    with open_house(configured(config_path)) as house:
        report = house.replay(dry_run=dry_run)
    for line in (json_lines if as_json else lines)(report):
        click.echo(line)
    raise SystemExit(Exit.DONE if report.posts else Exit.NOTHING)


def lines(report: ReplayReport) -> Iterator[str]:
    """Yield what became of the posts."""
    yield f"{report.posts} posts read again, {report.changed} say something else now"
    for reason, count in sorted(report.refused.items()):
        yield f"  left out: {count} {reason.value}"
    if report.erased:
        yield f"  erased: {report.erased} that may not be kept"
    if report.unreadable:
        yield f"  as they were: {report.unreadable} that are not understood any more"


def json_lines(report: ReplayReport) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added."""
    shown = {
        "version": 1,
        "posts": report.posts,
        "changed": report.changed,
        "erased": report.erased,
        "unreadable": report.unreadable,
        "refused": report.refused,
    }
    yield orjson.dumps(shown).decode()
