"""`welearned bundle`: the whole site in one folder that opens without us."""

import shutil
from pathlib import Path

import click

from bot.blog.bundle import Bundle
from bot.blog.folder import Folder
from bot.blog.site import BlogPublisher
from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.wiring import open_house

_MARK = ".welearned-bundle"
"""Only a folder with this file in it is emptied."""


@click.command("bundle")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("bundle"),
    show_default=True,
    help="The folder; made anew.",
)
@config_option
def bundle_command(out: Path, config_path: Path) -> None:
    """Write every page, every feed and all that was published as data into one folder that opens from a disk.

    Nothing in it needs a server, a network or welearned. What people posted and was not published is not in it.
    """
    with open_house(configured(config_path)) as house:
        blogs = {
            each.name: each for tasks in house.courses for each in tasks.publishers if isinstance(each, BlogPublisher)
        }
        if not blogs:
            click.echo("no course here has the outlet `blog`: there are no pages to bundle", err=True)
            raise SystemExit(Exit.NOTHING)
        (blog, *_) = blogs.values()
        _emptied(out)
        written = [path for path, content in Bundle(publisher=blog).files() if Folder(out).write(path, content)]
    click.echo(f"{len(written)} files in {out}; open {out / 'index.html'}")


def _emptied(out: Path) -> None:
    if out.exists() and any(out.iterdir()) and not (out / _MARK).exists():
        raise click.BadParameter(f"{out} holds other things; choose an empty folder", param_hint="--out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()
