"""The shape of the configuration file: every key, its type, its default and its bounds.

Whatever is not listed here is refused. `config.example.toml` explains each key to the person who writes it.
"""

from datetime import date, time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from bot.config.outlet_models import BlogOutlet, Outlet
from bot.config.sections import (
    Address,
    Duration,
    ExactAddress,
    Handle,
    Host,
    LanguageTag,
    Name,
    PerCent,
    Section,
    Size,
    Tag,
    Text,
    Usd,
    WallTime,
    XName,
    Zone,
)
from curation.model import ConsentMode, PublishPolicy, Quiet


class Site(Section):
    """The blog's folder and what it says of itself."""

    folder: Text = "site"
    """Where the pages are written; relative to this file."""
    url: Address | None = None
    """Where readers find the folder."""
    title: Text = "What we learned"
    operator: str = ""
    """Who runs this, as the policy page says."""
    contact: str = ""
    """An e-mail address or page where a person answers."""
    templates: Text | None = None
    """A folder of templates and words that are asked before the built-in ones."""
    licence: str = ""
    """Under which our own words may be used, such as `CC BY 4.0`."""
    licence_url: ExactAddress | None = None
    link_feeds: bool = False
    """Whether there are feeds with an entry a link."""
    topic_feeds: bool = False
    """Whether each topic has feeds."""
    hub: ExactAddress | None = None
    """A WebSub hub that is told of each change."""
    search: bool = False
    """Whether the site has a page to search it."""
    after_build: list[Text] = Field(default_factory=list)
    """A program and its arguments, run when pages have changed."""
    after_build_timeout: Duration = timedelta(minutes=5)


class Forms(Section):
    """The public forms, served by `welearned forms`."""

    url: Address | None = None
    """Where people reach them, a path of a proxy included; pages link to them only where this is written."""
    proxies: Text = "127.0.0.1"
    """Addresses of the proxies that are believed when they say whom a request comes from, with commas between."""


class DeskTell(Section):
    """Somebody who is told that a draft lies ready, with a link that lets them in once."""

    name: Text
    """Stands beside what they do at the desk."""
    role: Literal["editor", "owner"] = "owner"
    """An editor picks and writes; an owner also lets issues go out, and stops them."""
    mail: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$")] = None
    """Told by mail; needs [mail]."""
    service_file: Text | None = None
    """Told through a service: a file with an address of Apprise's; needs welearned[apprise]."""
    courses: list[Name] | None = None
    """Of which courses; of all where nothing is said."""


class Desk(Section):
    """The review desk, served by `welearned desk`."""

    host: Host | None = None
    """The name under which a proxy hands it on, such as `desk.example.org`; only this machine sees it without."""
    password_file: Text | None = None
    """Asked for besides the login link; required where the desk can be reached from elsewhere."""
    tell: list[DeskTell] = Field(default_factory=list[DeskTell])


class Mail(Section):
    """The mail server that takes our letters."""

    server: Host
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is protected; "none" only on this machine."""
    user: str = ""
    password_file: Text | None = None
    sender: Annotated[str, Field(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$")]
    """The address that letters come from; its domain signs them."""
    sender_name: Text | None = None
    """Beside the address; the site's title where nothing is said."""
    reply_to: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$")] = None
    """A mailbox that a person reads."""
    dkim_selector: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9._-]+$")] = None
    dkim_key_file: Text | None = None
    """A private RSA key as PEM, whose public half is in the domain's DNS."""


class Database(Section):
    """Where everything is kept."""

    url: str | None = None
    """SQLite beside this file where nothing is said."""
    url_file: Text | None = None
    """A file that holds the address, for addresses with a password in them."""


class Schedule(Section):
    """How often things are done."""

    poll_every: Duration = timedelta(minutes=5)
    rescan_every: Duration = timedelta(hours=1)
    rescan_window: Duration = timedelta(hours=48)
    listen_every: Duration = timedelta(minutes=1)
    links_every: Duration = timedelta(minutes=1)
    page_patience: Duration = timedelta(minutes=60)
    """How long the threads wait for our own page to answer before a person must look."""


class Links(Section):
    """How pages behind links are read."""

    page_size: Size = 1024**2
    document_size: Size = 10 * 1024**2
    timeout: Duration = timedelta(seconds=10)
    host_pause: Duration = timedelta(seconds=2)
    at_once: int = Field(default=16, ge=1, le=64)


class Retention(Section):
    """How long what is kept; shorter is always allowed, longer gives a warning."""

    unpublished: Duration = timedelta(days=7)
    published: Duration = timedelta(days=30)
    unasked: Duration = timedelta(days=30)
    refused: Duration = timedelta(days=7)
    after_course: Duration = timedelta(days=90)
    records: Duration = timedelta(days=365)
    backups: Duration = timedelta(days=30)
    afterwards: Literal["keep", "anonymise", "delete"] = "anonymise"
    """What becomes of a course's issues some time after its end."""


class Backup(Section):
    """Where copies of the database go."""

    folder: Text = "backups"


class MastodonServer(Section):
    """A server whose hashtag timelines are read."""

    host: Host
    token_file: Text | None = None


class MastodonAccount(Section):
    """An account of ours, to post from and to be written to."""

    handle: Handle
    server: Host | None = None
    """The server's own name, where it is not what stands after the @."""
    token_file: Text


class MastodonNetwork(Section):
    """Every server with the Mastodon API."""

    servers: list[MastodonServer] = Field(default_factory=list[MastodonServer])
    accounts: list[MastodonAccount] = Field(default_factory=list[MastodonAccount])
    ask_followers: bool = True
    """Whether who follows an account of ours is asked, once ever, how they want to appear."""


class XAccount(Section):
    """Our account on X, to post from; its keys are of one kind or the other."""

    handle: XName
    id: Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]
    """Its number, which never changes: X answers it where the keys are made."""
    api_key_file: Text | None = None
    """With the three after it: OAuth 1 keys, which do not run out."""
    api_secret_file: Text | None = None
    access_token_file: Text | None = None
    access_secret_file: Text | None = None
    oauth2_token_file: Text | None = None
    """Instead of the four: OAuth 2, whose token is renewed and written back."""


class XShares(Section):
    """How the month's money is divided, in per cent."""

    reading: PerCent = 60
    sweeping: PerCent = 10
    publishing: PerCent = 30


class XPrices(Section):
    """Prices in place of ours, as X published them on a day."""

    as_of: date
    read_post_usd: Usd | None = None
    read_user_usd: Usd | None = None
    read_own_usd: Usd | None = None
    read_counts_usd: Usd | None = None
    write_post_usd: Usd | None = None
    write_post_with_url_usd: Usd | None = None
    write_reply_usd: Usd | None = None
    delete_usd: Usd | None = None


class XNetwork(Section):
    """X, which bills every call."""

    monthly_budget_usd: Usd
    """What X may cost in a month; there is no default."""
    bearer_token_file: Text | None = None
    """The application's token; without it, nothing is read."""
    account: XAccount | None = None
    urls: Literal["one", "none", "all"] = "one"
    """How many parts of a thread hold an address: each costs $0.20 instead of $0.015."""
    link_part: Literal["root", "last"] = "root"
    shares: XShares = XShares()
    prices: XPrices | None = None


class Networks(Section):
    """The networks that are read and written."""

    mastodon: MastodonNetwork = MastodonNetwork()
    x: XNetwork | None = None


class Consent(Section):
    """What holds for people who have said nothing; the mode has no default."""

    mode: Annotated[ConsentMode, Field(strict=False)]
    audience: Literal["adults", "minors"] = "adults"
    allowed_bots: list[Handle] = Field(default_factory=list)


class Hold(Section):
    """What waits for a person, whatever the policy."""

    words: list[Text] = Field(default_factory=list[Text])
    sites: list[Host] = Field(default_factory=list[Host])


class Thread(Section):
    """The thread of a day."""

    items: int = Field(default=3, ge=0, le=7)
    root_hashtag: Tag | None = None


class Publish(Section):
    """What goes out without a person's word."""

    policy: Annotated[PublishPolicy | None, Field(strict=False)] = None


class Week(Section):
    """A week of the course."""

    title: Text
    starts: date
    questions: list[Text] = Field(default_factory=list)
    topics: list[Text] = Field(default_factory=list)


class Topic(Section):
    """A subject of the course, with the words and sites that give it away."""

    name: Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=60)]
    description: str = ""
    keywords: list[Text] = Field(default_factory=list)
    hosts: list[Host] = Field(default_factory=list)
    catch_all: bool = False


CreditWanted = Literal["name", "handle", "mention", "alias", "none"]
Network = Literal["mastodon", "x"]


class Person(Section):
    """One person, and how they appear."""

    account: Text
    network: Network = "mastodon"
    credit: CreditWanted | None = None
    alias: Text | None = None
    quote: bool | None = None
    since: date


class RosterEntry(Person):
    """A signed entry: this person may be collected and credited as it says."""

    expires: date | None = None


class WishEntry(Person):
    """What a person told the operator by another way than the network."""

    says: Literal["start", "stop"] | None = None
    evidence: str = ""


class CourseSection(Section):
    """A community that learns under hashtags."""

    slug: Name
    title: Text
    hashtags: list[Tag] = Field(min_length=1)
    outlets: list[Name] = Field(min_length=1)
    servers: list[Host] | None = None
    read_x: bool = True
    """Whether it is collected on X, too, where X is read."""
    zone: Zone
    digest_time: WallTime = time(18, 0)
    language: LanguageTag = "en"
    starts: date | None = None
    ends: date | None = None
    curator: str = ""
    contact: str = ""
    noindex: bool | None = None
    highlights: int = Field(default=3, ge=0, le=7)
    also: int = Field(default=5, ge=0, le=20)
    reader_minutes: int = Field(default=10, ge=1, le=120)
    per_sharer: int = Field(default=2, ge=1, le=20)
    per_site: int = Field(default=2, ge=1, le=20)
    min_items: int = Field(default=3, ge=1, le=20)
    roll_days: int = Field(default=2, ge=0, le=7)
    quiet: Annotated[Quiet, Field(strict=False)] = Quiet.ROLL
    answers: bool = False
    questions: list[Text] = Field(default_factory=list)
    consent: Consent
    thread: Thread = Thread()
    publish: Publish = Publish()
    hold: Hold = Hold()
    weeks: list[Week] = Field(default_factory=list[Week])
    topics: list[Topic] = Field(default_factory=list[Topic])
    roster: list[RosterEntry] = Field(default_factory=list[RosterEntry])
    wishes: list[WishEntry] = Field(default_factory=list[WishEntry])


def _one_blog() -> list[Outlet]:
    return [BlogOutlet(kind="blog", name="blog", primary=True)]


class ConfigFile(Section):
    """The whole file."""

    go_live: bool = False
    """Nothing leaves the machine unless this is true."""
    site: Site = Site()
    forms: Forms = Forms()
    desk: Desk = Desk()
    mail: Mail | None = None
    """Absent where nothing goes out by mail."""
    database: Database = Database()
    schedule: Schedule = Schedule()
    links: Links = Links()
    retention: Retention = Retention()
    backup: Backup = Backup()
    networks: Networks = Networks()
    outlets: list[Outlet] = Field(default_factory=_one_blog, min_length=1)
    courses: list[CourseSection] = Field(min_length=1)
