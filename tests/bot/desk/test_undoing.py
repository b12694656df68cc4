"""Taking an issue back at the desk: what it says before, who may, and until when."""

import pytest

from bot.ports import DigestState, Role
from curation.model import PublishPolicy
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import PATH, RELEASE, Room, room, shown
from tests.makers import at, course

DAY = "2015-11-11"
BUTTON = "Take this issue back"


def sent(desk: Room, minutes: int = 2) -> None:
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(minutes)


def undone(client: AsgiClient) -> int:
    return client.post(RELEASE, form={"what": "undo"}).status_code


def test_what_undoing_does_is_said_before(desk: Room, kim: AsgiClient) -> None:
    """By outlet, with the time it ends; nothing is taken back by looking."""
    sent(desk)

    page = shown(kim)

    assert "Went out at 18:00." in page
    assert "Until 18:10 you can take this issue back:" in page
    assert "blog: page and feeds say that the issue was withdrawn. Its address is never used again." in page
    assert "mastodon: 4 posts are deleted, the newest first." in page
    assert BUTTON in page
    assert len(desk.stage.thread.edits) == 0


def test_an_issue_that_just_went_out_is_taken_back(desk: Room, kim: AsgiClient) -> None:
    """Written down at once; whoever holds the lease deletes part after part, and the desk shows what is left."""
    sent(desk)

    answered = undone(kim)
    going = shown(kim)
    desk.stage.withdraw.resume()
    gone = shown(kim)

    issue = desk.stage.issue(DAY)
    assert issue is not None
    assert (answered, issue.state) == (303, DigestState.WITHDRAWN)
    assert "Went out at 18:00, and was taken back." in going
    assert "mastodon: 4 are still to be taken back" in going
    assert "mastodon: taken back." in gone
    assert "blog: taken back." in gone
    assert BUTTON not in gone
    assert "Kim: took the issue back" in gone
    assert [text for text in desk.stage.thread.texts if text] == []


def test_after_ten_minutes_it_is_too_late(desk: Room, kim: AsgiClient) -> None:
    """The button is gone, and a page that was open for longer is told why."""
    sent(desk, minutes=10)

    page = shown(kim)
    refused = kim.post(RELEASE, form={"what": "undo"})

    assert BUTTON not in page
    assert refused.status_code == 422
    assert "more than ten minutes ago; it can be corrected or withdrawn" in refused.text
    issue = desk.stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED


def test_before_it_goes_out_there_is_nothing_to_undo(desk: Room, kim: AsgiClient) -> None:
    """The presses are stopped instead."""
    assert BUTTON not in shown(kim)
    assert undone(kim) == 422


def test_editors_take_nothing_back(desk: Room) -> None:
    """What owners let out, owners take back."""
    sent(desk)
    editor = desk.client("Ben", Role.EDITOR)

    assert BUTTON not in editor.get(PATH).text
    assert undone(editor) == 403
    assert len(desk.stage.thread.edits) == 0


@pytest.mark.parametrize(("language", "said"), [("en", "Went out at"), ("fr", "Parti à")])
def test_it_is_said_in_the_courses_language(language: str, said: str) -> None:
    """Every sentence of it."""
    desk = room(where=course(policy=PublishPolicy.AUTO_CLEAN, language=language))
    sent(desk)
    client = desk.client()

    before = client.get(PATH).text
    undone(client)
    after = client.get(PATH).text

    assert said in before
    assert said in after
    assert "desk.un" not in before + after


def test_whoever_comes_right_after_the_hour_is_led_to_what_went_out(desk: Room, kim: AsgiClient) -> None:
    """The desk opens on the day that runs; for ten minutes it says that the one before can be taken back."""
    sent(desk)
    opened = kim.get("/").headers["Location"]

    at_once = kim.get(opened).text
    editor = desk.client("Ben", Role.EDITOR).get(opened).text
    desk.stage.clock.time = at(23, 10)
    later = kim.get(opened).text

    link = (
        '<a href="../2015-11-11/">The issue of the day before has just gone out: until 18:10 you can take it back</a>'
    )
    assert opened == "/bit15/2015-11-12/"
    assert link in at_once
    assert "take it back" not in editor
    assert "take it back" not in later
