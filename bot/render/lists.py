"""Pages that lead to issues: a course, its months and weeks, its topics."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bot.render import charts
from bot.render.addresses import course_path, day_path, month_path, topic_path, topic_slug, way_up, week_path
from bot.render.articles import asked, item_view, reply_view
from bot.render.chart_views import ChartView
from bot.render.entries import Entry
from bot.render.frames import Feed, Frame
from bot.render.sites import Courses, Site, tags
from bot.render.templates import Templates
from bot.render.views import (
    AnsweredView,
    CourseIndexView,
    FoundView,
    IssueLine,
    LinkView,
    SpanView,
    TopicView,
    YearView,
)
from bot.render.words import Words
from curation.digest import Found, most_shared
from curation.model import Course, Digest, Item

LATEST = 14
"""How many issues the page of a course lists; its months have all."""
_MOST_SHARED = 5
_SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the page of a course is made of."""

    recent: Sequence[Entry]
    """Issues that stand, newest first, at least as far back as the charts look."""
    days: Sequence[date]
    """Of every issue that stands, newest first."""
    topics: Sequence[str]
    """Those that have a page."""
    has_feed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic, or one year of it."""

    name: str
    found: Sequence[Found]
    years: Sequence[int]
    """In which it has pages, newest first."""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """A month or a week."""

    path: Callable[[str, date], str]
    name: Callable[[Words, date], str]
    has_answers: bool = False


_MONTH = _Span(path=month_path, name=lambda words, day: words.month(day))
_WEEK = _Span(path=week_path, name=lambda words, day: words.span(day, day + _SIX_DAYS), has_answers=True)

Near = tuple[date | None, date | None]
"""The first days of the months or weeks with issues before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Makes the lists of issues as text; writes nothing."""

    templates: Templates
    site: Site
    courses: Courses

    def course(self, course: Course, overview: Overview) -> str:
        """Return the index of *course*: its latest issues, its topics, and the way to all the others."""
        words = self.templates.words(course.language)
        path = course_path(course.slug)
        feeds = course_feeds(course, self.site, words) if overview.has_feed else ()
        frame = Frame(site=self.site, words=words, path=path, course=course, feeds=feeds)
        entries = overview.recent[:LATEST]
        view = CourseIndexView(
            head=frame.head(full_title(course.title, self.site.title), words.say("index.about", tags=tags(course))),
            foot=frame.foot(),
            title=course.title,
            tags=tags(course),
            latest=latest(entries, words),
            issues=issue_lines(entries, words, way_up(path)),
            topics=tuple(_topic_link(name, course, way_up(path)) for name in overview.topics),
            charts=_charts(overview.recent, words),
            years=_years(overview.days, course, words, way_up(path)),
        )
        return self.templates.html("blog/course", view, words=words)

    def month(self, course: Course, month: date, entries: Sequence[Entry], near: Near) -> str:
        """Return the page of the month that begins with *month*: its *entries*, newest first."""
        return self._span(_MONTH, course, month, entries, near)

    def week(self, course: Course, week: date, entries: Sequence[Entry], near: Near) -> str:
        """Return the page of the week that begins with *week*: its *entries*, newest first."""
        return self._span(_WEEK, course, week, entries, near)

    def _span(self, span: _Span, course: Course, day: date, entries: Sequence[Entry], near: Near) -> str:
        words = self.templates.words(course.language)
        path = span.path(course.slug, day)
        frame = Frame(
            site=self.site, words=words, path=path, course=course, feeds=course_feeds(course, self.site, words)
        )
        name = span.name(words, day)
        digests = [entry.digest for entry in entries]
        links = sum(not item.removed for digest in digests for item in digest.items)
        count = words.say(
            "span.count",
            issues=words.say("span.issues", count=len(entries)),
            links=words.say("page.links", count=links),
        )
        earlier, later = near
        root = way_up(path)
        view = SpanView(
            head=frame.head(full_title(f"{course.title}: {name}", self.site.title), count),
            foot=frame.foot(),
            heading=name,
            themes=tuple(dict.fromkeys(each.week for each in reversed(digests) if each.week)),
            count=count,
            most=tuple(_found(each, course, words, root) for each in most_shared(digests, _MOST_SHARED)),
            answered=tuple(_answered(digests, words)) if span.has_answers else (),
            issues=issue_lines(entries, words, root),
            previous=_span_link(span, course, earlier, words, root),
            next=_span_link(span, course, later, words, root),
        )
        return self.templates.html("blog/span", view, words=words)

    def topic(self, course: Course, topic: Topic) -> str:
        """Return what was found about *topic*, newest first."""
        words = self.templates.words(course.language)
        slug = topic_slug(topic.name)
        path = topic_path(course.slug, slug, topic.year)
        own = topic_feeds(course, topic.name, words) if self.site.topic_feeds else ()
        feeds = (*own, *course_feeds(course, self.site, words))
        frame = Frame(site=self.site, words=words, path=path, course=course, feeds=feeds)
        root = way_up(path)
        name = topic.name if topic.year is None else words.say("topic.in_year", topic=topic.name, year=str(topic.year))
        years = (
            LinkView(url=root + topic_path(course.slug, slug, year), text=str(year))
            for year in (topic.years if topic.year or topic.years[1:] else ())
            if year != topic.year
        )
        about = words.say("topic.about", topic=topic.name, tags=tags(course))
        view = TopicView(
            head=frame.head(full_title(f"{name} – {course.title}", self.site.title), about),
            foot=frame.foot(),
            heading=name,
            count=words.say("page.links", count=len(topic.found)),
            found=tuple(_found(each, course, words, root) for each in topic.found),
            years=tuple(years),
        )
        return self.templates.html("blog/topic", view, words=words)


def course_feeds(course: Course, site: Site, words: Words) -> tuple[Feed, ...]:
    """Return what can be subscribed to of *course* as a whole."""
    issues = Feed(path=f"{course.slug}/feed", title=words.say("feed.issues", course=course.title))
    links = Feed(path=f"{course.slug}/links", title=words.say("feed.links", course=course.title))
    return (issues, links) if site.link_feeds else (issues,)


def topic_feeds(course: Course, topic: str, words: Words) -> tuple[Feed, ...]:
    """Return what can be subscribed to about *topic*."""
    path = f"{topic_path(course.slug, topic_slug(topic))}feed"
    return (Feed(path=path, title=words.say("feed.topic", topic=topic, course=course.title)),)


def full_title(title: str, site: str) -> str:
    """Return a page's title with the site's, unless they are the same."""
    return title if title == site else f"{title} – {site}"


def issue_lines(entries: Sequence[Entry], words: Words, root: str) -> tuple[IssueLine, ...]:
    """Return a line an issue, leading there from a page whose way to the first one is *root*."""
    return tuple(
        IssueLine(
            date=entry.digest.day,
            date_text=words.day("full", entry.digest.day),
            url=f"{root}{entry.path}",
            title=entry.title,
            language=entry.digest.language if words.foreign(entry.digest.language) else "",
        )
        for entry in entries
    )


def latest(entries: Sequence[Entry], words: Words) -> str:
    """Return when the last of *entries*, newest first, came out; empty without any."""
    return words.day("dated", entries[0].digest.day) if entries else ""


def _topic_link(name: str, course: Course, root: str) -> LinkView:
    return LinkView(url=root + topic_path(course.slug, topic_slug(name)), text=name)


def _charts(entries: Sequence[Entry], words: Words) -> tuple[ChartView, ...]:
    if not entries:
        return ()
    digests = [entry.digest for entry in entries]
    return tuple(chart for chart in (charts.calendar(digests, words), charts.topics(digests, words)) if chart)


def _years(days: Sequence[date], course: Course, words: Words, root: str) -> tuple[YearView, ...]:
    months = dict.fromkeys(day.replace(day=1) for day in days)
    return tuple(
        YearView(
            year=str(year),
            months=tuple(
                LinkView(url=root + month_path(course.slug, month), text=words.month_name(month)) for month in of_year
            ),
        )
        for year, of_year in groupby(months, key=lambda month: month.year)
    )


def _answered(digests: Iterable[Digest], words: Words) -> Iterator[AnsweredView]:
    """Yield what was answered in each of *digests*, newest first as they are."""
    for digest in digests:
        if digest.replies:
            yield AnsweredView(asked=asked(digest, words), replies=tuple(map(reply_view, digest.replies)))


def _span_link(span: _Span, course: Course, start: date | None, words: Words, root: str) -> LinkView | None:
    if start is None:
        return None
    return LinkView(url=root + span.path(course.slug, start), text=span.name(words, start))


def _found(each: Found, course: Course, words: Words, root: str) -> FoundView:
    day = day_path(course.slug, each.day)
    return FoundView(
        item=item_view(each.item, words),
        where=LinkView(url=f"{root}{day}#l-{each.item.anchor}", text=words.day("dated", each.day)),
        people=_people(each.item, words),
    )


def _people(item: Item, words: Words) -> str:
    if item.people == 1:
        return ""
    return words.say("page.people_at_least" if item.twins else "page.people", count=item.people)
