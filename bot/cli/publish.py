"""`welearned publish [COURSE] [--day D] [--dry-run]`: send what is due."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click

from bot.cli.compose import course_argument, latest_day
from bot.cli.doctor import refuse_unless_ready
from bot.cli.exits import Exit
from bot.cli.options import Day, config_option, configured, dry_run_option, plan_of
from bot.cli.preview import thread_lines
from bot.ports import DigestState, Issue
from bot.schedule import stopped_by_signals, wait_until
from bot.tasks.pausing import is_paused
from bot.tasks.publish import OutletState, PublishReport
from bot.wiring import CourseHouse, House, open_house
from curation.model import DigestKey

_A_MOMENT = timedelta(seconds=90)
"""What a person waits for at a terminal."""
_WORDS = {
    OutletState.DONE: "done",
    OutletState.WAITS: "waits until {next_at}",
    OutletState.REFUSED: "refused; see welearned status",
    OutletState.OFF: "waits for a person; see welearned status",
    OutletState.HELD: "held back: go_live is false",
    OutletState.SKIPPED: "left out: a newer issue is due",
}


@click.command("publish")
@course_argument
@click.option("--day", type=Day(), default=None, help="The digest's day; the latest that is due by default.")
@config_option
@dry_run_option
def publish_command(course: str | None, day: date | None, config_path: Path, *, dry_run: bool) -> None:
    """Freeze the digest that is due and bring every part of it out, once; go on where an earlier run broke."""
    config = configured(config_path)
    if config.go_live and not dry_run:
        refuse_unless_ready(config)
    with open_house(config, ask=not dry_run) as house:
        tasks = house.course(plan_of(config, course).course.slug)
        wanted = day or latest_day(house, tasks.course)
        if dry_run:
            raise SystemExit(_show(tasks, wanted))
        with stopped_by_signals() as stop, house.lease(stop) as is_ours:
            if not is_ours:
                click.echo("welearned run works on this database; it publishes what is due by itself.", err=True)
                raise SystemExit(Exit.FAILED)
            issue = _decided(house, tasks, wanted)
            report = to_the_end(house, tasks, issue.digest.key, stop)
    for line in lines(report, issue.state):
        click.echo(line)
    raise SystemExit(_code(report, issue.state))


def _show(tasks: CourseHouse, day: date) -> Exit:
    issue = tasks.compose(day)
    if not issue.digest.items:
        click.echo(f"{issue.digest.key}: no page may go in; nothing to send")
        return Exit.NOTHING
    click.echo(f"{issue.digest.key}: nothing is sent (--dry-run)")
    for outlet, parts in issue.parts.items():
        for line in thread_lines(outlet, parts):
            click.echo(line)
    return Exit.DONE


def _decided(house: House, tasks: CourseHouse, day: date) -> Issue:
    """Return the day's issue, frozen if it may go out; a paused course is left as it is."""
    with house.store.look() as work:
        paused = is_paused(work, tasks.course.slug)
    return tasks.compose(day) if paused else tasks.compose.freeze(day)


def to_the_end(house: House, tasks: CourseHouse, key: DigestKey, stop: threading.Event) -> PublishReport:
    """Publish pass after pass, waiting between parts; end where a wait would be longer than a person stays."""
    while True:
        report = tasks.publish(key, by_hand=True)
        if report.next_at is None or report.next_at > house.clock.now() + _A_MOMENT:
            return report
        if not wait_until(report.next_at, house.clock, stop):
            return report


def lines(report: PublishReport, state: DigestState) -> Iterator[str]:
    """Yield where every outlet stands."""
    if report.paused:
        yield f"{report.digest}: the course is paused; `welearned resume` ends that"
    elif state is DigestState.DRAFT:
        yield f"{report.digest}: waits for a person to approve it"
    elif not report.outlets:
        yield f"{report.digest}: {state.value}; nothing to send"
    for each in report.outlets:
        word = _WORDS[each.state].format(next_at=f"{each.next_at:%H:%M:%S} UTC" if each.next_at else "")
        yield f"{report.digest} · {each.outlet}: {each.parts} of {each.of} parts · {word}"


def _code(report: PublishReport, state: DigestState) -> Exit:
    states = {each.state for each in report.outlets}
    if report.paused or state is DigestState.DRAFT or OutletState.OFF in states:
        return Exit.WAITS
    if OutletState.REFUSED in states or OutletState.WAITS in states:
        return Exit.FAILED
    return Exit.DONE if report.outlets else Exit.NOTHING
