"""`welearned login`: an account of ours gets its token."""

from pathlib import Path

import click

from bot.cli.options import config_option, configured
from bot.clock import SystemClock
from bot.config import Account, Config
from bot.config.secrets import write_secret
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.login import begin


@click.group("login")
def login_command() -> None:
    """Let welearned post from an account."""


@login_command.command("mastodon")
@click.option("--account", "handle", default=None, help="The account's handle; needed where there are several.")
@config_option
def mastodon_command(handle: str | None, config_path: Path) -> None:
    """Show an address to open, read the code it gives, and keep the token in the account's token file."""
    config = configured(config_path)
    account = _account_of(config, handle)
    if account.token is not None:
        click.confirm(f"{account.handle} has a token already. Replace it?", abort=True)
    client = MastodonClient(account.server, token=None, clock=SystemClock())
    login = begin(client, name="welearned", website=config.file.site.url or "")
    click.echo(f"Open this address in a browser where you are logged in as {account.handle}, and allow the access:")
    click.echo(f"\n  {login.url}\n")
    keep_secret(account.token_file, login.token(click.prompt("The code it shows")))
    click.echo(f"The token is in {account.token_file}, which only you can read. `welearned doctor` checks it.")


def keep_secret(file: Path, secret: str) -> None:
    """Make *file* hold *secret*, readable by its owner only; raise `click.UsageError`."""
    try:
        write_secret(file, secret)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}") from error


def _account_of(config: Config, handle: str | None) -> Account:
    handles = [each.handle for each in config.accounts]
    if not handles:
        raise click.UsageError("no account is configured; write one as [[networks.mastodon.accounts]]")
    if handle is None and len(handles) > 1:
        raise click.UsageError(f"say which account with --account: {', '.join(handles)}")
    try:
        return config.account((handle or handles[0]).removeprefix("@"))
    except KeyError as error:
        raise click.UsageError(f"{handle} is no account here; there is {', '.join(handles)}") from error
