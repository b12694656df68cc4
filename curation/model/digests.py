"""A course day, composed, and what people did to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from curation.model.courses import Window
from curation.model.moments import require_utc
from curation.model.pages import Kind, PageUrl
from curation.model.people import Credit
from curation.model.posts import PostRef
from curation.model.stories import Flag

DigestKey = NewType("DigestKey", str)
"""`course/yyyy-mm-dd`: a digest's identity and its path."""


class EventKind(StrEnum):
    """What a person did to a digest or a course; a digest is a fold over these."""

    PIN = "pin"
    DROP = "drop"
    HOLD = "hold"
    NOTE = "note"
    TITLE = "title"
    SHORT_TITLE = "short_title"
    TOPIC = "topic"
    """Files a page under a topic of the course, whatever the machine thinks; what is filed is learned from."""
    QUESTION = "question"
    ORGANISER_NOTE = "organiser_note"
    APPROVE = "approve"
    CORRECT = "correct"
    """The text says to readers what was wrong; beside it stand the acts that mend it."""
    WITHDRAW = "withdraw"
    """The text says why, for those who run this."""
    UNSEND = "unsend"
    """Takes an issue back that has just gone out; unlike a withdrawal, what was in it is a candidate of the next."""
    CONTENT_WARNING = "content_warning"
    """A person's warning for a page whose sharers gave none."""
    CREDIT = "credit"
    """Who of its sharers a page is credited to first."""
    ADD = "add"
    """A page that nobody shared becomes a candidate; the value is the address of the post it is kept as."""
    WEEK = "week"
    """The label of the course week, where the calendar's is not right."""
    MINUTES = "minutes"
    """How many minutes readers of this issue are thought to have."""
    UNDO = "undo"
    """Takes back the last act of the same person about the same issue that still stands."""
    MERGE = "merge"
    """The page is only another way to the page in `value`; of a whole course, like the next."""
    SPLIT = "split"
    """The page and the page in `value` are two, whatever joined them."""
    PAUSE = "pause"
    RESUME = "resume"
    NEVER = "never"
    """Of a course: its value, such as `site example.org`, is kept out."""
    ALLOW = "allow"
    """Takes a NEVER of the same value back."""
    ADMIT = "admit"
    """Lets into the issue what somebody sent by the form; its value is the post's address, as for the next."""
    REFUSE = "refuse"
    """Keeps out what somebody sent by the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One appended act of a person; never changed, only followed by another."""

    course: str
    kind: EventKind
    who: str
    at: datetime
    day: date | None = None
    page: PageUrl | None = None
    value: str = ""
    """The text of a note, title or question; for PIN the position wanted (1 is the top) or empty; for TOPIC the names
    of topics, one a line, empty for "none fits".

    `undo` takes PIN, DROP, HOLD, APPROVE or TOPIC back; an empty NOTE or TITLE gives the page's own again. For CREDIT
    the account, as `network id`; for an APPROVE of the whole issue the moment it was looked at, in ISO 8601, empty for
    that of the act. A HOLD without a page stops the whole issue until it is approved.
    """

    def __post_init__(self) -> None:
        require_utc("Event.at", self.at)


class NoteSource(StrEnum):
    """Whose words a note is."""

    PERSON = "person"
    SHARER = "sharer"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The one sentence of why; may hold the mark `{sharer}`, which stands for the item's first named credit."""

    text: str
    source: NoteSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One page in a digest, decided: nothing about it is computed again after the freeze."""

    number: int
    """Counts from 1 through highlights and "also"; kept when a neighbour is removed."""
    anchor: str
    """Six characters minted once; empty in a draft that never chose it before."""
    page: PageUrl
    """Its identity."""
    title: str
    short_title: str
    kind: Kind
    address: str = ""
    """Where it answers, when that is not `page` itself."""
    minutes: int | None = None
    pages: int | None = None
    """Of a document; None where it has none, or nobody counted them."""
    language: str = ""
    """Empty when unknown."""
    site: str = ""
    page_author: str = ""
    note: Note | None = None
    credits: tuple[Credit, ...] = ()
    """Everyone who shared it: the named first, in order of their shares, then those who are not."""
    people: int = 1
    """How many certainly shared it."""
    twins: int = 0
    """How many of `credits` may be of somebody counted already: the same name on another network."""
    sources: int = 1
    content_warning: str = ""
    topics: tuple[str, ...] = ()
    flags: frozenset[Flag] = frozenset()
    first_on: date | None = None
    """For an "Again" item: the day it was first in an issue."""
    removed: bool = False
    """Taken out after publication: the number stays, the words are gone."""

    @property
    def link(self) -> str:
        """The address that readers are given."""
        return self.address or self.page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What somebody answered to the question of an issue before."""

    ref: PostRef
    """The post it is, by which it is looked at again."""
    credit: Credit
    text: str = ""
    """Their words; empty where the network's terms let nobody show them elsewhere."""
    language: str = ""
    """Empty when unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong in an issue, as its readers are told."""

    at: datetime
    """When it was mended."""
    text: str
    at_once: bool = False
    """Whether it does not wait for more to be put right: it is about a person, or somebody said so."""

    def __post_init__(self) -> None:
        require_utc("Correction.at", self.at)


class Chosen(StrEnum):
    """Who chose what is in an issue."""

    PERSON = "person"
    CHECKED = "checked"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A course day, composed."""

    course: str
    """The course's slug."""
    day: date
    window: Window
    language: str
    highlights: tuple[Item, ...] = ()
    also: tuple[Item, ...] = ()
    again: tuple[Item, ...] = ()
    key_words: tuple[str, ...] = ()
    """At most three, for the page's title."""
    start_with: int | None = None
    """The number of the first item that fits into the reader's minutes."""
    reader_minutes: int | None = None
    """What a person thought the readers' minutes are on that day; `None` for the course's own number."""
    week: str = ""
    """The title of the course week, or empty."""
    week_number: int = 0
    """From 1; 0 outside the weeks."""
    question: str = ""
    asked: str = ""
    """The question that `replies` answer; empty without any."""
    asked_on: date | None = None
    """The day of the issue that asked it."""
    replies: tuple[Reply, ...] = ()
    organiser_note: str = ""
    chosen: Chosen = Chosen.AUTOMATIC
    curator: str = ""
    corrections: tuple[Correction, ...] = ()
    """What was mended since it came out, oldest first; at its foot."""
    mended: tuple[Correction, ...] = ()
    """What was mended in issues before, since the last one: for who read them in a mail, which cannot be changed."""
    waiting: tuple[Item, ...] = ()
    """Items that a person must look at first; in no output but `preview`."""

    @property
    def key(self) -> DigestKey:
        """`course/yyyy-mm-dd`."""
        return DigestKey(f"{self.course}/{self.day.isoformat()}")

    @property
    def items(self) -> tuple[Item, ...]:
        """Highlights and also, in the order of their numbers."""
        return (*self.highlights, *self.also)

    @property
    def minutes(self) -> int:
        """The sum of all known minutes."""
        return sum(item.minutes or 0 for item in self.items if not item.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Where a page already was: the day of its issue and the anchor it had there."""

    day: date
    anchor: str


History = Mapping[PageUrl, Appearance]
"""Every page that was an item of a frozen issue, under every address it is known by, with where it last was one."""
