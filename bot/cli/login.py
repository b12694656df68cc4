"""`welearned login`: an account of ours gets its token."""

import os
from pathlib import Path

import click

from bot.cli.options import config_option, configured
from bot.clock import SystemClock
from bot.config import Account, Config
from bot.errors import ConfigError
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.login import Login, begin

_OWNER_ONLY = 0o600
_FOLDER_OF_OWNER = 0o700


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
    write_secret(account.token_file, _token(login, click.prompt("The code it shows")))
    click.echo(f"The token is in {account.token_file}, which only you can read. `welearned doctor` checks it.")


def _token(login: Login, code: str) -> str:
    """Return the token that *code* stands for; raise `click.UsageError`."""
    try:
        return login.token(code)
    except ConfigError as error:
        found = "; ".join(each.found for each in error.problems)
        message = f"the server gave no token for this code ({found}); begin again for a new one, each works only once"
        raise click.UsageError(message) from error


def write_secret(file: Path, secret: str) -> None:
    """Make *file* hold *secret*, readable by its owner only from the first byte on; raise `click.UsageError`."""
    unfinished = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(mode=_FOLDER_OF_OWNER, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as open_file:
            open_file.write(f"{secret}\n")
        unfinished.replace(file)
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
