"""`welearned consent list | import | requests`: what people told us, signed, or asked by form."""

from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.holdings import Standing, wish_line
from bot.cli.options import config_option, configured, json_option, plan_of
from bot.cli.visible import visible
from bot.ports import Request
from bot.tasks.roster import TakeRoster
from bot.wiring import open_house
from curation.model import AccountRef, Wish
from curation.roster import entries

_MOST_BYTES = 10 * 1024**2


@click.group("consent")
def consent_command() -> None:
    """List what people told us, take in a signed roster, see what was asked by form."""


@consent_command.command("list")
@click.argument("course", required=False)
@json_option
@config_option
def list_command(course: str | None, config_path: Path, *, as_json: bool) -> None:
    """Show everybody who told us something, and what counts now, in COURSE or in all of them."""
    config = configured(config_path)
    slug = plan_of(config, course).course.slug if course else ""
    with open_house(config) as house:
        with house.store.look() as work:
            accounts = work.wishes.accounts()
        told = [(each, wishes) for each in accounts if (wishes := _counting(house.attend.standing(each), slug))]
    for account, wishes in told:
        for line in [_json_line(account, wishes)] if as_json else _lines(account, wishes):
            click.echo(visible(line))
    raise SystemExit(Exit.DONE if told else Exit.NOTHING)


@consent_command.command("import")
@click.argument("roster", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--course", default=None, help="The course the roster is for, where there are several.")
@config_option
def import_command(roster: Path, course: str | None, config_path: Path) -> None:
    """Take in the signed entries of ROSTER, a CSV file: account, credit, quote, signed_on, expires_on.

    A row without its date makes the whole file unusable: it is no evidence. Without a form of credit a person appears
    under an alias that is drawn.
    """
    config = configured(config_path)
    plan = plan_of(config, course)
    text = roster.read_bytes()[:_MOST_BYTES].decode("utf-8-sig", errors="replace")
    found = entries(text, minors=plan.audience == "minors")
    with open_house(config) as house:
        report = TakeRoster(course=plan.course, store=house.store, mint=house.mint)(found)
        house.course(plan.course.slug).honour()
    click.echo(f"{report.entries} entries, {report.new} of their wishes are new, {report.drawn} aliases drawn.")
    raise SystemExit(Exit.DONE if report.new else Exit.NOTHING)


@consent_command.command("requests")
@json_option
@config_option
def requests_command(config_path: Path, *, as_json: bool) -> None:
    """Show what was asked by form and waits for you; `person alias` and `person delete` settle it."""
    with open_house(configured(config_path)) as house, house.store.look() as work:
        waiting = work.requests.open()
    for request in waiting:
        click.echo(visible(_request_json(request) if as_json else _request_line(request)))
    raise SystemExit(Exit.WAITS if waiting else Exit.NOTHING)


def _counting(standing: Standing, slug: str) -> tuple[Wish, ...]:
    found: dict[Wish, None] = {}
    for course, wishes in standing:
        if not slug or course.slug == slug:
            found |= dict.fromkeys(wishes)
    return tuple(found)


def _lines(account: AccountRef, wishes: tuple[Wish, ...]) -> Iterator[str]:
    yield f"{account.network}: {account.id}"
    yield from (f"  {wish_line(each)}" for each in wishes)


def _json_line(account: AccountRef, wishes: tuple[Wish, ...]) -> str:
    return orjson.dumps({"account": account, "wishes": wishes}).decode()


def _request_line(request: Request) -> str:
    whom = f"{request.account.network} {request.account.id}" if request.account else request.post
    answer = f", answer to {request.contact}" if request.contact else ""
    return f"{request.id}: {request.what}, asked on {request.at:%Y-%m-%d %H:%M} UTC, for {whom}{answer}"


def _request_json(request: Request) -> str:
    return orjson.dumps(request).decode()
