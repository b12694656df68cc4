"""Gathering: one story a page, and everyone who pointed at it.

A page is its canonical address and nothing else: never a title, never what a card says its address is. A person is an
account, and counts once a story; equal names join nobody, and on two networks they are not counted as certainly two.
Who only repeats the words in which another shared the page passes them on and shares nothing, unless the words are the
page's title: that is what a share button writes.

What makes an item wait for a person:

- A content warning on *any* of its posts, since it speaks of the page: who shares it without one changes nothing.
- A short link that could not be followed: nobody knows which page it is.
- Many hashtags or a new account on *all* of its shares, since these speak of the sharer: an advertiser who joins in
  cannot hold up a page that others found worth sharing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice, takewhile
from types import MappingProxyType
from urllib.parse import urlsplit

import regex

from curation.copies import copied, is_passed_on, says_title
from curation.errors import InvalidUrl
from curation.model import AccountRef, Course, Flag, PageCard, PageUrl, Post, Share, Story, Visibility
from curation.topics import Clue, Rules, Sorter
from curation.urls import canonical, host_of, is_document, is_shortener

_MANY_TAGS = 10
_NEW_ACCOUNT = timedelta(days=7)
_MOST_HEARD = 20
"""Of the people who shared a page, so many are asked what it is about."""


def gather(
    posts: Iterable[Post],
    *,
    course: Course,
    cards: Mapping[PageUrl, PageCard],
    aliases: Mapping[PageUrl, PageUrl],
    persons: Mapping[AccountRef, AccountRef] = MappingProxyType({}),
    sorter: Sorter | None = None,
) -> tuple[Story, ...]:
    """Return one story for each page that *posts* share, first shared first; the order of *posts* changes nothing.

    Reposts (by their reference, or beginning "RT @…"), posts that are not public, links to our own hosts and links
    that are no documents make no share. *cards* and *aliases* are keyed by canonical addresses; *persons* says which
    account stands for a person who has several. *sorter* knows what was learned about the course's topics; without it
    only their keywords are looked for.
    """
    page_of = _pages(course, aliases)
    piles: defaultdict[PageUrl, _Pile] = defaultdict(_Pile)
    for post in posts:
        for url, page in _pointings(post, page_of):
            piles[page].add(post, url)
    stories: Iterable[Story] = (pile.story(page, cards.get(page), persons) for page, pile in piles.items())
    if course.topics:
        topics = (sorter or Sorter(Rules(course.topics, course.language))).topics
        stories = (replace(story, topics=topics(_clue(story, course))) for story in stories)
    return tuple(sorted(stories, key=lambda story: (story.first_at, story.page)))


def clue_of(page: PageUrl, card: PageCard | None, posts: Iterable[Post], course: Course) -> Clue:
    """Return what there is to tell what *page* is about: its card, and what was written by those who shared it.

    Addresses and the tags of *course* itself tell nothing and are left out.
    """
    posts = tuple(islice(posts, _MOST_HEARD))
    own = {tag.key for tag in course.hashtags}
    without = regex.compile(
        rf"https?://\S+|[#＃](?:{'|'.join(map(regex.escape, sorted(own)))})(?!\w)", regex.IGNORECASE
    )
    return Clue(
        page=page,
        title=card.title if card else "",
        description=card.description if card else "",
        notes=tuple(without.sub(" ", post.text) for post in posts),
        hashtags=tuple(dict.fromkeys(tag.display for post in posts for tag in post.hashtags if tag.key not in own)),
    )


def _clue(story: Story, course: Course) -> Clue:
    return clue_of(story.page, story.card, (share.post for share in story.shares), course)


def _pointings(post: Post, page_of: Callable[[str], PageUrl | None]) -> Iterator[tuple[str, PageUrl]]:
    if post.repost_of is not None or post.visibility is not Visibility.PUBLIC or is_passed_on(post.text):
        return
    for url in post.links:
        page = page_of(url)
        if page is not None:
            yield url, page


def _pages(course: Course, aliases: Mapping[PageUrl, PageUrl]) -> Callable[[str], PageUrl | None]:
    """Return a function from an address as written to the document it leads to, which asks about each only once."""
    known: dict[str, PageUrl | None] = {}

    def page_of(url: str) -> PageUrl | None:
        if url not in known:
            known[url] = _document(url, course, aliases)
        return known[url]

    return page_of


def _document(url: str, course: Course, aliases: Mapping[PageUrl, PageUrl]) -> PageUrl | None:
    try:
        asked = canonical(url)
    except InvalidUrl:
        return None
    page = _final(asked, aliases)
    if not is_document(page) or _is_own(asked, course) or _is_own(page, course):
        return None
    return page


def _final(page: PageUrl, aliases: Mapping[PageUrl, PageUrl]) -> PageUrl:
    """Return the end of the chain of aliases; where it runs in a circle, the first of the circle's addresses."""
    seen = [page]
    while (page := aliases.get(page, page)) not in seen:
        seen.append(page)
    return min(seen[seen.index(page) :])


def _is_own(page: PageUrl, course: Course) -> bool:
    hosts = (host_of(page), urlsplit(page).hostname or "")
    if any(host == own or host.endswith(f".{own}") for own in course.own_hosts for host in hosts):
        return True
    return any(host in course.home_hosts for host in hosts) and _names_an_issue(page, course)


def _names_an_issue(page: PageUrl, course: Course) -> bool:
    """Return whether the address is one of those that our other homes give an issue: its slug, or our own path."""
    slug = regex.escape(course.slug)
    day = r"\d{4}-\d\d-\d\d"
    return regex.search(rf"[/=]{day}-{slug}(?![\w-])|/{slug}/\d{{4}}/\d\d/\d\d(?!\d)", page) is not None


@dataclass(slots=True)
class _Pile:
    """What is being gathered about one page."""

    shares: list[Share] = field(default_factory=list[Share])
    spellings: set[str] = field(default_factory=set[str])
    boosts: int = 0
    warned: bool = False

    def add(self, post: Post, url: str) -> None:
        self.shares.append(Share(post=post, url=url))
        self.spellings.add(url)
        self.boosts = max(self.boosts, post.boosts)
        self.warned = self.warned or bool(post.content_warning) or post.sensitive

    def story(
        self,
        page: PageUrl,
        card: PageCard | None,
        persons: Mapping[AccountRef, AccountRef],
    ) -> Story:
        shares, copies = _one_a_person(self.shares, card.title if card else "", persons)
        return Story(
            page=page,
            shares=shares,
            spellings=tuple(sorted(self.spellings)),
            card=card,
            boosts=self.boosts,
            copies=copies,
            twins=_twins(shares) if len(shares) > 1 else 0,
            sources=len({_home_of(share.account) for share in shares}),
            flags=frozenset({*self._flags(shares), *_doubts_about(page, card)}),
        )

    def _flags(self, shares: tuple[Share, ...]) -> Iterator[Flag]:
        if self.warned:
            yield Flag.CONTENT_WARNING
        # Asked share by share: the first one without a doubt settles it.
        doubts = list(takewhile(bool, (frozenset(_doubts(share.post)) for share in shares)))
        if len(doubts) == len(shares):
            yield from frozenset().union(*doubts)


def _doubts_about(page: PageUrl, card: PageCard | None) -> Iterator[Flag]:
    """Yield what about the page should be seen by a person first."""
    if card is None and is_shortener(page):
        yield Flag.SHORT_LINK


def _one_a_person(
    shares: Iterable[Share], title: str, persons: Mapping[AccountRef, AccountRef]
) -> tuple[tuple[Share, ...], int]:
    """Return the first share of each person that is no copy, and how many people only passed on another's words."""
    in_order = sorted(shares, key=lambda share: _moment(share.post))
    first: dict[AccountRef, Share] = {}
    copiers: set[AccountRef] = set()
    repeated = copied([share.post.text for share in in_order]) if len(in_order) > 1 else (None,)
    for share, original in zip(in_order, repeated, strict=True):
        person = persons.get(share.account, share.account)
        if original is None or says_title(share.post.text, title):
            first.setdefault(person, share if person == share.account else replace(share, somebody=person))
        elif in_order[original].account != share.account:
            copiers.add(person)
    return tuple(first.values()), len(copiers - first.keys())


def _twins(shares: Iterable[Share]) -> int:
    """Return how many of *shares* may be of somebody counted already: the same name on another network."""
    networks: defaultdict[str, set[str]] = defaultdict(set)
    for share in shares:
        networks[share.post.author.name.casefold()].add(share.account.network)
    return sum(len(each) - 1 for each in networks.values())


def _doubts(post: Post) -> Iterator[Flag]:
    """Yield what about the sharer should be seen by a person first."""
    if len({tag.key for tag in post.hashtags}) > _MANY_TAGS:
        yield Flag.MANY_TAGS
    since = post.author.created_at
    if since is not None and post.at - since < _NEW_ACCOUNT:
        yield Flag.NEW_ACCOUNT


def _moment(post: Post) -> tuple[datetime, str, str]:
    return (post.at, post.ref.network, post.ref.uri)


def _home_of(account: AccountRef) -> str:
    """Return the account's server, or the network where that is one place."""
    return account.id.rpartition("@")[2] if "@" in account.id else account.network
