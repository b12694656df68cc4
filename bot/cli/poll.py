"""`welearned poll`: read what is new under the hashtags, and keep it."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
import orjson

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.tasks.poll import PollReport
from bot.wiring import open_house


@click.command("poll")
@config_option
@json_option
@click.option("--rescan", is_flag=True, help="Look for late and back-dated posts of the last 48 hours as well.")
def poll_command(config_path: Path, *, as_json: bool, rescan: bool) -> None:
    """Hear who said "stop" or "start", then read what is new under the hashtags of every course and what was
    answered to its questions, and keep it."""
    # A server's own name is behind the names of its people: it is asked before anybody is read.
    with open_house(configured(config_path), ask=True) as house:
        for listen in house.listens:
            listen()
        reports = [*(poll() for poll in house.polls), *(hear() for hear in house.hears)]
        if rescan:
            reports += [poll.rescan() for poll in house.polls]
    for line in json_lines(reports) if as_json else lines(reports):
        click.echo(line)
    raise SystemExit(Exit.FAILED if any(each.trouble for each in reports) else Exit.DONE)


def lines(reports: list[PollReport]) -> Iterator[str]:
    """Yield what each source brought, as a person reads it."""
    for report in reports:
        if report.trouble:
            token = " (a user token opens it: welearned login mastodon)" if report.needs_token else ""
            yield f"{report.source}: {report.trouble}{token}"
        refused = sum(report.refused.values())
        left_out = f", {refused} left out ({_reasons(report)})" if refused else ""
        odd = f", {report.malformed} not understood" if report.malformed else ""
        yield f"{report.source}: {report.seen} seen, {report.new} new{left_out}{odd}"
    if not reports:
        yield "No server is configured to be read."


def json_lines(reports: list[PollReport]) -> Iterator[str]:
    """Yield one JSON object a source."""
    for report in reports:
        shown = asdict(report) | {"refused": dict(report.refused)}  # `asdict` counts the pairs of a Counter
        yield orjson.dumps(shown, option=orjson.OPT_NON_STR_KEYS).decode()


def _reasons(report: PollReport) -> str:
    return ", ".join(f"{count} {reason.value}" for reason, count in sorted(report.refused.items()))
