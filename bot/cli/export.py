"""`welearned export COURSE FILE`: hand on what a course collected, as far as everybody's wishes allow."""

import os
from collections.abc import Iterable
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option, plan_of
from bot.tasks.export import ExportReport
from bot.wiring import open_house


@click.command("export")
@click.argument("course")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=False))
@click.option("--force", is_flag=True, help="Write over a FILE that is there.")
@json_option
@config_option
def export_command(course: str, file: Path, config_path: Path, *, force: bool, as_json: bool) -> None:
    """Write the posts of COURSE into FILE, a JSON object a line, which `welearned import` reads.

    A post is written as it was said where its writer may be named, linked and quoted today, and nobody else is in it;
    of every other post, and of all from X, only that somebody shared its pages. Who was left out is not in it.
    """
    if file.exists() and not force:
        raise click.BadParameter(f"{file} is there; --force writes over it", param_hint="FILE")
    config = configured(config_path)
    slug, report = plan_of(config, course).course.slug, ExportReport()
    with open_house(config) as house:
        _write(file, house.course(slug).export(report))
    click.echo(_json(report) if as_json else _line(file, report))
    raise SystemExit(Exit.DONE if report.whole or report.veiled else Exit.NOTHING)


def _write(file: Path, lines: Iterable[bytes]) -> None:
    """Write *lines* for the owner's eyes only: whole, or not at all."""
    unfinished = file.with_name(f".{file.name}.new")
    unfinished.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.writelines(lines)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _line(file: Path, report: ExportReport) -> str:
    told = f"{report.whole} posts as they were said, {report.veiled} shares without words and names"
    return f"{file}: {told}; {report.kept} left out"


def _json(report: ExportReport) -> str:
    """Return one JSON object, stable for machines: keys are only ever added."""
    counts = {"whole": report.whole, "veiled": report.veiled, "left_out": report.kept}
    return orjson.dumps({"version": 1, **counts}).decode()
