"""`welearned review offers | admit | refuse | block`: what came by the form, before it may appear anywhere."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import orjson

from bot.cli.compose import open_day
from bot.cli.exits import Exit
from bot.cli.options import Day, config_option, configured, json_option, login_name, plan_of
from bot.cli.visible import visible
from bot.errors import NotAccepted
from bot.ports.reviews import Act, CourseAct, Offer, Review, Reviewing
from bot.wiring import open_house
from curation.model import EventKind
from curation.urls import site_of

_LETTERS = 8
"""Of a name: more than enough for three hundred."""


@click.command("offers")
@click.argument("course", required=False)
@click.option("--day", type=Day(), default=None, help="The digest's day; the current one by default.")
@config_option
@json_option
def offers_command(course: str | None, day: date | None, config_path: Path, *, as_json: bool) -> None:
    """Show what people sent by the form and nobody let in; each begins with the name that the other verbs want."""
    config = configured(config_path)
    with open_house(config) as house:
        tasks = house.course(plan_of(config, course).course.slug)
        review = tasks.review.review(day or open_day(house, tasks.course))
        for line in json_lines(review) if as_json else lines(review):
            click.echo(line)
    raise SystemExit(Exit.DONE if review.offers else Exit.NOTHING)


def _verb(name: str, kind: EventKind, promise: str, *, blocks: bool = False) -> click.Command:
    """Return the command that answers one offer with *kind*, which *promise* tells in its help."""

    @click.command(name, help=promise)
    @click.argument("course")
    @click.argument("day", type=Day())
    @click.argument("offer")
    @click.option("--who", default=login_name, show_default="your login name", help="Who decides.")
    @config_option
    def answer(course: str, day: date, offer: str, who: str, config_path: Path) -> None:
        config = configured(config_path)
        with open_house(config) as house:
            desk = house.course(plan_of(config, course).course.slug).review
            sent = named(desk.review(day), offer)
            desk.act(Act(day=day, kind=kind, who=who, page=sent.page, value=sent.id))
            if blocks:
                _never_again(desk, sent, who)
            click.echo(f"{course}/{day}: {kind.value} {visible(sent.page)} by {who}")
        raise SystemExit(Exit.DONE)

    return answer


def _never_again(desk: Reviewing, offer: Offer, who: str) -> None:
    desk.settle(CourseAct(kind=EventKind.NEVER, who=who, value=f"site {site_of(offer.page)}"))


admit_command = _verb(
    "admit", EventKind.ADMIT, "Let OFFER into the digest of DAY: from now on it counts as what anybody shared."
)
refuse_command = _verb("refuse", EventKind.REFUSE, "Keep OFFER out; `admit` still lets it in.")
block_command = _verb(
    "block",
    EventKind.REFUSE,
    "Keep OFFER out, and its whole site out of the course; `welearned never … --undo` lets the site in again.",
    blocks=True,
)


def named(review: Review, name: str) -> Offer:
    """Return the one offer whose name begins with *name*; raise `NotAccepted` for none, and for several."""
    found = [each for each in review.offers if _name_of(each).startswith(name)]
    if len(found) != 1:
        raise NotAccepted(
            f"{len(found)} links that were sent by the form are named {name!r}; see welearned review offers"
        )
    return found[0]


def lines(review: Review) -> Iterator[str]:
    """Yield what came by the form as a person reads it."""
    if not review.offers:
        yield "nothing that was sent by the form waits"
    for offer in review.offers:
        alias = f"as {visible(offer.credit.label)}" if offer.credit.is_named else "unnamed"
        state = " [refused]" if offer.refused else ""
        yield f"{_name_of(offer)} {visible(offer.title)} · {alias} · {offer.post.at:%Y-%m-%d %H:%M} UTC{state}"
        yield f"    {visible(offer.page)}"


def json_lines(review: Review) -> Iterator[str]:
    """Yield one JSON object, stable for machines: keys are only ever added."""
    offers = [
        {
            "offer": _name_of(each),
            "url": each.page,
            "title": each.title,
            "alias": each.credit.label if each.credit.is_named else None,
            "at": each.post.at,
            "refused": each.refused,
        }
        for each in review.offers
    ]
    yield orjson.dumps({"version": 1, "digest": review.issue.digest.key, "offers": offers}).decode()


def _name_of(offer: Offer) -> str:
    """Return what a person types for *offer*: the token it has might begin with a hyphen."""
    return hashlib.sha256(offer.id.encode()).hexdigest()[:_LETTERS]
