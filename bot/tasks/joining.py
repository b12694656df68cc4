"""What was said about pages that are one, or two, in a course: read, and written down."""

from dataclasses import dataclass

from bot.errors import NotAccepted
from bot.ports import Clock, Store, Work
from curation.joins import Joins, joined
from curation.model import Course, Event, EventKind, PageUrl, Post
from curation.urls import canonical


def joins_of(work: Work, course: Course) -> Joins:
    """Return which pages of *course* are one because somebody said so, and which are two."""
    return joined(work.events.of(course.slug, None))


def posts_of(work: Work, joins: Joins, page: PageUrl) -> tuple[Post, ...]:
    """Return every post that points at *page*, at an alias of it or at a page joined to it, by `at` then ref."""
    found = {post.ref: post for each in sorted(joins.family(page)) for post in work.posts.of_page(each)}
    return tuple(sorted(found.values(), key=lambda post: (post.at, post.ref.network, post.ref.uri)))


def page_of(work: Work, joins: Joins, url: str) -> PageUrl:
    """Return the page that *url* stands for by all that is known; raise `InvalidUrl`."""
    asked = canonical(url)
    return joins.final(joins.over(work.cards.aliases([asked])).get(asked, asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Say of two pages that they are one, or two; each act can be taken back by the other."""

    course: Course
    store: Store
    clock: Clock

    def merge(self, url: str, into: str, /, *, who: str) -> str:
        """Make the page at *url* another way to the page at *into*; raise `NotAccepted`, `InvalidUrl`."""
        with self.store.work() as work:
            joins = joins_of(work, self.course)
            goes, stays = page_of(work, joins, url), page_of(work, joins, into)
            if goes == stays:
                raise NotAccepted(f"the two are one page already: {stays}", phrase="one", page=stays)
            for page in (goes, stays):
                if not posts_of(work, joins, page):
                    raise NotAccepted(f"nobody shared {page}", phrase="shared", page=page)
            self._say(work, EventKind.MERGE, goes, stays, who)
        return f"{self.course.slug}: {goes} is the page {stays}, by {who}"

    def split(self, url: str, other: str, /, *, who: str) -> str:
        """Keep the pages at the two addresses apart, whatever joined them; raise `NotAccepted`, `InvalidUrl`."""
        one, two = canonical(url), canonical(other)
        if one == two:
            why = f"the two are spellings of one address, which nobody can part: {one}"
            raise NotAccepted(why, phrase="spellings", page=one)
        with self.store.work() as work:
            aliases = work.cards.aliases([one, two])
            ends = (aliases.get(one, one), aliases.get(two, two))
            if ends[0] == ends[1]:  # an address that led elsewhere is parted from where it led
                ends = (two if one == ends[0] else one, ends[0])
            self._say(work, EventKind.SPLIT, *ends, who)
        return f"{self.course.slug}: {ends[0]} and {ends[1]} are two pages, by {who}"

    def _say(self, work: Work, kind: EventKind, page: PageUrl, other: PageUrl, who: str) -> None:
        work.events.append(
            Event(course=self.course.slug, kind=kind, who=who, at=self.clock.now(), page=page, value=other)
        )
