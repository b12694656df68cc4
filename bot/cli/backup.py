"""`welearned backup create|verify|restore`: copies of the database, without secrets."""

import threading
from collections.abc import Iterator
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.clock import SystemClock
from bot.ports import Backup
from bot.wiring import backups_of, open_house, prepared

_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


@click.group("backup")
def backup_command() -> None:
    """Copy the database, look a copy through, or bring one back."""


@backup_command.command("create")
@config_option
def create_command(config_path: Path) -> None:
    """Copy the database into the folder of backups, while `welearned run` may go on; no secret is in it."""
    config = configured(config_path)
    with open_house(config):
        made = backups_of(config).create(SystemClock().now())
    for line in lines(made):
        click.echo(line)


@backup_command.command("verify")
@_file
@config_option
def verify_command(file: Path, config_path: Path) -> None:
    """Read FILE from end to end, and say what is in it."""
    for line in lines(backups_of(configured(config_path)).verify(file)):
        click.echo(line)


@backup_command.command("restore")
@_file
@config_option
def restore_command(file: Path, config_path: Path) -> None:
    """Put FILE in place of the database, erased by everything that was erased since, and pause every course.

    The database as it is now is copied into the folder of backups first.
    """
    config = configured(config_path)
    backups = backups_of(config)
    with open_house(config) as house, house.lease(threading.Event()) as is_ours:
        if not is_ours:
            click.echo("welearned run works on this database; stop it first.", err=True)
            raise SystemExit(Exit.FAILED)
        before = backups.create(house.clock.now())
        report = prepared(config, house, file)
    backups.install()
    click.echo(f"{file.name} is in place; {report.posts} posts were erased in it, {report.issues} issues say less now")
    click.echo(f"what was there before is in {before.file}")
    click.echo("every course is paused: look at what is out there, then: welearned resume, welearned build")


def lines(backup: Backup) -> Iterator[str]:
    """Yield what a backup holds, as a person reads it."""
    yield f"{backup.file}: whole, {backup.size:,} bytes, tables of revision {backup.revision}"
    yield "  " + ", ".join(f"{table} {count}" for table, count in backup.rows.items() if count)
