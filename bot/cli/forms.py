"""`welearned forms`: the public forms, for a web server in front to hand on."""

from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured
from bot.wiring import open_house
from bot.wiring.forms import serve_forms

PORT = 8001


@click.command("forms")
@config_option
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Of this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this machine to listen on.")
def forms_command(config_path: Path, port: int, host: str) -> None:
    """Serve the public forms until Ctrl-C; the daemon may run beside it."""
    config = configured(config_path)
    if not config.forms.url:
        click.echo("welearned: warning: forms.url is not written, so no page links to these forms", err=True)
    with open_house(config) as house:
        click.echo(f"The forms are at http://{host}:{port}/request (Ctrl-C ends this)")
        serve_forms(config, house, host=host, port=port)
    raise SystemExit(Exit.DONE)
