"""`welearned run`: the daemon."""

from pathlib import Path

import click

from bot import log
from bot.cli.doctor import refuse_unless_ready
from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.schedule import stopped_by_signals
from bot.wiring import open_house


@click.command("run")
@config_option
@click.option("--log-json", is_flag=True, help="Log events as JSON lines.")
def run_command(config_path: Path, *, log_json: bool) -> None:
    """Poll, read links, compose and publish, each at its time, until SIGTERM; go on after any interruption."""
    log.configure(json=log_json)
    config = configured(config_path)
    with open_house(config, ask=True) as house:
        if config.go_live:
            refuse_unless_ready(config)
        with stopped_by_signals() as stop:
            came_to_work = house.run(stop)
    if not came_to_work:
        click.echo("welearned: another process runs the schedule of this database", err=True)
        raise SystemExit(Exit.FAILED)
    raise SystemExit(Exit.DONE)
