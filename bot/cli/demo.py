"""`welearned demo FOLDER`: replay an example course through the real pipeline, and try the desk on its last day."""

import json
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console

from bot.cli.exits import Exit
from bot.cli.options import login_name
from bot.cli.other_homes import write_homes
from bot.cli.preview import thread_lines
from bot.clock import HandClock, SeededMint, SetClock
from bot.config import Config, read
from bot.links.folder import FolderLinkReader
from bot.ports import Role
from bot.wiring import CourseHouse, House, open_house
from bot.wiring.desk import serve_desk
from bot.wiring.reviewers import PORT, address_of, doors_of
from curation import days
from curation.model import EventKind, PostRef

_SEED = 15
_COURSE = "course.toml"
_MARK = ".welearned-demo"
"""Only a folder with this file in it is emptied: a configuration alone may be somebody's own."""
_HOMES = "homes"
_BEFORE = timedelta(minutes=1)
"""A day's posts are read this long before its digest is due."""
_FOR_THE_DESK = timedelta(minutes=30)
"""How long before its hour a person finds the last day on the desk."""


@dataclass(frozen=True, slots=True)
class _Act:
    """What a facilitator of the example did."""

    day: date
    kind: EventKind
    who: str
    url: str | None
    value: str


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("welearned-demo"),
    show_default=True,
    help="Where configuration, database and pages go; made anew.",
)
@click.option("--desk", is_flag=True, help="Leave the last day to you: serve the review desk, half an hour before six.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Of this machine, for it.")
def demo_command(folder: Path, out: Path, port: int, *, desk: bool) -> None:
    """Replay the example course in FOLDER day by day; print its threads, build its blog; nothing leaves the machine."""
    config = _prepared(folder, out)
    course = config.courses[0]
    first = course.starts or date.min
    clock = HandClock(days.window(course, first).start)
    reader = FolderLinkReader(folder / "pages", clock)
    acts = _acts(folder / "events.toml")
    console = Console(stderr=True)
    days_of_it = list(enumerate(sorted(folder.glob("day-*"))))
    with open_house(config, clock=clock, mint=SeededMint(_SEED), reader=reader) as house:
        for number, source in days_of_it[:-1] if desk else days_of_it:
            day = first + timedelta(days=number)
            for line in _play(house, clock, day, source, acts, console):
                click.echo(line)
        if desk:
            number, source = days_of_it[-1]
            _read_day(house, clock, first + timedelta(days=number), source, console)
        with house.store.look() as work:
            issues = work.digests.frozen(course.slug)
    write_homes(out / _HOMES, course, issues, url=config.site.url)
    if desk:
        _serve_desk(config, clock, port)
        raise SystemExit(Exit.DONE)
    click.echo("")
    click.echo(f"The blog is in {config.site.folder}. Look at it with:")
    click.echo(f"  welearned serve {config.site.folder}")
    click.echo(f"As letters, and for Hugo, Jekyll, Pelican and Eleventy, the same is in {out / _HOMES}.")
    click.echo(f"Keep all of it in a folder that opens from a disk:\n  welearned bundle --config {out / 'config.toml'}")
    click.echo(f"Try the review desk on the last day:\n  welearned demo {folder} --desk")
    click.echo(f"Ask why a page is where it is:\n  welearned explain URL --config {out / 'config.toml'}")
    raise SystemExit(Exit.DONE)


def _prepared(folder: Path, out: Path) -> Config:
    """Make *out* anew and return the example's configuration there."""
    if not (folder / _COURSE).is_file():
        raise click.BadParameter(f"{folder} is no example: it has no {_COURSE}", param_hint="FOLDER")
    if out.exists() and any(out.iterdir()) and not (out / _MARK).exists():
        raise click.BadParameter(f"{out} holds other things; choose an empty folder", param_hint="--out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()
    target = out / "config.toml"
    shutil.copyfile(folder / _COURSE, target)
    return read(target)


def _play(house: House, clock: HandClock, day: date, source: Path, acts: list[_Act], console: Console) -> Iterator[str]:
    (tasks,) = house.courses
    window = days.window(tasks.course, day)
    seen, new = _read_day(house, clock, day, source, console)
    _act(tasks, day, acts)
    clock.time = window.end
    issue = tasks.due().issue
    hours = int(window.length.total_seconds() // 3600)
    yield ""
    yield f"═══ {day:%A %-d %B %Y} · {hours} hours · {seen} posts read, {new} of them new ═══"
    if issue is not None:
        yield from thread_lines("mastodon", issue.parts.get("mastodon", ()))


def _read_day(house: House, clock: HandClock, day: date, source: Path, console: Console) -> tuple[int, int]:
    """Read what arrived on *day* and the pages behind it; return how many posts were seen, and how many are new."""
    (tasks,) = house.courses
    clock.time = days.window(tasks.course, day).end - _BEFORE
    _bury(house, source / "deleted.json")
    seen = new = 0
    for file in sorted(each for each in source.iterdir() if each.suffix in {".jsonl", ".csv"}):
        console.print(f"{day}: reading {file.name}", markup=False, highlight=False)
        report = house.load(file, seen_at=clock.time)
        seen, new = seen + report.seen, new + report.new
    while (pages := house.read_links()).waiting and pages.read + pages.unreadable:
        console.print(f"{day}: {pages.read} pages read", markup=False, highlight=False)
    return seen, new


def _serve_desk(config: Config, clock: HandClock, port: int) -> None:
    """Serve the desk as it is half an hour before the hour of the day that was read last; its clock runs on."""
    now = SetClock(clock.time + _BEFORE - _FOR_THE_DESK)
    with open_house(config, clock=now) as house:
        token = doors_of(config, house.store, house.clock, house.mint).invite(login_name(), Role.OWNER)
        local = now.now().astimezone(ZoneInfo(config.courses[0].zone))
        click.echo(f"In the example it is {local:%H:%M}. Come in, once: {address_of(config, port)}/login/{token}")
        click.echo("(Ctrl-C ends the desk.)")
        serve_desk(config, house, host="127.0.0.1", port=port)


def _bury(house: House, file: Path) -> None:
    """Let what its writer deleted that day stay out: the archive was made before."""
    if not file.exists():
        return
    gone = [PostRef(each["network"], each["uri"]) for each in json.loads(file.read_bytes())["deleted"]]
    with house.store.work() as work:
        work.tombstones.add(gone, (), house.clock.now())


def _act(tasks: CourseHouse, day: date, acts: list[_Act]) -> None:
    for act in acts:
        if act.day == day:
            tasks.judge(day, act.kind, who=act.who, url=act.url, value=act.value)


def _acts(file: Path) -> list[_Act]:
    if not file.exists():
        return []
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["events"]
    return [
        _Act(row["day"], EventKind(row["kind"]), row["who"], row.get("page"), str(row.get("value", ""))) for row in rows
    ]
