"""`welearned explain URL`: why a page is or is not in a digest."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from bot.cli.compose import day_option
from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, plan_of
from bot.cli.visible import visible
from bot.tasks.explain import Explanation
from bot.wiring import open_house
from curation.digest import Placement
from curation.model import Story

_PLACES = {
    Placement.HIGHLIGHT: "It is a highlight",
    Placement.ALSO: 'It is listed under "Also found today"',
    Placement.AGAIN: "It was in an issue within 90 days, so it is only listed again",
    Placement.WAITING: "It waits for a person to look at it",
    Placement.UNAPPROVED: "It waits for a person: this course publishes nothing unapproved",
    Placement.HELD: "A person holds it",
    Placement.DROPPED: "A person took it out",
    Placement.OVER_SHARER_CAP: "It is left out because its sharers already have their share of this issue",
    Placement.OVER_SITE_CAP: "It is left out because its site already has its share of this issue",
    Placement.OUT_OF_ROOM: "It is left out because others rank before it and the issue is full",
}


@click.command("explain")
@click.argument("url")
@click.option("--course", default=None, help="The course; needed where there are several.")
@day_option
@config_option
def explain_command(url: str, course: str | None, day: date | None, config_path: Path) -> None:
    """Tell why the page at URL is or is not in a digest: spellings, sharers, rank in words, refusals."""
    config = configured(config_path)
    with open_house(config) as house:
        explanation = house.course(plan_of(config, course).course.slug).explain(url, day=day)
    for line in lines(explanation):
        click.echo(line)
    raise SystemExit(Exit.DONE if explanation.posts else Exit.NOTHING)


def lines(told: Explanation) -> Iterator[str]:
    """Yield the reasons as a person reads them."""
    yield f"{visible(told.asked)} is the page {told.page}" if told.asked != told.page else f"The page {told.page}"
    if told.day is None:
        yield "Nobody shared it under this course's hashtags."
        return
    yield from _of_story(told.story)
    yield from (f"Somebody joined {each} to it (welearned split undoes that)." for each in told.joined)
    for each in told.alike:
        other = each.goes if each.stays == told.page else each.stays
        yield f"It may be one page with {other}, which is called nearly the same (welearned merge, welearned split)."
    if told.placement is not None:
        number = f", number {told.item.number}" if told.item and told.item.number else ""
        state = told.state.value if told.state else "not composed yet"
        yield f"{_PLACES[told.placement]} on {told.day}{number} ({state})."
    elif told.story is None and not told.refused:
        yield f"It was no candidate on {told.day}: no post of that day points at it."
    if told.before:
        yield f"It was an item of the issue of {told.before.day}."
    for refusal in told.refused:
        yield f"Left out: one post, {refusal.reason.value} ({visible(refusal.ref.uri)})."


def _of_story(story: Story | None) -> Iterator[str]:
    if story is None:
        return
    people, places = story.people, story.sources
    boosts = f", boosted {story.boosts} times (which only breaks ties)" if story.boosts else ""
    yield (
        f"{people} {'person' if people == 1 else 'people'} on {places} "
        f"{'server' if places == 1 else 'servers'} shared it, first at {story.first_at:%Y-%m-%d %H:%M} UTC{boosts}."
    )
    if story.copies:
        yield f"{story.copies} more passed it on in another sharer's words, which counts for nobody."
    if len(story.spellings) > 1:
        yield f"{len(story.spellings)} spellings are this one page:"
        yield from (f"  {visible(each)}" for each in story.spellings)
    if story.flags:
        yield f"Flags: {', '.join(sorted(flag.value for flag in story.flags))}."
    if story.topics:
        yield f"Topics: {', '.join(story.topics)}."
