"""Why a page is or is not in a digest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.ports import Clock, DigestState, Issue, Store, Work
from bot.tasks.joining import joins_of, page_of, posts_of
from bot.tasks.material import Material, material_of
from bot.tasks.reach import key_of
from curation import days
from curation.digest import Placement, filed
from curation.hashtags import carries
from curation.likeness import Likeness
from curation.model import Appearance, Course, Item, PageUrl, Post, Refusal, Story
from curation.ranking import Next, Tie, between
from curation.stories import clue_of
from curation.topics import Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An item beside the one explained."""

    number: int
    title: str
    tie: Tie
    """What decided between the two."""


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
    follows: Neighbour | None = None
    """The item right before it, and what put that one first."""
    leads: Neighbour | None = None
    """The item right after it, and what put that one behind."""
    shut_out_by: Neighbour | None = None
    """The last item of the issue, where there was no more room, and what put it first."""
    filings: tuple[Filing, ...] = ()
    """Its topics as the machine sees them, with the words that decided; none where a person filed it."""
    is_filed: bool = False
    """Whether a person filed it under its topics."""
    has_newcomer: bool = False
    """Whether somebody shared it who had shared nothing here before."""
    zone: str = "UTC"
    """The course's."""


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
        stories = filed(material.stories, self.course, material.verdicts)
        story = next((each for each in stories if each.page == page), None)
        selection = material.selection()
        told = Explanation(
            asked=url,
            page=page,
            day=day,
            posts=posts,
            refused=tuple(each for each in material.refused if each.ref in refs),
            story=story,
            placement=_place_in(issue, page) or selection.placements.get(page),
            item=next((each for each in every if each.page == page), None),
            state=issue.state if issue else None,
            before=material.history.get(page),
            joined=tuple(sorted(material.joins.family(page) - {page})),
            alike=tuple(each for each in material.alike() if page in {each.stays, each.goes}),
            zone=self.course.zone,
        )
        told = _described(told, material)
        if told.placement is Placement.OUT_OF_ROOM:
            return replace(told, shut_out_by=_last_in(composed.items, told, stories))
        return _placed(told, composed.items, selection.after)


def _place_in(issue: Issue | None, page: PageUrl) -> Placement | None:
    """Return where *page* stands in an issue that is closed: what came later changes nothing there."""
    if issue is None or issue.state is DigestState.DRAFT:
        return None
    digest = issue.digest
    sections = {
        Placement.HIGHLIGHT: digest.highlights,
        Placement.ALSO: digest.also,
        Placement.AGAIN: digest.again,
        Placement.WAITING: digest.waiting,
    }
    return next((place for place, items in sections.items() if any(item.page == page for item in items)), None)


def _last_in(items: Sequence[Item], told: Explanation, stories: Sequence[Story]) -> Neighbour | None:
    """Return the last of *items* and what put it before the story *told* about, as far as that can be said."""
    last = next((story for story in stories if items and story.page == items[-1].page), None)
    if last is None or told.story is None:
        return None
    tie = between(last, told.story)
    return Neighbour(number=items[-1].number, title=items[-1].title, tie=tie) if tie else None


def _described(told: Explanation, material: Material) -> Explanation:
    """Return *told* with what the page is about, and whether somebody new shared it."""
    story = told.story
    if story is None:
        return told
    clue = clue_of(story.page, story.card, (share.post for share in story.shares), material.course)
    is_filed = story.page in material.verdicts.topics
    return replace(
        told,
        filings=() if is_filed else material.sorter.filings(clue),
        is_filed=is_filed,
        has_newcomer=any(share.account in material.newcomers for share in story.shares),
    )


def _placed(told: Explanation, items: Sequence[Item], after: Mapping[PageUrl, Next]) -> Explanation:
    """Return *told* with its neighbours, as far as the order of now is that of the *items*."""
    neighbours: dict[str, Neighbour] = {}
    for one, other in pairwise(items):
        following = after.get(one.page)
        if following is None or following.page != other.page:
            continue
        if other.page == told.page:
            neighbours["follows"] = Neighbour(number=one.number, title=one.title, tie=following.tie)
        if one.page == told.page:
            neighbours["leads"] = Neighbour(number=other.number, title=other.title, tie=following.tie)
    return replace(told, follows=neighbours.get("follows"), leads=neighbours.get("leads"))
