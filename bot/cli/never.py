"""`welearned never COURSE site|word|person VALUE [--undo]`: keep something out of a course."""

from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, login_name, plan_of
from bot.cli.visible import visible
from bot.wiring import open_house
from curation.nevers import PERSON, WHATS


@click.command("never")
@click.argument("course")
@click.argument("what", type=click.Choice(WHATS))
@click.argument("value")
@click.option("--network", type=click.Choice(["mastodon", "x"]), default="mastodon", help="Where a person is.")
@click.option("--undo", is_flag=True, help="Let it in again.")
@config_option
def never_command(course: str, what: str, value: str, network: str, config_path: Path, *, undo: bool) -> None:
    """Never show a site, a page with a word, or what a person shares, in COURSE: from now on, at once."""
    if not value.strip():
        raise click.BadParameter("say which", param_hint="VALUE")
    config = configured(config_path)
    slug = plan_of(config, course).course.slug
    with open_house(config) as house:
        meant = value
        if what == PERSON:
            account = house.attend.account(value, network)
            meant = f"{account.network} {account.id}"
        house.course(slug).keep_out(what, meant, who=login_name(), again=undo)
    click.echo(f"{slug}: {what} {visible(value)} " + ("may be shown again" if undo else "is kept out from now on"))
    raise SystemExit(Exit.DONE)
