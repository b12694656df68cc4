"""`welearned read-links`: read the pages behind shared links."""

from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.schedule import wait_until
from bot.tasks.read_links import ReadLinks
from bot.wiring import open_house


@click.command("read-links")
@config_option
def read_links_command(config_path: Path) -> None:
    """Read every page that somebody shared and that has no card yet, or whose time to try again has come."""
    with open_house(configured(config_path)) as house:
        read, unreadable = read_all(house.read_links)
    click.echo(f"{read} pages read, {unreadable} could not be read")
    raise SystemExit(Exit.DONE if read + unreadable else Exit.NOTHING)


def read_all(read_links: ReadLinks) -> tuple[int, int]:
    """Read turn after turn, waiting for hosts that asked for a pause; return pages read and unreadable."""
    read = unreadable = 0
    while True:
        report = read_links()
        read, unreadable = read + report.read, unreadable + report.unreadable
        if report.next_at is None:
            return read, unreadable
        wait_until(report.next_at, read_links.clock)
