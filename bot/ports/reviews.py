"""What the review desk needs: the issue of a day with everything that could be in it, and the acts upon it."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.ports.outlets import Part
from bot.ports.records import Issue
from bot.ports.topics import Lessons
from curation.budget import MicroUsd
from curation.digest import Placement
from curation.likeness import Likeness
from curation.model import Appearance, Course, Credit, Event, EventKind, Item, PageUrl, Post, Reason, Story, Wish
from curation.ranking import Because

_CHOSEN = frozenset({Placement.HIGHLIGHT, Placement.ALSO})
_NEEDS_A_PERSON = frozenset({Placement.WAITING, Placement.UNAPPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharer:
    """One who shared, and how they may appear."""

    post: Post
    credit: Credit
    agreed: Wish | None = None
    """What they said that lets them be named; `None` where only the course's mode does, or nothing."""
    may_quote: bool = False
    """Whether their own words may be shown to readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A page that is in the issue, or could be."""

    story: Story
    placement: Placement
    because: Because
    item: Item
    """As it stands in the issue, or would; its number is 0 where it is not in."""
    sharers: tuple[Sharer, ...]
    """The first of them: nobody reads forty posts to the same page."""
    before: Appearance | None = None
    """Where it was an item within 90 days."""
    acts: tuple[Event, ...] = ()
    """What people did to it that still stands, oldest first."""

    @property
    def page(self) -> PageUrl:
        """Its identity."""
        return self.story.page


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where an issue goes, and what that means."""

    name: str
    letters: int | None = None
    """How many people it goes to, where it goes to each alone."""
    price: MicroUsd | None = None
    """What its parts cost as they stand, where the outlet bills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A link that somebody sent by the form: it is in no count and no credit before a person lets it in."""

    post: Post
    page: PageUrl
    title: str
    """The page's own, or its address where it was not read."""
    credit: Credit
    """How who sent it would appear: under the alias they chose, or unnamed."""
    refused: bool

    @property
    def id(self) -> str:
        """What an act names it by."""
        return self.post.ref.uri


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What one outlet has of an issue."""

    outlet: str
    parts: int
    """Out, or perhaps out."""
    taken_back: int
    is_letters: bool = False
    """Whether they are letters: those cannot be called back."""
    is_page: bool = False
    """Whether it is our own page, which says that the issue was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A day as it lies on the desk."""

    course: Course
    issue: Issue
    """As it stands: a draft follows every act at once."""
    candidates: tuple[Candidate, ...]
    """The chosen ones in the order of their numbers, then the others in the order of their rank, the first of them."""
    rest: int
    """How many more there are than are given here."""
    placements: Mapping[PageUrl, Placement]
    """Where each page of the day stands, given here or not."""
    acts: tuple[Event, ...]
    """What people did to the issue and its pages that still stands, oldest first."""
    said: tuple[Event, ...]
    """All that people did to the issue and its pages, taken back or not, oldest first."""
    versions: Mapping[PageUrl, int]
    """How often somebody acted on each page, taken back or not."""
    lessons: Lessons | None
    """What the course learned about its topics; `None` where it has none."""
    offers: tuple[Offer, ...]
    """What came by the form and is not in; nothing where the issue is closed."""
    proposals: tuple[Likeness, ...]
    """Pages that may be one, for a person to say."""
    kept_out: tuple[str, ...]
    """What somebody never wants to see in the course, such as `site shop.example`."""
    refused: Mapping[Reason, int]
    """How many posts are left out, by reason."""
    at: datetime
    due_at: datetime
    """When it goes out by itself, as far as the course's policy lets it."""
    destinations: tuple[Destination, ...]
    """In the order of delivery."""
    over: bool
    """Whether it never goes out, since a later one is due: what is in it is news for that one."""
    approved: bool
    stopped: bool
    begun_at: datetime | None
    """When the first part of it went out; `None` before that."""
    undo_until: datetime | None = None
    """Until when its sending can be undone; `None` when it cannot, or no more."""
    sent: tuple[Sent, ...] = ()
    """What is out, by outlet."""
    undo_before: datetime | None = None
    """Until when the sending of the day before can be undone: whoever comes to the desk then comes to the next day."""

    @property
    def begun(self) -> bool:
        """Whether something of it went out."""
        return self.begun_at is not None

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Those in the issue, by number."""
        return tuple(each for each in self.candidates if each.placement in _CHOSEN and each.item.number)

    @property
    def waiting(self) -> tuple[Candidate, ...]:
        """Those that need a person."""
        return tuple(each for each in self.candidates if each.placement in _NEEDS_A_PERSON)

    @property
    def undecided(self) -> int:
        """How much needs a person, what came by the form included."""
        return self.waits + sum(not each.refused for each in self.offers)

    @property
    def more(self) -> int:
        """How many others there are, given here or not."""
        inside = {item.page for item in self.issue.digest.items}
        return sum(page not in inside and place not in _NEEDS_A_PERSON for page, place in self.placements.items())

    @property
    def waits(self) -> int:
        """How many pages need a person, given here or not."""
        return sum(each in _NEEDS_A_PERSON for each in self.placements.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person wants done."""

    day: date
    kind: EventKind
    who: str
    page: PageUrl | None = None
    value: str = ""
    seen: int | None = None
    """How much stood beside it, on its page or on the issue, when this person looked; `None` when that is no matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseAct:
    """What a person wants to hold for a whole course."""

    kind: EventKind
    """MERGE or SPLIT, of two pages; NEVER or ALLOW, of a site, a word or a person."""
    who: str
    value: str
    """For NEVER and ALLOW what is meant, such as `site shop.example`; for the others the second page."""
    page: PageUrl | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """Why *acts* were not written down: somebody else was faster, and the person should see what they did."""

    acts: tuple[Act, ...]
    by: tuple[Event, ...]
    """What was done since, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One outlet's parts as they would be sent."""

    outlet: str
    parts: tuple[Part, ...]
    prices: tuple[MicroUsd, ...] = ()
    """One a part, where the outlet bills."""
    problem: str = ""
    """Why there are no words for it."""


class Reviewing(Protocol):
    """One course on the desk."""

    course: Course

    @abstractmethod
    def today(self) -> date:
        """Return the day that posts written now belong to."""

    @abstractmethod
    def review(self, day: date, /, *, find: str = "") -> Review:
        """Return the issue of *day* with its candidates as they stand now: those with *find* in title or address."""

    @abstractmethod
    def proofs(self, day: date, /) -> tuple[Proof, ...]:
        """Return what would be sent, stored word for word, for every outlet."""

    @abstractmethod
    def act(self, *acts: Act) -> Overtaken | None:
        """Write down all of *acts*, which one form sent, or none: where one was overtaken, or cannot be done.

        Raise `NotAccepted` or `InvalidUrl` for the latter.
        """

    @abstractmethod
    def add(self, day: date, url: str, who: str, /, *, note: str = "") -> PageUrl:
        """Make the page at *url* a candidate and return it; raise `NotAccepted` or `InvalidUrl`."""

    @abstractmethod
    def settle(self, act: CourseAct, /) -> None:
        """Write down what holds for the whole course; raise `NotAccepted` or `InvalidUrl`."""

    @abstractmethod
    def learn(self, who: str, /) -> None:
        """Let the course learn its topics from everything people filed; raise `NotAccepted` where that is nothing."""

    @abstractmethod
    def undo_sending(self, day: date, who: str, /) -> None:
        """Take the issue of *day* back that has just gone out; raise `NotAccepted` when that is over, or not yet."""

    @abstractmethod
    def stop(self, day: date, who: str, /) -> None:
        """Stop the presses: nothing of *day* goes out before it is approved again; raise `NotAccepted` if it began."""
