"""The pages of the site, whole: an issue, the indexes, the policy, and what stands where nothing is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.ports import Month
from bot.render import articles
from bot.render.addresses import address_like, course_path, day_path, week_path
from bot.render.entries import Entry, stamp
from bot.render.frames import Frame, json_ld
from bot.render.lists import course_feeds, full_title, issue_lines, latest
from bot.render.policies import month_view, terms_view
from bot.render.sites import Courses, Site, tags
from bot.render.templates import Templates
from bot.render.views import (
    ActivityView,
    CourseLine,
    CoursePolicy,
    DayView,
    LinkView,
    PlainView,
    PolicyView,
    RobotsView,
    SiteIndexView,
)
from bot.render.words import Words
from curation.model import ConsentMode, Course

_ON_FIRST_PAGE = 7
"""How many issues of a course the first page lists; the course's own index has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Makes the site's pages as text; writes nothing."""

    templates: Templates
    site: Site
    courses: Courses

    def day(self, entry: Entry, *, previous: date | None, following: date | None) -> str:
        """Return the page of an issue between its neighbours, the days of the issues before and after."""
        digest = entry.issue.digest
        course = self.courses[digest.course]
        words = self.templates.words(digest.language)
        path = day_path(course.slug, digest.day)
        frame = Frame(
            site=self.site,
            words=words,
            path=path,
            course=course,
            feeds=course_feeds(course, self.site, words),
            canonical=address_like(self.site.page, course.slug, digest.day),
        )
        published, updated = stamp(entry.published), stamp(entry.updated)
        head = frame.head(
            entry.title,
            articles.description(self.templates, digest, course),
            og_type="article",
            json_ld=json_ld(
                digest, title=entry.title, address=self.site.address(path), published=published, updated=updated
            ),
        )
        view = DayView(
            head=head,
            foot=frame.foot(),
            heading=entry.title,
            date=digest.day,
            date_text=words.day("full", digest.day),
            body=articles.stored(entry.body),
            published=published,
            updated=updated,
            changed=_changed(entry, course, words),
            previous=_neighbour(previous, course, words, head.root),
            next=_neighbour(following, course, words, head.root),
            week=LinkView(url=f"{head.root}{week_path(course.slug, digest.day)}", text=words.say("page.whole_week")),
        )
        return self.templates.html("blog/day", view, words=words)

    def tombstone(self, entry: Entry) -> str:
        """Return what stands where a withdrawn issue was."""
        digest = entry.issue.digest
        course = self.courses[digest.course]
        words = self.templates.words(digest.language)
        frame = Frame(site=self.site, words=words, path=day_path(course.slug, digest.day), course=course)
        title = words.say("page.withdrawn_title", course=course.title, date=words.day("dated", digest.day))
        head = frame.head(title, words.say("page.withdrawn"), hidden=True)
        return self.templates.html("blog/tombstone", PlainView(head=head, foot=frame.foot()), words=words)

    def first(self, shown: Sequence[tuple[Course, Sequence[Entry]]]) -> str:
        """Return the site's first page: every course with its latest issues."""
        words = self.templates.words(self.site.language)
        frame = Frame(site=self.site, words=words, path="")
        view = SiteIndexView(
            head=frame.head(self.site.title, words.say("index.site")),
            foot=frame.foot(),
            courses=tuple(self._course_line(course, entries, words) for course, entries in shown),
        )
        return self.templates.html("blog/index", view, words=words)

    def policy(self) -> str:
        """Return who runs this, what is collected and shown, and how to stop it: made from what is configured."""
        words = self.templates.words(self.site.language)
        frame = Frame(site=self.site, words=words, path="policy/")
        courses = tuple(self.courses.values())
        view = PolicyView(
            head=frame.head(
                full_title(words.say("policy.title"), self.site.title),
                words.say("policy.about", title=self.site.title),
            ),
            foot=frame.foot(),
            site_title=self.site.title,
            operator=self.site.operator,
            sources=words.joined(self.site.sources),
            request_form=self.site.form("request"),
            courses=tuple(
                CoursePolicy(title=each.title, tags=tags(each), mode=each.consent, answers=each.answers)
                for each in courses
            ),
            names_unasked=any(each.consent is ConsentMode.OPEN for each in courses),
            per_sharer=_only({each.shape.per_sharer for each in courses}),
            per_site=_only({each.shape.per_site for each in courses}),
            terms=terms_view(self.site.terms, words),
        )
        return self.templates.html("blog/policy", view, words=words)

    def activity(self, months: Sequence[Month]) -> str:
        """Return what was done month by month, in counts that tell of nobody."""
        words = self.templates.words(self.site.language)
        frame = Frame(site=self.site, words=words, path="activity/")
        title = full_title(words.say("activity.title"), self.site.title)
        view = ActivityView(
            head=frame.head(title, words.say("activity.about")),
            foot=frame.foot(),
            months=tuple(month_view(each, words) for each in months),
        )
        return self.templates.html("blog/activity", view, words=words)

    def missing(self) -> str:
        """Return what a server shows where there is no page."""
        words = self.templates.words(self.site.language)
        frame = Frame(site=self.site, words=words, path="", root=self.site.base)
        head = frame.head(words.say("missing.title"), words.say("missing.text"), hidden=True)
        return self.templates.html("blog/missing", PlainView(head=head, foot=frame.foot()), words=words)

    def search(self) -> str:
        """Return the page that searches the site: the one page with a script."""
        words = self.templates.words(self.site.language)
        frame = Frame(site=self.site, words=words, path="search/")
        title = full_title(words.say("search.title"), self.site.title)
        view = PlainView(head=frame.head(title, words.say("search.about"), hidden=True), foot=frame.foot())
        return self.templates.html("blog/search", view, words=words)

    def robots(self) -> str:
        """Return what machines are asked: those that train on what people wrote stay out."""
        words = self.templates.words(self.site.language)
        view = RobotsView(sitemap=self.site.address("sitemap.xml"))
        return self.templates.text("blog/robots", view, words=words) + "\n"

    def _course_line(self, course: Course, entries: Sequence[Entry], words: Words) -> CourseLine:
        return CourseLine(
            title=course.title,
            url=course_path(course.slug),
            tags=tags(course),
            latest=latest(entries, words),
            issues=issue_lines(entries[:_ON_FIRST_PAGE], words, ""),
            language=words.language,
        )


def _neighbour(day: date | None, course: Course, words: Words, root: str) -> LinkView | None:
    if day is None:
        return None
    return LinkView(url=f"{root}{day_path(course.slug, day)}", text=words.day("full", day))


def _changed(entry: Entry, course: Course, words: Words) -> str:
    """Return the day of the last change on the course's calendar, if there was one after the publication."""
    if entry.updated == entry.published:
        return ""
    return words.day("dated", entry.updated.astimezone(ZoneInfo(course.zone)).date())


def _only(values: set[int]) -> int | None:
    return next(iter(values)) if len(values) == 1 else None
