"""A file a day for a site that another program makes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from typing_extensions import override

from bot.blog.markdown.generators import MARK, Generator, Page
from bot.blog.markdown.shelf import Shelf, Standing
from bot.errors import Refused, Unclear
from bot.ports import Issue, Part, Publisher, Receipt
from bot.render import articles
from bot.render.addresses import address_like, slug_of
from bot.render.markdown import markdown_article
from bot.render.templates import Templates
from bot.render.words import Words
from curation.model import Course, Digest, DigestKey
from curation.text import inert

_AGE: Final = timedelta(seconds=60)
"""A page dated later than the generator's clock vanishes without a word (T94); clocks differ by less than this."""
_CATEGORY: Final = "Digest"
"""Not the course's name, which the author has: Pelican makes a feed file of each, by name, and stops at the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownPublisher(Publisher):
    """Writes each issue of a course as one file, its name and date never changed afterwards."""

    name: str
    course: Course
    generator: Generator
    shelf: Shelf
    templates: Templates
    page: str
    """Where the finished page is read, as a pattern of an address."""
    issue: Callable[[DigestKey], Issue | None]
    """Gives an issue as it is stored."""
    repeats_safely: bool = True
    """The same words in the same file are no second page."""
    leaves_house: bool = True

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        text = markdown_article(self.templates, digest, self.course, way_to=self._way)
        return (articles.part(self.templates, digest, self.course, text),)

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        issue = self._issue(DigestKey(key.partition(":")[0]))

        def content(standing: Standing) -> str:
            if standing.text is None and standing.was_there:
                raise Refused(self.name, "somebody deleted the file; it is not made again")
            if standing.text is not None:
                self._refuse_strangers(standing.text, issue)
            return self._file(issue, part)

        self.shelf.put(self._path(issue.digest.day), content, f"{_about(issue)}: {_links(issue)}")
        return self._receipt(issue)

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        issue = self._issue(DigestKey(key.partition(":")[0]))
        standing = self.shelf.read(self._path(issue.digest.day))
        is_there = standing is not None and standing.endswith(f"\n{part.text}")
        return self._receipt(issue) if is_there else None

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        issue = self._issue(DigestKey(receipt.local_id))

        def content(standing: Standing) -> str:
            if standing.text is None:
                raise Refused(self.name, "somebody deleted the file; it is not made again")
            self._refuse_strangers(standing.text, issue)
            return self._file(issue, part)

        self.shelf.put(self._path(issue.digest.day), content, f"{_about(issue)}: {_links(issue)}, corrected")
        return receipt

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        issue = self._issue(DigestKey(receipt.local_id))

        def content(standing: Standing) -> str | None:
            # What is not there needs no taking back, and what is not ours is not ours to take.
            is_ours = standing.text is not None and self._is_ours(standing.text, issue.digest.key)
            return self._tombstone(issue) if is_ours else standing.text

        self.shelf.put(self._path(issue.digest.day), content, f"{_about(issue)}: withdrawn")

    def _refuse_strangers(self, text: str, issue: Issue) -> None:
        if not self._is_ours(text, issue.digest.key):
            raise Refused(self.name, "a file of that name is there that welearned did not write")

    def _file(self, issue: Issue, part: Part) -> str:
        summary = articles.description(self.templates, issue.digest, self.course)
        return f"{self.generator.head(self._page(issue, title=part.title, summary=summary))}\n{part.text}"

    def _tombstone(self, issue: Issue) -> str:
        """Return what stands in place of a withdrawn issue: its address is never used again (digest.md 11.5)."""
        words = self._words(issue)
        day = words.day("day", issue.digest.day)
        title = words.say("page.withdrawn_title", course=self.course.title, date=day)
        text = words.say("page.withdrawn")
        return f"{self.generator.head(self._page(issue, title=title, summary=text, is_gone=True))}\n{text}\n"

    def _page(self, issue: Issue, *, title: str, summary: str, is_gone: bool = False) -> Page:
        digest, course = issue.digest, self.course
        zone = ZoneInfo(course.zone)
        frozen = issue.frozen_at or issue.composed_at
        published = min(digest.window.end, frozen) - _AGE
        topics = () if is_gone else tuple(topic for item in digest.items for topic in item.topics)
        return Page(
            course=digest.course,
            day=digest.day,
            title=inert(title),
            published=published.astimezone(zone),
            changed=max(published, (issue.changed_at or frozen) - _AGE).astimezone(zone),
            language=digest.language,
            author=inert(course.title),
            category=_CATEGORY,
            summary=inert(summary),
            tags=tuple(dict.fromkeys(inert(each) for each in (course.hashtags[0].display, *topics))),
            hidden=course.noindex or is_gone,
        )

    def _is_ours(self, content: str, key: DigestKey) -> bool:
        """Return whether the file says that it holds this issue: in its head, where only we write."""
        head, _, _ = content.removeprefix("---\n").partition("\n---\n" if content.startswith("---\n") else "\n\n")
        marks = {f'{MARK}: "{key}"', f"{MARK.capitalize()}: {key}"}
        return any(line.strip() in marks for line in head.splitlines())

    def _path(self, day: date) -> str:
        return self.generator.file(self.course.slug, day)

    def _way(self, day: date) -> str:
        return address_like(self.page, self.course.slug, day)

    def _receipt(self, issue: Issue) -> Receipt:
        digest = issue.digest
        uri = f"{self.name}:{slug_of(digest.course, digest.day)}"
        return Receipt(uri=uri, url=self._way(digest.day), local_id=digest.key)

    def _words(self, issue: Issue) -> Words:
        return self.templates.words(issue.digest.language)

    def _issue(self, key: DigestKey) -> Issue:
        issue = self.issue(key)
        if issue is None:
            raise Unclear(self.name, "no issue is stored for this file")
        return issue


def _about(issue: Issue) -> str:
    return f"{issue.digest.course} {issue.digest.day}"


def _links(issue: Issue) -> str:
    count = sum(not item.removed for item in issue.digest.items)
    return f"{count} link{'' if count == 1 else 's'}"
