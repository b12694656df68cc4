"""`welearned status`: what was read and sent, and what waits for a person."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.cli.visible import visible
from bot.ports import DeliveryState
from bot.tasks.status import CourseStatus, StatusReport
from bot.wiring import open_house


@click.command("status")
@config_option
@json_option
def status_command(config_path: Path, *, as_json: bool) -> None:
    """Tell what was read and sent, and what waits for a person; exit 4 when something does."""
    with open_house(configured(config_path)) as house:
        report = house.status()
    for line in json_lines(report) if as_json else map(visible, lines(report)):
        click.echo(line)
    raise SystemExit(Exit.WAITS if report.notices else Exit.DONE)


def lines(report: StatusReport) -> Iterator[str]:
    """Yield the state of the house as a person reads it."""
    for course in report.courses:
        yield from _course(course, report.at)
    for poll in report.polls:
        new = f"last new {_ago(report.at, poll.last_new_at)}" if poll.last_new_at else "nothing new yet"
        asked = poll.source if poll.source.startswith("inbox:") else f"{poll.source} #{poll.query}"
        yield f"{asked}: polled {_ago(report.at, poll.last_at)}, {new}"
    yield f"In 24 hours: {report.tally.posts} posts by {report.tally.people} people"
    for source, tally in sorted(report.tally.by_source.items()):
        yield f"  {source}: {tally.posts}, {tally.only_here} seen nowhere else"
    for reason, count in sorted(report.tally.refused.items()):
        yield f"  left out: {count} {reason.value}"
    for notice in report.notices:
        yield f"! {notice.subject}: {notice.kind}: {notice.text} (since {notice.since:%Y-%m-%d %H:%M} UTC)"


def _course(course: CourseStatus, at: datetime) -> Iterator[str]:
    paused = ", paused" if course.paused else ""
    last = f"last issue {course.last_published}" if course.last_published else "no issue yet"
    sent = f", sent {_ago(at, course.last_out_at)}" if course.last_out_at else ""
    coming = f", next {course.next_due:%Y-%m-%d %H:%M} UTC" if course.next_due else ", ended"
    yield f"{course.course}: {last}{sent}{coming}{paused}"
    if course.due:
        yield f"  {course.due}: {course.state.value if course.state else 'not composed'}, {course.items} links"
    for row in course.deliveries:
        where = row.receipt.url if row.receipt else row.reason
        unclear = " (may be out; looked for before anything is sent again)" if row.state in _UNCLEAR else ""
        yield f"  {row.outlet}, part {row.part + 1}, {row.operation.value}: {row.state.value} {where}{unclear}".rstrip()


_UNCLEAR = {DeliveryState.STARTED, DeliveryState.UNKNOWN}


def _ago(now: datetime, then: datetime) -> str:
    gone = now - then
    if gone < timedelta(minutes=2):
        return "just now"
    if gone < timedelta(hours=2):
        return f"{int(gone.total_seconds() // 60)} minutes ago"
    return f"{int(gone.total_seconds() // 3600)} hours ago"


def json_lines(report: StatusReport) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added."""
    shown = asdict(report) | {"version": 1}
    yield orjson.dumps(shown, option=orjson.OPT_NON_STR_KEYS).decode()
