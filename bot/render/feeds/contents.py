"""What is in a feed, whatever its form (digest.md 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.render import articles
from bot.render.addresses import course_path, topic_path, topic_slug
from bot.render.entries import Entry
from bot.render.feeds.plain import plain
from bot.render.lists import course_feeds, topic_feeds
from bot.render.sites import Site, tags
from bot.render.templates import Templates
from bot.render.views import ItemView
from bot.render.words import Words
from curation.model import Course, Item

LAST = 30
"""How many issues a feed holds."""
_LAST_LINKS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry; it keeps its id whatever happens to it."""

    id: str
    title: str
    url: str
    """Where it is on our site; relative where the site has no address."""
    external: str = ""
    """The page it is about, where it is about one."""
    published: datetime
    updated: datetime
    language: str
    html: str
    tags: tuple[str, ...]
    own: Mapping[str, object] = field(default_factory=dict[str, object])
    """What JSON Feed says beyond the others."""

    @property
    def text(self) -> str:
        """The same as plain text."""
        return plain(self.html)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """One feed."""

    id: str
    title: str
    about: str
    language: str
    path: str
    """From the site's first page, without an ending."""
    home: str
    """The page it belongs to."""
    author: str
    site: Site
    entries: tuple[FeedEntry, ...]
    changed: datetime | None = None
    """When an issue that has, or had, entries here last changed: what was newest may be gone."""

    @property
    def updated(self) -> datetime:
        """When anything in it last changed; it never goes back."""
        return max(filter(None, (self.changed, *(entry.updated for entry in self.entries))))

    def own_address(self, form: str) -> str:
        """Return where this feed is in *form*; its file's name where the site has no address."""
        path = f"{self.path}.{form}"
        return self.site.address(path) or path.rpartition("/")[2]

    @property
    def home_address(self) -> str:
        """Where the page it belongs to is."""
        return self.site.address(self.home) or "./"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Makes the contents of a course's feeds."""

    templates: Templates
    site: Site
    course: Course
    root_id: str
    """The id of the course's feed, minted with its first issue."""

    def issues(self, entries: Sequence[Entry]) -> Contents:
        """Return the feed of the course: its last thirty *entries* in full; they are newest first and at least one.

        A withdrawn issue keeps its entry and its id, so that readers learn of it.
        """
        words = self._words
        return self._contents(
            id_=self.root_id,
            path=course_feeds(self.course, self.site, words)[0].path,
            title=self.course.title,
            home=course_path(self.course.slug),
            entries=tuple(self._issue(entry) for entry in entries[:LAST]),
        )

    def links(self, entries: Sequence[Entry]) -> Contents:
        """Return the feed of links: every link of the same issues, an entry each, named by its anchor."""
        return self._contents(
            id_=f"{self.root_id}/links",
            path=f"{self.course.slug}/links",
            title=self._words.say("feed.links", course=self.course.title),
            home=course_path(self.course.slug),
            entries=tuple(
                self._link(entry, item)
                for entry in entries[:LAST]
                if not entry.is_withdrawn
                for item in entry.digest.items
                if not item.removed
            )[:_LAST_LINKS],
            changed=max((entry.updated for entry in entries), default=None),
        )

    def topic(self, name: str, found: Sequence[tuple[Entry, Item]], *, changed: datetime | None = None) -> Contents:
        """Return the feed of a topic: links that were *found*, each with the issue it is in, newest first.

        *changed* is when an issue that may have had links here was last changed.
        """
        (feed,) = topic_feeds(self.course, name, self._words)
        return self._contents(
            id_=f"{self.root_id}/topics/{topic_slug(name)}",
            path=feed.path,
            title=feed.title,
            home=topic_path(self.course.slug, topic_slug(name)),
            entries=tuple(self._link(entry, item) for entry, item in found),
            changed=changed,
        )

    @property
    def _words(self) -> Words:
        return self.templates.words(self.course.language)

    def _contents(
        self,
        *,
        id_: str,
        path: str,
        title: str,
        home: str,
        entries: tuple[FeedEntry, ...],
        changed: datetime | None = None,
    ) -> Contents:
        return Contents(
            id=id_,
            title=title,
            about=self._words.say("index.about", tags=tags(self.course)),
            language=self._words.language,
            path=path,
            home=home,
            author=self.course.title,
            site=self.site,
            entries=entries,
            changed=changed,
        )

    def _issue(self, entry: Entry) -> FeedEntry:
        digest = entry.digest
        words = self.templates.words(digest.language)
        withdrawn = words.say("page.withdrawn_title", course=self.course.title, date=words.day("dated", digest.day))
        return FeedEntry(
            id=entry.issue.tag_uri,
            title=withdrawn if entry.is_withdrawn else entry.title,
            url=self._address(entry),
            published=entry.published,
            updated=entry.updated,
            language=words.language,
            html=words.say_html("page.withdrawn") if entry.is_withdrawn else entry.body,
            tags=tuple(tag.display for tag in self.course.hashtags),
            own={} if entry.is_withdrawn else {"_digest": {"items": [_told(item, words) for item in _standing(entry)]}},
        )

    def _link(self, entry: Entry, item: Item) -> FeedEntry:
        words = self.templates.words(entry.digest.language)
        view = articles.item_view(item, words)
        return FeedEntry(
            id=f"{entry.issue.tag_uri}#l-{item.anchor}",
            title=item.title,
            url=f"{self._address(entry)}#l-{item.anchor}",
            external=item.link,
            published=entry.published,
            updated=entry.updated,
            language=words.language,
            html=self.templates.html("blog/link", view, words=words),
            tags=tuple(item.topics),
            own={"_digest": {"items": [_told(item, words)]}},
        )

    def _address(self, entry: Entry) -> str:
        return self.site.address(entry.path) or entry.path.removeprefix(f"{self.course.slug}/")


def _standing(entry: Entry) -> list[Item]:
    return [item for item in entry.digest.items if not item.removed]


def _told(item: Item, words: Words) -> Mapping[str, object]:
    """Return an item for machines."""
    view = articles.item_view(item, words)
    told = {
        "number": item.number,
        "url": item.link,
        "title": item.title,
        "kind": str(item.kind),
        "minutes": item.minutes,
        "pages": item.pages,
        "language": item.language or None,
        "credit": credit(view),
        "topics": list(item.topics),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def credit(view: ItemView) -> str:
    """Return who shared an item, as a list in a sentence."""
    return "".join(f"{who.before}{who.label}" for who in view.sharers) + view.sharers_end
