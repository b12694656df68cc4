"""`welearned templates check`: every template against the digests that are hardest to render."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from bot.blog.given import GivenIssues
from bot.blog.markdown.generators import GENERATORS
from bot.blog.markdown.publisher import MarkdownPublisher
from bot.blog.markdown.shelf import FolderShelf
from bot.blog.site import BlogPublisher
from bot.cli.exits import Exit
from bot.cli.site_check import site_checked
from bot.cli.specimens import course_in, specimens
from bot.cli.visible import visible
from bot.clock import SystemClock
from bot.errors import RenderError
from bot.mail.publisher import MailPublisher, Sender
from bot.mail.smtp import Smtp
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.ports import Part, Publisher
from bot.render.sites import Site
from bot.render.templates import Templates
from bot.render.threads import thread
from bot.render.x_threads import x_rules
from curation.model import Course, Digest

_SITE = "https://digest.example.org"
_MIRROR = "he"
"""A language from the right, to see pages mirrored; its words are lent where it has none."""


@click.group("templates")
def templates_command() -> None:
    """Check templates against every network's limits."""


@templates_command.command("check")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="Templates of your own, asked before the built-in ones.",
)
@click.option(
    "--language", "languages", multiple=True, default=("en", "fr"), show_default=True, help="May be repeated."
)
def check_command(folder: Path | None, languages: tuple[str, ...]) -> None:
    """Render each template with names, titles and notes at their worst, and measure every part; exit 1 on a fault.

    Pages are rendered from the right, too, in the words of the first language, and every page and feed is read back.
    """
    templates = Templates(folder)
    results: list[bool] = []
    for language in (*languages, *([_MIRROR] if _lent(templates, languages[0]) else [])):
        for what, digest in specimens(language):
            for line, is_good in checked(templates, digest, course_in(language)):
                click.echo(visible(f"{'✓' if is_good else '✗'} {language}, {what}: {line}"))
                results.append(is_good)
    if all(results):
        click.echo(f"All {len(results)} are as they should be.")
    else:
        click.echo(f"{results.count(False)} of {len(results)} cannot be sent; each has a ✗ above.")
        raise SystemExit(Exit.FAILED)


def _lent(templates: Templates, language: str) -> bool:
    """Let a right-to-left language be said in the words of *language*; return whether there are any to lend."""
    try:
        templates.lend(_MIRROR, words_of=language)
    except RenderError:
        return False
    return True


def checked(templates: Templates, digest: Digest, course: Course) -> Iterator[tuple[str, bool]]:
    """Yield for each kind of outlet what it makes of *digest*, and whether that can be sent."""
    blog = _blog(templates, course)
    page = f"{_SITE}/{digest.course}/{digest.day:%Y/%m/%d}/"
    made: list[tuple[str, Callable[[], str]]] = [
        (publisher.name, partial(_measured_by, publisher, digest))
        for publisher in (blog, *_publishers(templates, course, page))
    ]
    made.append(("x", lambda: _measured(thread(templates, digest, course, rules=x_rules(), page=page))))
    made.append(("site", lambda: site_checked(blog, digest)))
    for name, measure in made:
        try:
            yield f"{name}: {measure()}", True
        except RenderError as error:
            yield f"{name}: {error}", False


def _blog(templates: Templates, course: Course) -> BlogPublisher:
    """Return a site with all that a site can have."""
    return BlogPublisher(
        folder=Path(),
        site=Site(
            title=course.title,
            url=_SITE,
            language=course.language,
            link_feeds=True,
            topic_feeds=True,
            search=True,
            accounts=("https://mastodon.example/@digest",),
        ),
        courses={course.slug: course},
        templates=templates,
        issues=GivenIssues(),
    )


def _publishers(templates: Templates, course: Course, page: str) -> Iterator[Publisher]:
    yield MarkdownPublisher(
        name="markdown",
        course=course,
        generator=GENERATORS["hugo"],
        shelf=FolderShelf("markdown", Path()),
        templates=templates,
        page=f"{_SITE}/{{slug}}/",
        issue=lambda _: None,
    )
    nowhere = Smtp(outlet="mail", host="smtp.example", port=587, security="tls", clock=SystemClock())
    yield MailPublisher(
        name="mail",
        course=course,
        smtp=nowhere,
        sender=Sender(name=course.title, address="digest@digest.example.org"),
        templates=templates,
        clock=nowhere.clock,
        page_url=lambda digest: f"{_SITE}/{digest.course}/{digest.day:%Y/%m/%d}/",
        forms_url=_SITE,
        issue=lambda _: None,
    )
    yield MastodonPublisher(
        name="mastodon",
        client=MastodonClient("mastodon.example", token=None, clock=SystemClock()),
        courses={course.slug: course},
        templates=templates,
        page_url=lambda _: page,
    )


def _measured_by(publisher: Publisher, digest: Digest) -> str:
    return _measured(publisher.parts(digest))


def _measured(parts: tuple[Part, ...]) -> str:
    """Return how many parts there are and how long the longest is; raise `RenderError` for one beyond its limit."""
    longest = max(parts, key=lambda part: part.count)
    if longest.limit and longest.count > longest.limit:
        raise RenderError("thread", f"part {longest.number} has {longest.count} of at most {longest.limit}")
    limit = f"/{longest.limit}" if longest.limit else " characters"
    return f"{len(parts)} part{'s' if len(parts) > 1 else ''}, the longest {longest.count}{limit}"
