"""`welearned pause | resume`: a course rests, or goes on."""

from pathlib import Path

import click

from bot.cli.compose import course_argument
from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, login_name, plan_of
from bot.tasks.ledger import CHANNEL_OFF, REFUSED
from bot.wiring import open_house
from curation.model import Event, EventKind


@click.command("pause")
@course_argument
@config_option
def pause_command(course: str | None, config_path: Path) -> None:
    """Send nothing for COURSE until it is resumed; posts are still collected."""
    _say(course, config_path, EventKind.PAUSE)


@click.command("resume")
@course_argument
@click.option(
    "--outlet", default=None, help="Also try an outlet again that was switched off, and put its notices away."
)
@config_option
def resume_command(course: str | None, outlet: str | None, config_path: Path) -> None:
    """End a pause; at most one issue goes out, with what was missed."""
    _say(course, config_path, EventKind.RESUME, outlet)


def _say(slug: str | None, config_path: Path, kind: EventKind, outlet: str | None = None) -> None:
    config = configured(config_path)
    course = plan_of(config, slug).course.slug
    names = [each.name for each in config.outlets]
    if outlet is not None and outlet not in names:
        raise click.BadParameter(f"{outlet!r} is no outlet here; there is {', '.join(names)}", param_hint="--outlet")
    with open_house(config) as house, house.store.work() as work:
        work.events.append(Event(course=course, kind=kind, who=login_name(), at=house.clock.now()))
        if outlet:
            for told in (CHANNEL_OFF, REFUSED):
                work.notices.clear(f"outlet:{outlet}", told)
    click.echo(f"{course}: {'paused' if kind is EventKind.PAUSE else 'goes on'}")
    raise SystemExit(Exit.DONE)
