"""`welearned mail list | add | remove | test`: who gets digests by mail."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, plan_of
from bot.cli.visible import visible
from bot.clock import SystemClock
from bot.errors import SendError
from bot.ports.mail import Rhythm, Subscriber, Subscription
from bot.wiring import open_house
from bot.wiring.mail import postbox, subscriptions

_course = click.argument("course")
_address = click.argument("address")
_WORDS = {
    Subscription.PENDING: "was asked, has not answered",
    Subscription.ACTIVE: "gets the digests",
    Subscription.PAUSED: "took no mail and rests; `mail add` lets it try again",
}


@click.group("mail")
def mail_command() -> None:
    """Tell who gets digests by mail, add and remove addresses, try the mail server."""


@mail_command.command("list")
@_course
@config_option
def list_command(course: str, config_path: Path) -> None:
    """Print who gets the digests of COURSE, and who was only asked."""
    config = configured(config_path)
    with open_house(config) as house, house.store.look() as work:
        found = work.subscribers.of(plan_of(config, course).course.slug)
    for line in lines(found):
        click.echo(visible(line))
    raise SystemExit(Exit.DONE if found else Exit.NOTHING)


def lines(found: Sequence[Subscriber]) -> Iterator[str]:
    """Yield a line for each subscriber, and how many there are."""
    for each in found:
        yield f"{each.address} · {each.rhythm.value} · {_WORDS[each.state]}"
    active = sum(each.state is Subscription.ACTIVE for each in found)
    yield f"{active} of {len(found)} get the digests"


@mail_command.command("add")
@_course
@_address
@click.option("--weekly", is_flag=True, help="One letter a week instead of one a day.")
@config_option
def add_command(course: str, address: str, config_path: Path, *, weekly: bool) -> None:
    """Let ADDRESS get the digests of COURSE: only for people who told you that they want them."""
    config = configured(config_path)
    with open_house(config) as house:
        task = subscriptions(config, house.store, house.clock, house.mint)
        slug = plan_of(config, course).course.slug
        added = task.add(slug, address, Rhythm.WEEKLY if weekly else Rhythm.DAILY)
    if added is None:
        raise click.BadParameter("is no e-mail address", param_hint="ADDRESS")
    click.echo("added; each letter has a link that ends it")
    raise SystemExit(Exit.DONE)


@mail_command.command("remove")
@_course
@_address
@config_option
def remove_command(course: str, address: str, config_path: Path) -> None:
    """Delete ADDRESS: nothing more goes there, and nothing of it is kept."""
    config = configured(config_path)
    with open_house(config) as house:
        task = subscriptions(config, house.store, house.clock, house.mint)
        was_there = task.remove(plan_of(config, course).course.slug, address)
    click.echo("deleted" if was_there else "it was not there")
    raise SystemExit(Exit.DONE if was_there else Exit.NOTHING)


@mail_command.command("test")
@_address
@config_option
def test_command(address: str, config_path: Path) -> None:
    """Send one letter to ADDRESS, to see whether it arrives and how it looks."""
    config = configured(config_path)
    text = "This letter only shows that letters arrive.\n"
    try:
        postbox(config, SystemClock()).write(address, config.site.title, text)
    except SendError as error:
        click.echo(visible(error.why))
        raise SystemExit(Exit.FAILED) from error
    click.echo("the mail server took it; look whether it arrives")
    raise SystemExit(Exit.DONE)
