"""The community's own digest of 11 November 2015, from posts and a person's notes to the printed texts."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.ports import Part
from bot.render.templates import Templates
from bot.tasks.compose import Compose
from curation.model import EventKind, Kind, WishKind
from tests.fakes import FakeReader, TickingClock
from tests.makers import at, card, course, post, wish
from tests.story.stage import Stage

TEXTS = Path(__file__).parent.parent / "golden" / "texts"
PAGE = "https://digest.example.org/bit15/2015/11/11/"
LADDER = "https://video.example/ladder-of-inference"
FAILURE = "https://radio.example/why-failure-matters"
COURAGE = "https://talks.example/courage"
SHARED = (
    (LADDER, "Heidi Siwak", "1111", at(14, 0)),
    (f"{LADDER}?utm_source=masto", "Ana", "1112", at(14, 5)),
    (f"http://{LADDER.partition('//')[2]}#top", "Quiet", "1113", at(14, 6)),
    (FAILURE, "Patrick Miller", "2222", at(14, 10)),
    (COURAGE, "Brian Harrison", "3333", at(14, 20)),
    *(
        (f"https://blog{number}.example/page", f"Person {number}", f"444{number}", at(15, number))
        for number in range(5)
    ),
)
CARDS = (
    card(LADDER, "The ladder of inference, explained", kind=Kind.VIDEO, minutes=6, language="en"),
    card(FAILURE, "Why failure matters", kind=Kind.PODCAST, minutes=47, language="en"),
    card(COURAGE, "The importance of courage, and which critics are important", kind=Kind.TALK, minutes=18),
)
ACTS = (
    (EventKind.SHORT_TITLE, LADDER, "The ladder of inference"),
    (
        EventKind.NOTE,
        LADDER,
        (
            "{sharer}, who gave the final keynote at BIT15, shared this; she referred to it in her presentation. "
            "Worth your time to learn more about."
        ),
    ),
    (EventKind.NOTE, FAILURE, "Worth a listen!"),
    (EventKind.SHORT_TITLE, COURAGE, "Courage, and which critics count"),
    (EventKind.NOTE, COURAGE, "{sharer} shared this important talk."),
)


@pytest.fixture
def stage() -> Stage:
    """Eight pages shared on 11 November, their cards read, a facilitator's five acts done."""
    made = Stage(reader=FakeReader(*CARDS), clock=TickingClock(at(16)))
    made.with_course(answers=True, questions=("How do you share the things you learn every day?",))
    made.source.posts.extend(
        post(link, by=who, created_at=when, url=f"https://mastodon.example/@{who.partition(' ')[0].lower()}/{number}")
        for link, who, number, when in SHARED
    )
    with made.kept.work() as work:
        work.wishes.record(wish("Quiet", WishKind.CREDIT, "none"))
    made.poll()
    made.read_all()
    made.clock.advance(hours=1)
    for kind, url, text in ACTS:
        made.judge(at(16).date(), kind, who="Kim", url=url, value=text)
    return made


def parts(stage: Stage) -> tuple[Part, ...]:
    thread = MastodonPublisher(
        name="mastodon",
        client=MastodonClient("mastodon.example", token=None, clock=stage.clock),
        courses={"bit15": stage.course},
        templates=Templates(),
        page_url=lambda _digest: PAGE,
    )
    compose = Compose(course=stage.course, store=stage.store, clock=stage.clock, mint=stage.mint, publishers=(thread,))
    stage.clock.time = at(23) + timedelta(minutes=1)
    return compose.freeze(at(16).date()).parts["mastodon"]


@pytest.mark.parametrize(
    ("number", "golden", "count"),
    [(0, "root", 378), (1, "first", 280), (3, "last", 272)],
    ids=["root", "first item", "last item"],
)
def test_the_texts_come_out_byte_for_byte(stage: Stage, number: int, golden: str, count: int) -> None:
    """Posts and a person's notes become the printed texts, with the printed counts."""
    part = parts(stage)[number]

    assert part.text == (TEXTS / f"{golden}.txt").read_text(encoding="utf-8").removesuffix("\n")
    assert (part.count, part.limit) == (count, 500)


def test_without_answers_the_root_has_336_characters(stage: Stage) -> None:
    """ "Reply here …" belongs to courses that collect the answers."""
    stage.with_course(answers=False)

    assert parts(stage)[0].count == 336


def test_the_thread_is_a_root_and_three_items(stage: Stage) -> None:
    """One hashtag in the thread, and it is in the root."""
    texts = [part.text for part in parts(stage)]

    assert len(texts) == 4
    assert [text.count("#") for text in texts] == [1, 0, 0, 0]
    assert course().shape.thread_items == 3
