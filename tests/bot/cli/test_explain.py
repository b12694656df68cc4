"""`welearned explain`: why a page is or is not in a digest."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

import pytest

from bot.cli import explanations
from bot.cli.explained_json import json_line
from bot.cli.explanations import lines
from bot.tasks.explain import Explain
from bot.tasks.teach import Teach
from curation.digest import Placement
from curation.model import Event, EventKind, Flag, Kind, Reason, Shape, Topic, WishKind
from curation.ranking import Tie
from tests.bot.cli.installation import Installation
from tests.fakes import FakeReader
from tests.makers import card, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX

PAGE = "https://blog.example/closures"
BOOSTED = "It was boosted 4 times, which counts only between pages that as many people shared."
STOPPED = 'One post that shares it is left out, because its writer said "stop":'


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
        "“Closures”",
        f"{PAGE}?fbclid=1 is the page {PAGE}",
        "In the issue of Wednesday 11 November 2015 (not made yet) it waits until a person has looked at it.",
        f"2 people shared it, first on 11 November at 15:00. {BOOSTED}",
        "It is an article.",
        "It is filed under Programming, because of “closures”.",
        "It was shared under 2 addresses, which are all this one page:",
        f"  {PAGE}",
        f"  {PAGE}?utm_source=a",
        "Somebody shared it behind a content warning. A person should look at it.",
    ]


def test_copies_are_told_beside_the_sharers(stage: Stage) -> None:
    """Who pasted another's words is counted and named nowhere."""
    words = f"My class drew closures with chalk {PAGE} #BIT15"
    stage.source.posts += [
        post(PAGE, by=name, number=9, text=words, created_at=SIX - timedelta(minutes=90)) for name in ("Cleo", "Dan")
    ]
    stage.poll()

    assert told(stage)[3:5] == [
        f"3 people shared it, first on 11 November at 15:00. {BOOSTED}",
        "1 more passed it on in another sharer's words, which counts for nobody.",
    ]


def test_who_is_left_out_is_told_with_the_reason(stage: Stage) -> None:
    """A person who said stop: their post is named by its address and never their words."""
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana", WishKind.STOP, at=stage.clock.time))
        work.wishes.record(wish("Ben", WishKind.STOP, at=stage.clock.time))

    assert told(stage) == [
        f"The page {PAGE}",
        f"{STOPPED} https://mastodon.example/users/ana/statuses/1",
        f"{STOPPED} https://mastodon.example/users/ben/statuses/2",
    ]


def test_c16_whoever_is_kept_out_of_the_course_is_told_of(stage: Stage) -> None:
    """A person whom a facilitator never wants is a reason like the others."""
    with stage.kept.work() as work:
        work.events.append(
            Event(
                course="bit15",
                kind=EventKind.NEVER,
                who="Kim",
                at=stage.clock.now(),
                value="person mastodon ben@mastodon.example",
            )
        )

    assert "because its writer is kept out of the course:" in told(stage)[-1]


@pytest.mark.parametrize(
    ("sentences", "known"),
    [
        (explanations._PLACES, Placement),
        (explanations._BEFORE, Tie),
        (explanations._AFTER, Tie),
        (explanations._FLAGS, Flag),
        (explanations._REASONS, Reason),
    ],
)
def test_everything_that_may_be_told_has_a_sentence(sentences: Mapping[StrEnum, str], known: type[StrEnum]) -> None:
    """What is decided next year must be said, too."""
    assert set(sentences) == set(known)


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

    assert f"In the issue of {dated(home.day)} (published) it is number 1, a highlight." in first.stdout
    again_there = "it is only listed again, because it was in an issue within 90 days."
    assert f"In the issue of {dated(tomorrow)} (not made yet) {again_there}" in again.stdout
    assert again.stdout.splitlines()[-1] == f"It was already in the issue of {dated(home.day)}."


def dated(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


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

    assert done.stdout.splitlines()[-1] == (
        "On Wednesday 11 November 2015 it was not looked at: no post of that day points at it."
    )


def test_what_is_no_address_is_wrong_use(home: Installation) -> None:
    """One line, exit code 2, and nothing in it is obeyed by the terminal."""
    done = home.run("explain", "\x1b[2Jnot an address")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "is not a page's address" in done.stderr
    assert "\x1b" not in done.output


def an_hour(stage: Stage, *pages: tuple[str, int, int]) -> list[str]:
    """Let each page be shared by so many people, so many minutes into an hour; return their addresses."""
    for number, (url, people, minute) in enumerate(pages):
        stage.source.posts += [
            post(url, by=f"P{number} {each}", number=7, created_at=SIX - timedelta(hours=2, minutes=-minute))
            for each in range(people)
        ]
    stage.poll()
    stage.read_all()
    return [url for url, _, _ in pages]


def test_a_place_is_explained_by_its_neighbours() -> None:
    """In one sentence: what put the one before it first, and it before the next one."""
    stage = Stage(reader=FakeReader())
    _, second, _ = an_hour(
        stage, ("https://a.example/1", 3, 0), ("https://b.example/2", 2, 0), ("https://c.example/3", 2, 5)
    )

    said = told(stage, second)

    assert "it is number 2, a highlight." in said[2]
    assert said[3] == (
        "It comes after number 1 (“1”), because more people shared that one; and before number 3"
        " (“3”), because as many people shared both, but it was shared earlier."
    )


def test_a_page_without_room_is_compared_with_the_last_that_had_some() -> None:
    """What was more about that one, as far as it is people or boosts."""
    stage = Stage(reader=FakeReader())
    *_, last = an_hour(
        stage, *((f"https://site{each}.example/", 2, each) for each in range(8)), ("https://z.example/", 1, 0)
    )

    said = told(stage, last)

    assert said[2].endswith("it is left out, because others come before it and there is no more room.")
    assert said[3] == "The last one with room is number 8 (“Site7.example”): more people shared that one."


def test_equals_without_room_are_not_compared() -> None:
    """Where people and boosts are the same, no one reason can be named."""
    stage = Stage(reader=FakeReader())
    *_, last = an_hour(stage, *((f"https://site{each}.example/", 1, each) for each in range(9)))

    assert not [line for line in told(stage, last) if line.startswith("The last one")]


def test_what_came_too_late_for_the_issue_is_told(stage: Stage) -> None:
    """A closed issue stays as it is; who shared the page since is counted apart."""
    with_two = Stage(reader=FakeReader())
    (page,) = an_hour(with_two, ("https://a.example/1", 2, 0))
    with_two.with_course(shape=Shape(min_items=1))
    with_two.clock.time = SIX
    with_two.due()
    with_two.source.posts.append(post(page, by="Late", number=8, created_at=SIX - timedelta(minutes=30)))
    with_two.poll()

    assert "3 people shared it, first on 11 November at 16:00, 2 of them in time for the issue." in " ".join(
        told(with_two, page)
    )


def test_topics_say_how_they_were_found() -> None:
    """By a keyword, by what was learned, because nothing else claimed it, or because a person said so."""
    stage = Stage(reader=FakeReader())
    garden, rest = Topic(name="Garden", keywords=("garden",)), Topic(name="Rest", catch_all=True)
    stage.with_course(topics=(garden, rest))
    pages = an_hour(stage, *((f"https://allotment.example/{each}", 1, 0) for each in ("moss", "lime", "dew", "ivy")))
    before = told(stage, pages[3])
    for each in pages[:3]:
        stage.judge.file(SIX.date(), each, ["Garden"], who="Kim")
    Teach(course=stage.course, store=stage.store, clock=stage.clock).from_history(who="Kim")
    stage.judge.file(SIX.date(), pages[1], [], who="Kim")

    assert "It is filed under Rest, because no other topic claims it." in before
    assert "It is a page of 5 minutes. A person filed it under Garden." in told(stage, pages[0])
    assert "It is a page of 5 minutes. A person filed it under no topic." in told(stage, pages[1])
    assert "It is filed under Garden, as people filed pages with “allotment.example” before." in told(stage, pages[3])


def test_somebody_new_is_told_of(stage: Stage) -> None:
    """Who had shared nothing before that day; where everybody is new, nobody is."""
    everybody = told(stage)
    stage.source.posts.append(post("https://old.example/", by="Ben", number=5, created_at=SIX - timedelta(days=2)))
    stage.poll()

    somebody = told(stage)

    assert not [line for line in everybody if "is new here" in line]
    assert [line for line in somebody if line.endswith("Somebody who shared it is new here.")]


def test_machines_are_told_the_same(stage: Stage) -> None:
    """One JSON object holds every fact, the sentences beside them, and nobody's name."""
    explain = Explain(store=stage.store, clock=stage.clock, course=stage.course)

    written = json_line(explain(PAGE))
    known = json.loads(written)

    assert (known["page"], known["place"], known["state"], known["day"]) == (PAGE, "waiting", None, "2015-11-11")
    assert known["story"] == {
        "people": 2,
        "servers": 1,
        "boosts": 4,
        "copies": 0,
        "first_at": "2015-11-11T20:00:00Z",
        "spellings": [PAGE, f"{PAGE}?utm_source=a"],
        "kind": "article",
        "minutes": None,
        "pages": None,
        "topics": ["Programming"],
        "flags": ["content_warning"],
    }
    assert known["topics"] == [{"topic": "Programming", "words": ["closures"], "learned": False}]
    assert known["sentences"] == told(stage)
    assert "Ana" not in written
    assert "Ben" not in written


def test_machines_are_told_of_neighbours_and_of_nothing() -> None:
    """Neighbours come with what decided; of what nobody shared there is no story."""
    stage = Stage(reader=FakeReader())
    pages = an_hour(stage, ("https://a.example/1", 2, 0), ("https://b.example/2", 1, 0))
    explain = Explain(store=stage.store, clock=stage.clock, course=stage.course)

    known = json.loads(json_line(explain(pages[1])))
    unknown = json.loads(json_line(explain("https://nobody.example/")))

    assert (known["follows"]["number"], known["follows"]["decided_by"], known["leads"]) == (1, "people", None)
    assert (unknown["story"], unknown["day"], unknown["title"]) == (None, None, None)
