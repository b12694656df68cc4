"""`welearned label`: a filter from links to what they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from bot.cli.jsonlines import BadFields, Fields, run_filter, text_in
from curation.errors import InvalidUrl
from curation.kinds import kind_said
from curation.model import PageUrl
from curation.topics import Clue
from curation.urls import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A page, and the words that came with it."""

    page: PageUrl
    title: str
    description: str
    note: str


_Labels = Callable[[_Link], Fields]
"""What one subject says about a link."""


@click.command("label")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="A configuration, to say topics, too: those of its course.",
)
@click.option("--course", default=None, help="The course; needed where the configuration has several.")
def label_command(config_path: Path | None, course: str | None) -> None:
    """Say what each link read from standard input is, and which rule says so.

    JSON lines: {"url", "title", "description", "note"} in, all but the url optional; {"url", "page", "kind", "rule",
    "word"} out, in step, and with --config "topics", a list of {"topic", "words", "learned"}: the words that decided,
    and whether people's filing taught it. A line that cannot be answered gives {"line", "error", "reason"}, and exit
    code 1 at the end.
    """
    subjects = _SUBJECTS if config_path is None else (*_SUBJECTS, _topics_of(config_path, course))
    run_filter(lambda fields: _answer(fields, subjects))


def _topics_of(config_path: Path, slug: str | None) -> _Labels:
    """Return what says the topics of a course, with what it has learned so far."""
    from bot.cli.options import configured, plan_of  # noqa: PLC0415 - kinds need none of this, and start at once
    from bot.wiring import open_house  # noqa: PLC0415 - as above

    config = configured(config_path)
    with open_house(config) as house:
        sorter = house.course(plan_of(config, slug).course.slug).teach.sorter()

    def topics(link: _Link) -> Fields:
        clue = Clue(
            page=link.page,
            title=link.title,
            description=link.description,
            notes=(link.note,) if link.note else (),
        )
        found = sorter.filings(clue)
        return {"topics": [{"topic": each.topic, "words": each.words, "learned": each.learned} for each in found]}

    return topics


def _answer(fields: Fields, subjects: Sequence[_Labels]) -> Fields:
    url = text_in(fields, "url", needed=True)
    try:
        page = canonical(url.strip())
    except InvalidUrl as error:
        raise BadFields("bad_url", str(error)) from error
    link = _Link(
        page=page,
        title=text_in(fields, "title"),
        description=text_in(fields, "description"),
        note=text_in(fields, "note"),
    )
    said: dict[str, object] = {"url": url, "page": page}
    for labels in subjects:
        said.update(labels(link))
    return said


def _kind(link: _Link) -> Fields:
    verdict = kind_said(link.page, title=link.title, note=link.note)
    return {"kind": verdict.kind, "rule": verdict.rule, "word": verdict.word}


_SUBJECTS: tuple[_Labels, ...] = (_kind,)
"""Everything a link is labelled with, in the order of the output."""
