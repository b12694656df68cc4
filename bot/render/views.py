"""What the templates of the site see: typed values, everything decided and worded before."""

from dataclasses import dataclass
from datetime import date

from bot.render.chart_views import ChartView
from curation.model import ConsentMode

Segment = tuple[str, bool]
"""A piece of a note and whether it is a person's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharerView:
    """One who shared, with what stands before them in the sentence."""

    before: str
    label: str
    profile_url: str = ""
    post_url: str = ""
    on_x: bool = False
    is_name: bool = True
    """Whether the label is a person's; else it is our own words, such as "1 more"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One item on the page."""

    number: int
    anchor: str
    url: str
    title: str
    language: str
    """Of the title; empty when unknown."""
    foreign: str
    """`FR` where the page is not in the course's language."""
    kind: str
    site: str
    author: str
    note: tuple[Segment, ...]
    note_source: str
    """`person`, `sharer`, `page`, or empty."""
    cite: str
    """The post a sharer's words come from."""
    sharers: tuple[SharerView, ...]
    sharers_end: str
    warning: str
    removed: bool
    first_on: str = ""
    first_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """What somebody answered."""

    text: str
    """Empty where it is only pointed at."""
    language: str
    who: SharerView


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """The body of an issue: what page and feed share."""

    organiser_note: tuple[str, ...]
    """Paragraphs."""
    week: str
    lead: str
    time: str
    start: str
    highlights: tuple[ItemView, ...]
    also: tuple[ItemView, ...]
    again: tuple[ItemView, ...]
    asked: str
    """What was asked in an issue before; empty where nothing is shown that was answered."""
    replies: tuple[ReplyView, ...]
    question: str
    answers_tag: str
    """Empty unless answers are collected."""
    chosen: str
    corrections: tuple[str, ...] = ()
    """Each a sentence with its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link of ours."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed, in one of its forms."""

    url: str
    media: str
    """Its media type."""
    text: str
    """What it is and in which form."""
    form: str
    """The form alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One thing that can be subscribed to, in all its forms."""

    text: str
    links: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """The head of a page and what every page has around it."""

    title: str
    description: str
    language: str
    direction: str
    root: str
    """The way from this page to the site's first one, such as `../../`."""
    robots: str
    site_title: str
    canonical: str = ""
    feeds: tuple[FeedLink, ...] = ()
    """The ways to the feeds of what is on the page."""
    og_type: str = "website"
    locale: str = ""
    me: tuple[str, ...] = ()
    creator: str = ""
    json_ld: str = ""
    """A script element's JSON, `<` escaped; the one text that is not escaped again."""
    preview: bool = False
    search: bool = False
    """Whether the site can be searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FootView:
    """How to take part, how to be left out, ways to read, whom to ask."""

    tags: str
    feeds: tuple[FeedLine, ...]
    accounts: tuple[LinkView, ...]
    contact: LinkView | None
    """Whom to write to; its address is empty where the contact is words only."""
    licence: str
    licence_url: str
    course_title: str = ""
    course_url: str = ""
    mail_form: str = ""
    """Where issues by mail are asked for; empty where none are sent."""
    share_form: str = ""
    """Where a link is sent without any network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The page of one issue."""

    head: HeadView
    foot: FootView
    heading: str
    date: date
    date_text: str
    body: str
    """The article as it was stored; HTML of ours."""
    published: str
    updated: str
    changed: str
    """The day of the last change in words, if any came after the publication."""
    previous: LinkView | None
    next: LinkView | None
    week: LinkView
    """The page of its week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """One issue in a list."""

    date: date
    date_text: str
    url: str
    title: str
    language: str = ""
    """Of the title, where it is not the page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """A page in a list over several issues, without anybody's name."""

    item: ItemView
    where: LinkView
    """Its place in the issue it was in."""
    people: str = ""
    """How many shared it, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """The months of a year in which there were issues."""

    year: str
    months: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseIndexView:
    """The index of a course."""

    head: HeadView
    foot: FootView
    title: str
    tags: str
    latest: str
    """Empty when there is no issue."""
    issues: tuple[IssueLine, ...]
    topics: tuple[LinkView, ...] = ()
    charts: tuple[ChartView, ...] = ()
    years: tuple[YearView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredView:
    """A question, and what people answered."""

    asked: str
    replies: tuple[ReplyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanView:
    """The page of a month or a week."""

    head: HeadView
    foot: FootView
    heading: str
    themes: tuple[str, ...]
    """Of the course's weeks that are in it."""
    count: str
    """How much is in it, in words."""
    most: tuple[FoundView, ...]
    """What most people shared in it."""
    answered: tuple[AnsweredView, ...]
    """What was answered in it; for a week only."""
    issues: tuple[IssueLine, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """The page of a topic, or of one year of it."""

    head: HeadView
    foot: FootView
    heading: str
    count: str
    found: tuple[FoundView, ...]
    years: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One course on the first page."""

    title: str
    url: str
    tags: str
    latest: str
    issues: tuple[IssueLine, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteIndexView:
    """The first page."""

    head: HeadView
    foot: FootView
    courses: tuple[CourseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePolicy:
    """What holds for one course."""

    title: str
    tags: str
    mode: ConsentMode
    answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsView:
    """What follows from the configuration, worded."""

    version: str
    periods: tuple[tuple[str, str], ...]
    """The name of what is kept, and for how long."""
    afterwards: str
    intervals: tuple[tuple[str, str], ...]
    """Until which age, empty for always, and how often."""
    bills: bool
    asks_followers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """What is collected, where, and how to stop it."""

    head: HeadView
    foot: FootView
    site_title: str
    operator: str
    sources: str
    request_form: str
    """The address of the form for wishes; empty where there is none."""
    courses: tuple[CoursePolicy, ...]
    names_unasked: bool
    """Whether some course names people who said nothing."""
    per_sharer: int | None = None
    """`None` where courses differ."""
    per_site: int | None = None
    terms: TermsView


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """One month of work."""

    name: str
    posts: str
    refused: str
    """Reasons by name, each with its count; empty for none."""
    erasures: str
    open: str
    """How many are not done, empty for none."""
    longest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """What was done, newest month first."""

    head: HeadView
    foot: FootView
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainView:
    """A page that has nothing but its frame."""

    head: HeadView
    foot: FootView


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    """What machines are asked."""

    sitemap: str
    """Its address; empty where the site has none."""
