"""How long a site of ten years takes: one more day, all of it again, and other programs beside it.

    python -m bench.site --days 3650 [--pelican PROGRAM]

Digests are invented from a fixed seed. The others build the same digests from the Markdown that our outlet of that kind
writes for them: Pelican with its own theme, as its quick start sets it up (a page a day, an index in pages, archives,
tags, feeds), Hugo with the two smallest templates that make a page of a day and a list. They are left out where they
are not installed. Prints seconds by the clock and of the processor: the latter holds on a busy machine too. Everything
is in a folder that is removed.
"""

import argparse
import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path

from bench.spent import Seconds, peak
from bot.blog.markdown.generators import GENERATORS
from bot.blog.markdown.publisher import MarkdownPublisher
from bot.blog.markdown.shelf import FolderShelf
from bot.blog.site import BlogPublisher, Site
from bot.ports import DigestState, Issue
from bot.render.templates import Templates
from bot.store.issues import StoredIssues
from bot.store.store import SqlStore
from curation.model import (
    AccountRef,
    ConsentMode,
    Course,
    Credit,
    CreditForm,
    Digest,
    Hashtag,
    Item,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    Topic,
    Window,
)

FIRST = date(2015, 1, 1)
TOPICS = ("Digital footprint", "Feedback", "Leading", "Literacy", "Making", "Mathematics", "Wellbeing", "Writing")
WORDS = (
    *("learning", "feedback", "courage", "ladder", "school", "question"),
    *("listening", "footprint", "audience", "garden", "library", "paper"),
)
COURSE = Course(
    slug="bench",
    title="Bench",
    hashtags=(Hashtag.parse("#BenchCourse"),),
    consent=ConsentMode.OPEN,
    digest_time=wall_time(18),
    topics=tuple(Topic(name=name) for name in TOPICS),
)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--days", type=int, default=3650)
    asked.add_argument("--pelican", default="pelican", help="the program, from an environment of its own")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        store = SqlStore.open(f"sqlite:///{folder}/bench.sqlite")
        publisher = publisher_into(folder / "site", store)
        fill(store, publisher, given.days)
        beside(folder, publisher, given.days, given.pelican)
        told("again, with nothing changed", spent(publisher.build))
        told("without feeds of links and topics", spent(plainer(publisher, folder / "plain").build))
        for more in range(3):
            seconds, written = one_more(store, publisher, FIRST + timedelta(days=given.days + more))
            told(f"one more day ({written} files)", seconds)
        store.close()
    print(f"peak {peak():.0f} MiB")


def beside(folder: Path, publisher: BlogPublisher, days: int, pelican: str) -> None:
    """Print how long the whole site takes, and how long others take over the same digests."""
    built = spent(publisher.build)
    told(f"{days} days, {count(publisher.folder)} files", built)
    for name, program, prepare in (("pelican", pelican, for_pelican), ("hugo", "hugo", for_hugo)):
        if shutil.which(program):
            home = folder / name
            write_markdown(publisher, home, name, days)
            told(f"{name}, {{}} files", spent_by(prepare(home, program), home), home / "public")


def told(what: str, seconds: Seconds, made: Path | None = None) -> None:
    """Print a line."""
    files = count(made) if made else ""
    print(f"{what.format(files):40} {seconds.clock:7.2f} s {seconds.processor:7.2f} s cpu", flush=True)


def count(folder: Path) -> int:
    """Return how many files are in *folder*."""
    return sum(1 for each in folder.rglob("*") if each.is_file())


def plainer(publisher: BlogPublisher, folder: Path) -> BlogPublisher:
    """Return the publisher of the same site without the feeds that are optional."""
    return replace(publisher, folder=folder, site=replace(publisher.site, link_feeds=False, topic_feeds=False))


def write_markdown(publisher: BlogPublisher, home: Path, generator: str, days: int) -> None:
    """Write every day as the file that *generator* wants."""
    home.mkdir()
    outlet = MarkdownPublisher(
        name="files",
        course=COURSE,
        generator=GENERATORS[generator],
        shelf=FolderShelf("files", home),
        templates=publisher.templates,
        page="https://digest.example.org/{slug}.html",
        issue=publisher.issues.get,
    )
    for number in range(days):
        issue = publisher.issues.get(digest_of(FIRST + timedelta(days=number)).key)
        if issue is not None:
            outlet.send(outlet.parts(issue.digest)[0], f"{issue.digest.key}:files:0:1", None)


def for_pelican(home: Path, program: str) -> Sequence[str]:
    """Write what Pelican needs; return how it is called."""
    (home / "pelicanconf.py").write_text(
        "SITENAME = 'What we learned'\nSITEURL = 'https://digest.example.org'\nPATH = 'content'\nTIMEZONE = 'UTC'\n"
        "DEFAULT_LANG = 'en'\nFEED_ALL_ATOM = 'feed.atom'\nAUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\n"
        "DEFAULT_PAGINATION = 30\n",
        encoding="utf-8",
    )
    return (program, "--settings", "pelicanconf.py", "--output", "public", "--quiet")


def for_hugo(home: Path, program: str) -> Sequence[str]:
    """Write what Hugo needs; return how it is called."""
    layouts = home / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (home / "hugo.toml").write_text('baseURL = "https://digest.example.org"\ntitle = "What we learned"\n')
    (layouts / "single.html").write_text("<!doctype html><title>{{ .Title }}</title>{{ .Content }}")
    (layouts / "list.html").write_text("{{ range .Pages }}<a href='{{ .Permalink }}'>{{ .Title }}</a>{{ end }}")
    return (program, "--config", "hugo.toml", "--quiet")


def publisher_into(folder: Path, store: SqlStore) -> BlogPublisher:
    """Return the publisher of a site with every feed."""
    return BlogPublisher(
        folder=folder,
        site=Site(title="What we learned", url="https://digest.example.org", link_feeds=True, topic_feeds=True),
        courses={COURSE.slug: COURSE},
        templates=Templates(),
        issues=StoredIssues(store),
    )


def fill(store: SqlStore, publisher: BlogPublisher, days: int) -> None:
    """Keep an issue a day."""
    with store.work() as work:
        for number in range(days):
            work.digests.put(issue_of(FIRST + timedelta(days=number), publisher))


def one_more(store: SqlStore, publisher: BlogPublisher, day: date) -> tuple[Seconds, int]:
    """Publish the issue of *day*; return how long that took and how many files it wrote."""
    issue = issue_of(day, publisher)
    with store.work() as work:
        work.digests.put(issue)
    before = {file: file.stat().st_mtime_ns for file in publisher.folder.rglob("*") if file.is_file()}
    key = f"{issue.digest.key}:{publisher.name}:0:1"
    seconds = spent(lambda: publisher.send(issue.parts[publisher.name][0], key, None))
    after = {file: file.stat().st_mtime_ns for file in publisher.folder.rglob("*") if file.is_file()}
    return seconds, sum(before.get(file) != changed for file, changed in after.items())


def issue_of(day: date, publisher: BlogPublisher) -> Issue:
    """Return the published issue of *day*."""
    digest = digest_of(day)
    return Issue(
        digest=digest,
        state=DigestState.PUBLISHED,
        composed_at=digest.window.end,
        frozen_at=digest.window.end,
        tag_uri=f"tag:digest.example.org,2015:{digest.key}",
        parts={publisher.name: publisher.parts(digest)},
    )


def digest_of(day: date) -> Digest:
    """Return what is in the issue of *day*: the same for the same day."""
    end = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    dice = random.Random(day.toordinal())
    items = tuple(items_of(dice, day, end))
    return Digest(
        course=COURSE.slug,
        day=day,
        window=Window(end - timedelta(days=1), end),
        language="en",
        highlights=items[:3],
        also=items[3:],
        key_words=tuple(dice.sample(WORDS, 3)),
        start_with=1,
        question="How do you share the things you learn every day?",
    )


def items_of(dice: random.Random, day: date, end: datetime) -> Iterator[Item]:
    """Yield eight items."""
    for number in range(1, 9):
        title = " ".join(dice.sample(WORDS, 6)).capitalize()
        credit = Credit(account=AccountRef("mastodon", "ana@m.example"), form=CreditForm.NAME, label="Ana", at=end)
        yield Item(
            number=number,
            anchor=f"a{number}{dice.randrange(10**4):04}",
            page=PageUrl(f"https://pages.example/{day}/{number}"),
            title=title,
            short_title=title[:45],
            kind=dice.choice(list(Kind)),
            minutes=dice.randrange(1, 40),
            site="pages.example",
            language="en",
            note=Note(text=" ".join(dice.choices(WORDS, k=20)), source=NoteSource.PERSON),
            credits=(credit, replace(credit, label="Ben")),
            people=dice.randrange(1, 9),
            topics=(dice.choice(TOPICS),),
        )


def spent(work: Callable[[], object]) -> Seconds:
    """Return what *work* cost."""
    began = Seconds.now()
    work()
    return Seconds.now() - began


def spent_by(command: Sequence[str], folder: Path) -> Seconds:
    """Return what a program of others cost, its own children included."""
    began, before = Seconds.now(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Seconds((Seconds.now() - began).clock, processor)


if __name__ == "__main__":
    main()
