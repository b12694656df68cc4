"""A course: its tags, its clock, its shape and its rules."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from curation.errors import InvalidValue
from curation.model.moments import require_utc
from curation.model.posts import AccountRef, Hashtag


class ConsentMode(StrEnum):
    """What holds for people who have said nothing; chosen by the operator, never by default."""

    ASK = "ask"
    OPEN = "open"
    ROSTER = "roster"


class Quiet(StrEnum):
    """What happens on a day with fewer than `min_items` items."""

    ROLL = "roll"
    PUBLISH = "publish"
    SKIP = "skip"


class PublishPolicy(StrEnum):
    """What goes out without a person's word."""

    AUTO_CLEAN = "auto_clean"
    """At the hour, only items without a flag."""
    REVIEW = "review"
    """Nothing that nobody approved."""
    AUTO = "auto"
    """Flagged items too; held and sensitive ones, and those of accounts younger than a week, never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One of the course's own subjects, with the words that give it away."""

    name: str
    description: str = ""
    """What it is about, in a sentence; its words count a little where nothing was learned yet."""
    keywords: tuple[str, ...] = ()
    """Words and phrases in any of their forms; as written between double quotes; `#` stands for any number."""
    hosts: tuple[str, ...] = ()
    catch_all: bool = False
    """Whether it takes every page that no other topic claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A course week: its theme and the questions that may close its issues."""

    title: str
    starts: date
    """The first day; the week ends where the next begins."""
    questions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """The names of the topics it is about; where there are none, those that its title gives away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How much goes into an issue of a course."""

    highlights: int = 3
    also: int = 5
    thread_items: int = 3
    reader_minutes: int = 10
    per_sharer: int = 2
    per_site: int = 2
    min_items: int = 3
    roll_days: int = 2
    quiet: Quiet = Quiet.ROLL


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A community that learns under hashtags, with its clock and its rules."""

    slug: str
    title: str
    hashtags: tuple[Hashtag, ...]
    """At least one; the first is the one the thread carries unless `root_hashtag` says otherwise."""
    consent: ConsentMode
    zone: str = "UTC"
    digest_time: time = time(18, 0)
    language: str = "en"
    starts: date | None = None
    ends: date | None = None
    weeks: tuple[Week, ...] = ()
    questions: tuple[str, ...] = ()
    """Asked in turn, one a day, where the week has none."""
    topics: tuple[Topic, ...] = ()
    shape: Shape = Shape()
    policy: PublishPolicy = PublishPolicy.AUTO_CLEAN
    root_hashtag: Hashtag | None = None
    answers: bool = False
    """Whether answers to the question are collected; adds "Reply here …" to the thread."""
    curator: str = ""
    """The person who checks the digest, as readers may see them."""
    contact: str = ""
    """An address a person reads."""
    allowed_bots: frozenset[str] = frozenset()
    """Handles of bots whose posts count."""
    own_accounts: frozenset[AccountRef] = frozenset()
    noindex: bool = False
    """Whether its pages ask search engines to stay away."""
    own_hosts: frozenset[str] = frozenset()
    """Hosts of our own pages; a link there never becomes a story."""
    home_hosts: frozenset[str] = frozenset()
    """Hosts where our issues stand among others' pages; a link to an issue there never becomes a story."""
    holds: Topic = Topic(name="")
    """Words and sites that hold an item for a person, whatever the policy."""
    never: Topic = Topic(name="")
    """Words and sites that a facilitator keeps out."""
    barred: frozenset[AccountRef] = frozenset()
    """People whom a facilitator keeps out."""
    former: tuple[tuple[datetime, ConsentMode], ...] = ()
    """Narrower modes that held before, each with its end: posts seen until then keep them (consent.md C14)."""

    def __post_init__(self) -> None:
        if not self.hashtags:
            raise InvalidValue("Course.hashtags", found=self.hashtags, expected="at least one hashtag")

    @property
    def tag(self) -> Hashtag:
        """The one hashtag a thread carries."""
        return self.root_hashtag or self.hashtags[0]

    def as_of(self, seen_at: datetime) -> "Course":
        """Return the course with the consent mode under which a post seen at *seen_at* came in, if narrower."""
        if not self.former:
            return self
        mode = next((mode for until, mode in self.former if seen_at < until), None)
        return self if mode is None else replace(self, consent=mode, former=())


@dataclass(frozen=True, slots=True)
class Window:
    """`[start, end)` of one course day; windows of consecutive days tile the time line."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        require_utc("Window.start", self.start)
        require_utc("Window.end", self.end)
        if not self.start < self.end:
            raise InvalidValue("Window", found=(self.start, self.end), expected="an end after its start")

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    @property
    def length(self) -> timedelta:
        """23, 24 or 25 hours on most of the world's days."""
        return self.end - self.start
