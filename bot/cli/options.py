"""Options that several commands share, and the values behind them."""

import getpass
import os
from datetime import date, datetime
from pathlib import Path

import click
from typing_extensions import override

from bot.config import Config, CoursePlan, read

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("config.toml"),
    show_default=True,
    help="The configuration file.",
)
"""`--config FILE`, given to the command as `config_path: Path`."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
"""`--json`, given to the command as `as_json: bool`."""

dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would go out, and send nothing.")
"""`--dry-run`, given to the command as `dry_run: bool`."""


_YEARS = range(1970, 9999)
"""Days before or after them have no yesterday or no tomorrow in some zone."""


class Day(click.ParamType[date]):
    """A course day: `2015-11-11`."""

    name = "yyyy-mm-dd"

    @override
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail as wrong use."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2015-11-11", param, ctx)
        if day.year not in _YEARS:
            self.fail(f"{value!r} is no day of a digest; write it as 2015-11-11", param, ctx)
        return day


def login_name() -> str:
    """Return who runs this command, as the machine knows them; in a container that may be a number only."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def configured(path: Path) -> Config:
    """Return the configuration at *path*, its warnings told on standard error; raise `ConfigError`."""
    config = read(path)
    for warning in config.warnings:
        click.echo(f"welearned: warning: {warning}", err=True)
    return config


def plan_of(config: Config, slug: str | None) -> CoursePlan:
    """Return the plan of *slug*, or the only one there is; fail as wrong use when that is unclear or unknown."""
    slugs = [each.course.slug for each in config.plans]
    if slug is None and len(slugs) > 1:
        raise click.UsageError(f"say which course: {', '.join(slugs)}")
    if slug is not None and slug not in slugs:
        raise click.BadParameter(f"{slug!r} is no course here; there is {', '.join(slugs)}", param_hint="COURSE")
    return config.plan(slug or slugs[0])
