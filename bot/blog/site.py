"""The built-in site: a folder of pages that any web server can show."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from typing_extensions import override

from bot.blog.book import Books, complete, entry_of, published
from bot.blog.folder import Folder
from bot.blog.given import NoAftercare
from bot.blog.plan import PAGE, File, Plan
from bot.errors import ChannelOff, Refused, RenderError, Unclear
from bot.ports import Aftercare, DigestState, Issue, Issues, Month, Part, Publisher, Receipt
from bot.render import articles
from bot.render.addresses import day_path, page_address, path_of, way_up
from bot.render.entries import Entry
from bot.render.sites import Courses, Site
from bot.render.templates import Templates
from curation.model import Digest, DigestKey

__all__ = ["BlogPublisher", "Site", "page_address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogPublisher(Publisher):
    """Publishes issues into a folder: pages, indexes, feeds, policy; a page is made from the words that were stored.

    An index lists the issues whose pages are there: what a person deleted by hand stays deleted (`build` makes all).
    """

    folder: Path
    site: Site
    courses: Courses
    templates: Templates
    issues: Issues
    months: Callable[[], tuple[Month, ...]] = tuple
    """What was done in each month, newest first."""
    care: Aftercare = field(default_factory=NoAftercare)
    """What is done when pages have changed."""
    name: str = "blog"
    repeats_safely: bool = True
    leaves_house: bool = False

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        course = self.courses[digest.course]
        text = articles.article(self.templates, digest, course, way_to=lambda day: self._way(digest, day))
        return (articles.part(self.templates, digest, course, text),)

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        digest_key = DigestKey(key.partition(":")[0])
        issue = self._issue(digest_key)
        return self._publish(_standing(issue, part, self.name))

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        digest_key = DigestKey(key.partition(":")[0])
        path = path_of(digest_key)
        page = self._read(path + PAGE)
        if page is None or part.text.encode() not in page or not self._is_listed(path):
            return None
        issue = self._issue(digest_key)
        return None if issue is None else self._receipt(issue)

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        return self._publish(_standing(self._by_uri(receipt.uri), part, self.name))

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        issue = self._by_uri(receipt.uri)
        if issue is None:
            raise Refused(self.name, "no issue has that id")
        entry = entry_of(replace(issue, state=DigestState.WITHDRAWN), self.name)
        if entry is not None:
            self._publish(entry)

    def build(self) -> tuple[str, ...]:
        """Write the whole site from what is stored; return the paths of the files that changed. Raise `SendError`."""
        changed: dict[str, None] = {}
        self.care.begin()
        for books in _until_it_stands(lambda: complete(self.courses, self.issues, self.name)):
            changed |= dict.fromkeys(self._write(self._plan(books).whole()))
        self.care.finish(changed=bool(changed))
        return tuple(changed)

    def _publish(self, entry: Entry) -> Receipt:
        has_page = self._has_page
        changed: list[str] = []
        self.care.begin()
        for books in _until_it_stands(lambda: published(self.courses, self.issues, self.name, has_page, entry)):
            changed += self._write(self._plan(books).around(entry, is_new=not self._has_page(entry.path)))
        self.care.finish(changed=bool(changed))
        return self._receipt(entry.issue)

    def _plan(self, books: Books) -> Plan:
        return Plan(
            templates=self.templates,
            site=self.site,
            courses=self.courses,
            books=books,
            months=self.months,
            names_in=Folder(self.folder).names,
        )

    def _has_page(self, path: str) -> bool:
        return Folder(self.folder).has(path + PAGE)

    def _is_listed(self, path: str) -> bool:
        """Return whether everything around the page at *path* was written: its month is what is written last."""
        month = self._read(path.rstrip("/").rpartition("/")[0] + f"/{PAGE}")
        return month is not None and f'/{path}"'.encode() in month

    def _issue(self, key: DigestKey) -> Issue | None:
        return self.issues.get(key) if key.partition("/")[0] in self.courses else None

    def _by_uri(self, uri: str) -> Issue | None:
        issue = self._issue(DigestKey(uri.rpartition(":")[2]))
        return issue if issue is not None and issue.tag_uri == uri else None

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

    def _write(self, files: Iterable[File]) -> tuple[str, ...]:
        folder = Folder(self.folder)
        try:
            return tuple(path for path, content in files if _put(folder, path, content()))
        except OSError as error:
            raise Unclear(self.name, f"cannot write the folder: {error.strerror}") from error
        except RenderError as error:
            raise ChannelOff(self.name, str(error)) from error


def _put(folder: Folder, path: str, content: bytes | None) -> bool:
    return folder.remove(path) if content is None else folder.write(path, content)


def _until_it_stands(opened: Callable[[], Books]) -> Iterator[Books]:
    """Yield the books that are *opened*, and again when what is listed changed while it was written.

    Another course, or `welearned build` beside the daemon, writes the same lists: who comes last has seen the other's.
    """
    written: object = None
    while True:
        books = opened()
        listed = {slug: book.listed for slug, book in books.items()}
        if listed == written:
            return
        yield books
        written = listed


def _standing(issue: Issue | None, part: Part, outlet: str) -> Entry:
    """Return *issue* saying *part*; raise `Refused` where there is nothing that could say it."""
    if issue is None:
        raise Refused(outlet, "no frozen issue is stored for this page")
    if issue.state is DigestState.WITHDRAWN:
        raise Refused(outlet, "the issue was withdrawn; its address is never used again")
    return Entry(issue=issue, title=part.title, body=part.text)
