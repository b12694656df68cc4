"""The whole chain over an archive: import, compose and freeze every day with its words, build the site.

Run by `bench.pipeline` in a process of its own.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.archive import PER_DAY, START
from bench.spent import Found, Seconds, peak
from bot import log
from bot.blog.site import BlogPublisher, Site
from bot.cli.lazy import collect_rarely
from bot.clock import HandClock, SeededMint
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.render.addresses import page_address
from bot.render.templates import Templates
from bot.store.issues import StoredIssues
from bot.store.store import SqlStore
from bot.tasks.compose import Compose
from bot.tasks.load import Load
from bot.wiring.assembly import archive_reader
from curation import days
from curation.model import ConsentMode, Course, Hashtag

_CLOCK = HandClock(datetime(2026, 1, 1, tzinfo=UTC))
_COURSE = Course(slug="bit15", title="BIT15", hashtags=(Hashtag.parse("#BIT15"),), consent=ConsentMode.OPEN)
_SITE = Site(title="BIT15", url="https://digest.example")


def chain(archive: Path, database: Path, pages: Path) -> Found:
    """Import *archive* into *database*, compose and freeze each of its days, and build the site in *pages*."""
    log.configure(quiet=True)
    collect_rarely()
    store = SqlStore.open(f"sqlite:///{database}")
    templates = Templates()
    blog, thread = _blog(store, templates, pages), _thread(templates)
    compose = Compose(course=_COURSE, store=store, clock=_CLOCK, mint=SeededMint(15), publishers=(blog, thread))
    began = Seconds.now()
    report = Load(archive=archive_reader(), store=store, clock=_CLOCK, courses=(_COURSE,))(archive)
    imported = Seconds.now()
    lived = tuple(_days(report.seen))
    for day in lived:
        compose.freeze(day)
    composed = Seconds.now()
    blog.build()
    built = Seconds.now()
    store.close()
    return Found(spent=(imported - began, composed - imported, built - composed), days=len(lived), memory=peak())


def _days(posts: int) -> Iterator[date]:
    day, last = START.date(), days.day_of(_COURSE, START + timedelta(days=posts / PER_DAY))
    while day <= last:
        yield day
        day += timedelta(days=1)


def _blog(store: SqlStore, templates: Templates, pages: Path) -> BlogPublisher:
    return BlogPublisher(
        folder=pages,
        site=_SITE,
        courses={_COURSE.slug: _COURSE},
        templates=templates,
        issues=StoredIssues(store),
    )


def _thread(templates: Templates) -> MastodonPublisher:
    """Return an outlet whose words are made, and never sent."""
    return MastodonPublisher(
        name="mastodon",
        client=MastodonClient("mastodon.example", token=None, clock=_CLOCK),
        courses={_COURSE.slug: _COURSE},
        templates=templates,
        page_url=lambda digest: page_address(_SITE.url, digest),
    )


if __name__ == "__main__":
    print(json.dumps(chain(*map(Path, sys.argv[1:]))))
