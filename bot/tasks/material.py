"""What an issue is made from: read in one transaction, decided by curation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.ports import DigestState, Issue, Work
from bot.tasks.joining import joins_of, posts_of
from bot.tasks.persons import persons, wishes_of
from bot.tasks.reach import REACH, covered_until, is_quiet, issue_before, news_from, said_of
from curation import consent, days, digest, nevers
from curation.hashtags import carries
from curation.joins import Joins
from curation.likeness import Likeness, alike
from curation.model import (
    AccountRef,
    Author,
    Correction,
    Course,
    Credit,
    Digest,
    Event,
    EventKind,
    History,
    PageUrl,
    Post,
    PostRef,
    Quiet,
    Refusal,
    Story,
    Window,
    Wish,
)
from curation.stories import gather
from curation.topics import Rules, Sorter
from curation.urls import spelled

_LOOKED_BACK = 14
"""Issues that are looked through for corrections: what is older is told at its own foot only."""
AGAIN = timedelta(days=90)
"""How long a page counts as already shown (digest.md 2.13)."""


_READ = frozenset({DigestState.FROZEN, DigestState.PUBLISHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a day is composed from, read in one transaction."""

    course: Course
    day: date
    at: datetime
    window: Window
    posts: tuple[Post, ...]
    refused: tuple[Refusal, ...]
    people: tuple[Author, ...]
    """Everyone who wrote under the course's hashtags, also those who are left out: nobody's name stands in prose."""
    wishes: Mapping[AccountRef, tuple[Wish, ...]]
    stories: tuple[Story, ...]
    verdicts: digest.Verdicts
    history: History
    anchors: Mapping[PageUrl, str]
    joins: Joins
    mended: tuple[Correction, ...] = ()
    """What was put right in issues before, since the last one."""
    sorter: Sorter
    """What told the stories' topics."""
    asked: Digest | None = None
    """The issue before, where it asked something."""
    replies: tuple[Post, ...] = ()
    """What was answered to it, as far as consent lets it in."""
    newcomers: frozenset[AccountRef]
    """Those who had written nothing before this day; nobody where everybody is new."""
    answers: digest.Answers
    """What people said of what came by the form."""
    added: frozenset[str]
    """Which links that were added by hand stand, by the address of the post each is kept as."""
    offers: tuple[Post, ...]
    """What came by the form and nobody let in, oldest first: it counts for nothing."""
    credits: dict[PostRef, Credit] = field(default_factory=dict[PostRef, Credit], compare=False, repr=False)
    """How people may appear, as far as it was asked: the verdicts of others change nothing of it."""

    def rests_on(self, said: Sequence[Event]) -> bool:
        """Return whether *said* brings in the same posts: other verdicts on them are no reason to read them again."""
        return (self.answers, self.added) == (digest.answers(said), digest.added(said))

    def decided(self, said: Iterable[Event]) -> "Material":
        """Return the same material under other verdicts: those that *said* amounts to."""
        verdicts = _with_lists(digest.fold(said, day=self.day, stories=self.stories), self.stories, self.course)
        return replace(self, verdicts=verdicts)

    def alike(self) -> tuple[Likeness, ...]:
        """Return pairs of stories that may be one page and that nobody has spoken of: proposals to a person."""
        return tuple(each for each in alike(self.stories) if not self.joins.are_parted(each.stays, each.goes))

    def credit(self, post: Post) -> Credit:
        """Return how the writer of *post* may appear."""
        known = self.credits.get(post.ref)
        if known is None:
            known = consent.credit(post, self.wishes.get(post.author.account, ()), self.course, self.at)
            self.credits[post.ref] = known
        return known

    def agreed_by(self, account: AccountRef) -> Wish | None:
        """Return the wish that lets *account* be named; `None` where only the course's mode does, or nothing."""
        return consent.agreed_by(self.wishes.get(account, ()), self.course, self.at)

    def may_quote(self, author: Author) -> bool:
        """Return whether the words of *author* may be shown."""
        return consent.may_quote(author, self.wishes.get(author.account, ()), self.course, self.at)

    def composed(self) -> Digest:
        """Return the day, composed; anchors are those minted before."""
        composed = digest.compose(
            self.course,
            self.day,
            self.stories,
            verdicts=self.verdicts,
            history=self.history,
            credits=self.credit,
            may_quote=self.may_quote,
            newcomers=self.newcomers,
        )
        if self.asked:
            composed = digest.answered(composed, self.asked, self.listener.chosen(self.replies))
        return digest.anchored(replace(composed, mended=self.mended), self.anchors)

    @property
    def listener(self) -> digest.Listener:
        """What decides which replies are shown."""
        return digest.Listener(course=self.course, credit=self.credit, may_quote=self.may_quote, verdicts=self.verdicts)

    def selection(self) -> digest.Selection:
        """Return where `composed` puts each story, and why."""
        return digest.explained(
            self.course,
            self.day,
            self.stories,
            verdicts=self.verdicts,
            history=self.history,
            credits=self.credit,
            may_quote=self.may_quote,
            newcomers=self.newcomers,
        )


def material_of(work: Work, course: Course, day: date, now: datetime) -> Material:
    """Read everything the issue of *day* is made from, as it stands at *now*."""
    course = nevers.with_nevers(course, work.events.of(course.slug, None))
    window = days.window(course, day)
    before = issue_before(work, course, day)
    seen_from = covered_until(work, course, day, before)
    floor = max(window.end - REACH, news_from(work, course, window))
    said = said_of(work, course, day)
    answers = digest.answers(said)
    # Nobody sends the past by the form: what was sent before the first poll is news, too.
    offers = tuple(each for each in work.offers.since(window.end - REACH) if each.at < window.end)
    fresh = work.posts.candidates(seen_from=seen_from, floor=floor, until=window.end)
    joins = joins_of(work, course)
    carried = (each for each in _carried(work, course, before, joins) if floor <= each.at < window.end)
    posts = _each_once(
        (each for each in fresh if not digest.is_offer(each)),
        (each for each in carried if answers.takes(each)),
        _let_in(work, course, day, before, answers, offers),
    )
    asked = _asked(before, course)
    replies = work.replies.to(asked.key, window.end) if asked else ()
    wishes = wishes_of(work, (*posts, *offers, *replies))
    admitted, refused, people = _split(posts, wishes, course, now)
    told, untold, repliers = _decided(replies, wishes, course, now)
    pages = _pages(admitted)
    aliases = joins.over(work.cards.aliases(pages | joins.into.keys()))
    added = digest.added(said)
    admitted = digest.found_alone(admitted, added, lambda link: _final(link, aliases))
    tolerated = nevers.tolerated(admitted, course, lambda link: _final(link, aliases))
    cards = work.cards.of(pages | frozenset(aliases.values()))
    sorter = sorter_of(work, course)
    stories = gather(
        tolerated, course=course, cards=cards, aliases=aliases, persons=persons(work, people), sorter=sorter
    )
    return Material(
        course=course,
        day=day,
        at=now,
        window=window,
        posts=admitted,
        refused=(*refused, *untold),
        people=(*people, *repliers),
        wishes=wishes,
        stories=stories,
        verdicts=_with_lists(digest.fold(said, day=day, stories=stories), stories, course),
        history=joins.over_history(_spelled_today(_seen_before(work, course, day))),
        anchors=work.digests.anchors(course.slug, day),
        mended=_mended(work, course, before, window),
        joins=joins,
        sorter=sorter,
        asked=asked,
        replies=told,
        newcomers=_newcomers(work, admitted, window),
        answers=answers,
        added=added,
        offers=tuple(each for each in offers if not answers.takes(each) and carries(each, course.hashtags)),
    )


def _let_in(
    work: Work, course: Course, day: date, before: Issue | None, answers: digest.Answers, offers: Iterable[Post]
) -> tuple[Post, ...]:
    """Return those of *offers* that were let into the issue of *day*, or into one before it that said nothing."""
    if not answers.let_in:
        return ()
    last = [before.digest.day] if before else []
    if course.shape.quiet is Quiet.SKIP and is_quiet(work, course, day - timedelta(days=1)):
        last.append(day - timedelta(days=1))
    return tuple(each for each in offers if answers.comes_into(each, after=max(last, default=date.min), until=day))


def _asked(before: Issue | None, course: Course) -> Digest | None:
    """Return the issue *before* if people were asked something in it, and answers are collected."""
    if before is None or not course.answers or before.state not in _READ:
        return None
    return before.digest if before.digest.question else None


def _newcomers(work: Work, posts: Iterable[Post], window: Window) -> frozenset[AccountRef]:
    # What came by the form or was added by hand has an account of its own for each, so that it tells nothing.
    writers = frozenset(post.author.account for post in posts if not (digest.is_offer(post) or digest.is_added(post)))
    new = work.people.new_since(writers, window.start)
    return new if new != writers else frozenset()


def _mended(work: Work, course: Course, before: Issue | None, window: Window) -> tuple[Correction, ...]:
    """Return what was put right since the issue *before*."""
    if before is None:
        return ()
    told = before.digest
    revised = work.digests.frozen(course.slug, before=told.day + timedelta(days=1), limit=_LOOKED_BACK, revised=True)
    return digest.mended_in((each.digest for each in revised), Window(told.window.end, window.end))


def sorter_of(work: Work, course: Course) -> Sorter:
    """Return what sorts pages into the topics of *course*: its rules, and what it learned."""
    learned = work.topic_models.get(course.slug) if course.topics else None
    return Sorter(Rules(course.topics, course.language), learned.model if learned else None)


def shared_since(work: Work, course: Course, since: datetime, now: datetime) -> tuple[Story, ...]:
    """Return what was shared in *course* from *since* until *now*, one story a page, as far as consent lets it in."""
    return _stories(work, course, work.posts.candidates(seen_from=since, floor=since, until=now), now)


def story_of(work: Work, course: Course, page: PageUrl, now: datetime) -> Story | None:
    """Return *page* with everyone who ever shared it in *course*, as far as consent lets them in."""
    stories = _stories(work, course, work.posts.of_page(page), now)
    return next((story for story in stories if story.page == page), None)


def _stories(work: Work, course: Course, posts: tuple[Post, ...], now: datetime) -> tuple[Story, ...]:
    answers = digest.answers(work.events.all(course.slug))
    posts = tuple(each for each in posts if answers.takes(each))
    admitted, _, _ = _split(posts, wishes_of(work, posts), course, now)
    pages = _pages(admitted)
    aliases = work.cards.aliases(pages)
    cards = work.cards.of(pages | frozenset(aliases.values()))
    return gather(admitted, course=course, cards=cards, aliases=aliases, sorter=sorter_of(work, course))


def _carried(work: Work, course: Course, before: Issue | None, joins: Joins) -> Iterable[Post]:
    """Yield the posts of items that waited for a person in the issue *before*: they roll over.

    Where the sending of that issue was undone, all of it does.
    """
    if before is None:
        return
    told = before.digest
    items = told.items if _is_unsent(work, course, told.day, before.state) else ()
    for item in (*items, *told.waiting):
        yield from posts_of(work, joins, item.page)


def _is_unsent(work: Work, course: Course, day: date, state: DigestState) -> bool:
    """Return whether somebody undid the sending of an issue: nobody has seen what was in it."""
    if state is not DigestState.WITHDRAWN:
        return False
    return any(each.kind is EventKind.UNSEND for each in work.events.of(course.slug, day))


def _seen_before(work: Work, course: Course, day: date) -> History:
    since = day - AGAIN
    listed = work.digests.listed(course.slug, since=since)
    unsent = {each.day for each in listed if _is_unsent(work, course, each.day, each.state)}
    history = _before(work.digests.history(course.slug, since), day)
    return {page: seen for page, seen in history.items() if seen.day not in unsent}


def _each_once(*posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple({post.ref: post for each in posts for post in each}.values())


def _before(history: History, day: date) -> History:
    return {page: appearance for page, appearance in history.items() if appearance.day < day}


def _spelled_today(history: History) -> History:
    """Return *history* also under the spellings of today's rules: a page published before they came is not new."""
    return {now: seen for page, seen in history.items() if (now := spelled(page)) is not None} | dict(history)


def _split(
    posts: Iterable[Post], wishes: Mapping[AccountRef, tuple[Wish, ...]], course: Course, now: datetime
) -> tuple[tuple[Post, ...], tuple[Refusal, ...], tuple[Author, ...]]:
    return _decided((post for post in posts if carries(post, course.hashtags)), wishes, course, now)


def _decided(
    posts: Iterable[Post], wishes: Mapping[AccountRef, tuple[Wish, ...]], course: Course, now: datetime
) -> tuple[tuple[Post, ...], tuple[Refusal, ...], tuple[Author, ...]]:
    """Return those of *posts* that consent lets in, why the rest stays out, and who wrote all of them."""
    decided = [(post, consent.refusal(post, wishes.get(post.author.account, ()), course, now)) for post in posts]
    return (
        tuple(post for post, refusal in decided if refusal is None),
        tuple(refusal for _, refusal in decided if refusal is not None),
        tuple({post.author.account: post.author for post, _ in decided}.values()),
    )


def _pages(posts: Iterable[Post]) -> frozenset[PageUrl]:
    links = {link for post in posts for link in post.links}
    return frozenset(page for link in links if (page := spelled(link)) is not None)


def _final(link: str, aliases: Mapping[PageUrl, PageUrl]) -> PageUrl | None:
    page = spelled(link)
    return aliases.get(page, page) if page else None


def _with_lists(verdicts: digest.Verdicts, stories: Iterable[Story], course: Course) -> digest.Verdicts:
    """Return *verdicts* with what is kept out of *course* dropped, and what its lists name held until approved."""
    held = nevers.held(stories, course) - verdicts.approved - verdicts.pins.keys()
    out = nevers.kept_out(stories, course)
    return replace(verdicts, held=verdicts.held | held, dropped=verdicts.dropped | out) if held or out else verdicts
