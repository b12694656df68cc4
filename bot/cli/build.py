"""`welearned build`: write the whole blog anew."""

from pathlib import Path

import click

from bot.blog.site import BlogPublisher
from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.wiring import open_house


@click.command("build")
@config_option
def build_command(config_path: Path) -> None:
    """Write every page and feed anew from the database: after the folder was lost, or templates were changed.

    Days that were published keep the words they had; pages that somebody deleted by hand come back.
    """
    with open_house(configured(config_path)) as house:
        blogs = [each for tasks in house.courses for each in tasks.publishers if isinstance(each, BlogPublisher)]
        written = {path for blog in blogs for path in blog.build()}
    click.echo(f"{len(written)} files written" if written else "everything was as it should be")
    raise SystemExit(Exit.DONE if written else Exit.NOTHING)
