"""`welearned explain URL`: why a page is or is not in a digest."""

from datetime import date
from pathlib import Path

import click

from bot.cli.compose import day_option
from bot.cli.exits import Exit
from bot.cli.explained_json import json_line
from bot.cli.explanations import lines
from bot.cli.options import config_option, configured, json_option, plan_of
from bot.wiring import open_house


@click.command("explain")
@click.argument("url")
@click.option("--course", default=None, help="The course; needed where there are several.")
@day_option
@config_option
@json_option
def explain_command(url: str, course: str | None, day: date | None, config_path: Path, *, as_json: bool) -> None:
    """Tell why the page at URL is or is not in a digest: its place and what decided, in sentences."""
    config = configured(config_path)
    with open_house(config) as house:
        explanation = house.course(plan_of(config, course).course.slug).explain(url, day=day)
    for line in [json_line(explanation)] if as_json else lines(explanation):
        click.echo(line)
    raise SystemExit(Exit.DONE if explanation.posts else Exit.NOTHING)
