"""Two people at one issue, and one person with two windows: nothing is written over unseen, nothing typed is lost."""

from datetime import timedelta
from html import unescape

import pytest
from lxml import html

from bot.ports import Role
from curation.model import EventKind, Topic
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import (
    DAY,
    EMOJI,
    FAILURE,
    ISSUE,
    LADDER,
    PATH,
    RELEASE,
    UNDO,
    WORDS,
    Room,
    do,
    room,
    shown,
    titles,
)
from tests.makers import course

NOTE = "{sharer} shared this: five rungs from recall to inquiry, and one that nobody ever stands on for long."
TYPED = {"page": LADDER, "seen": "0", "note": NOTE, "was_note": "", "title": "Rungs", "was_title": ""}


def fields(page: str, action: str, page_url: str = "") -> dict[str, str]:
    """Return what the form at *action*, of *page_url* where it is about a page, would send as it stands."""
    for form in html.fromstring(page).iter("form"):
        said = {str(name): str(value or "") for name, value in form.fields.items()}  # type: ignore[attr-defined]  # lxml's types know no forms
        if form.get("action") == action and said.get("page", "") == page_url:
            return {name: unescape(value).strip() for name, value in said.items()}
    raise AssertionError(action)


def said_on(desk: Room) -> list[tuple[str, EventKind, str]]:
    with desk.stage.kept.look() as work:
        return [(each.who, each.kind, each.value) for each in work.events.of("bit15", DAY)]


def test_who_is_overtaken_finds_every_word_they_typed(desk: Room, kim: AsgiClient) -> None:
    """In the fields where they typed it, over what the other wrote: one more press keeps it."""
    ben = desk.client("Ben", Role.EDITOR)
    kim.post(WORDS, form={"page": LADDER, "seen": "0", "title": "Kim's title", "was_title": ""})

    overtaken = ben.post(WORDS, form=TYPED)

    again = fields(overtaken.text, "words", LADDER)
    assert (again["note"], again["title"], again["was_title"]) == (NOTE, "Rungs", "Kim's title")
    assert ben.post(WORDS, form=again).status_code == 303
    assert said_on(desk)[1:] == [("Ben", EventKind.TITLE, "Rungs"), ("Ben", EventKind.NOTE, NOTE)]


def test_who_is_refused_finds_every_word_they_typed(desk: Room, kim: AsgiClient) -> None:
    """A note that cannot be kept takes nothing with it, and leaves nothing half done."""
    refused = kim.post(WORDS, form=TYPED | {"note": f"Heidi says: {NOTE}"})

    again = fields(refused.text, "words", LADDER)
    assert (again["note"], again["title"], again["was_title"]) == (f"Heidi says: {NOTE}", "Rungs", "")
    assert '<details class="words" open>' in refused.text
    assert said_on(desk) == []


def test_words_of_the_issue_that_are_refused_stay_typed(desk: Room, kim: AsgiClient) -> None:
    """All of them, also those that were no trouble."""
    form = {"seen": "0", "question": "Why?", "was_question": "", "organiser_note": "Heidi is here.", "week": ""}

    refused = kim.post(ISSUE, form=form)

    again = fields(refused.text, "issue")
    assert (again["question"], again["organiser_note"], again["was_question"]) == ("Why?", "Heidi is here.", "")
    assert said_on(desk) == []


def test_a_link_that_is_refused_stays_typed(kim: AsgiClient) -> None:
    """With the note that was written for it."""
    refused = kim.post(f"{PATH}add", form={"url": "https://library.example/x", "note": "Heidi says so."})

    again = fields(refused.text, "add")
    assert refused.status_code == 422
    assert (again["url"], again["note"]) == ("https://library.example/x", "Heidi says so.")


def test_two_people_wording_the_issue_see_each_other(desk: Room, kim: AsgiClient) -> None:
    """The word of the organisers that another just wrote is shown before it is replaced."""
    ben = desk.client("Ben", Role.EDITOR)
    seen_by_ben = fields(shown(ben), "issue")
    kim.post(ISSUE, form=fields(shown(kim), "issue") | {"organiser_note": "Room 5 today."})

    overtaken = ben.post(ISSUE, form=seen_by_ben | {"organiser_note": "Room 6 today."})

    again = fields(overtaken.text, "issue")
    assert overtaken.status_code == 409
    assert (again["organiser_note"], again["was_organiser_note"]) == ("Room 6 today.", "Room 5 today.")
    assert ben.post(ISSUE, form=again).status_code == 303


def test_two_who_approve_are_of_one_mind(desk: Room, kim: AsgiClient) -> None:
    """Each looked at a moment of their own; the second is told of no conflict."""
    lee = desk.client("Lee")
    first = fields(shown(kim), "release")
    desk.stage.clock.time += timedelta(minutes=1)
    second = fields(shown(lee), "release")

    assert first["looked"] < second["looked"]
    assert kim.post(RELEASE, form=first).status_code == 303
    assert lee.post(RELEASE, form=second).status_code == 303


def test_nobody_approves_over_a_stop_they_did_not_see(desk: Room, kim: AsgiClient) -> None:
    """An owner with an old page learns that another stopped the presses."""
    pat = desk.client("Pat", Role.OWNER)
    seen_by_pat = fields(shown(pat), "release")
    kim.post(RELEASE, form={"what": "stop"})

    overtaken = pat.post(RELEASE, form=seen_by_pat)

    assert overtaken.status_code == 409
    assert desk.review.review(DAY).stopped


def test_two_presses_of_undo_are_one(desk: Room, kim: AsgiClient) -> None:
    """An impatient finger takes back one act, not two."""
    do(kim, "drop", FAILURE)
    do(kim, "drop", EMOJI)
    form = fields(shown(kim), "undo")

    assert [kim.post(UNDO, form=form).status_code for _ in range(2)] == [303, 303]

    assert [each.page for each in desk.review.review(DAY).acts] == [FAILURE]


def test_an_old_page_takes_nothing_back_that_it_does_not_show(desk: Room, kim: AsgiClient) -> None:
    """Its "Undo" names one act; another since then is shown, and stands."""
    do(kim, "drop", FAILURE)
    form = fields(shown(kim), "undo")
    do(kim, "pin", EMOJI, "1")

    assert kim.post(UNDO, form=form).status_code == 409
    assert [each.kind for each in desk.review.review(DAY).acts] == [EventKind.DROP, EventKind.PIN]


def test_an_act_on_a_page_that_became_another_is_not_blind(desk: Room, kim: AsgiClient) -> None:
    """What stands on the page it is one with now is shown before it is written over."""
    ben = desk.client("Ben", Role.EDITOR)
    kim.post(WORDS, form={"page": LADDER, "seen": "0", "title": "Kim's title", "was_title": ""})
    desk.review.join.merge(FAILURE, LADDER, who="Kim")
    desk.review.recall.forget()

    overtaken = ben.post(WORDS, form=TYPED | {"page": FAILURE})

    assert overtaken.status_code == 409
    assert fields(overtaken.text, "words", LADDER)["title"] == "Rungs"


def test_what_was_said_of_a_page_can_be_taken_back_when_it_is_another(desk: Room, kim: AsgiClient) -> None:
    """Its words stand in the fields, its pin has a button, and both can go."""
    kim.post(WORDS, form={"page": FAILURE, "seen": "0", "note": "Worth it.", "was_note": ""})
    do(kim, "pin", FAILURE, "1", seen=1)
    desk.review.join.merge(FAILURE, EMOJI, who="Kim")
    desk.review.recall.forget()
    joined = fields(shown(kim), "words", EMOJI)

    assert (joined["note"], joined["seen"]) == ("Worth it.", "2")
    assert kim.post(WORDS, form=joined | {"note": ""}).status_code == 303
    assert do(kim, "pin", EMOJI, "undo", seen=3) == 303
    assert (
        "Worth it."
        not in shown(kim).partition("<h2>History")[0].partition("<h2>In the issue")[2].partition("<h2>Could")[0]
    )
    assert titles(shown(kim))[0] != "Emoji"


def test_a_page_that_was_unpinned_can_be_kept_again(kim: AsgiClient) -> None:
    """The button says what it does: a place that was given up is not offered to be given up."""
    do(kim, "pin", LADDER, "1")
    do(kim, "pin", LADDER, "undo", seen=1)

    assert 'data-act="pinundo"' not in shown(kim)


@pytest.mark.parametrize("standing", ["Leadership\nMaking", "Cooking"], ids=["several", "gone"])
def test_a_topic_that_the_list_lacks_stays_when_other_words_are_kept(standing: str) -> None:
    """Filed by the command line under two, or under one that the course has no more: a note changes neither."""
    desk = room(where=course(topics=(Topic(name="Leadership"), Topic(name="Making"))))
    desk.review.judge(DAY, EventKind.TOPIC, who="Kim", url=LADDER, value=standing)
    kim = desk.client()

    form = fields(shown(kim), "words", LADDER)
    kim.post(WORDS, form=form | {"note": "Worth it."})

    assert [kind for _, kind, _ in said_on(desk)] == [EventKind.TOPIC, EventKind.NOTE]


def test_a_credit_that_the_list_lacks_stays_when_other_words_are_kept(desk: Room, kim: AsgiClient) -> None:
    """Whoever it was: somebody further down than the desk shows, or who is gone."""
    desk.review.judge(DAY, EventKind.CREDIT, who="Kim", url=LADDER, value="mastodon zoe@mastodon.example")

    form = fields(shown(kim), "words", LADDER)
    kim.post(WORDS, form=form | {"note": "Worth it."})

    assert [kind for _, kind, _ in said_on(desk)] == [EventKind.CREDIT, EventKind.NOTE]


def test_searching_from_the_answer_to_an_act_finds(desk: Room, kim: AsgiClient) -> None:
    """The page that says why an act was not taken has the address of the act; its search leads back to the day."""
    refused = kim.post(WORDS, form=TYPED | {"note": "Heidi says so."})

    (search,) = [form for form in html.fromstring(refused.text).iter("form") if form.get("method") == "get"]

    assert search.get("action") == "./"
    assert kim.get(f"{PATH}?find=ladder").status_code == 200
