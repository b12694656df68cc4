"""`welearned label`: a filter from links to what they are."""

from collections.abc import Callable
from dataclasses import dataclass

import click

from bot.cli.jsonlines import BadFields, Fields, run_filter, text_in
from curation.errors import InvalidUrl
from curation.kinds import kind_said
from curation.model import PageUrl
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
def label_command() -> None:
    """Say what each link read from standard input is, and which rule says so.

    JSON lines: {"url", "title", "description", "note"} in, all but the url optional; {"url", "page", "kind", "rule",
    "word"} out, in step. A line that cannot be answered gives {"line", "error", "reason"}, and exit code 1 at the end.
    """
    run_filter(_answer)


def _answer(fields: Fields) -> Fields:
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
    for labels in _SUBJECTS:
        said.update(labels(link))
    return said


def _kind(link: _Link) -> Fields:
    verdict = kind_said(link.page, title=link.title, note=link.note)
    return {"kind": verdict.kind, "rule": verdict.rule, "word": verdict.word}


_SUBJECTS: tuple[_Labels, ...] = (_kind,)
"""Everything a link is labelled with, in the order of the output."""
