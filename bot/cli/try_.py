"""`welearned try '#edtech@mastodon.example'`: the five-minute proof."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click
from rich.console import Console

from bot.cli.exits import Exit
from bot.cli.preview import thread_lines
from bot.schedule import wait_until
from bot.tasks.poll import PollReport
from bot.tasks.read_links import ReadLinks
from bot.wiring import House
from bot.wiring.trial import Trial, open_trial
from curation import days
from curation.errors import InvalidHashtag
from curation.model import Hashtag

_MOST_HOURS = 7 * 24
_WHERE_TO_GET_ONE = """\
{server} shows hashtags only to people who are logged in. Get a token there: Preferences → Development →
New application, with the one scope read:statuses; put it in a file that only you can read, and say
  welearned try … --token-file FILE"""


@click.command("try")
@click.argument("hashtags", nargs=-1, required=True, metavar="#TAG@SERVER…")
@click.option(
    "--hours", type=click.IntRange(1, _MOST_HOURS), default=24, show_default=True, help="How far to look back."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("welearned-try"),
    show_default=True,
    help="Where the pages go.",
)
@click.option("--token-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A user token.")
def try_command(hashtags: tuple[str, ...], hours: int, folder: Path, token_file: Path | None) -> None:
    """Read a public hashtag from one server or several and show its digest; nothing is published.

    Everybody who said #nobot, #noindex or the like is left out; nobody is asked, so the pages are a preview and no
    search engine may list them.
    """
    asked = [_asked(each) for each in hashtags]
    trial = Trial(
        tags=tuple(dict.fromkeys(tag for tag, _ in asked)),
        servers=tuple(dict.fromkeys(server for _, server in asked)),
        folder=folder,
        token=token_file.read_text().strip() if token_file else None,
    )
    console = Console(stderr=True)
    with open_trial(trial) as house:
        day = days.day_of(house.courses[0].course, house.clock.now())  # before reading: that may take an hour
        reports = _read(house, hours, console)
        lines = [*_trouble(reports), *_digest(house, day, folder)]
    for line in lines:
        click.echo(line)
    raise SystemExit(_code(reports))


def _asked(text: str) -> tuple[Hashtag, str]:
    tag, _, server = text.strip().rpartition("@")
    if not tag or not server:
        raise click.BadParameter(f"{text!r}: write #TAG@SERVER, such as '#edtech@mastodon.social'", param_hint="#TAG")
    try:
        return Hashtag.parse(tag), server
    except InvalidHashtag as error:
        raise click.BadParameter(str(error), param_hint="#TAG") from error


def _read(house: House, hours: int, console: Console) -> list[PollReport]:
    reports: list[PollReport] = []
    for poll in house.polls:
        console.print(f"Reading {poll.source.name.partition(':')[2]} …", markup=False)
        reports.append(poll.rescan(timedelta(hours=hours)))
    with console.status("Reading the pages behind the links …") as status:
        for read in _pages(house, house.read_links):
            status.update(f"Reading the pages behind the links … {read}")
    return reports


def _pages(house: House, read_links: ReadLinks) -> Iterator[int]:
    """Yield how many pages were asked for so far, waiting for hosts that need a pause."""
    read = 0
    while True:
        report = read_links()
        read += report.read + report.unreadable
        yield read
        if report.next_at is None:
            return
        wait_until(report.next_at, house.clock)


def _digest(house: House, day: date, folder: Path) -> Iterator[str]:
    (tasks,) = house.courses
    issue = tasks.compose.freeze(day)
    if not issue.digest.items:
        yield "No page was shared there by people who may be listed."
        return
    tasks.publish(issue.digest.key)
    yield from thread_lines("mastodon", issue.parts.get("mastodon", ()))
    yield ""
    yield f"The blog is in {folder}/; look at it with: welearned serve {folder}"
    yield "Nothing was published. Nobody was asked, so keep these pages to yourself; who said #nobot is not in them."


def _trouble(reports: list[PollReport]) -> Iterator[str]:
    for report in reports:
        server = report.source.partition(":")[2]
        if report.needs_token:
            yield _WHERE_TO_GET_ONE.format(server=server)
        elif report.trouble:
            yield f"{server}: {report.trouble}"


def _code(reports: list[PollReport]) -> Exit:
    if all(report.trouble for report in reports):
        return Exit.FAILED
    return Exit.DONE if any(report.seen for report in reports) else Exit.NOTHING
