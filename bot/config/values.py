"""The configuration as the rest of the house takes it: checked, with its courses, secrets and folders in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Literal

from bot.config.models import ConfigFile, Forms, Links, Schedule
from bot.config.secrets import Secret
from curation.budget import Budget, Prices
from curation.model import Course, Wish
from curation.retention import Retention


class OutletKind(StrEnum):
    """What an outlet is."""

    BLOG = "blog"
    MASTODON = "mastodon"
    X = "x"
    MARKDOWN = "markdown"
    WORDPRESS = "wordpress"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The blog's folder and what it says of itself."""

    folder: Path
    url: str
    """Without a slash at its end; the address of `welearned serve` where none is configured."""
    title: str
    operator: str
    contact: str
    templates: Path | None = None
    """A folder of templates and words that are asked before the built-in ones."""
    licence: str = ""
    licence_url: str = ""
    link_feeds: bool = False
    topic_feeds: bool = False
    hub: str = ""
    search: bool = False
    after_build: tuple[str, ...] = ()
    """Empty for none."""
    after_build_timeout: timedelta = timedelta(minutes=5)
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the command sees of ours: where programs and keys of ssh are, and no secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server whose hashtag timelines are read."""

    host: str
    token: Secret | None = None
    """Its own, else that of our account on this server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of ours."""

    handle: str
    """Full, as configured, without a leading `@`."""
    server: str
    token_file: Path
    """Where `login` writes the token."""
    token: Secret | None = None
    """`None` before `login`."""


@dataclass(frozen=True, slots=True)
class XKeys:
    """OAuth 1: the application's pair, and the account's."""

    api_key: Secret
    api_secret: Secret
    access_token: Secret
    access_secret: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class XToken:
    """OAuth 2: a token that runs out and is renewed."""

    file: Path
    """Where a renewed token is written before it is used."""
    token: Secret | None = None
    """What the file holds, as JSON; `None` before the first login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class XAccount:
    """Our account on X, with keys of one kind; without any where their files are missing."""

    handle: str
    id: str
    keys: XKeys | None = None
    token: XToken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class X:
    """X: what may be spent there, and with which keys."""

    budget: Budget
    prices: Prices
    bearer: Secret | None = None
    reads: bool = False
    """Whether posts are to be read there; the token for it may still be missing."""
    account: XAccount | None = None
    urls: str = "one"
    link_part: str = "root"

    @property
    def can_read(self) -> bool:
        """Whether the token for reading is there."""
        return self.bearer is not None

    @property
    def can_write(self) -> bool:
        """Whether there are keys to post with."""
        account = self.account
        return account is not None and (account.keys is not None or bool(account.token and account.token.token))


@dataclass(frozen=True, slots=True, kw_only=True)
class Markdown:
    """Files for a site that another program makes."""

    generator: str
    folder: Path
    url: str
    """Where the finished site is read; without a slash at its end."""
    page: str = ""
    """Where an issue's page will be, as a pattern; empty for the generator's usual place."""
    repository: str = ""
    """Where changes are pushed to; a path on this machine is absolute."""
    branch: str = "main"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPress:
    """Posts of a WordPress site."""

    url: str
    """Without a slash at its end."""
    user: str
    password: Secret | None = None
    page: str = ""
    """Where a post will be, as a pattern; empty for the address that every WordPress site knows."""
    """`None` where its file is missing."""
    status: str = "draft"
    categories: tuple[str, ...] = ()
    picture: Path | None = None
    picture_alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The mail server, and whom letters come from."""

    server: str
    port: int
    security: Literal["starttls", "tls", "none"]
    user: str
    password: Secret | None
    sender: str
    sender_name: str
    reply_to: str
    dkim_selector: str = ""
    dkim_key: Secret | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Where digests go."""

    name: str
    kind: OutletKind
    primary: bool = False
    """The page that threads link."""
    account: str = ""
    """The handle a thread is posted from."""
    root_visibility: str = "public"
    markdown: Markdown | None = None
    """For files of Markdown."""
    wordpress: WordPress | None = None
    """For posts of a WordPress site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlan:
    """A course and what this installation does for it."""

    course: Course
    outlets: tuple[str, ...]
    """Names, in the order of delivery: the primary first."""
    servers: tuple[str, ...]
    """Hosts that are polled for it."""
    on_x: bool = True
    """Whether it is collected on X, where X is read."""
    audience: str = "adults"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReviewer:
    """Somebody who is told that a draft lies ready."""

    name: str
    role: Literal["editor", "owner"]
    mail: str = field(default="", repr=False)
    """Where they get it by mail; empty where a service tells them."""
    service: Secret | None = None
    """The service's address; `None` where its file is missing."""
    courses: frozenset[str] | None = None
    """Of which; `None` for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The review desk, as far as it can be reached from elsewhere."""

    host: str | None = None
    password_file: Path | None = None
    password: Secret | None = None
    """`None` where its file is missing."""
    told: tuple[ToldReviewer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a person configured."""

    go_live: bool
    database: Secret
    """The address, which may hold a password."""
    site: Site
    plans: tuple[CoursePlan, ...]
    outlets: tuple[Outlet, ...]
    servers: tuple[Server, ...]
    accounts: tuple[Account, ...]
    asks_followers: bool = True
    x: X | None = None
    mail: Mail | None = None
    wishes: tuple[Wish, ...]
    """What roster entries and wishes of every course say, oldest first."""
    schedule: Schedule
    links: Links
    retention: Retention
    backups: Path
    """The folder of backups."""
    forms: Forms
    desk: Desk
    warnings: tuple[str, ...]
    file: ConfigFile
    """As written, defaults filled in, no secret inside: for `config show`."""
    folder: Path
    """Where the file is; other files are named relative to it."""

    @property
    def courses(self) -> tuple[Course, ...]:
        """Every course, in the order of the file."""
        return tuple(plan.course for plan in self.plans)

    def plan(self, slug: str) -> CoursePlan:
        """Return the plan of the course *slug*; raise `KeyError`."""
        return {each.course.slug: each for each in self.plans}[slug]

    def account(self, handle: str) -> Account:
        """Return the account of ours with *handle*, however its letters are cased; raise `KeyError`."""
        return {each.handle.casefold(): each for each in self.accounts}[handle.casefold()]
