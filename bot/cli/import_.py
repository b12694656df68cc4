"""`welearned import FILE…`: read posts from archives."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.cli.visible import visible
from bot.tasks.load import Load, LoadReport
from bot.wiring import open_house


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@config_option
def import_command(files: tuple[Path, ...], config_path: Path) -> None:
    """Read posts from archives, recognised by their shape; nothing is published by it.

    Mastodon statuses (JSON lines or an API page), twarc 1 and 2 (also .gz), a TAGS sheet, X tweets.js, a Mastodon
    outbox.json, and welearned's own export.
    """
    seen = 0
    with open_house(configured(config_path)) as house:
        for file in files:
            report = _with_progress(house.load, file)
            seen += report.seen
            for line in lines(report):
                click.echo(line)
    raise SystemExit(Exit.DONE if seen else Exit.NOTHING)


def _with_progress(load: Load, file: Path) -> LoadReport:
    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed:,.0f} posts"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(file.name, total=None)
        return load(file, progress=lambda count: progress.update(bar, completed=count))


def lines(report: LoadReport) -> Iterator[str]:
    """Yield what a file brought; bad lines are named."""
    yield f"{report.file}: {report.seen} posts, {report.new} new"
    for reason, count in sorted(report.refused.items()):
        yield f"  left out: {count} {reason.value}"
    for bad in report.bad_lines:
        yield f"  {visible(bad.file)}, line {bad.line}: {visible(bad.why)}"
    if report.bad > len(report.bad_lines):
        yield f"  … and {report.bad - len(report.bad_lines)} more lines that are no posts"
