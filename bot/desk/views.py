"""What the desk's templates see: typed values, everything decided and worded before."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Another course, and where its day is."""

    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """What every page of the desk has around it."""

    title: str
    language: str
    direction: str
    who: str = ""
    """Empty outside."""
    home: str = ""
    courses: tuple[PlaceView, ...] = ()
    """The other ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorView:
    """The way in, or that it is closed."""

    frame: FrameView
    asks_password: bool = False
    refused: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SharerView:
    """One who shared, for the person at the desk only."""

    name: str
    shown_as: str
    """How the issue will name them, in words."""
    consent: str
    """What allows that, in words; empty where nobody was to be asked."""
    text: str
    language: str
    url: str
    date: str
    account: str
    """As CREDIT wants it; empty where they may not be named."""
    person: str
    """As NEVER wants it; empty where it is nobody's share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """One page that is in, or could be."""

    anchor: str
    page: str
    site: str
    """The host, as NEVER wants it."""
    link: str
    title: str
    language: str
    seen: int
    number: int
    """0 where it is not in."""
    place: str
    """Why it is where it is, in words; empty where its number says it."""
    meta: str
    because: str
    flags: tuple[str, ...]
    note: str
    note_source: str
    sharers: tuple[SharerView, ...]
    posts: int
    """All of them, shown or not."""
    more_posts: str
    words: "WordsView"
    """As they stand."""
    typed: "WordsView"
    """As they are shown: what the person typed, where that was not kept."""
    is_typing: bool
    credits: tuple["OptionView", ...]
    topics: tuple["OptionView", ...]
    """Empty where the course has none."""
    touched: str
    """Who did what to it last, in words."""
    up: int
    """The number it would have one place higher; 0 where it cannot."""
    down: int
    pinned: bool
    dropped: bool
    held: bool
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    """What a person wrote about a page, and what stands where they wrote nothing."""

    title: str
    title_before: str
    short_title: str
    note: str
    content_warning: str
    credit: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One choice of a list."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueWordsView:
    """What a person wrote about the whole issue."""

    question: str
    organiser_note: str
    week: str
    minutes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """A link that came by the form."""

    anchor: str
    id: str
    page: str
    title: str
    site: str
    """What *refuse, and never its site* keeps out."""
    seen: int
    shown_as: str
    time: str
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefilingView:
    """A page that is filed otherwise because of what was learned."""

    anchor: str
    title: str
    text: str
    """Where it is and where it would be, with the words that decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsView:
    """What the course learned about its topics, in words."""

    learned: str
    new: str
    """How much it did not learn from yet; empty where that is nothing."""
    refiled: tuple[RefilingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """Two pages that may be one."""

    goes: str
    goes_title: str
    stays: str
    stays_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOutView:
    """What is never shown in the course."""

    what: str
    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One act in the history."""

    text: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OvertakenView:
    """What somebody else did first, and what the person wanted."""

    acts: tuple[ActView, ...]
    yours: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A day on the desk."""

    frame: FrameView
    heading: str
    course_title: str
    state: str
    summary: str
    release: str
    """What happens when, and where: "Posts 18:00 (in 42 min) to mastodon, blog and 132 mails"."""
    can_release: bool
    can_stop: bool
    can_undo_sending: str
    """Until when, in words; empty where the sending cannot be undone."""
    undo_before: str
    """That the issue of the day before can be taken back, in words; empty where it cannot."""
    undoing: tuple[str, ...]
    """What undoing the sending does at each outlet and cannot do, or has done."""
    is_open: bool
    problem: str
    overtaken: OvertakenView | None
    typed_at: str
    """The place of what was typed and not kept; empty where nothing was."""
    undo: str
    """What the next undo takes back, in words; empty where there is nothing."""
    chosen: tuple[CandidateView, ...]
    waiting: tuple[CandidateView, ...]
    others: tuple[CandidateView, ...]
    rest: str
    find: str
    issue: IssueWordsView
    """As its words stand."""
    issue_typed: IssueWordsView
    """As they are shown: what the person typed, where that was not kept."""
    issue_seen: int
    own_question: str
    own_week: str
    course_minutes: int
    add_url: str
    """What was typed as the address of a page to add, where it was not taken."""
    add_note: str
    release_seen: int
    looked: str
    """When the page was made: who approves it has seen nothing later."""
    undo_seen: int
    left_out: tuple[str, ...]
    offers: tuple[OfferView, ...]
    lessons: LessonsView | None
    proposals: tuple[ProposalView, ...]
    kept_out: tuple[KeptOutView, ...]
    history: tuple[ActView, ...]
    phrases: tuple[str, ...]
    previous: str
    """The address of the day before."""
    proofs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part as it would be sent."""

    heading: str
    count: str
    text: str
    html: str
    """The stored page, where the part is one."""
    price: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """One outlet's parts."""

    name: str
    anchor: str
    parts: tuple[PartView, ...]
    problem: str
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofsView:
    """Everything as it would be sent."""

    frame: FrameView
    heading: str
    outlets: tuple[OutletView, ...]
    back: str
