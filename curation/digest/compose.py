"""Composing: from stories, verdicts and the past to a course day's digest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import unquote

from curation.days import week_of, window
from curation.digest.keywords import key_words
from curation.digest.naming import names_anyone
from curation.digest.notes import names_nobody, note_of, quotes_others
from curation.digest.selection import Selection, Selector
from curation.digest.theme import theme_of
from curation.digest.verdicts import Verdicts
from curation.kinds import kind_of
from curation.model import (
    AccountRef,
    Appearance,
    Author,
    Chosen,
    Course,
    Credit,
    CreditForm,
    Digest,
    Flag,
    History,
    Item,
    PageUrl,
    Post,
    Quiet,
    Story,
)
from curation.ranking import Taste
from curation.text import cut, harmless, harmless_title
from curation.urls import shown_host, spelled

_SHORT_TITLE_GRAPHEMES = 45
_WARNING_GRAPHEMES = 100
_UNNAMED = frozenset({CreditForm.NONE, CreditForm.ALIAS})


def compose(  # noqa: PLR0913 - what a digest follows from, each given by name
    course: Course,
    day: date,
    stories: Iterable[Story],
    *,
    verdicts: Verdicts,
    history: History,
    credits: Callable[[Post], Credit],  # noqa: A002 - the interactive shell's word is no loss here
    may_quote: Callable[[Author], bool],
    newcomers: frozenset[AccountRef] = frozenset(),
) -> Digest:
    """Return the digest of *day*; its items have no anchors yet, but those that appear again.

    What a person decided always wins over what is computed here. The order of *stories* changes nothing.
    """
    stories = tuple(stories)
    stories = filed(stories, course, verdicts)
    taste = Taste(theme=theme_of(course, day), newcomers=newcomers)
    maker = _Maker(verdicts=verdicts, sharer=credits, may_quote=may_quote)
    selection = _selected(course, day, stories, maker=maker, history=history, taste=taste)
    highlights = tuple(maker.item(story, number) for number, story in enumerate(selection.highlights, 1))
    also = tuple(maker.item(story, number) for number, story in enumerate(selection.also, 1 + len(highlights)))
    number, week = week_of(course, day) or (0, None)
    return Digest(
        course=course.slug,
        day=day,
        window=window(course, day),
        language=course.language,
        highlights=highlights,
        also=also,
        again=tuple(maker.again(story, seen) for story, seen in selection.again),
        key_words=key_words(highlights, course.language),
        start_with=_start_with((*highlights, *also), verdicts.minutes or course.shape.reader_minutes),
        reader_minutes=verdicts.minutes,
        week=verdicts.week or (week.title if week else ""),
        week_number=number,
        question=verdicts.question or _question(course, day),
        organiser_note=verdicts.organiser_note,
        chosen=_chosen(selection, verdicts),
        curator=course.curator,
        waiting=tuple(maker.item(story, 0) for story in selection.waiting),
    )


def explained(  # noqa: PLR0913 - as compose
    course: Course,
    day: date,
    stories: Iterable[Story],
    *,
    verdicts: Verdicts,
    history: History,
    credits: Callable[[Post], Credit],  # noqa: A002 - as in compose
    may_quote: Callable[[Author], bool],
    newcomers: frozenset[AccountRef] = frozenset(),
) -> Selection:
    """Return where `compose` puts each story with the same arguments, and why."""
    stories = tuple(stories)
    stories = filed(stories, course, verdicts)
    taste = Taste(theme=theme_of(course, day), newcomers=newcomers)
    maker = _Maker(verdicts=verdicts, sharer=credits, may_quote=may_quote)
    return _selected(course, day, stories, maker=maker, history=history, taste=taste)


def filed(stories: Iterable[Story], course: Course, verdicts: Verdicts) -> tuple[Story, ...]:
    """Return *stories* under the topics a person filed them under, as far as the course still has these."""
    stories = tuple(stories)
    if not verdicts.topics:
        return stories
    known = [topic.name for topic in course.topics]
    wanted = {page: tuple(name for name in names if name in known) for page, names in verdicts.topics.items()}
    return tuple(replace(story, topics=wanted.get(story.page, story.topics)) for story in stories)


def drafted(
    story: Story,
    *,
    verdicts: Verdicts,
    credits: Callable[[Post], Credit],  # noqa: A002 - as in `compose`
    may_quote: Callable[[Author], bool],
) -> Item:
    """Return the item that *story* would be, under number 0: for a person who looks at what is not in the issue."""
    return _Maker(verdicts=verdicts, sharer=credits, may_quote=may_quote).item(story, 0)


class Outcome(StrEnum):
    """What is right to do with a composed digest."""

    PUBLISH = "publish"
    ROLL = "roll"
    """Too little to say: its items are candidates of the next day."""
    NOTHING = "nothing"


def verdict_on(digest: Digest, course: Course, rolled_days: int, *, approved: bool = False) -> Outcome:
    """Return whether *digest* is worth an issue, after *rolled_days* days in a row that were not.

    An issue that a person approved goes out if it has anything to say at all.
    """
    shape = course.shape
    count = sum(not item.removed for item in digest.items)
    if count == 0:
        return Outcome.NOTHING
    if approved or count >= shape.min_items or shape.quiet is Quiet.PUBLISH:
        return Outcome.PUBLISH
    if shape.quiet is Quiet.SKIP:
        return Outcome.NOTHING
    return Outcome.ROLL if rolled_days < shape.roll_days else Outcome.PUBLISH


def _selected(
    course: Course, day: date, stories: Iterable[Story], *, maker: "_Maker", history: History, taste: Taste
) -> Selection:
    selector = Selector(
        course=course, day=day, verdicts=maker.verdicts, history=history, flags_of=maker.flags, taste=taste
    )
    return selector(stories)


def _sharers(story: Story, sharer: Callable[[Post], Credit], *, first: str = "") -> tuple[Credit, ...]:
    """Return everyone who shared *story*, the named first, each group in the order of their shares.

    *first* is whom a person wants to see before the others, as `network id`: among the named, where they may be named.
    """
    told = (sharer(share.post) for share in story.shares)
    return tuple(sorted(told, key=lambda each: (not each.is_named, not first or _name_of(each) != first)))


def _name_of(credit: Credit) -> str:
    return f"{credit.account.network} {credit.account.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes items of stories."""

    verdicts: Verdicts
    sharer: Callable[[Post], Credit]
    may_quote: Callable[[Author], bool]

    def item(self, story: Story, number: int) -> Item:
        """Return the item that *story* is under *number*."""
        title = self._title(story)
        sharers = _sharers(story, self.sharer, first=self.verdicts.credits.get(story.page, ""))
        story = self._discreet(story)
        card = story.card
        return Item(
            number=number,
            anchor="",
            page=story.page,
            title=title,
            short_title=cut(self.verdicts.short_titles.get(story.page) or title, _SHORT_TITLE_GRAPHEMES),
            kind=card.kind if card else kind_of(story.page),
            address=card.address if card else _without_tls(story),
            minutes=card.minutes if card else None,
            pages=card.pages if card else None,
            language=card.language if card else "",
            site=(card.site if card else "") or shown_host(story.page),
            page_author=card.author if card else "",
            note=note_of(
                story,
                said=self.verdicts.notes.get(story.page, ""),
                title=title,
                sharers=sharers,
                may_quote=self.may_quote,
                approved=story.page in self.verdicts.approved,
            ),
            credits=sharers,
            people=story.people,
            twins=story.twins,
            sources=story.sources,
            content_warning=self._warning(story),
            topics=story.topics,
            flags=self.flags(story),
        )

    def flags(self, story: Story) -> frozenset[Flag]:
        """Return why a person should look at *story* first."""
        said = self.verdicts.notes.get(story.page, "")
        is_unspeakable = bool(said) and names_nobody(said, _sharers(story, self.sharer))
        found = {Flag.NOTE_WITHOUT_SHARER} if is_unspeakable else set[Flag]()
        if (not said or is_unspeakable) and quotes_others(story, self._title(story), self.may_quote):
            found.add(Flag.QUOTES_OTHERS)
        return story.flags | found

    def again(self, story: Story, seen: Appearance) -> Item:
        """Return the line for a page that was an item before."""
        return replace(self.item(story, 0), anchor=seen.anchor, first_on=seen.day, note=None)

    def _discreet(self, story: Story) -> Story:
        """Return *story* with a card that does not tell who an unnamed sharer is: people share what they wrote.

        The title stays: it is what the page is called.
        """
        card = story.card
        if card is None or not (card.author or card.description or card.site):
            return story
        hidden = [share.post.author for share in story.shares if self.sharer(share.post).form in _UNNAMED]
        author = "" if names_anyone(card.author, hidden) else card.author
        description = "" if names_anyone(card.description, hidden) else card.description
        site = "" if names_anyone(card.site, hidden) else card.site
        return replace(story, card=replace(card, author=author, description=description, site=site))

    def _warning(self, story: Story) -> str:
        own = (share.post.content_warning for share in story.shares)
        words = (harmless(each) for each in (self.verdicts.warnings.get(story.page, ""), *own))
        return cut(next(filter(None, words), ""), _WARNING_GRAPHEMES)

    def _title(self, story: Story) -> str:
        own = story.card.title if story.card else _title_from_address(story.page)
        return harmless_title(self.verdicts.titles.get(story.page, own), otherwise=shown_host(story.page))


def _title_from_address(page: PageUrl) -> str:
    """Return what can honestly be called a page nobody could read: its host and path."""
    path = unquote(page.partition("://")[2].partition("/")[2].partition("?")[0]).strip("/")
    return f"{shown_host(page)}/{path}" if path else shown_host(page)


def _without_tls(story: Story) -> str:
    """Return the address of an unread page without TLS, empty once anybody wrote it with "https"."""
    direct = [spelling for spelling in story.spellings if spelled(spelling) == story.page]
    if not direct or not all(spelling.startswith("http:") for spelling in direct):
        return ""
    return story.page.replace("https://", "http://", 1)


def _start_with(items: Iterable[Item], minutes: int) -> int | None:
    return next((item.number for item in items if item.minutes is not None and item.minutes <= minutes), None)


def _question(course: Course, day: date) -> str:
    """Return the question whose turn it is: the week's own from its first day on, else the course's."""
    found = week_of(course, day)
    bank, first = (found[1].questions, found[1].starts) if found else ((), day)
    if not bank:
        bank, first = course.questions, course.starts or date.min
    return bank[(day - first).days % len(bank)] if bank else ""


def _chosen(selection: Selection, verdicts: Verdicts) -> Chosen:
    """Return who chose: a person where every highlight is pinned, checked where the issue was approved."""
    if selection.highlights and all(story.page in verdicts.pins for story in selection.highlights):
        return Chosen.PERSON
    return Chosen.CHECKED if verdicts.approved_at else Chosen.AUTOMATIC
