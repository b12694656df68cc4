"""`welearned status`: what was read and sent, and what waits for a person."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cli.status import lines
from bot.errors import Unclear
from bot.ports import Notice
from bot.tasks.status import Status
from curation.model import DigestKey
from tests.bot.cli.installation import Installation
from tests.fakes import FakeSource
from tests.makers import NOON, author, post
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX, outcome, shared


def told(stage: Stage) -> list[str]:
    return list(lines(Status(store=stage.store, clock=stage.clock, courses=(stage.course,))()))


def test_an_installation_that_never_ran(home: Installation) -> None:
    """Nothing to complain of, nothing sent; the next digest is known."""
    done = home.run("status")

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"bit15: no issue yet, next {home.due + timedelta(days=1):%Y-%m-%d %H:%M} UTC",
        f"  {home.day}: not composed, 0 links",
        "mastodon:mastodon.example #bit15: polled 72 hours ago, last new 72 hours ago",
        "In 24 hours: 0 posts by 0 people",
    ]


def test_t126_the_age_of_the_last_poll_and_the_last_publication() -> None:
    """Both are told in words, so that a standstill is seen at a glance."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(hours=1)
    stage.poll()
    stage.clock.time = SIX
    stage.minutes(2)

    stage.clock.time = SIX + timedelta(minutes=90)
    soon = told(stage)
    stage.clock.time = SIX + timedelta(days=3)
    later = told(stage)

    assert soon[0] == "bit15: last issue 2015-11-11, sent 89 minutes ago, next 2015-11-12 23:00 UTC"
    assert "mastodon:mastodon.example #bit15: polled 88 minutes ago, last new 2 hours ago" in soon
    assert later[0] == "bit15: last issue 2015-11-11, sent 71 hours ago, next 2015-11-15 23:00 UTC"
    assert "mastodon:mastodon.example #bit15: polled 71 hours ago, last new 73 hours ago" in later


def test_t18_what_only_one_server_saw() -> None:
    """Each server's share of what was seen in 24 hours, and the reasons why people were left out."""
    both = post("https://a.example/1", by="Ana")
    quiet = post("https://d.example/1", by=author("Quiet", bio="#nobot"), number=9)
    stage = Stage(source=FakeSource(both, post("https://b.example/2", by="Ben", number=2), name="mastodon:one.example"))
    stage.poll()
    stage.source = FakeSource(both, quiet, name="mastodon:two.example")
    stage.poll()

    assert told(stage)[-4:] == [
        "In 24 hours: 2 posts by 2 people",
        "  mastodon:one.example: 2, 1 seen nowhere else",
        "  mastodon:two.example: 1, 0 seen nowhere else",
        "  left out: 1 no_bot",
    ]


def test_an_unclear_part_says_that_it_may_be_out() -> None:
    """Where the network gave no answer, a person reads that it is looked for before anything is sent again."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(hours=1)
    stage.poll()
    stage.clock.time = SIX
    stage.thread.mood = outcome(Unclear("mastodon", "no answer in time"), made=True)
    stage.due()

    assert (
        "  mastodon, part 1, send: unknown no answer in time (may be out; looked for before anything is sent again)"
        in (told(stage))
    )


def test_a_course_that_ended_says_so() -> None:
    """After its last day no next digest is promised."""
    stage = Stage().with_course(ends=NOON.date())
    stage.clock.advance(days=30)

    assert told(stage)[0] == "bit15: no issue yet, ended"


def test_the_inbox_is_no_hashtag() -> None:
    """What people wrote is read too, and told without a hashtag's sign."""
    stage = Stage()
    with stage.kept.work() as work:
        work.cursors.put("inbox:bot@mastodon.example", "mentions", None, NOON, 0)

    assert "inbox:bot@mastodon.example: polled just now, nothing new yet" in told(stage)


def test_a_notice_turns_the_exit_code_to_waits(home: Installation) -> None:
    """Something waits for a person: exit code 4, and since when."""
    with home.store() as store, store.work() as work:
        work.notices.raise_(Notice(subject="outlet:mastodon", kind="channel_off", text="401", since=NOON))

    done = home.run("status")

    assert done.exit_code == 4
    assert done.stdout.endswith("! outlet:mastodon: channel_off: 401 (since 2015-11-11 12:00 UTC)\n")


@pytest.fixture
def published(home: Installation) -> Installation:
    """A digest is out, somebody was left out, and something waits."""
    home.write(course="[courses.thread]\nitems = 0")
    home.share_some()
    home.server.account("quiet", note="<p>#nobot</p>")
    home.share("quiet", number=9)
    home.run("poll")
    home.run("publish")
    with home.store() as store, store.work() as work:
        work.notices.raise_(Notice(subject="a", kind="b", text="c", since=NOON))
        (row, *_) = work.deliveries.of(DigestKey(f"bit15/{home.day}"))
        work.deliveries.put(replace(row, retry_at=NOON))
    return home


def test_json_is_stable_for_machines(published: Installation) -> None:
    """The keys that scripts rely on, at every level; times are ISO, reasons are names."""
    done = published.run("status", "--json")

    shown = json.loads(done.stdout)
    assert (done.exit_code, shown["version"]) == (4, 1)
    assert set(shown) == {"version", "at", "courses", "polls", "tally", "notices"}
    assert set(shown["courses"][0]) == {
        "course",
        "paused",
        "due",
        "state",
        "items",
        "next_due",
        "last_published",
        "last_out_at",
        "deliveries",
    }
    assert {"outlet", "part", "operation", "revision", "state", "receipt", "reason", "retry_at", "attempts"} <= set(
        shown["courses"][0]["deliveries"][0]
    )
    assert set(shown["polls"][0]) == {"source", "query", "first_at", "last_at", "last_new_at"}
    assert shown["tally"]["refused"] == {"no_bot": 1}
    assert shown["tally"]["by_source"] == {"mastodon:mastodon.example": {"posts": 7, "only_here": 7}}
    assert set(shown["notices"][0]) == {"subject", "kind", "text", "since"}
