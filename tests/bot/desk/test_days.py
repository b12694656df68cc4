"""Other days, other courses and other languages."""

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from bot.desk.app import Desk, application
from bot.ports import DigestState
from bot.render.templates import Templates
from curation.model import Event, EventKind, PublishPolicy
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import DAY, FAILURE, HOST, LADDER, PATH, RELEASE, Room, do, room, shown
from tests.makers import at, course


def test_a_course_that_publishes_nothing_unapproved_waits(desk: Room) -> None:
    """Under `review` everything needs a person, and one button lets all of it out."""
    strict = room(where=course(policy=PublishPolicy.REVIEW))
    kim = strict.client()

    before = shown(kim)
    kim.post(RELEASE, form={"what": "approve"})
    strict.stage.clock.time = at(23, 0)
    strict.stage.minutes(2)

    assert "11 need you" in before
    assert len(strict.stage.thread.sent) == 4


def test_a_published_day_is_only_looked_at(desk: Room, kim: AsgiClient) -> None:
    """No button, and a form from an old page is refused with its reason."""
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(3)

    page = shown(kim)

    assert "Published" in page
    assert 'action="act"' not in page
    assert do(kim, "drop", FAILURE) == 422


def test_a_french_course_is_reviewed_in_french() -> None:
    """Every word of the desk is in the course's language."""
    page = shown(room(where=course(language="fr")).client())

    assert "Dans le numéro" in page
    assert "11 novembre 2015" in page


def test_a_desk_open_over_the_hour_shows_the_next_state(desk: Room, kim: AsgiClient) -> None:
    """Reading again is quick for seconds and right after them."""
    shown(kim)
    desk.stage.clock.advance(seconds=5)
    again = shown(kim)
    desk.stage.clock.time = at(23, 0) + timedelta(minutes=1)

    assert "in 29 min" in again
    assert "Its hour has come" in shown(kim)
    assert desk.review.review(DAY).issue.state is DigestState.DRAFT


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_act_can_be_told(desk: Room, kim: AsgiClient, kind: EventKind) -> None:
    """The history has words for whatever anybody did, with and without a page."""
    with desk.stage.kept.work() as work:
        for page in (LADDER, None):
            for value in ("1", "undo"):
                work.events.append(
                    Event(course="bit15", kind=kind, who="Ana", at=at(22), day=DAY, page=page, value=value)
                )

    assert kim.get(PATH).status_code == 200


def test_every_course_of_the_house_is_a_tap_away(desk: Room) -> None:
    """From each day of one to the open day of the others, and from an old day to the open one of the same course."""
    other = replace(desk.review, course=replace(desk.review.course, slug="oer", title="Open Resources"))
    both = Desk(
        doors=desk.doors, courses={"bit15": desk.review, "oer": other}, templates=Templates(), hosts=frozenset({HOST})
    )
    kim = replace(desk, app=application(both)).client()

    told = html.fromstring(kim.get("/oer/2015-11-10/").text)

    links = [(each.get("href"), each.text_content()) for each in told.iterfind(".//header//a")]
    assert links == [("/oer/2015-11-11/", "Review desk"), (PATH, desk.review.course.title)]
    assert not list(html.fromstring(shown(desk.client())).iterfind(".//header//nav"))
