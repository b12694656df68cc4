"""The site as a whole: what holds for every page of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.render.views import LinkView
from curation.model import Course
from curation.policy import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built-in site."""

    title: str
    url: str = ""
    page: str = ""
    """Where an issue's first home is, as a pattern, when that is another site; ours then says so to search engines."""
    """Where it is read, such as `https://digest.example.org`; empty for pages that are only looked at."""
    operator: str = ""
    contact: str = ""
    language: str = "en"
    accounts: tuple[str, ...] = ()
    """Profile addresses of the accounts that post the threads and read "stop"."""
    creator: str = ""
    """Our fediverse handle, `@digest@mastodon.example`, for the cards of other servers."""
    forms: str = ""
    """Where the public forms are; empty where there are none."""
    by_mail: bool = False
    """Whether issues are sent by mail to who asks for it there."""
    sources: tuple[str, ...] = ()
    """What is read: names of servers and archives, for the policy."""
    terms: Terms = field(default_factory=Terms)
    """What people are promised, for the policy."""
    licence: str = ""
    licence_url: str = ""
    hub: str = ""
    """Who is told of each change, for readers that subscribed there: https://www.w3.org/TR/websub/."""
    link_feeds: bool = False
    """Whether there is a feed with an entry a link."""
    topic_feeds: bool = False
    """Whether each topic has a feed."""
    search: bool = False
    """Whether there is a page to search the site."""
    preview: bool = False
    """Whether the pages are only a trial: they say so and ask not to be indexed."""

    def form(self, name: str) -> str:
        """Return the address of the public form *name*; empty where there are none."""
        return f"{self.forms.rstrip('/')}/{name}" if self.forms else ""

    def address(self, path: str) -> str:
        """Return the address of *path* for the world outside; empty where the site has none."""
        return f"{self.url.rstrip('/')}/{path}" if self.url else ""

    @property
    def base(self) -> str:
        """The path under which the site's first page is: `/` on a host of its own."""
        return urlsplit(self.url).path.rstrip("/") + "/"


def account_text(url: str) -> str:
    """Return how an account is written where its profile is at *url*: `@digest@mastodon.example`."""
    parts = urlsplit(url)
    name = parts.path.strip("/").rpartition("/")[2]
    return f"@{name.lstrip('@')}@{parts.netloc}" if name.startswith("@") else f"{parts.netloc}{parts.path}".rstrip("/")


def contact_link(contact: str) -> LinkView | None:
    """Return how people can write to *contact*, an address of a mailbox or page or words; `None` for nobody."""
    if not contact:
        return None
    if contact.startswith(("https://", "http://")):
        return LinkView(url=contact, text=contact)
    is_mailbox = "@" in contact[1:] and not any(each.isspace() for each in contact)
    return LinkView(url=f"mailto:{contact}" if is_mailbox else "", text=contact)


def tags(course: Course) -> str:
    """Return a course's hashtags as they are written."""
    return " ".join(str(tag) for tag in course.hashtags)


Courses = Mapping[str, Course]
"""Courses by slug."""
