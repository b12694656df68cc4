"""`welearned canonical`: a filter from addresses to their one spelling."""

import sys

import click

from bot.cli.exits import Exit
from curation.errors import InvalidUrl
from curation.urls import canonical


@click.command("canonical")
def canonical_command() -> None:
    """Print the one spelling of each address read from standard input.

    One address a line in, one a line out, in step: a line that is no address gives an empty line, a message on
    standard error, and exit code 1 at the end.
    """
    sound = True
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            click.echo(canonical(line.decode("utf-8", errors="replace").strip()))
        except InvalidUrl as error:
            click.echo("")
            click.echo(f"line {number}: {error}", err=True)
            sound = False
    if not sound:
        raise SystemExit(Exit.FAILED)
