"""`welearned desk`: the review desk on this machine."""

import ipaddress
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, login_name
from bot.config import Config
from bot.ports import Role
from bot.wiring import open_house
from bot.wiring.desk import serve_desk
from bot.wiring.reviewers import PORT, address_of, doors_of


@click.command("desk")
@config_option
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Of this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this machine to listen on.")
@click.option("--behind-proxy", is_flag=True, help="Needed to listen elsewhere than on this machine only.")
@click.option("--link", is_flag=True, help="Only print a login link; the desk runs already.")
@click.option("--who", default=login_name, show_default="your login name", help="Whom the link is for.")
@click.option("--role", type=click.Choice([each.value for each in Role]), default=Role.OWNER.value, show_default=True)
def desk_command(  # noqa: PLR0913 - one a word
    config_path: Path, port: int, host: str, who: str, role: str, *, behind_proxy: bool, link: bool
) -> None:
    """Pick, order, word and approve the digest in a browser: prints a login link that works once, and serves.

    The daemon may run beside it. Editors pick and write; owners also let issues go out and stop them.
    """
    config = configured(config_path)
    _refuse_the_open(config, host, behind_proxy=behind_proxy)
    with open_house(config) as house:
        token = doors_of(config, house.store, house.clock, house.mint).invite(who, Role(role))
        click.echo(f"Come in, within half an hour and once: {address_of(config, port)}/login/{token}")
        if not link:
            click.echo("(Ctrl-C ends the desk; `welearned desk --link` prints another link.)")
            serve_desk(config, house, host=host, port=port)
    raise SystemExit(Exit.DONE)


def _refuse_the_open(config: Config, host: str, *, behind_proxy: bool) -> None:
    """Fail as wrong use where others could reach the desk and nobody thought of it."""
    elsewhere = not _is_this_machine(host)
    if elsewhere and not behind_proxy:
        raise click.UsageError(f"--host {host} can be reached from elsewhere; say --behind-proxy if a proxy guards it")
    if (elsewhere or config.desk.host) and (config.desk.password is None or not config.desk.host):
        raise click.UsageError("a desk that can be reached from elsewhere needs desk.host and desk.password_file")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
