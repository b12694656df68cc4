"""Why a page is or is not in a digest."""

from dataclasses import dataclass
from datetime import date

from bot.ports import Clock, DigestState, Store, Work
from bot.tasks.joining import joins_of, page_of, posts_of
from bot.tasks.material import Material, key_of, material_of
from curation import days
from curation.digest import Placement
from curation.hashtags import carries
from curation.likeness import Likeness
from curation.model import Appearance, Course, Item, PageUrl, Post, Refusal, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that decides about one page on one day."""

    asked: str
    page: PageUrl
    """The page that the address asked for stands for."""
    day: date | None = None
    """The day looked at; `None` when nobody shared the page."""
    posts: tuple[Post, ...] = ()
    """Every post that points at it, whenever."""
    refused: tuple[Refusal, ...] = ()
    """Those of the day's posts that consent leaves out."""
    story: Story | None = None
    placement: Placement | None = None
    """`None` when it was no candidate of that day."""
    item: Item | None = None
    """As it stands in the issue."""
    state: DigestState | None = None
    before: Appearance | None = None
    """Where it was an item earlier."""
    joined: tuple[PageUrl, ...] = ()
    """Other pages that somebody said are this one."""
    alike: tuple[Likeness, ...] = ()
    """Stories of the day that may be this page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain:
    """Look at one page, and change nothing."""

    store: Store
    clock: Clock
    course: Course

    def __call__(self, url: str, /, *, day: date | None = None) -> Explanation:
        """Return why the page at *url* is or is not in the issue of *day*, by default the day of its last share.

        Raise `InvalidUrl` for what is no address.
        """
        with self.store.look() as work:
            joins = joins_of(work, self.course)
            page = page_of(work, joins, url)
            posts = tuple(each for each in posts_of(work, joins, page) if carries(each, self.course.hashtags))
            wanted = day or (days.day_of(self.course, posts[-1].at) if posts else None)
            if wanted is None:
                return Explanation(asked=url, page=page)
            return self._of_day(work, url, page, posts, wanted)

    def _of_day(self, work: Work, url: str, page: PageUrl, posts: tuple[Post, ...], day: date) -> Explanation:
        material = material_of(work, self.course, day, self.clock.now())
        issue = work.digests.get(key_of(self.course, day))
        composed = issue.digest if issue else material.composed()
        every = (*composed.items, *composed.again, *composed.waiting)
        refs = {each.ref for each in posts}
        return Explanation(
            asked=url,
            page=page,
            day=day,
            posts=posts,
            refused=tuple(each for each in material.refused if each.ref in refs),
            story=_story(material, page),
            placement=material.placements().get(page),
            item=next((each for each in every if each.page == page), None),
            state=issue.state if issue else None,
            before=material.history.get(page),
            joined=tuple(sorted(material.joins.family(page) - {page})),
            alike=tuple(each for each in material.alike() if page in {each.stays, each.goes}),
        )


def _story(material: Material, page: PageUrl) -> Story | None:
    return next((each for each in material.stories if each.page == page), None)
