"""A house for five minutes: one public hashtag, a database in memory, nothing that leaves the machine."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from typing_extensions import override

from bot.blog.site import BlogPublisher
from bot.clock import SystemClock, SystemMint
from bot.http import WebProbe
from bot.links.reader import WebLinkReader
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.networks.mastodon.source import MastodonSource
from bot.ports import Batch, Clock, LinkReader, Publisher, Query
from bot.render.addresses import page_address
from bot.render.sites import Site
from bot.render.speech import Speech
from bot.render.templates import Templates
from bot.store.issues import StoredIssues
from bot.store.store import SqlStore
from bot.wiring.assembly import Parts, assemble
from bot.wiring.house import House
from curation.model import ConsentMode, Course, Hashtag, Quiet, Shape

_CONTACT = "https://welearned.invalid/"
_PAGES_AT = "http://localhost:8000"
"""Where `welearned serve` shows the folder, so that the thread's link is of the right length and can be tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried."""

    tags: tuple[Hashtag, ...]
    servers: tuple[str, ...]
    folder: Path
    """Where the pages go."""
    token: str | None = None
    """For servers that show hashtags to nobody without one."""


@contextmanager
def open_trial(trial: Trial, *, clock: Clock | None = None, reader: LinkReader | None = None) -> Generator[House]:
    """Give a house for *trial*; its database is gone afterwards, the pages stay."""
    clock = clock or SystemClock()
    course = course_of(trial.tags, clock)
    store = SqlStore.open("sqlite://")
    templates = Templates()

    def publishers(_course: Course) -> tuple[Publisher, ...]:
        blog = BlogPublisher(
            folder=trial.folder,
            site=Site(title=f"What we learned in {course.tag}", url=_PAGES_AT, sources=trial.servers, preview=True),
            courses={course.slug: course},
            templates=templates,
            issues=StoredIssues(store),
        )
        thread = MastodonPublisher(
            name="mastodon",
            client=MastodonClient(trial.servers[0], token=None, clock=clock),
            courses={course.slug: course},
            templates=templates,
            page_url=lambda digest: page_address(_PAGES_AT, digest),
        )
        return blog, thread

    parts = Parts(
        store=store,
        clock=clock,
        mint=SystemMint(),
        sources=tuple((each, (course,)) for each in _sources(trial.servers, trial.token, clock)),
        reader=reader or WebLinkReader(clock, contact=_CONTACT),
        probe=WebProbe(contact=_CONTACT),
        publishers=publishers,
        page_url=lambda digest: page_address(_PAGES_AT, digest),
        say=Speech(templates),
        site_host="localhost",
    )
    try:
        yield assemble(parts, (course,))
    finally:
        store.close()


def course_of(tags: tuple[Hashtag, ...], clock: Clock) -> Course:
    """Return a course whose day ends a minute or two from now.

    Nothing is published, so the mode is `open`, with every exclusion of consent.md.
    """
    ends = (clock.now() + timedelta(minutes=2)).replace(second=0, microsecond=0)
    slug = "".join(each for each in tags[0].folded if each.isascii() and each.isalnum())
    return Course(
        slug=slug or "try",
        title=str(tags[0]),
        hashtags=tags,
        consent=ConsentMode.OPEN,
        zone="UTC",
        digest_time=time(ends.hour, ends.minute),
        shape=Shape(quiet=Quiet.PUBLISH),
    )


class _Recent(MastodonSource):
    """A source that is asked about some hours, and not for the whole page on which they begin."""

    @override
    def rescan(self, query: Query, since: datetime, /) -> Batch:
        batch = super().rescan(query, since)
        return replace(batch, captures=tuple(each for each in batch.captures if each.post.created_at >= since))


def _sources(servers: Sequence[str], token: str | None, clock: Clock) -> Iterator[MastodonSource]:
    for server in servers:
        yield _Recent(MastodonClient(server, token=token, clock=clock), clock)
