"""`welearned explain`: why a page is or is not in a digest."""

from datetime import timedelta

import pytest

from bot.cli.explain import lines
from bot.tasks.explain import Explain
from curation.model import Kind, Topic, WishKind
from tests.bot.cli.installation import Installation
from tests.fakes import FakeReader
from tests.makers import card, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX

PAGE = "https://blog.example/closures"


@pytest.fixture
def stage() -> Stage:
    """An hour before six: one page shared by two people in two spellings, with a boost and a content warning."""
    made = Stage(reader=FakeReader(card(PAGE, "Closures", kind=Kind.ARTICLE)))
    made.with_course(topics=(Topic(name="Programming", keywords=("closures",)),))
    made.source.posts += [
        post(f"{PAGE}?utm_source=a", by="Ana", created_at=SIX - timedelta(hours=3), boosts=4, content_warning="code"),
        post(PAGE, by="Ben", number=2, created_at=SIX - timedelta(hours=2)),
    ]
    made.clock.time = SIX - timedelta(hours=1)
    made.poll()
    made.read_all()
    return made


def told(stage: Stage, url: str = PAGE) -> list[str]:
    return list(lines(Explain(store=stage.store, clock=stage.clock, course=stage.course)(url)))


def test_everything_that_decides_is_told(stage: Stage) -> None:
    """Spellings, people, servers, boosts, flags, topics and the place, before anything is composed."""
    assert told(stage, f"{PAGE}?fbclid=1") == [
        f"{PAGE}?fbclid=1 is the page {PAGE}",
        "2 people on 1 server shared it, first at 2015-11-11 20:00 UTC, boosted 4 times (which only breaks ties).",
        "2 spellings are this one page:",
        f"  {PAGE}",
        f"  {PAGE}?utm_source=a",
        "Flags: content_warning.",
        "Topics: Programming.",
        "It waits for a person to look at it on 2015-11-11 (not composed yet).",
    ]


def test_copies_are_told_beside_the_sharers(stage: Stage) -> None:
    """Who pasted another's words is counted and named nowhere."""
    words = f"My class drew closures with chalk {PAGE} #BIT15"
    stage.source.posts += [
        post(PAGE, by=name, number=9, text=words, created_at=SIX - timedelta(minutes=90)) for name in ("Cleo", "Dan")
    ]
    stage.poll()

    assert told(stage)[1:3] == [
        "3 people on 1 server shared it, first at 2015-11-11 20:00 UTC, boosted 4 times (which only breaks ties).",
        "1 more passed it on in another sharer's words, which counts for nobody.",
    ]


def test_who_is_left_out_is_told_with_the_reason(stage: Stage) -> None:
    """A person who said stop: their post is named by its address and never their words."""
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana", WishKind.STOP, at=stage.clock.time))
        work.wishes.record(wish("Ben", WishKind.STOP, at=stage.clock.time))

    assert told(stage) == [
        f"The page {PAGE}",
        "Left out: one post, stopped (https://mastodon.example/users/ana/statuses/1).",
        "Left out: one post, stopped (https://mastodon.example/users/ben/statuses/2).",
    ]


def test_a_page_of_an_earlier_issue_says_so(home: Installation) -> None:
    """Shared again the day after it was a highlight, it is only listed again; with its number while it is one."""
    home.write(course="[courses.thread]\nitems = 0")
    pages = home.share_some()
    home.run("poll")
    home.run("publish")
    first = home.run("explain", pages[0])
    home.share("eve", number=1, ago=-timedelta(minutes=5))
    home.run("poll")

    again = home.run("explain", pages[0])
    tomorrow = home.day + timedelta(days=1)

    assert first.stdout.splitlines()[-1] == f"It is a highlight on {home.day}, number 1 (published)."
    assert again.stdout.splitlines()[-2:] == [
        f"It was in an issue within 90 days, so it is only listed again on {tomorrow} (not composed yet).",
        f"It was an item of the issue of {home.day}.",
    ]


def test_a_page_nobody_shared(home: Installation) -> None:
    """Exit code 3: there is nothing to explain."""
    done = home.run("explain", "https://nobody.example/x")

    assert (done.exit_code, done.stdout.splitlines()) == (
        3,
        ["The page https://nobody.example/x", "Nobody shared it under this course's hashtags."],
    )


def test_a_day_on_which_nobody_shared_it(home: Installation) -> None:
    """It was no candidate then."""
    page = home.share("ana", number=1)
    home.run("poll")

    done = home.run("explain", page, "--day", "2015-11-11")

    assert done.stdout.splitlines()[-1] == "It was no candidate on 2015-11-11: no post of that day points at it."


def test_what_is_no_address_is_wrong_use(home: Installation) -> None:
    """One line, exit code 2, and nothing in it is obeyed by the terminal."""
    done = home.run("explain", "\x1b[2Jnot an address")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "is not a page's address" in done.stderr
    assert "\x1b" not in done.output
