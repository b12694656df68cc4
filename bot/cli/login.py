"""`welearned login`: an account of ours gets its token."""

from pathlib import Path

import click

from bot.cli.options import config_option, configured
from bot.clock import SystemClock
from bot.config import Account, Config, XToken
from bot.config.secrets import write_secret
from bot.errors import ConfigError
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.login import Login, begin
from bot.wiring import OPTIONAL_NETWORKS, App


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
    keep_secret(account.token_file, _token(login, click.prompt("The code it shows")))
    click.echo(f"The token is in {account.token_file}, which only you can read. `welearned doctor` checks it.")


def _token(login: Login, code: str) -> str:
    """Return the token that *code* stands for; raise `click.UsageError`."""
    try:
        return login.token(code)
    except ConfigError as error:
        found = "; ".join(each.found for each in error.problems)
        message = f"the server gave no token for this code ({found}); begin again for a new one, each works only once"
        raise click.UsageError(message) from error


@login_command.command("x")
@click.option("--client-id", required=True, help="The application's OAuth 2 client id.")
@click.option("--redirect", required=True, help="An address that the application is registered with.")
@click.option("--confidential", is_flag=True, help="The application has a client secret; it is asked for.")
@config_option
def x_command(client_id: str, redirect: str, config_path: Path, *, confidential: bool) -> None:
    """Get a token of OAuth 2 for the account on X; with the four keys of OAuth 1, no login is needed."""
    account = _account_on_x(configured(config_path))
    network = next((each for each in OPTIONAL_NETWORKS if each.name == "x"), None)
    if network is None:
        raise click.UsageError("X is not built in here")
    secret = click.prompt("The client secret", hide_input=True) if confidential else ""
    login = network.login(SystemClock(), App(client_id=client_id, client_secret=secret, redirect=redirect))
    click.echo("Open this address in a browser where you are logged in as the account, and allow the access:")
    click.echo(f"\n  {login.url}\n")
    click.echo(f"You are then sent on to {redirect}, which need not answer.")
    keep_secret(account.file, login.secret(click.prompt("The whole address you were sent on to")))
    click.echo(
        f"The token is in {account.file}, which only you can read. `welearned config check --online` looks at it."
    )


def _account_on_x(config: Config) -> XToken:
    account = config.x.account if config.x else None
    if account is None or account.token is None:
        raise click.UsageError("no account with an oauth2_token_file is configured; write it as [networks.x.account]")
    if account.token.token is not None:
        click.confirm(f"{account.handle} has a token already. Replace it?", abort=True)
    return account.token


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
