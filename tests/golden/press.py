"""The community's digest as it comes out: threads, articles and pages for tests to look at."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from bot.ports import Part
from bot.render import articles
from bot.render.entries import Entry
from bot.render.lists import Lists, Overview, Topic
from bot.render.pages import Pages
from bot.render.sites import Site
from bot.render.templates import Templates
from bot.render.threads import NetworkRules, thread
from curation.digest import found, topics
from curation.model import Course, Digest
from curation.text import mastodon_length, mastodon_marks
from tests.golden import community, week

MASTODON = NetworkRules(name="mastodon", limit=500, url_length=23, count=mastodon_length, marks=mastodon_marks)
TEMPLATES = Templates()
XHTML = "{http://www.w3.org/1999/xhtml}"


def posts(digest: Digest | None = None, rules: NetworkRules = MASTODON, **course: Any) -> tuple[Part, ...]:
    return thread(TEMPLATES, digest or community.digest(), community.course(**course), rules=rules, page=community.PAGE)


def one(**item: Any) -> tuple[Part, ...]:
    """Return the thread of a digest that has one link."""
    return posts(community.digest(highlights=(community.item(1, **item),), also=()))


def pages(templates: Templates = TEMPLATES, course: Course | None = None, site: Site = week.SITE) -> Pages:
    given = course or community.course()
    return Pages(templates=templates, site=site, courses={given.slug: given})


def lists(templates: Templates = TEMPLATES, course: Course | None = None, site: Site = week.SITE) -> Lists:
    given = course or community.course()
    return Lists(templates=templates, site=site, courses={given.slug: given})


def entry(digest: Digest, templates: Templates = TEMPLATES, course: Course | None = None) -> Entry:
    given = course or community.course()
    body = articles.article(templates, digest, given, way_to=lambda day: f"https://digest.example.org/{day}")
    title = articles.title(templates, digest, given)
    return Entry(issue=community.issue(digest, {}), title=title, body=body)


def day_page(digest: Digest | None = None) -> str:
    return pages().day(entry(digest or week.WEDNESDAY), previous=week.TUESDAY.day, following=week.on(12).day)


def parsed(html: str) -> Element:
    """Return the tree of *html*; any parse error is raised."""
    tree: Element = html5lib.HTMLParser(strict=True).parse(html)
    return tree


def texts(tree: Element, tag: str) -> list[str]:
    return ["".join(node.itertext()) for node in tree.iter(f"{XHTML}{tag}")]


def overview(*digests: Digest, course: Course | None = None, **but: Any) -> Overview:
    """Return what the page of a course is made of, when *digests*, newest first, are all there is."""
    given: dict[str, Any] = {
        "recent": [entry(each, course=course) for each in digests],
        "days": [each.day for each in digests],
        "topics": topics(digests),
        "has_feed": bool(digests),
    }
    return Overview(**(given | but))


def topic(name: str, *digests: Digest, year: int | None = None) -> Topic:
    """Return *name* with all that *digests*, newest first, have about it."""
    listed = [each for each in found(digests) if name in each.item.topics]
    return Topic(name=name, found=listed, years=tuple({each.day.year: None for each in digests}), year=year)
