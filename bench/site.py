"""How long a site of ten years takes: one more day, and all of it again.

    python bench/site.py --days 3650

Digests are invented from a fixed seed. Nothing is sent anywhere; everything is in a folder that is removed afterwards.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path

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
    days = asked.parse_args().days
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        store = SqlStore.open(f"sqlite:///{folder}/bench.sqlite")
        publisher = publisher_into(folder / "site", store)
        filled = timed(lambda: fill(store, publisher, days))
        built = timed(publisher.build)
        files = sum(1 for each in (folder / "site").rglob("*") if each.is_file())
        print(f"{days} days kept in {filled:.1f} s; the whole site: {built:.1f} s, {files} files")
        print(f"again, with nothing changed: {timed(publisher.build):.1f} s")
        for more in range(3):
            seconds, written = one_more(store, publisher, FIRST + timedelta(days=days + more))
            print(f"one more day: {seconds:.2f} s, {written} files written")
        store.close()


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


def one_more(store: SqlStore, publisher: BlogPublisher, day: date) -> tuple[float, int]:
    """Publish the issue of *day*; return how many seconds that took and how many files it wrote."""
    issue = issue_of(day, publisher)
    with store.work() as work:
        work.digests.put(issue)
    before = {file: file.stat().st_mtime_ns for file in publisher.folder.rglob("*") if file.is_file()}
    key = f"{issue.digest.key}:{publisher.name}:0:1"
    seconds = timed(lambda: publisher.send(issue.parts[publisher.name][0], key, None))
    after = {file: file.stat().st_mtime_ns for file in publisher.folder.rglob("*") if file.is_file()}
    return seconds, sum(before.get(file) != changed for file, changed in after.items())


def issue_of(day: date, publisher: BlogPublisher) -> Issue:
    """Return the published issue of *day*."""
    end = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    dice = random.Random(day.toordinal())
    items = tuple(items_of(dice, day, end))
    digest = Digest(
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
    return Issue(
        digest=digest,
        state=DigestState.PUBLISHED,
        composed_at=end,
        frozen_at=end,
        tag_uri=f"tag:digest.example.org,2015:{digest.key}",
        parts={publisher.name: publisher.parts(digest)},
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


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds *work* took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
