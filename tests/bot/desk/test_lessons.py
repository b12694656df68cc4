"""Topics that people correct on the desk: learned from with one button, and what changes because of it is told."""

from datetime import timedelta

import pytest

from curation.model import Kind, PageUrl, Topic
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import LADDER, LEARN, PATH, UNDO, WORDS, Room, room, shown
from tests.makers import at, card, course, post

TOPICS = (Topic(name="Garden", keywords=("garden",)), Topic(name="Kitchen", keywords=("kitchen",)))
TITLES = ("Moss on stone", "Moss in shade", "Moss and lime", "More moss", "The kitchen pie")
PAGES = tuple(PageUrl(f"https://allotment.example/{number}") for number in range(len(TITLES)))


@pytest.fixture
def desk() -> Room:
    """A desk with four pages about moss, of which the course's words know nothing, and one about the kitchen."""
    made = room(where=course(topics=TOPICS))
    for number, (page, title) in enumerate(zip(PAGES, TITLES, strict=True)):
        made.stage.source.posts.append(post(page, by=f"G{number}", created_at=at(16, number), text=f"{page} #BIT15"))
        made.stage.reader.cards[page] = card(page, title, kind=Kind.ARTICLE)
    made.stage.clock.advance(minutes=1)
    made.stage.poll()
    made.stage.read_all()
    return made


def file(client: AsgiClient, page: PageUrl, topic: str = "Garden") -> None:
    client.post(WORDS, form={"page": page, "seen": "0", "topic": topic, "was_topic": "undo"})


def part(page: str) -> str:
    """Return what the page says of topics."""
    return page.partition('<section id="topics">')[2].partition("</section>")[0]


def test_before_anything_was_learned_the_desk_says_what_decides(kim: AsgiClient) -> None:
    """And asks for nothing while nobody filed anything."""
    told = part(shown(kim))

    assert "Nothing was learned yet" in told
    assert "<button>" not in told


def test_what_was_filed_on_the_desk_is_learned_with_one_button(kim: AsgiClient) -> None:
    """Three pages under Garden take the fourth there; the word that decided is told."""
    for page in PAGES[:3]:
        file(kim, page)
    waiting = part(shown(kim))

    answered = kim.post(LEARN)

    told = part(shown(kim))
    assert "3 pages were filed in these days" in waiting
    assert (answered.status_code, answered.headers["Location"]) == (303, f"{PATH}#topics")
    assert "Kim let it learn from 3 pages that people filed" in told
    assert "More moss</a>: Garden (because of moss" in told
    assert "; by the course’s own words: no topic</li>" in told
    assert "kitchen" not in told
    assert "<button>" not in told
    assert "Moss on stone</a>" not in told


def test_what_a_person_took_back_is_no_example(desk: Room, kim: AsgiClient) -> None:
    """Whoever undoes a filing before it is learned from has said nothing."""
    file(kim, PAGES[0])
    kim.post(UNDO)

    refused = kim.post(LEARN)

    assert refused.status_code == 422
    assert "nothing to learn from" in refused.text


def test_a_page_filed_by_hand_is_not_told_as_the_machines(desk: Room, kim: AsgiClient) -> None:
    """What a person says of a page is theirs, whatever was learned."""
    for page in PAGES[:3]:
        file(kim, page)
    kim.post(LEARN)
    desk.stage.clock.advance(minutes=1)
    file(kim, PAGES[3], "Kitchen")

    told = part(shown(kim))

    assert "More moss" not in told
    assert "1 page was filed in these days" in told


def test_what_does_no_better_is_not_used_and_that_is_told(desk: Room, kim: AsgiClient) -> None:
    """Filing that follows no pattern teaches nothing: the course's words go on deciding."""
    pages = [PageUrl(f"https://s{number}.example/x") for number in range(12)]
    for number, page in enumerate(pages):
        word = ("garden", "kitchen")[number % 2]
        desk.stage.source.posts.append(post(page, by=f"S{number}", created_at=at(17, number), text=f"{page} #BIT15"))
        desk.stage.reader.cards[page] = card(page, f"A {word}", kind=Kind.ARTICLE)
    desk.stage.clock.advance(minutes=1)
    desk.stage.poll()
    desk.stage.read_all()
    for number, page in enumerate(pages):
        file(kim, page, ("Garden", "Kitchen")[number % 2])
    kim.post(LEARN)

    told = part(shown(kim))

    assert "they decide" in told
    assert "Filed otherwise" not in told


def test_what_was_learned_may_speak_against_the_courses_words(desk: Room, kim: AsgiClient) -> None:
    """Five pages that have the word of one topic are filed under the other: both sides are told with their words."""
    pages = [PageUrl(f"https://pans.example/{number}") for number in range(6)]
    for number, page in enumerate(pages):
        desk.stage.source.posts.append(post(page, by=f"S{number}", created_at=at(17, number), text=f"{page} #BIT15"))
        desk.stage.reader.cards[page] = card(page, f"Kitchen herbs {number}", kind=Kind.ARTICLE)
    desk.stage.clock.advance(minutes=1)
    desk.stage.poll()
    desk.stage.read_all()
    for page in pages[:5]:
        file(kim, page)
    kim.post(LEARN)

    told = part(shown(kim))

    assert "Kitchen herbs 5</a>: Garden (because of " in told
    assert "by the course’s own words: Kitchen (because of kitchen)" in told


def test_a_course_without_topics_learns_none() -> None:
    """And its desk says nothing of them."""
    kim = room().client()

    assert '<section id="topics">' not in shown(kim)
    assert LADDER in shown(kim)


def test_what_was_learned_later_shows_at_once(desk: Room, kim: AsgiClient) -> None:
    """Also where the day was read a second ago."""
    for page in PAGES[:3]:
        file(kim, page)
    shown(kim)
    desk.stage.clock.time += timedelta(seconds=1)
    kim.post(LEARN)

    assert "Filed otherwise because of it" in part(shown(kim))
