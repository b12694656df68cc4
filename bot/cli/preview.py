"""`welearned preview [COURSE] [--day D]`: the digest exactly as it would go out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import click
import orjson

from bot.cli.compose import course_argument, day_option, open_day
from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option, plan_of
from bot.cli.visible import visible
from bot.ports import Issue, Part, Priced, Publisher
from bot.tasks.material import Material
from bot.wiring import open_house
from curation.budget import MicroUsd, dollars
from curation.model import AccountRef, Credit, Digest, Flag, Item, NoteSource, Reply

_SHOWN_WHOLE = 5_000
"""A part longer than this is a page: its size is told, and where to look at it."""


@click.command("preview")
@course_argument
@day_option
@config_option
@json_option
def preview_command(course: str | None, day: date | None, config_path: Path, *, as_json: bool) -> None:
    """Show the stored parts that are sent, byte for byte, with their counts; and who is left out, and why."""
    config = configured(config_path)
    with open_house(config) as house:
        tasks = house.course(plan_of(config, course).course.slug)
        wanted = day or open_day(house, tasks.course)
        issue = tasks.compose(wanted)
        material = house.material(tasks.course, wanted)
    bills = bills_of(issue, tasks.publishers)
    for line in json_lines(issue, material, bills) if as_json else lines(issue, material, bills):
        click.echo(line)
    raise SystemExit(Exit.DONE if issue.digest.items else Exit.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartBill:
    """What sending one part costs, and how many addresses the network would link in it."""

    price: MicroUsd
    addresses: int


Bills = Mapping[str, tuple[PartBill, ...]]
"""By outlet; one that costs nothing has none."""


def bills_of(issue: Issue, publishers: Sequence[Publisher]) -> Bills:
    """Return what the parts of *issue* cost where they cost something."""
    return {
        each.name: tuple(
            PartBill(price=each.price(part), addresses=each.addresses(part)) for part in issue.parts.get(each.name, ())
        )
        for each in publishers
        if isinstance(each, Priced)
    }


def lines(issue: Issue, material: Material, bills: Bills) -> Iterator[str]:
    """Yield the issue as a person reads it."""
    yield f"{issue.digest.key} · {issue.state.value}, revision {issue.revision}"
    if not issue.digest.items:
        since = f"{issue.digest.window.start:%Y-%m-%d %H:%M} UTC"
        yield f"Nothing goes out: no page was shared since {since} that may go in."
        yield from _waiting(issue.digest)
        yield from _left_out(material)
        return
    for outlet, parts in issue.parts.items():
        yield from thread_lines(outlet, parts)
        yield from bill_lines(outlet, bills.get(outlet, ()))
    yield from _waiting(issue.digest)
    yield from _words_waiting(issue.digest)
    yield from _answers(material)
    yield from _alike(material)
    yield from _left_out(material)
    yield from _named(issue.digest, material)


def thread_lines(outlet: str, parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield every part of one outlet with its count."""
    for part in parts:
        of = f"/{part.limit}" if part.limit else ""
        yield ""
        yield f"── {outlet}, part {part.number + 1} of {len(parts)} · {part.count}{of} · {part.visibility} ──"
        if len(part.text) <= _SHOWN_WHOLE and part.limit:
            yield from (visible(each) for each in part.text.split("\n"))
        else:
            yield f"(a page: {visible(part.title)})"


def bill_lines(outlet: str, bill: tuple[PartBill, ...]) -> Iterator[str]:
    """Yield what each part of one outlet costs, and all of them together."""
    if not bill:
        return
    yield ""
    for number, each in enumerate(bill, 1):
        yield f"{outlet}, part {number}: {each.addresses} URLs, {dollars(each.price)}"
    addresses, price = sum(each.addresses for each in bill), sum(each.price for each in bill)
    yield f"{outlet}, together: {addresses} URLs, {dollars(price)}"


def _waiting(digest: Digest) -> Iterator[str]:
    if digest.waiting:
        yield ""
        yield "Waiting for a person (welearned approve COURSE DAY URL):"
    for item in digest.waiting:
        flags = ", ".join(sorted(flag.value for flag in item.flags)) or "held"
        yield f"  {visible(item.title)} · {item.page} · {flags}"


def _words_waiting(digest: Digest) -> Iterator[str]:
    held = [item for item in digest.items if Flag.QUOTES_OTHERS in item.flags and not _is_quoting(item)]
    if held:
        yield ""
        yield "Words of sharers to somebody, or beside a picture, not quoted yet (welearned approve COURSE DAY URL):"
    for item in held:
        yield f"  {visible(item.title)} · {item.page}"


def _is_quoting(item: Item) -> bool:
    return item.note is not None and item.note.source is NoteSource.SHARER


def _answers(material: Material) -> Iterator[str]:
    held = material.listener.held(material.replies)
    if held:
        yield ""
        yield "Answers waiting for a person (welearned approve COURSE DAY URL, or drop):"
    for post in held:
        yield f"  {visible(post.url)}"


def _alike(material: Material) -> Iterator[str]:
    alike = material.alike()
    if alike:
        yield ""
        yield "Perhaps one page (welearned merge COURSE URL INTO, or split to keep them apart):"
    for each in alike:
        yield f"  {visible(each.titles[1])} · {each.goes}"
        yield f"    {visible(each.titles[0])} · {each.stays}"


def _left_out(material: Material) -> Iterator[str]:
    if material.refused:
        yield ""
        yield "Left out:"
    for refusal in material.refused:
        yield f"  {refusal.reason.value}: {visible(refusal.ref.uri)}"


def _named(digest: Digest, material: Material) -> Iterator[str]:
    named = _named_in(digest)
    if named:
        yield ""
        yield "Named, as what, and what allows it:"
    for credit in named.values():
        yield f"  {visible(credit.label)} ({credit.form.value}): {visible(_allowed_by(credit, material))}"


def _named_in(digest: Digest) -> dict[AccountRef, Credit]:
    credits_ = (*(each for item in digest.items for each in item.credits), *(each.credit for each in digest.replies))
    return {credit.account: credit for credit in credits_ if credit.is_named}


def _allowed_by(credit: Credit, material: Material) -> str:
    """Return the wish that lets this person be named; where they said nothing, the course's mode does."""
    wish = material.agreed_by(credit.account)
    if wish is None:
        return f'nothing they said: consent.mode = "{material.course.consent.value}"'
    said = f"{wish.kind.value} {wish.value}".strip()
    return f"{said}, {wish.at:%Y-%m-%d}, {wish.evidence or 'without evidence'}"


def json_lines(issue: Issue, material: Material, bills: Bills) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added."""
    digest = issue.digest
    shown = {
        "version": 1,
        "digest": digest.key,
        "state": issue.state,
        "revision": issue.revision,
        "window": {"start": digest.window.start, "end": digest.window.end},
        "highlights": [_item(each) for each in digest.highlights],
        "also": [_item(each) for each in digest.also],
        "again": [_item(each) for each in digest.again],
        "waiting": [_item(each) for each in digest.waiting],
        "minutes": digest.minutes,
        "start_with": digest.start_with,
        "question": digest.question,
        "asked": digest.asked,
        "answers": [_reply(each) for each in digest.replies],
        "answers_waiting": [each.url for each in material.listener.held(material.replies)],
        "week": digest.week,
        "week_number": digest.week_number,
        "parts": {outlet: [_part(each) for each in parts] for outlet, parts in issue.parts.items()},
        "bills": {outlet: [asdict(each) for each in bill] for outlet, bill in bills.items()},
        "named": [
            {"label": each.label, "form": each.form, "allowed_by": _allowed_by(each, material)}
            for each in _named_in(digest).values()
        ],
        "alike": [{"stays": each.stays, "goes": each.goes, "titles": each.titles} for each in material.alike()],
        "left_out": [{"uri": each.ref.uri, "reason": each.reason} for each in material.refused],
    }
    yield orjson.dumps(shown).decode()


def _reply(reply: Reply) -> dict[str, object]:
    return {"uri": reply.ref.uri, "text": reply.text, "credit": reply.credit.label}


def _item(item: Item) -> dict[str, object]:
    return {
        "number": item.number,
        "anchor": item.anchor,
        "url": item.page,
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "people": item.people,
        "twins": item.twins,
        "sources": item.sources,
        "credits": [each.label for each in item.credits if each.is_named],
        "note": item.note.text if item.note else None,
        "flags": sorted(item.flags),
        "topics": item.topics,
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "number": part.number,
        "text": part.text,
        "count": part.count,
        "limit": part.limit,
        "visibility": part.visibility,
        "content_warning": part.content_warning,
    }
