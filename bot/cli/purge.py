"""`welearned purge --network NAME`: let go everything that came from one network."""

import threading
from collections.abc import Iterator
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.ports import Erasure
from bot.tasks.erase import EraseReport
from bot.wiring import open_house


@click.command("purge")
@click.option("--network", required=True, help="As posts have it: mastodon, x …")
@click.option("--yes", is_flag=True, help="Do not ask.")
@config_option
def purge_command(network: str, config_path: Path, *, yes: bool) -> None:
    """Erase every post and person of a network, from the database and every outlet; nothing keeps them out later.

    Take the network out of the configuration first, or the next poll brings its posts in again.
    """
    if not yes:
        click.confirm(f"Erase everything that came from {network}, in every outlet?", abort=True)
    with open_house(configured(config_path)) as house:
        erasure = house.erase.network(network)
        with house.lease(threading.Event()) as is_ours:
            report = house.erase() if is_ours else None
    for line in lines(erasure, report):
        click.echo(line)
    raise SystemExit(_code(erasure, report))


def lines(erasure: Erasure, report: EraseReport | None) -> Iterator[str]:
    """Yield what went, and what is left to do."""
    yield f"{erasure.posts} posts erased; {len(erasure.digests)} issues say less now"
    if report is None:
        yield "welearned run mends what is out there"
    elif report.waiting:
        yield f"still to do: {', '.join(report.waiting)}; welearned run tries again"


def _code(erasure: Erasure, report: EraseReport | None) -> Exit:
    if report is not None and report.waiting:
        return Exit.FAILED
    return Exit.DONE if erasure.posts or erasure.digests else Exit.NOTHING
