"""How an issue is let out and stopped, and what goes out of it."""

import re
from datetime import timedelta
from html import unescape

import pytest

from curation.model import PublishPolicy, WishKind
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import EMOJI, LADDER, PATH, RELEASE, WORDS, Room, do, page_of, room, shown, titles
from tests.makers import at, course, post, wish


def test_an_approved_issue_goes_out_as_it_lay_on_the_desk(desk: Room, kim: AsgiClient) -> None:
    """At six, what was picked and written is what the world reads."""
    do(kim, "pin", EMOJI, "1")
    proof = kim.get(f"{PATH}proofs/").text

    kim.post(RELEASE, form={"what": "approve"})
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(2)

    assert desk.stage.thread.texts[1].endswith(f"1: Emoji {EMOJI} by P7")
    assert all(unescape(text) in unescape(proof) for text in desk.stage.thread.texts)


def test_stopped_presses_hold_the_issue_until_it_is_approved_again(desk: Room, kim: AsgiClient) -> None:
    """Six o'clock passes and nothing goes out; then it does, once."""
    kim.post(RELEASE, form={"what": "approve"})
    kim.post(RELEASE, form={"what": "stop"})
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(3)

    assert desk.stage.thread.sent == []
    assert "Stopped: nothing goes out" in shown(kim)
    kim.post(RELEASE, form={"what": "approve"})
    desk.stage.minutes(3)
    assert len(desk.stage.thread.sent) == 4


def test_presses_that_run_cannot_be_stopped(desk: Room, kim: AsgiClient) -> None:
    """What went out is corrected or withdrawn, and the desk says so."""
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(2)

    refused = kim.post(RELEASE, form={"what": "stop"})

    assert refused.status_code == 422
    assert "on its way already" in refused.text


def test_a_stop_between_approval_and_sending_wins(desk: Room, kim: AsgiClient) -> None:
    """Whoever asks to be left out after the approval is not named at six."""
    kim.post(RELEASE, form={"what": "approve"})
    with desk.stage.kept.work() as work:
        work.wishes.record(wish("Heidi", WishKind.STOP))
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(2)

    assert len(desk.stage.thread.sent) == 4
    assert not any("Heidi" in text for text in desk.stage.thread.texts)


def test_late_posts_change_nothing_a_person_touched(desk: Room, kim: AsgiClient) -> None:
    """They may come in behind, and add to counts (T101)."""
    do(kim, "pin", page_of("courage"), "1")
    kim.post(WORDS, form={"page": LADDER, "seen": "0", "title": "My title", "was_title": ""})
    late = [post(page_of("zines"), by=f"Late{n}", created_at=at(22, 31), number=9) for n in range(9)]
    desk.stage.source.posts.extend(late)
    desk.stage.clock.time = at(22, 35)
    desk.stage.poll()

    page = shown(kim)

    assert titles(page)[:3] == ["Courage", "Zines", "My title"]
    assert "10 people" in page


def test_an_issue_whose_hour_is_long_over_is_not_let_out(desk: Room) -> None:
    """What was stopped, and not approved before the next one was due, is in that one: nobody is told otherwise."""
    desk.client().post(RELEASE, form={"what": "stop"})
    desk.stage.clock.time = at(23, 5) + timedelta(days=1)
    desk.stage.minutes(2)
    kim = desk.client()

    page, approved = shown(kim), kim.post(RELEASE, form={"what": "approve"})

    assert "Nothing of it went out, and nothing will" in page
    assert 'data-act="release"' not in page
    assert ">Stop the presses<" not in page
    assert approved.status_code == 422
    assert "Published" in kim.get("/bit15/2015-11-12/").text


@pytest.mark.parametrize("spoilt", [False, True])
def test_an_old_page_approves_nothing_that_came_after_it(spoilt: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Where nothing goes out unseen, a link shared while the page lay open waits; a spoilt moment lets in all of it."""
    strict = room(where=course(policy=PublishPolicy.REVIEW))
    kim = strict.client()
    looked = _looked(shown(kim))
    late = [post(page_of("late"), by=f"Late{n}", created_at=at(22, 31), number=9) for n in range(9)]
    strict.stage.source.posts.extend(late)
    strict.stage.clock.time = at(22, 35)
    strict.stage.poll()

    kim.post(RELEASE, form={"what": "approve", "looked": "then" if spoilt else looked})

    assert ("late.example/late" in titles(shown(kim))) is spoilt
    assert len(titles(shown(kim))) >= 3


def _looked(page: str) -> str:
    found = re.search(r'name="looked" value="([^"]+)"', page)
    assert found
    return found[1]
