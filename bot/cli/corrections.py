"""`welearned correct | withdraw`: put an issue right that is out, or take it back."""

from datetime import date
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import Day, config_option, configured, login_name, plan_of
from bot.cli.publish import lines as publish_lines
from bot.cli.publish import to_the_end
from bot.ports import DigestState
from bot.schedule import stopped_by_signals
from bot.wiring import CourseHouse, House, open_house
from curation.digest import Mending
from curation.model import DigestKey
from curation.urls import canonical

_course = click.argument("course")
_day = click.argument("day", type=Day())
_who = click.option("--who", default=login_name, show_default="your login name", help="Who decides.")
_BY_ITSELF = "welearned run works on this database; it brings this out by itself."


@click.command("correct")
@_course
@_day
@click.argument("text")
@click.option("--url", default=None, help="The page that is corrected.")
@click.option("--title", default=None, help="Its right title.")
@click.option("--note", default=None, help="Its right note; an empty one takes the note away.")
@click.option("--remove", is_flag=True, help="Take the page out; the others keep their numbers.")
@click.option(
    "--about-person", is_flag=True, help="It was wrong about a person: posts that cannot be changed are deleted."
)
@click.option("--later", is_flag=True, help="Write it down only; it goes out with whatever is published next.")
@click.option(
    "--now", "at_once", is_flag=True, help="Change posts at once; else they wait ten minutes for more to mend."
)
@_who
@config_option
def correct_command(  # noqa: PLR0913 - one a word
    course: str,
    day: date,
    text: str,
    *,
    url: str | None,
    title: str | None,
    note: str | None,
    who: str,
    config_path: Path,
    remove: bool,
    about_person: bool,
    later: bool,
    at_once: bool,
) -> None:
    """Put right what the published digest of DAY says; TEXT tells readers what was wrong, at the foot of the page."""
    mending = _mending(url, title, note, remove=remove)
    config = configured(config_path)
    with open_house(config) as house:
        tasks = house.course(plan_of(config, course).course.slug)
        key = tasks.correct(day, text, who=who, mending=mending, about_person=about_person, at_once=at_once)
        click.echo(f"{key}: corrected by {who}")
        code = Exit.DONE if later else _bring_out(house, tasks, key)
    raise SystemExit(code)


def _mending(url: str | None, title: str | None, note: str | None, *, remove: bool) -> Mending | None:
    if url is None:
        if title is not None or note is not None or remove:
            raise click.UsageError("--title, --note and --remove need --url: which page?")
        return None
    return Mending(page=canonical(url), title=title, note=note, is_removed=remove)


def _bring_out(house: House, tasks: CourseHouse, key: DigestKey) -> Exit:
    with stopped_by_signals() as stop, house.lease(stop) as is_ours:
        if not is_ours:
            click.echo(_BY_ITSELF)
            return Exit.DONE
        report = to_the_end(house, tasks, key, stop)
    for line in publish_lines(report, DigestState.FROZEN):
        click.echo(line)
    return Exit.DONE if report.is_settled else Exit.WAITS


@click.command("withdraw")
@_course
@_day
@click.argument("why", default="")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_who
@config_option
def withdraw_command(course: str, day: date, why: str, who: str, config_path: Path, *, yes: bool) -> None:
    """Take the published digest of DAY back from every outlet; its address is never used again."""
    config = configured(config_path)
    if not yes:
        click.confirm(f"Take the digest of {day} back from every outlet, for good?", abort=True)
    with open_house(config) as house:
        tasks = house.course(plan_of(config, course).course.slug)
        with stopped_by_signals() as stop, house.lease(stop) as is_ours:
            done = (
                tasks.withdraw(day, who=who, why=why) if is_ours else tasks.withdraw.write_down(day, who=who, why=why)
            )
    click.echo(f"{done.digest}: withdrawn by {who}")
    if done.waiting:
        click.echo(f"left: {', '.join(done.waiting)}; welearned run or the same command again goes on")
    raise SystemExit(Exit.WAITS if done.waiting else Exit.DONE)
