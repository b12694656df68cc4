"""The other homes of a page: files for other generators, posts of WordPress sites."""

import tempfile
from collections.abc import Callable, Iterator

from bot.blog.markdown.generators import GENERATORS
from bot.blog.markdown.git import GitShelf
from bot.blog.markdown.publisher import MarkdownPublisher
from bot.blog.markdown.shelf import FolderShelf, Shelf
from bot.blog.wordpress.checks import check_site
from bot.blog.wordpress.client import WordPressClient
from bot.blog.wordpress.pictures import Picture
from bot.blog.wordpress.publisher import WordPressPublisher
from bot.config import Config, Markdown, Outlet, WordPress
from bot.errors import ConfigError, Problem, SendError
from bot.http import JsonApi
from bot.ports import Clock, Finding, Issue, Level
from bot.render.addresses import DAY_PATTERN, day_path
from bot.wiring.optional import Means
from curation.model import Course, DigestKey


def page_pattern(outlet: Outlet, site_url: str) -> str:
    """Return where *outlet* has the pages of its issues, known before any is made: threads are written with it."""
    if outlet.markdown is not None:
        wanted = outlet.markdown
        return wanted.page or f"{wanted.url}/{GENERATORS[wanted.generator].pattern}"
    if outlet.wordpress is not None:
        # Every site answers this, whatever its permalinks are, and leads from it to its own address.
        return outlet.wordpress.page or f"{outlet.wordpress.url}/?name={{slug}}"
    return f"{site_url}/{DAY_PATTERN}"


def markdown(name: str, wanted: Markdown, course: Course, means: Means) -> MarkdownPublisher:
    """Return the outlet that writes files for a generator."""
    return MarkdownPublisher(
        name=name,
        course=course,
        generator=GENERATORS[wanted.generator],
        shelf=shelf(name, wanted, means.clock, contact=means.config.site.contact),
        templates=means.templates,
        page=wanted.page or f"{wanted.url}/{GENERATORS[wanted.generator].pattern}",
        issue=_issue_of(means),
    )


def wordpress(name: str, wanted: WordPress, course: Course, means: Means) -> WordPressPublisher:
    """Return the outlet that keeps posts on a WordPress site; raise `ConfigError` where its picture is missing."""
    site = means.config.site.url
    return WordPressPublisher(
        name=name,
        course=course,
        client=_client(name, wanted, means.clock, contact=site),
        templates=means.templates,
        way_to=lambda day: f"{site}/{day_path(course.slug, day)}",
        issue=_issue_of(means),
        status=wanted.status,
        categories=wanted.categories,
        picture=_picture(name, wanted),
    )


def _client(name: str, wanted: WordPress, clock: Clock, *, contact: str) -> WordPressClient:
    password = wanted.password.reveal() if wanted.password else ""
    api = JsonApi(f"{wanted.url}/", user=wanted.user, password=password, contact=contact)
    return WordPressClient(api, clock, outlet=name)


def _picture(name: str, wanted: WordPress) -> Picture | None:
    if wanted.picture is None:
        return None
    try:
        content = wanted.picture.read_bytes()
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror})"
        raise ConfigError([Problem(f"outlets.{name}.picture", found, "a picture")]) from error
    return Picture(content=content, ending=wanted.picture.suffix.lower(), alt=wanted.picture_alt)


def _issue_of(means: Means) -> Callable[[DigestKey], Issue | None]:
    def issue(key: DigestKey) -> Issue | None:
        with means.store.look() as work:
            return work.digests.get(key)

    return issue


def shelf(name: str, wanted: Markdown, clock: Clock, *, contact: str = "") -> Shelf:
    """Return where the files of *wanted* lie."""
    if not wanted.repository:
        return FolderShelf(name, wanted.folder)
    return GitShelf(
        outlet=name,
        remote=wanted.repository,
        branch=wanted.branch,
        clone=wanted.folder,
        clock=clock,
        email=contact if "@" in contact and " " not in contact else "welearned@localhost",
    )


def examined_homes(config: Config, clock: Clock) -> Iterator[tuple[str, Finding]]:
    """Yield what is found about each home that is configured, with its name; it asks them, and writes nothing."""
    for outlet in config.outlets:
        if outlet.markdown is not None:
            yield outlet.name, _markdown_found(outlet.name, outlet.markdown, clock)
        if outlet.wordpress is not None:
            yield from ((outlet.name, each) for each in _wordpress_found(outlet.name, outlet.wordpress, config, clock))


def _wordpress_found(name: str, wanted: WordPress, config: Config, clock: Clock) -> Iterator[Finding]:
    if wanted.password is None:
        text = "has no password; make an application password (Users, Profile) and keep it in password_file"
        yield Finding(level=Level.BAD, what="password", text=text)
        return
    client = _client(name, wanted, clock, contact=config.site.url)
    yield from check_site(client, status=wanted.status, has_categories=bool(wanted.categories))


def _markdown_found(name: str, wanted: Markdown, clock: Clock) -> Finding:
    if wanted.repository:
        try:
            shelf(name, wanted, clock).read("README.md")
        except SendError as error:
            return Finding(level=Level.BAD, what="repository", text=error.why)
        return Finding(level=Level.GOOD, what="repository", text=f"branch {wanted.branch} can be read")
    try:
        with tempfile.TemporaryFile(dir=wanted.folder):
            pass
    except OSError as error:
        why = f"{wanted.folder} cannot be written: {error.strerror}; it is {wanted.generator}'s own folder"
        return Finding(level=Level.BAD, what="folder", text=why)
    return Finding(level=Level.GOOD, what="folder", text=f"{wanted.folder} can be written")
