"""Which files a site is made of, and which of them an issue is on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import groupby, islice

from bot.blog.book import Book, Books, around, end_of, month_of
from bot.ports import Month
from bot.render import feeds
from bot.render.addresses import course_path, month_path, path_of, topic_path, topic_slug, topics_path, week_path
from bot.render.entries import Entry
from bot.render.frames import FORMS, is_closed
from bot.render.lists import Lists, Overview, Topic
from bot.render.pages import Pages
from bot.render.sites import Courses, Site
from bot.render.templates import Templates
from curation.digest import Found, found, monday, topics
from curation.model import Course

PAGE = "index.html"

_ON_FIRST_PAGE = 7
"""How many issues of a course the first page lists."""
_ON_TOPIC = 50
"""How many pages the first page of a topic lists; its years have all."""

Content = Callable[[], bytes | None]
"""Makes what a file holds; `None` where there must be no such file."""
File = tuple[str, Content]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Yields files with what makes their content, each once; nothing is made before it is wanted."""

    templates: Templates
    site: Site
    courses: Courses
    books: Books
    months: Callable[[], tuple[Month, ...]]
    """What was done in each month."""
    names_in: Callable[[str], frozenset[str]]
    """What is in a folder of the site as it is."""

    def whole(self) -> Iterator[File]:
        """Yield every file."""
        yield from self._fixed()
        for slug, course in self.courses.items():
            book = self.books[slug]
            finds = _Finds(book)
            for year, months in groupby(_months(book), key=lambda month: month.year):
                for month in months:
                    for entry in book.month(month):
                        yield from self._day(book, entry)
                    yield self._month(course, book, month)
                finds.of(year)
            yield from (self._week(course, book, week) for week in book.starts[monday])
            yield from self._topics(course, finds, tuple(dict.fromkeys(day.year for day in book.days)))
            yield from self._course(course, book)
        yield from self._site()

    def around(self, entry: Entry, *, is_new: bool) -> Iterator[File]:
        """Yield the files that change with *entry*, as many however old the site is; a new one was on none before.

        Its month comes last: whoever finds it there finds it everywhere.
        """
        slug = entry.digest.course
        course, book, day = self.courses[slug], self.books[slug], entry.digest.day
        yield from self._fixed()
        for each in filter(None, map(book.entry, _with_neighbours(book.days, day))):
            yield from self._day(book, each)
        for week in _with_neighbours(book.starts[monday], monday(day)):
            yield self._week(course, book, week)
        only = frozenset(map(topic_slug, topics([entry.digest]))) if is_new else None
        yield from self._topics(course, _Finds(book), (day.year,), only)
        yield from self._course(course, book)
        yield from self._site()
        for month in _with_neighbours(book.starts[month_of], month_of(day)):
            yield self._month(course, book, month)

    def _fixed(self) -> Iterator[File]:
        yield "style.css", lambda: self.templates.file("blog/style.css")
        yield "icon.svg", lambda: self.templates.file("blog/icon.svg")
        yield "robots.txt", lambda: self._pages.robots().encode()
        yield "404.html", lambda: self._pages.missing().encode()
        yield "policy/index.html", lambda: self._pages.policy().encode()
        yield "activity/index.html", lambda: self._pages.activity(self.months()).encode()
        if self.site.search:
            yield "search.js", lambda: self.templates.file("blog/search.js")
            yield "search/index.html", lambda: self._pages.search().encode()

    def _day(self, book: Book, entry: Entry) -> Iterator[File]:
        path = entry.path + PAGE
        if entry.is_withdrawn:
            yield path, lambda: self._pages.tombstone(entry).encode()
            return
        previous, following = around(book.days, entry.digest.day)
        yield path, lambda: self._pages.day(entry, previous=previous, following=following).encode()

    def _month(self, course: Course, book: Book, month: date) -> File:
        def content() -> bytes | None:
            entries = book.between(month, end_of(month))
            near = around(book.starts[month_of], month)
            return self._lists.month(course, month, entries, near).encode() if entries else None

        return month_path(course.slug, month) + PAGE, content

    def _week(self, course: Course, book: Book, week: date) -> File:
        def content() -> bytes | None:
            entries = book.between(week, week + timedelta(days=6))
            near = around(book.starts[monday], week)
            return self._lists.week(course, week, entries, near).encode() if entries else None

        return week_path(course.slug, week) + PAGE, content

    def _topics(
        self, course: Course, finds: "_Finds", years: tuple[int, ...], only: frozenset[str] | None = None
    ) -> Iterator[File]:
        """Yield the pages of every topic that is, or was, in an issue of *years*, or of *only* some topics."""
        there = self.names_in(topics_path(course.slug))
        for slug in sorted(there.union(*(finds.of(year) for year in years)) if only is None else only):
            had = {int(name) for name in self.names_in(topic_path(course.slug, slug)) if name.isdecimal()}
            here = {year for year in years if slug in finds.of(year)}
            if here or had.intersection(years):
                has = tuple(sorted(had.difference(years) | here, reverse=True))
                yield from self._topic(_Topic(course, slug, has, finds), had.intersection(years) | here)

    def _topic(self, topic: "_Topic", years: Iterable[int]) -> Iterator[File]:
        """Yield a topic's own page, that of its newest year; those of *years*, where there are any; and its feed."""
        for year in (None, *sorted(years)):
            path = topic_path(topic.course.slug, topic.slug, year) + PAGE
            yield path, partial(self._topic_page, topic, year)
        if self.site.topic_feeds:
            yield from _forms(f"{topic_path(topic.course.slug, topic.slug)}feed", lambda: self._topic_feed(topic))

    def _topic_page(self, topic: "_Topic", year: int | None) -> bytes | None:
        listed = topic.found(year or topic.newest)
        if not listed:
            return None
        shown = listed if year else listed[:_ON_TOPIC]
        told = Topic(name=topic.name, found=shown, years=topic.years, year=year)
        return self._lists.topic(topic.course, told).encode()

    def _topic_feed(self, topic: "_Topic") -> feeds.Contents | None:
        listed = list(islice((each for year in topic.years for each in topic.found(year)), feeds.LAST))
        entries = {each.day: topic.finds.book.entry(each.day) for each in listed}
        found_in = [(entry, each.item) for each in listed if (entry := entries[each.day])]
        if not found_in:
            return None
        return self._feeds(topic.course, topic.finds.book).topic(topic.name, found_in, changed=topic.changed)

    def _course(self, course: Course, book: Book) -> Iterator[File]:
        if book.listed:
            feed, last = self._feeds(course, book), book.last(feeds.LAST)
            yield from _forms(f"{course.slug}/feed", lambda: feed.issues(last))
            if self.site.link_feeds:
                yield from _forms(f"{course.slug}/links", lambda: feed.links(last))
        overview = Overview(recent=book.recent, days=book.days, topics=_names(book.recent), has_feed=bool(book.listed))
        yield course_path(course.slug) + PAGE, lambda: self._lists.course(course, overview).encode()

    def _site(self) -> Iterator[File]:
        shown = [(course, self.books[slug].latest(_ON_FIRST_PAGE)) for slug, course in self.courses.items()]
        yield PAGE, lambda: self._pages.first(shown).encode()
        if self.site.url:
            pages = [
                (self.site.address(path_of(each.key)), each.updated)
                for slug, book in self.books.items()
                if not is_closed(self.courses[slug])
                for each in book.standing
            ]
            yield "sitemap.xml", lambda: feeds.sitemap(pages)

    def _feeds(self, course: Course, book: Book) -> feeds.Feeds:
        return feeds.Feeds(templates=self.templates, site=self.site, course=course, root_id=book.root_id)

    @property
    def _pages(self) -> Pages:
        return Pages(templates=self.templates, site=self.site, courses=self.courses)

    @property
    def _lists(self) -> Lists:
        return Lists(templates=self.templates, site=self.site, courses=self.courses)


@dataclass(frozen=True, slots=True)
class _Finds:
    """What was found about each topic, by year, by the topic's name in addresses; a year is read once."""

    book: Book
    _years: dict[int, Mapping[str, Sequence[Found]]] = field(default_factory=dict[int, Mapping[str, Sequence[Found]]])

    def of(self, year: int) -> Mapping[str, Sequence[Found]]:
        if year not in self._years:
            self._years[year] = _by_slug(self.book.between(date(year, 1, 1), date(year, 12, 31)))
        return self._years[year]


@dataclass(frozen=True, slots=True)
class _Topic:
    """One topic of a course."""

    course: Course
    slug: str
    years: tuple[int, ...]
    """In which something was found, newest first."""
    finds: _Finds

    @property
    def newest(self) -> int:
        return self.years[0] if self.years else 0

    def found(self, year: int) -> Sequence[Found]:
        return self.finds.of(year).get(self.slug, ()) if year else ()

    @property
    def changed(self) -> datetime | None:
        """When an issue of its years was last changed after it came out: what it had here may be gone."""
        listed = (each for each in self.finds.book.listed if each.day.year in self.years)
        return max((each.updated for each in listed if each.updated > each.published), default=None)

    @property
    def name(self) -> str:
        listed = (topic for each in self.found(self.newest) for topic in each.item.topics)
        return next((topic for topic in listed if topic_slug(topic) == self.slug), self.slug)


def _forms(path: str, contents: Callable[[], feeds.Contents | None]) -> Iterator[File]:
    """Yield the files of a feed, one a form."""

    once = cache(contents)

    def written(form: str) -> Content:
        def content() -> bytes | None:
            made = once()
            return feeds.WRITERS[form](made) if made is not None and made.entries else None

        return content

    yield from ((f"{path}.{form.name}", written(form.name)) for form in FORMS)


def _names(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the topics of *entries*, one a page they share."""
    named = {topic_slug(name): name for name in reversed(topics(entry.digest for entry in entries))}
    return tuple(reversed(named.values()))


def _by_slug(entries: Sequence[Entry]) -> Mapping[str, Sequence[Found]]:
    by_slug: dict[str, list[Found]] = {}
    for each in found(entry.digest for entry in entries):
        for slug in {topic_slug(topic) for topic in each.item.topics}:
            by_slug.setdefault(slug, []).append(each)
    return by_slug


def _months(book: Book) -> Iterable[date]:
    """Return every month in which there was an issue, withdrawn ones too, newest first."""
    return dict.fromkeys(month_of(each.day) for each in book.listed)


def _with_neighbours(days: Sequence[date], day: date) -> Iterator[date]:
    return (each for each in (*around(days, day), day) if each is not None)
