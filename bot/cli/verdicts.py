"""`welearned note | pin | drop | file | approve | merge | split`: what a person decides about a digest, as events."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import Day, config_option, configured, login_name, plan_of
from bot.tasks.joining import Join
from bot.tasks.judge import Judge
from bot.wiring import open_house
from curation.digest import UNDO
from curation.model import EventKind

_course = click.argument("course")
_day = click.argument("day", type=Day())
_url = click.argument("url")
_who = click.option("--who", default=login_name, show_default="your login name", help="Who decides.")
_undo = click.option("--undo", is_flag=True, help="Take the earlier word back.")


@click.command("note")
@_course
@_day
@_url
@click.argument("text")
@_who
@config_option
def note_command(course: str, day: date, url: str, text: str, who: str, config_path: Path) -> None:
    """Say why URL is worth the time: one sentence of at most 200 characters.

    Write {sharer} where the name of the person who shared it should stand; an empty TEXT takes the note away.
    """
    _judge(config_path, course, lambda judge: judge(day, EventKind.NOTE, who=who, url=url, value=text))


@click.command("pin")
@_course
@_day
@_url
@click.option("--at", "place", type=click.IntRange(1, 27), default=None, help="The place wanted; 1 is the top.")
@_undo
@_who
@config_option
def pin_command(  # noqa: PLR0913 - one a word
    course: str, day: date, url: str, place: int | None, who: str, config_path: Path, *, undo: bool
) -> None:
    """Put URL at the top of the digest."""
    value = UNDO if undo else str(place or "")
    _judge(config_path, course, lambda judge: judge(day, EventKind.PIN, who=who, url=url, value=value))


@click.command("drop")
@_course
@_day
@_url
@_undo
@_who
@config_option
def drop_command(course: str, day: date, url: str, who: str, config_path: Path, *, undo: bool) -> None:
    """Take URL out of the digest."""
    value = UNDO if undo else ""
    _judge(config_path, course, lambda judge: judge(day, EventKind.DROP, who=who, url=url, value=value))


@click.command("file")
@_course
@_day
@_url
@click.argument("topics", nargs=-1)
@click.option("--none", "fits_none", is_flag=True, help="Say that no topic fits.")
@_undo
@_who
@config_option
def file_command(  # noqa: PLR0913 - one a word
    course: str,
    day: date,
    url: str,
    topics: tuple[str, ...],
    who: str,
    config_path: Path,
    *,
    fits_none: bool,
    undo: bool,
) -> None:
    """File URL under one or several TOPICS of the course; `welearned topics learn --from-history` learns from it."""
    if sum((bool(topics), fits_none, undo)) != 1:
        raise click.UsageError("say the topics, --none or --undo")
    if undo:
        _judge(config_path, course, lambda judge: judge(day, EventKind.TOPIC, who=who, url=url, value=UNDO))
    _judge(config_path, course, lambda judge: judge.file(day, url, topics, who=who))


@click.command("approve")
@_course
@_day
@click.argument("url", required=False)
@_who
@config_option
def approve_command(course: str, day: date, url: str | None, who: str, config_path: Path) -> None:
    """Let the whole digest of DAY go out, or the one item URL that waits for a person."""
    _judge(config_path, course, lambda judge: judge(day, EventKind.APPROVE, who=who, url=url))


@click.command("merge")
@_course
@_url
@click.argument("into")
@_who
@config_option
def merge_command(course: str, url: str, into: str, who: str, config_path: Path) -> None:
    """Take the page at URL for the page at INTO: one story with everyone who shared either.

    `welearned split` takes it back. What was published stays as it is.
    """
    _join(config_path, course, lambda join: join.merge(url, into, who=who))


@click.command("split")
@_course
@_url
@click.argument("other")
@_who
@config_option
def split_command(course: str, url: str, other: str, who: str, config_path: Path) -> None:
    """Keep the pages at URL and OTHER apart, whatever joined them, and propose no more that they are one."""
    _join(config_path, course, lambda join: join.split(url, other, who=who))


def _join(config_path: Path, slug: str, act: Callable[[Join], str]) -> None:
    config = configured(config_path)
    with open_house(config) as house:
        click.echo(act(house.course(plan_of(config, slug).course.slug).join))
    raise SystemExit(Exit.DONE)


def _judge(config_path: Path, slug: str, act: Callable[[Judge], str]) -> None:
    config = configured(config_path)
    with open_house(config) as house:
        click.echo(act(house.course(plan_of(config, slug).course.slug).judge))
    raise SystemExit(Exit.DONE)
