"""`welearned card`: a filter from saved pages to what they say of themselves."""

from pathlib import Path

import click

from bot.cli.jsonlines import BadFields, Fields, run_filter, text_in
from bot.clock import SystemClock
from bot.links.answers import Body, Why
from bot.links.bodies import card_of, type_of_name
from curation.errors import InvalidUrl
from curation.model import PageCard
from curation.urls import canonical

_MAX_BYTES = 10 * 1024 * 1024


@click.command("card")
def card_command() -> None:
    """Say what each saved page named on standard input says of itself; nothing is fetched.

    JSON lines: {"url", "path"} in, the address it was saved from and the file; {"url", "page", "title", "author",
    "site", "language", "kind", "minutes", "pages", "description", "published"} out, in step. A line that cannot be
    answered gives {"line", "error", "reason"}, and exit code 1 at the end.
    """
    run_filter(_answer)


def _answer(fields: Fields) -> Fields:
    url = text_in(fields, "url", needed=True)
    path = Path(text_in(fields, "path", needed=True))
    try:
        page = canonical(url.strip())
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except InvalidUrl as error:
        raise BadFields("bad_url", str(error)) from error
    # ValueError: a path with a NUL in it.
    except (OSError, ValueError) as error:
        raise BadFields("bad_path", str(error)) from error
    whole = len(content) <= _MAX_BYTES
    body = Body(content=content[:_MAX_BYTES], media_type=type_of_name(path.name), whole=whole)
    card = card_of(body, page, latest=SystemClock().now().date())
    if isinstance(card, Why):
        raise BadFields(card.value, f"no card can be made of {path}")
    return {"url": url, **_said(card)}


def _said(card: PageCard) -> Fields:
    return {
        "page": card.page,
        "title": card.title,
        "author": card.author,
        "site": card.site,
        "language": card.language,
        "kind": card.kind,
        "minutes": card.minutes,
        "pages": card.pages,
        "description": card.description,
        "published": card.published,
    }
