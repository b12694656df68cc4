"""The example that ships is whole: every file is read, every link is recorded, everything promised is in it."""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.config import load
from bot.links.folder import FolderLinkReader
from bot.ports import BadLine, Capture, Skipped, Unreadable
from curation.consent import refusal, settled
from curation.days import window
from curation.hashtags import carries
from curation.model import Course, PageCard, PageUrl, Post, Reason, Story
from curation.stories import gather
from curation.urls import canonical
from tests.bot.archives.archive_files import read
from tests.fakes import TickingClock

EXAMPLE = Path(__file__).parents[3] / "examples" / "bit15"
DATES = {1: date(2015, 10, 30), 2: date(2015, 10, 31), 3: date(2015, 11, 1), 4: date(2015, 11, 2)}
DAYS = tuple(DATES)
EVERY_DAY = pytest.mark.parametrize("day", DAYS)
AFTER = datetime(2015, 11, 3, tzinfo=UTC)


@cache
def records(day: int) -> tuple[Capture | BadLine | Skipped, ...]:
    files = sorted(each for each in (EXAMPLE / f"day-{day}").iterdir() if each.name != "deleted.json")
    return tuple(record for file in files for record in read(file))


def posts(day: int) -> list[Post]:
    """Return what arrived on *day*, each post once."""
    return list({each.post.ref: each.post for each in records(day) if isinstance(each, Capture)}.values())


@cache
def course() -> Course:
    return load((EXAMPLE / "course.toml").read_text("utf-8"), {}, EXAMPLE).courses[0]


@cache
def pages() -> FolderLinkReader:
    return FolderLinkReader(EXAMPLE / "pages", TickingClock())


def stories(day: int) -> tuple[Story, ...]:
    allowed = [settled(post, lambda _: (), course(), AFTER) for post in posts(day) if reason_of(post) is None]
    linked = {canonical(link) for post in allowed for link in post.links}
    answers = {page: pages().card(page) for page in linked}
    cards = {answer.page: answer for answer in answers.values() if isinstance(answer, PageCard)}
    aliases = {
        page: answer.page for page, answer in answers.items() if isinstance(answer, PageCard) and answer.page != page
    }
    return gather(allowed, course=course(), cards=cards, aliases=aliases)


def reason_of(post: Post) -> Reason | None:
    refused = refusal(post, (), course(), AFTER)
    if refused:
        return refused.reason
    return None if carries(post, course().hashtags) else Reason.NO_TAG


def test_the_generator_makes_what_is_committed(tmp_path: Path) -> None:
    """Running it again gives the same bytes."""
    subprocess.run([sys.executable, "-B", EXAMPLE.parent / "make_bit15.py", tmp_path], check=True)

    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.*") if file.is_file()}
    folders = (*EXAMPLE.glob("day-*"), EXAMPLE / "pages")
    kept = {file.relative_to(EXAMPLE): file.read_bytes() for folder in folders for file in folder.iterdir()}
    assert made == kept


def test_only_what_is_meant_to_be_bad_is_bad() -> None:
    """One spoilt row of a sheet cannot be read; everything else is a post or a repost."""
    bad = [each for day in DAYS for each in records(day) if isinstance(each, BadLine)]

    assert [(each.file, each.why.partition(":")[0]) for each in bad] == [("bit15-tags.csv", "id_str")]


def test_every_link_is_recorded() -> None:
    """The reader of recorded pages answers every link, one of them with "gone"."""
    linked = {canonical(link) for day in DAYS for post in posts(day) for link in post.links}

    silent = {page: answer.why for page in linked if isinstance(answer := pages().card(page), Unreadable)}

    assert silent == {PageUrl("https://gone.example/2009/why-blog"): "gone"}


@EVERY_DAY
def test_every_day_makes_a_full_issue(day: int) -> None:
    """Enough pages, people and sites for three highlights and five more, some shared by several people."""
    gathered = stories(day)

    assert 12 <= len(gathered) <= 20
    assert max(story.people for story in gathered) >= 4
    assert sum(story.people > 1 for story in gathered) >= 5
    assert len({page.partition("://")[2].partition("/")[0] for page in (story.page for story in gathered)}) >= 8


def test_one_page_has_ten_spellings() -> None:
    """Ten people wrote the same address in ten ways, and it is one story."""
    every = [post for day in DAYS for post in posts(day)]

    spelled = {link for post in every for link in post.links if "ladder-of-questions" in link}
    first = next(story for story in stories(1) if story.page.endswith("ladder-of-questions"))

    assert len(spelled) >= 10
    assert first.people >= 8


def test_everybody_promised_is_there() -> None:
    """Each reason to stay out occurs, and so do reposts, quotes, edits, warnings and many tags."""
    every = [post for day in DAYS for post in posts(day)]

    reasons = Counter(reason_of(post) for post in every)
    skipped = {each.reason for day in DAYS for each in records(day) if isinstance(each, Skipped)}

    assert {Reason.BOT, Reason.NO_BOT, Reason.NO_DIGEST, Reason.NOT_PUBLIC, Reason.NO_TAG} <= set(reasons)
    assert skipped == {Reason.REPOST}
    assert sum(post.quote is not None for post in every) == 2
    assert [post.content_warning for post in every if post.content_warning] == ["death of a student"]
    assert max(len(post.hashtags) for post in every) > 10
    assert sum(post.edited_at is not None for post in every) == 1


def test_names_of_every_kind_are_there() -> None:
    """Right-to-left, emoji, marks piled up, and names that look like markup, tags, mentions and code."""
    names = {post.author.name for day in DAYS for post in posts(day)}

    for part in ("نورة", "🌻", "<script>", "{{ 7*7 }}", "@everyone", "#BIT15 #BIT15", "慶子"):
        assert any(part in name for name in names), part
    assert not any("\u202e" in name for name in names)
    assert max(map(len, names)) < 80


def test_the_repeated_hour_is_two_hours() -> None:
    """Somebody posts at half past one, twice, an hour apart, on the day that has 25 hours."""
    sleepless = sorted(
        post.created_at for post in posts(3) if "Cannot sleep" in post.text or "01:30 again" in post.text
    )

    assert sleepless[1] - sleepless[0] >= timedelta(minutes=59)
    assert window(course(), sleepless[0].date()).length == timedelta(hours=25)


@pytest.mark.parametrize("day", [2, 3, 4])
def test_some_posts_arrive_late(day: int) -> None:
    """From the second day on, some posts were written before that day's window."""
    start = window(course(), DATES[day]).start

    assert any(post.created_at < start for post in posts(day))


def test_no_post_arrives_before_it_is_written() -> None:
    """What stands in a day's folder was written by that day's hour."""
    for day in DAYS:
        end = window(course(), DATES[day]).end
        assert not [post.created_at for post in posts(day) if post.created_at >= end]


def test_deleted_posts_are_posts_of_that_day() -> None:
    """What is taken back had been there."""
    listed = json.loads((EXAMPLE / "day-3" / "deleted.json").read_bytes())["deleted"]

    uris = {post.ref.uri for post in posts(3)}

    assert {each["uri"] for each in listed} <= uris
    assert listed


def test_the_facilitator_speaks_of_pages_that_were_shared() -> None:
    """Every act is in the order of its time and names a page of its day, in any spelling."""
    events: list[Mapping[str, Any]] = tomllib.loads((EXAMPLE / "events.toml").read_text("utf-8"))["events"]
    shared = {day: {story.page for story in stories(day)} for day in DAYS}
    numbers = {each: day for day, each in DATES.items()}

    for event in events:
        if "page" in event:
            assert canonical(event["page"]) in shared[numbers[event["day"]]]
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)
