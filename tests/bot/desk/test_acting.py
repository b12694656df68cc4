"""Acts of one person, and of two at once."""

from dataclasses import replace

from bot.desk.app import Desk, application
from bot.ports import Role
from bot.render.templates import Templates
from curation.model import EventKind, Topic
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import (
    ACT,
    DAY,
    EMOJI,
    FAILURE,
    HOST,
    ISSUE,
    LADDER,
    PATH,
    RELEASE,
    UNDO,
    WARNED,
    WORDS,
    Room,
    do,
    page_of,
    room,
    shown,
    titles,
)
from tests.fakes import MortalStore
from tests.makers import course


def test_one_button_is_one_event_with_its_person(desk: Room, kim: AsgiClient) -> None:
    """The browser goes back to where it was."""
    form = {"kind": "drop", "page": FAILURE, "value": "", "seen": "0"}

    answered = kim.post(ACT, form=form)

    assert answered.status_code == 303
    assert answered.headers["Location"].startswith(f"{PATH}#c-")
    assert "Failure" not in titles(shown(kim))
    with desk.stage.kept.look() as work:
        assert [(each.who, each.kind, each.page) for each in work.events.of("bit15", DAY)] == [
            ("Kim", EventKind.DROP, FAILURE)
        ]


def test_up_and_down_move_one_place(kim: AsgiClient) -> None:
    """By buttons that carry the place wanted."""
    before = titles(shown(kim))

    do(kim, "pin", page_of("courage"), "2")

    assert titles(shown(kim)) == [before[0], before[2], before[1], *before[3:]]


def test_a_waiting_page_is_approved_with_one_button(kim: AsgiClient) -> None:
    """It may go out with its warning, below what carries none."""
    do(kim, "approve", WARNED)

    page = shown(kim)
    assert "needs you" not in page
    assert "9 chosen" not in page


def test_undo_takes_back_my_last_act(kim: AsgiClient) -> None:
    """And says before what it would take back."""
    before = titles(shown(kim))
    do(kim, "drop", FAILURE)
    do(kim, "pin", EMOJI, "1")

    assert "Kim: pinned emoji.example/emoji 1" in shown(kim)
    kim.post(UNDO)
    kim.post(UNDO)

    assert titles(shown(kim)) == before


def test_words_are_kept_where_they_changed(desk: Room, kim: AsgiClient) -> None:
    """Of a form with five fields, those that a person changed become events, one each."""
    form = {
        "page": LADDER,
        "seen": "0",
        "note": "{sharer} shared this.",
        "was_note": "",
        "title": "Clear",
        "was_title": "",
    }

    kim.post(WORDS, form=form | {"short_title": "", "was_short_title": "", "credit": "mastodon ben@mastodon.example"})

    assert titles(shown(kim))[0] == "Clear"
    with desk.stage.kept.look() as work:
        assert [each.kind for each in work.events.of("bit15", DAY)] == ["title", "note", "credit"]


def test_a_page_is_filed_under_a_topic_of_the_course() -> None:
    """By name, under none, and back to what the rules say; a topic that the course has not is refused."""
    desk = room(where=course(topics=(Topic(name="Leadership"), Topic(name="Making"))))
    kim = desk.client()

    def file(topic: str, was: str, seen: int) -> int:
        form = {"page": LADDER, "seen": str(seen), "topic": topic, "was_topic": was}
        return kim.post(WORDS, form=form).status_code

    assert file("Making", "undo", 0) == 303
    assert '<option value="Making" selected>Making</option>' in shown(kim)
    assert file("", "Making", 1) == 303
    assert '<option value="" selected>' in shown(kim)
    assert file("undo", "", 2) == 303
    assert file("Cooking", "undo", 3) == 422


def test_words_that_name_a_participant_are_refused_and_said_why(kim: AsgiClient) -> None:
    """The mark is offered; nothing is lost of what stands."""
    refused = kim.post(WORDS, form={"page": LADDER, "seen": "0", "note": "Heidi says so.", "was_note": ""})

    assert refused.status_code == 422
    assert "write {sharer} instead" in refused.text
    assert len(titles(refused.text)) == 8


def test_words_about_the_whole_issue(desk: Room, kim: AsgiClient) -> None:
    """Question, organisers, week and minutes; an unchanged field is no event."""
    kim.post(
        ISSUE,
        form={"question": "Why?", "was_question": "", "minutes": "15", "was_minutes": "", "week": "", "was_week": ""},
    )

    composed = desk.review.review(DAY).issue.digest
    assert (composed.question, composed.reader_minutes) == ("Why?", 15)
    assert composed.start_with == 1


def test_two_editors_see_each_others_change_instead_of_overwriting_it(desk: Room, kim: AsgiClient) -> None:
    """Whoever comes second is shown what stands there now, and what they wanted."""
    ben = desk.client("Ben", Role.EDITOR)
    kim.post(WORDS, form={"page": LADDER, "seen": "0", "title": "Kim's title", "was_title": ""})

    overtaken = ben.post(WORDS, form={"page": LADDER, "seen": "0", "title": "Ben's title", "was_title": ""})

    assert overtaken.status_code == 409
    assert titles(overtaken.text)[0] == "Kim's title"
    assert "Ben&#39;s title" in overtaken.text
    assert (
        ben.post(WORDS, form={"page": LADDER, "seen": "1", "title": "Ben's title", "was_title": ""}).status_code == 303
    )
    assert titles(shown(kim))[0] == "Ben's title"


def test_pressing_a_button_twice_is_no_conflict(kim: AsgiClient) -> None:
    """An impatient finger sees the day, not a warning."""
    assert [do(kim, "drop", FAILURE), do(kim, "drop", FAILURE)] == [303, 303]


def test_editors_pick_and_write_but_let_nothing_out(desk: Room) -> None:
    """Approving and stopping are the owners'."""
    ben = desk.client("Ben", Role.EDITOR)

    assert do(ben, "pin", EMOJI, "1") == 303
    refused = [ben.post(RELEASE, form={"what": what}) for what in ("approve", "stop")]

    assert [each.status_code for each in refused] == [403, 403]
    assert "Only an owner" in refused[0].text
    assert "Approve the issue" not in shown(ben)


def test_a_database_that_fails_is_said_and_nothing_is_done(desk: Room) -> None:
    """In words, not as a broken page: the person tries again, and the act is there once."""
    store = MortalStore(desk.stage.store)
    failing = replace(desk.review, store=store)
    made = Desk(doors=desk.doors, courses={"bit15": failing}, templates=Templates(), hosts=frozenset({HOST}))
    kim = replace(desk, app=application(made)).client()
    store.fail_next_commit()

    first, again = do(kim, "drop", FAILURE), do(kim, "drop", FAILURE)

    assert (first, again) == (503, 303)
    assert len(desk.review.review(DAY).acts) == 1
