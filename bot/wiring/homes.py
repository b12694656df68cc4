"""The other homes of a page: files for other generators."""

import tempfile
from collections.abc import Iterator

from bot.blog.markdown.generators import GENERATORS
from bot.blog.markdown.git import GitShelf
from bot.blog.markdown.publisher import MarkdownPublisher
from bot.blog.markdown.shelf import FolderShelf, Shelf
from bot.config import Config, Markdown
from bot.errors import SendError
from bot.ports import Clock, Finding, Issue, Level
from bot.wiring.optional import Means
from curation.model import Course, DigestKey


def markdown(name: str, wanted: Markdown, course: Course, means: Means) -> MarkdownPublisher:
    """Return the outlet that writes files for a generator."""

    def issue(key: DigestKey) -> Issue | None:
        with means.store.look() as work:
            return work.digests.get(key)

    return MarkdownPublisher(
        name=name,
        course=course,
        generator=GENERATORS[wanted.generator],
        shelf=shelf(name, wanted, means.clock, contact=means.config.site.contact),
        templates=means.templates,
        site_url=wanted.url,
        issue=issue,
    )


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
