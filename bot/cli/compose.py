"""`welearned compose [COURSE] [--day D]`: compose a day's digest."""

from datetime import date, timedelta
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import Day, config_option, configured, plan_of
from bot.ports import DigestState, Issue
from bot.wiring import House, open_house
from curation import days
from curation.model import Course

course_argument = click.argument("course", required=False)
day_option = click.option("--day", type=Day(), default=None, help="The digest's day; the current one by default.")


@click.command("compose")
@course_argument
@day_option
@config_option
@click.option("--freeze", is_flag=True, help="Close the issue: what is due is delivered from it, unchanged.")
def compose_command(course: str | None, day: date | None, config_path: Path, *, freeze: bool) -> None:
    """Compose the digest of a day from what is known now; a frozen one stays as it is."""
    config = configured(config_path)
    with open_house(config) as house:
        tasks = house.course(plan_of(config, course).course.slug)
        wanted = day or open_day(house, tasks.course)
        issue = tasks.compose.freeze(wanted) if freeze else tasks.compose(wanted)
    composed = issue.digest
    waiting = f", {len(composed.waiting)} wait for you" if composed.waiting else ""
    click.echo(
        f"{composed.key}: {issue.state.value}; {len(composed.highlights)} chosen, {len(composed.also)} more{waiting}"
    )
    raise SystemExit(_code(issue, freeze=freeze))


def open_day(house: House, course: Course) -> date:
    """Return the day that posts written now belong to."""
    return days.day_of(course, house.clock.now())


def latest_day(house: House, course: Course) -> date:
    """Return the day that is due, else the one before the open day."""
    return days.latest_due(course, house.clock.now()) or open_day(house, course) - timedelta(days=1)


def _code(issue: Issue, *, freeze: bool) -> Exit:
    if issue.state is DigestState.DRAFT and issue.digest.waiting and (freeze or not issue.digest.items):
        return Exit.WAITS
    if issue.state is DigestState.QUIET or not issue.digest.items:
        return Exit.NOTHING
    return Exit.DONE
