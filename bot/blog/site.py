"""The built-in site: a folder of pages that any web server can show."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from typing_extensions import override

from bot.blog.folder import Folder
from bot.errors import ChannelOff, Refused, RenderError, Unclear
from bot.ports import DigestState, Issue, Part, Publisher, Receipt
from bot.render import articles, feeds
from bot.render.addresses import course_path, day_path, feed_path, page_address, path_of, way_up
from bot.render.pages import Entry, Pages
from bot.render.sites import Courses, Site
from bot.render.templates import Templates
from curation.model import Course, Digest, DigestKey

__all__ = ["BlogPublisher", "Site", "page_address"]

_PAGE = "index.html"

File = tuple[str, Callable[[], bytes]]
"""A path and what makes its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogPublisher(Publisher):
    """Publishes issues into a folder: pages, indexes, feeds, policy; a page is made from the words that were stored.

    An index lists the issues whose pages are there: what a person deleted by hand stays deleted (`build` makes all).
    """

    folder: Path
    site: Site
    courses: Courses
    templates: Templates
    issues: Callable[[str], tuple[Issue, ...]]
    """Frozen, published and withdrawn issues of a course, newest day first."""
    name: str = "blog"
    repeats_safely: bool = True
    leaves_house: bool = False

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        course = self.courses[digest.course]
        text = articles.article(self.templates, digest, course, way_to=lambda day: self._way(digest, day))
        part = Part(
            number=0,
            text=text,
            count=len(text),
            limit=0,
            language=digest.language,
            title=articles.title(self.templates, digest, course),
            items=tuple(item.number for item in digest.items if not item.removed),
        )
        return (part,)

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        digest_key = DigestKey(key.partition(":")[0])
        course = digest_key.partition("/")[0]
        issue = next((each for each in self._issues(course) if each.digest.key == digest_key), None)
        return self._publish(_standing(issue, part, self.name))

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        digest_key = DigestKey(key.partition(":")[0])
        page = self._read(path_of(digest_key) + _PAGE)
        if page is None or part.text.encode() not in page:
            return None
        course = digest_key.partition("/")[0]
        issue = next((each for each in self._issues(course) if each.digest.key == digest_key), None)
        return None if issue is None else self._receipt(issue)

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        return self._publish(_standing(self._by_uri(receipt.uri), part, self.name))

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        issue = self._by_uri(receipt.uri)
        if issue is None:
            raise Refused(self.name, "no issue has that id")
        self._publish(_entry(replace(issue, state=DigestState.WITHDRAWN), self.name))

    def build(self) -> tuple[str, ...]:
        """Write the whole site from what is stored; return the paths of the files that changed. Raise `SendError`."""
        changed: dict[str, None] = {}
        for shown in _until_it_stands(lambda: {slug: self._stored(slug) for slug in self.courses}):
            days = (file for each in shown.values() for at in range(len(each)) for file in self._day_files(each, at))
            changed |= dict.fromkeys(self._write([*self._fixed_files(), *days, *self._list_files(shown)]))
        return tuple(changed)

    def _publish(self, entry: Entry) -> Receipt:
        course = entry.issue.digest.course
        for shown in _until_it_stands(lambda: {slug: self._shown(slug, entry) for slug in self.courses}):
            around = [file for at in _around(shown[course], entry) for file in self._day_files(shown[course], at)]
            self._write([*self._fixed_files(), *around, *self._list_files(shown, only=course)])
        return self._receipt(entry.issue)

    def _shown(self, course: str, current: Entry) -> list[Entry]:
        """Return the entries whose pages are there, *current* among them as it is now, newest first."""
        return [
            current if issue.digest.key == current.issue.digest.key else _entry(issue, self.name)
            for issue in self._issues(course)
            if issue.digest.key == current.issue.digest.key or (issue.parts.get(self.name) and self._has_page(issue))
        ]

    def _stored(self, course: str) -> list[Entry]:
        return [_entry(issue, self.name) for issue in self._issues(course) if issue.parts.get(self.name)]

    def _has_page(self, issue: Issue) -> bool:
        return Folder(self.folder).has(path_of(issue.digest.key) + _PAGE)

    def _day_files(self, entries: Sequence[Entry], at: int) -> Iterator[File]:
        entry = entries[at]
        path = path_of(entry.issue.digest.key) + _PAGE
        if entry.is_withdrawn:
            yield path, lambda: self._pages.tombstone(entry).encode()
            return
        earlier, later = _neighbours(entries, at)
        previous = None if earlier is None else entries[earlier]
        following = None if later is None else entries[later]
        yield path, lambda: self._pages.day(entry, previous=previous, following=following).encode()

    def _fixed_files(self) -> Iterator[File]:
        yield "style.css", lambda: self.templates.file("blog/style.css")
        yield "icon.svg", lambda: self.templates.file("blog/icon.svg")
        yield "robots.txt", lambda: self._pages.robots().encode()
        yield "404.html", lambda: self._pages.missing().encode()
        yield "policy/index.html", lambda: self._pages.policy().encode()

    def _list_files(self, shown: dict[str, list[Entry]], only: str = "") -> Iterator[File]:
        """Yield the files that list issues: of *only* one course, where just that one changed."""
        standing = {slug: [each for each in entries if not each.is_withdrawn] for slug, entries in shown.items()}
        for slug, course in self.courses.items():
            if slug == only or not only:
                yield from self._course_files(course, shown[slug], standing[slug])
        yield _PAGE, lambda: self._pages.first([(self.courses[slug], standing[slug]) for slug in standing]).encode()
        if self.site.url:
            everything = [entry for entries in standing.values() for entry in entries]
            yield "sitemap.xml", lambda: feeds.sitemap(self.site, everything)

    def _course_files(self, course: Course, entries: list[Entry], standing: list[Entry]) -> Iterator[File]:
        if entries:
            yield feed_path(course.slug), lambda: feeds.atom(self.templates, course, entries, site=self.site)
        index = course_path(course.slug) + _PAGE
        yield index, lambda: self._pages.course(course, standing, has_feed=bool(entries)).encode()

    @property
    def _pages(self) -> Pages:
        return Pages(templates=self.templates, site=self.site, courses=self.courses)

    def _issues(self, course: str) -> tuple[Issue, ...]:
        return self.issues(course) if course in self.courses else ()

    def _by_uri(self, uri: str) -> Issue | None:
        everything = (issue for course in self.courses for issue in self._issues(course))
        return next((issue for issue in everything if issue.tag_uri == uri), None)

    def _way(self, digest: Digest, day: date) -> str:
        """Return how an article leads to the issue of *day*: by its address, so that feeds lead there too."""
        path = day_path(digest.course, day)
        return self.site.address(path) or way_up(day_path(digest.course, digest.day)) + path

    def _receipt(self, issue: Issue) -> Receipt:
        path = path_of(issue.digest.key)
        return Receipt(uri=issue.tag_uri, url=self.site.address(path) or f"/{path}")

    def _read(self, path: str) -> bytes | None:
        try:
            return Folder(self.folder).read(path)
        except OSError as error:
            raise Unclear(self.name, f"cannot read the folder: {error.strerror}") from error

    def _write(self, files: Sequence[File]) -> tuple[str, ...]:
        folder = Folder(self.folder)
        try:
            return tuple(path for path, content in files if folder.write(path, content()))
        except OSError as error:
            raise Unclear(self.name, f"cannot write the folder: {error.strerror}") from error
        except RenderError as error:
            raise ChannelOff(self.name, str(error)) from error


def _until_it_stands(shown: Callable[[], dict[str, list[Entry]]]) -> Iterator[dict[str, list[Entry]]]:
    """Yield what is *shown*, and again when that changed while it was written.

    Another course, or `welearned build` beside the daemon, writes the same lists: who comes last has seen the other's.
    """
    written = None
    while (now := shown()) != written:
        yield now
        written = now


def _entry(issue: Issue, outlet: str) -> Entry:
    """Return *issue* with the words that were stored for this outlet."""
    part = issue.parts[outlet][0]
    return Entry(issue=issue, title=part.title, body=part.text)


def _neighbours(entries: Sequence[Entry], at: int) -> tuple[int | None, int | None]:
    """Return where the nearest standing issues before and after the one at *at* are; *entries* are newest first."""
    earlier = next((near for near in range(at + 1, len(entries)) if not entries[near].is_withdrawn), None)
    later = next((near for near in range(at - 1, -1, -1) if not entries[near].is_withdrawn), None)
    return earlier, later


def _around(entries: Sequence[Entry], entry: Entry) -> Iterator[int]:
    """Yield where *entry* and its neighbours are: the pages that change with it."""
    at = next(here for here, each in enumerate(entries) if each is entry)
    yield at
    yield from (near for near in _neighbours(entries, at) if near is not None)


def _standing(issue: Issue | None, part: Part, outlet: str) -> Entry:
    """Return *issue* saying *part*; raise `Refused` where there is nothing that could say it."""
    if issue is None:
        raise Refused(outlet, "no frozen issue is stored for this page")
    if issue.state is DigestState.WITHDRAWN:
        raise Refused(outlet, "the issue was withdrawn; its address is never used again")
    return Entry(issue=issue, title=part.title, body=part.text)
