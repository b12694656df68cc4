"""`welearned recanonical`: spell stored addresses by the rules of today."""

from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.cli.visible import visible
from bot.tasks.recanonical import Recanonical, Respelling
from bot.wiring import open_house

_SHOWN = 50
"""Changes of each sort that are told one by one; `--json` tells all."""


@click.command("recanonical")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
@config_option
@json_option
def recanonical_command(config_path: Path, *, dry_run: bool, as_json: bool) -> None:
    """Spell every stored address by the rules of this version: worth doing after an update that names new rules.

    What was published keeps its page; its new spelling becomes another way to it. Stopped half-way, it is done again.
    """
    with open_house(configured(config_path)) as house:
        found = Recanonical(store=house.store)(dry_run=dry_run)
    for line in json_lines(found, dry_run=dry_run) if as_json else lines(found, dry_run=dry_run):
        click.echo(line)
    raise SystemExit(Exit.DONE if found.joined or found.moved else Exit.NOTHING)


def lines(found: Respelling, *, dry_run: bool) -> Iterator[str]:
    """Yield what changed as a person reads it."""
    would = "would " if dry_run else ""
    yield f"{found.pages} addresses looked at."
    yield f"{len(found.joined)} {would}become another way to a page:"
    yield from (f"  {alias} → {page}" for alias, page in found.joined[:_SHOWN])
    yield f"{len(found.moved)} addresses in posts {would}point at another page:"
    yield from (f"  {visible(raw)} → {page or 'no document'}" for raw, page in found.moved[:_SHOWN])
    if max(len(found.joined), len(found.moved)) > _SHOWN:
        yield f"(the first {_SHOWN} of each; --json tells all)"


def json_lines(found: Respelling, *, dry_run: bool) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added."""
    yield orjson.dumps(
        {
            "version": 1,
            "dry_run": dry_run,
            "pages": found.pages,
            "joined": [{"alias": alias, "page": page} for alias, page in found.joined],
            "moved": [{"raw": raw, "page": page} for raw, page in found.moved],
        }
    ).decode()
