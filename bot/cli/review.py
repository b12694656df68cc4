"""`welearned review …`: the verbs of the review desk, for people who come by SSH."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import click
import orjson

from bot.cli.compose import open_day
from bot.cli.exits import Exit
from bot.cli.offers import admit_command, block_command, offers_command, refuse_command
from bot.cli.options import Day, config_option, configured, dry_run_option, json_option, login_name, plan_of
from bot.cli.verdicts import approve_command, drop_command, note_command, pin_command
from bot.cli.visible import visible
from bot.ports.reviews import Candidate, Destination, Review
from bot.schedule import stopped_by_signals
from bot.wiring import CourseHouse, House, open_house
from curation.budget import dollars
from curation.digest import UNDO
from curation.model import EventKind

_course = click.argument("course")
_day = click.argument("day", type=Day())
_url = click.argument("url")
_who = click.option("--who", default=login_name, show_default="your login name", help="Who decides.")


@dataclass(frozen=True, slots=True)
class _Verb:
    """An act that is one word on the command line."""

    kind: EventKind
    help: str
    about_page: bool = True
    says: str = ""
    """What follows; empty where nothing does."""


_VERBS = {
    "hold": _Verb(EventKind.HOLD, "Keep URL back until somebody decides."),
    "title": _Verb(EventKind.TITLE, "Give URL a clearer title; an empty one gives the page's own again.", says="text"),
    "short-title": _Verb(EventKind.SHORT_TITLE, "Give URL a title of at most 45 characters for lists.", says="text"),
    "warn": _Verb(EventKind.CONTENT_WARNING, "Put a content warning before URL.", says="text"),
    "credit": _Verb(EventKind.CREDIT, "Credit URL first to ACCOUNT, as `review list --json` names it.", says="account"),
    "question": _Verb(EventKind.QUESTION, "Ask readers this question.", about_page=False, says="text"),
    "word": _Verb(EventKind.ORGANISER_NOTE, "Put a word of the organisers on top.", about_page=False, says="text"),
    "week": _Verb(EventKind.WEEK, "Label the week.", about_page=False, says="text"),
    "minutes": _Verb(EventKind.MINUTES, "Say how many minutes readers have.", about_page=False, says="minutes"),
    "undo": _Verb(EventKind.UNDO, "Take back what you did last.", about_page=False),
}


@click.group("review")
def review_command() -> None:
    """Look at a day with everything that could be in it, and decide: the verbs of `welearned desk`."""


@review_command.command("list")
@click.argument("course", required=False)
@click.option("--day", type=Day(), default=None, help="The digest's day; the current one by default.")
@click.option("--find", default="", help="Only pages with this in title or address.")
@config_option
@json_option
def list_command(course: str | None, day: date | None, find: str, config_path: Path, *, as_json: bool) -> None:
    """Show what is in the issue, what needs you and what could be in it."""

    def show(house: House, tasks: CourseHouse) -> None:
        review = tasks.review.review(day or open_day(house, tasks.course), find=find)
        for line in json_lines(review) if as_json else lines(review):
            click.echo(line)

    _with_course(config_path, course, show)


@review_command.command("move")
@_course
@_day
@_url
@click.argument("place", type=click.IntRange(1, 27))
@_who
@config_option
def move_command(course: str, day: date, url: str, place: int, who: str, config_path: Path) -> None:
    """Put URL at PLACE, where it stays whatever comes in; 1 is the top."""
    _with_course(
        config_path, course, lambda _, tasks: click.echo(_judged(tasks, day, EventKind.PIN, who, url, str(place)))
    )


@review_command.command("add")
@_course
@_day
@_url
@click.option("--note", default="", help="Why it is worth the time.")
@_who
@config_option
def add_command(course: str, day: date, url: str, note: str, who: str, config_path: Path) -> None:
    """Make URL a candidate that nobody shared; the course is credited for it, and no participant."""

    def add(_: House, tasks: CourseHouse) -> None:
        page = tasks.review.add(day, url, who, note=note)
        click.echo(f"{tasks.course.slug}/{day}: {page} added by {who}; `welearned read-links` reads it")

    _with_course(config_path, course, add)


@review_command.command("stop")
@_course
@_day
@_who
@config_option
def stop_command(course: str, day: date, who: str, config_path: Path) -> None:
    """Stop the presses: nothing of DAY goes out before it is approved again."""
    _with_course(config_path, course, lambda _, tasks: tasks.review.stop(day, who))


@review_command.command("undo-sending")
@_course
@_day
@_who
@config_option
@dry_run_option
def undo_sending_command(course: str, day: date, who: str, config_path: Path, *, dry_run: bool) -> None:
    """Take the issue of DAY back, within ten minutes after its first part went out."""
    config = configured(config_path)
    with open_house(config) as house:
        tasks = house.course(plan_of(config, course).course.slug)
        review = tasks.review.review(day)
        for line in undoing_lines(review) if review.undo_until else ():
            click.echo(line)
        if dry_run:
            raise SystemExit(Exit.DONE if review.undo_until else Exit.NOTHING)
        with stopped_by_signals() as stop, house.lease(stop) as is_ours:
            undo = tasks.undo_sending if is_ours else tasks.undo_sending.write_down
            done = undo(day, who=who)
    click.echo(f"{done.digest}: taken back by {who}")
    if done.waiting:
        click.echo(f"left: {', '.join(done.waiting)}; welearned run goes on, or: welearned withdraw {course} {day}")
    raise SystemExit(Exit.WAITS if done.waiting else Exit.DONE)


def undoing_lines(review: Review) -> Iterator[str]:
    """Yield what undoing the sending does at each outlet, and what it cannot do."""
    for each in review.sent:
        if each.is_letters:
            yield f"{each.outlet}: {each.parts} letters are with their readers and cannot be called back"
        else:
            what = "page and feeds say that it was withdrawn" if each.is_page else f"{each.parts} posts are deleted"
            yield f"{each.outlet}: {what}"


def _with_course(config_path: Path, slug: str | None, act: Callable[[House, CourseHouse], object]) -> None:
    config = configured(config_path)
    with open_house(config) as house:
        act(house, house.course(plan_of(config, slug).course.slug))
    raise SystemExit(Exit.DONE)


def _judged(tasks: CourseHouse, day: date, kind: EventKind, who: str, url: str | None, value: str) -> str:
    return tasks.judge(day, kind, who=who, url=url, value=value)


def _verb(name: str, verb: _Verb) -> click.Command:
    """Return the command that does *verb*."""

    def run(course: str, day: date, who: str, config_path: Path, **more: str | int | bool | None) -> None:
        url = more.get("url")
        value = UNDO if more.get("undo") else str(more.get(verb.says, "") if verb.says else "")
        _with_course(
            config_path,
            course,
            lambda _, tasks: click.echo(_judged(tasks, day, verb.kind, who, str(url) if url else None, value)),
        )

    command: Callable[..., None] = run
    for decorate in reversed(list(_parameters(verb))):
        command = decorate(command)
    return click.command(name, help=verb.help)(command)


def _parameters(verb: _Verb) -> Iterator[Callable[[Callable[..., None]], Callable[..., None]]]:
    """Yield what the command of *verb* takes, in order."""
    yield from (_course, _day)
    if verb.about_page:
        yield _url
    if verb.says:
        yield click.argument(verb.says, type=click.IntRange(1, 120) if verb.says == "minutes" else None)
    if verb.kind is EventKind.HOLD:
        yield click.option("--undo", is_flag=True, help="Take the earlier word back.")
    yield from (_who, config_option)


def lines(review: Review) -> Iterator[str]:
    """Yield the day as a person reads it."""
    state = "stopped" if review.stopped else "approved" if review.approved else review.issue.state.value
    outlets = ", ".join(_destination(each) for each in review.destinations)
    yield f"{review.issue.digest.key} · {state} · due {review.due_at:%Y-%m-%d %H:%M} UTC to {outlets}"
    for candidate in review.candidates:
        yield from _candidate(candidate)
    if review.rest:
        yield f"… and {review.rest} more; --find TEXT looks among all of them"


def _destination(each: Destination) -> str:
    if each.letters is not None:
        return f"{each.name} ({each.letters} letters)"
    return each.name if each.price is None else f"{each.name} ({dollars(each.price)})"


def _candidate(candidate: Candidate) -> Iterator[str]:
    item, why = candidate.item, candidate.because
    place = f"{item.number:>2}." if item.number else candidate.placement.value.replace("_", " ")
    flags = "".join(f" [{each.value}]" for each in sorted(item.flags))
    shared = f"{why.people} {'person' if why.people == 1 else 'people'}, {why.sources} server{'s' * (why.sources != 1)}"
    yield f"{place} {visible(item.title)} · {item.kind.value} · {shared}{flags}"
    yield f"    {candidate.page}"


def json_lines(review: Review) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added."""
    yield orjson.dumps(
        {
            "version": 1,
            "digest": review.issue.digest.key,
            "state": review.issue.state,
            "approved": review.approved,
            "stopped": review.stopped,
            "due_at": review.due_at,
            "outlets": [asdict(each) for each in review.destinations],
            "candidates": [_json_of(each) for each in review.candidates],
            "rest": review.rest,
        }
    ).decode()


def _json_of(candidate: Candidate) -> dict[str, object]:
    item = candidate.item
    named = (each.credit.account for each in candidate.sharers if each.credit.is_named)
    return {
        "url": candidate.page,
        "number": item.number,
        "placement": candidate.placement,
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "people": candidate.because.people,
        "sources": candidate.because.sources,
        "flags": sorted(item.flags),
        "accounts": [f"{each.network} {each.id}" for each in named],
    }


for _name, _each in _VERBS.items():
    review_command.add_command(_verb(_name, _each))
for _same in (note_command, pin_command, drop_command, approve_command):
    review_command.add_command(_same)
for _same in (offers_command, admit_command, refuse_command, block_command):
    review_command.add_command(_same)
