"""`welearned person show | export | delete | alias`: what is held of one person, and what they asked."""

from collections.abc import Callable
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.holdings import as_json, as_lines
from bot.cli.options import config_option, configured, json_option, login_name, plan_of
from bot.cli.visible import visible
from bot.config import Config
from bot.tasks.attend import Attend
from bot.wiring import open_house
from curation.model import AccountRef

_account = click.argument("account")
_network = click.option(
    "--network", type=click.Choice(["mastodon", "x"]), default="mastodon", show_default=True, help="Where it is."
)


@click.group("person")
def person_command() -> None:
    """Show, export, delete or rename what is held of one person."""


@person_command.command("show")
@_account
@_network
@json_option
@config_option
def show_command(account: str, network: str, config_path: Path, *, as_json: bool) -> None:
    """Show what is held of ACCOUNT, and what they wish."""
    with_json = as_json

    def show(_config: Config, attend: Attend, who: AccountRef) -> Exit:
        held = attend.holdings(who)
        click.echo(
            _json_text(attend, who) if with_json else "\n".join(map(visible, as_lines(held, attend.standing(who))))
        )
        return Exit.NOTHING if held.is_empty else Exit.DONE

    _attend(config_path, account, network, show)


@person_command.command("export")
@_account
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@_network
@config_option
def export_command(account: str, folder: Path, network: str, config_path: Path) -> None:
    """Write all that is held of ACCOUNT into FOLDER, as JSON and as text, for its owner only."""

    def export(_config: Config, attend: Attend, who: AccountRef) -> Exit:
        held = attend.holdings(who)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The names of the files say nothing of whom they are about.
        _write(folder / "person.json", _json_text(attend, who))
        _write(folder / "person.txt", "\n".join(as_lines(held, attend.standing(who))))
        click.echo(f"{len(held.posts)} posts, {len(held.wishes)} wishes: person.json and person.txt are in {folder}")
        return Exit.NOTHING if held.is_empty else Exit.DONE

    _attend(config_path, account, network, export)


@person_command.command("delete")
@_account
@_network
@click.option("--yes", is_flag=True, help="Do not ask.")
@config_option
def delete_command(account: str, network: str, config_path: Path, *, yes: bool) -> None:
    """Erase everything about ACCOUNT, here and in what was published, and let nothing of it in again."""

    def delete(_config: Config, attend: Attend, who: AccountRef) -> Exit:
        held = attend.holdings(who)
        count = f"{len(held.posts)} posts and {len(held.wishes)} wishes go, {len(held.appearances)} places are mended."
        if not yes:
            click.confirm(f"{count} This cannot be taken back. Erase?", abort=True)
        left = attend.delete(who)
        click.echo(f"{count} " + (f"The daemon still mends: {', '.join(left)}." if left else "All of it is done."))
        return Exit.DONE

    _attend(config_path, account, network, delete)


@person_command.command("alias")
@_account
@click.argument("words", nargs=-1)
@click.option("--course", default=None, help="For this course only; for all where nothing is said.")
@_network
@config_option
def alias_command(account: str, words: tuple[str, ...], course: str | None, network: str, config_path: Path) -> None:
    """Let ACCOUNT appear under WORDS; without any, two are drawn, other ones for each course."""

    def alias(config: Config, attend: Attend, who: AccountRef) -> Exit:
        courses = attend.courses if course is None else (plan_of(config, course).course,)
        given = attend.alias(who, courses, words=" ".join(words), who=login_name())
        click.echo(f"They appear as {visible(', '.join(dict.fromkeys(given)))}.")
        return Exit.DONE

    _attend(config_path, account, network, alias)


def _attend(config_path: Path, account: str, network: str, act: Callable[[Config, Attend, AccountRef], Exit]) -> None:
    if network == "mastodon" and "@" not in account.removeprefix("@"):
        raise click.BadParameter("write the whole account, such as ana@school.example", param_hint="ACCOUNT")
    config = configured(config_path)
    with open_house(config) as house:
        code = act(config, house.attend, house.attend.account(account, network))
    raise SystemExit(code)


def _json_text(attend: Attend, who: AccountRef) -> str:
    return as_json(attend.holdings(who), attend.standing(who))


def _write(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(text + "\n", encoding="utf-8")
