"""What every page has around it: its head for machines and its foot for people (digest.md 4.6)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.render.addresses import course_path, way_up
from bot.render.sites import Site, account_text, contact_link, tags
from bot.render.views import FeedLine, FeedLink, FootView, HeadView, LinkView
from bot.render.words import Words
from curation.model import ConsentMode, Course, Digest

_OPEN = "index, follow"
_CLOSED = "noindex, nofollow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A way to write a feed, named as its files end."""

    name: str
    title: str
    media: str


FORMS = (
    Form(name="atom", title="Atom", media="application/atom+xml"),
    Form(name="rss", title="RSS", media="application/rss+xml"),
    Form(name="json", title="JSON Feed", media="application/feed+json"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Something that can be subscribed to, in every form."""

    path: str
    """From the site's first page, without the ending."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Makes heads and feet of one page; *path* is where the page is."""

    site: Site
    words: Words
    path: str
    course: Course | None = None
    feeds: tuple[Feed, ...] = ()
    """What can be subscribed to here."""
    root: str = ""
    """The way to the first page, where the page may be shown at any address."""

    canonical: str = ""
    """Where the page has its first home, when that is another site."""

    def head(
        self, title: str, description: str, *, og_type: str = "website", json_ld: str = "", hidden: bool = False
    ) -> HeadView:
        """Return the head; a *hidden* page asks not to be indexed and claims no address."""
        root = self.root or way_up(self.path)
        return HeadView(
            title=title,
            description=description,
            language=self.words.language,
            direction=self.words.direction,
            root=root,
            robots=_CLOSED if hidden or self._is_closed else _OPEN,
            site_title=self.site.title,
            canonical="" if hidden else (self.canonical or self.site.address(self.path)),
            feeds=tuple(link for line in self._feed_lines() for link in line.links),
            og_type=og_type,
            locale=str(self.words.locale),
            me=self.site.accounts,
            creator=self.site.creator,
            json_ld=json_ld,
            preview=self.site.preview,
            search=self.site.search,
        )

    def foot(self) -> FootView:
        """Return the foot: how to take part, how to be left out, ways to read, whom to ask."""
        course = self.course
        return FootView(
            tags=tags(course) if course else "",
            feeds=self._feed_lines(),
            accounts=tuple(LinkView(url=url, text=account_text(url)) for url in self.site.accounts),
            contact=contact_link((course.contact if course else "") or self.site.contact),
            licence=self.site.licence,
            licence_url=self.site.licence_url,
            course_title=course.title if course else "",
            course_url=f"{self.root or way_up(self.path)}{course_path(course.slug)}" if course else "",
            mail_form=self.site.form("mail") if self.site.by_mail else "",
            share_form=self.site.form("share"),
        )

    def _feed_lines(self) -> tuple[FeedLine, ...]:
        root = self.root or way_up(self.path)
        return tuple(
            FeedLine(text=feed.title, links=tuple(self._feed_link(feed, form, root) for form in FORMS))
            for feed in self.feeds
        )

    def _feed_link(self, feed: Feed, form: Form, root: str) -> FeedLink:
        text = self.words.say("feed.title", title=feed.title, form=form.title)
        return FeedLink(url=f"{root}{feed.path}.{form.name}", media=form.media, text=text, form=form.title)

    @property
    def _is_closed(self) -> bool:
        return self.site.preview or (self.course is not None and is_closed(self.course))


def is_closed(course: Course) -> bool:
    """Return whether search engines are asked to stay away from the pages of *course*."""
    return course.noindex or course.consent is ConsentMode.ROSTER


def json_ld(digest: Digest, *, title: str, address: str, published: str, updated: str) -> str:
    """Return an issue for search engines: a `BlogPosting` with its links, safe inside a script element."""
    items: Sequence[dict[str, object]] = [
        {"@type": "ListItem", "position": item.number, "name": item.title, "url": item.link}
        for item in digest.items
        if not item.removed
    ]
    posting = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": title,
        "datePublished": published,
        "dateModified": updated,
        "inLanguage": digest.language,
        **({"url": address, "mainEntityOfPage": address} if address else {}),
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
    }
    text = json.dumps(posting, ensure_ascii=False, separators=(",", ":"))
    for sign, code in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 - JSON in which no sign of HTML is left
