"""What people decided about an issue, as a fold."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.digest import UNDO, Verdicts, fold
from curation.model import Event, EventKind, PageUrl, Share, Story
from tests.makers import at, post

PAGE = PageUrl("https://blog.example/a")
OTHER = PageUrl("https://blog.example/b")
DAY = date(2015, 11, 11)


def event(kind: EventKind, value: str = "", *, hour: int = 9, page: PageUrl | None = PAGE, day: date = DAY) -> Event:
    return Event(course="bit15", kind=kind, who="ana", at=at(hour), day=day, page=page, value=value)


PIN, DROP, HOLD, APPROVE = EventKind.PIN, EventKind.DROP, EventKind.HOLD, EventKind.APPROVE
PINNED = Verdicts(pins={PAGE: 0})
DROPPED = Verdicts(dropped=frozenset({PAGE}))
HELD = Verdicts(held=frozenset({PAGE}))
APPROVED = Verdicts(approved=frozenset({PAGE}))


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([], Verdicts()),
        ([(PIN, "")], PINNED),
        ([(PIN, "2")], Verdicts(pins={PAGE: 2})),
        ([(PIN, "top")], PINNED),
        ([(PIN, "9" * 5000)], PINNED),
        ([(PIN, "2"), (PIN, "1")], Verdicts(pins={PAGE: 1})),
        ([(PIN, "2"), (PIN, UNDO)], Verdicts()),
        ([(PIN, UNDO)], Verdicts()),
        ([(DROP, "")], DROPPED),
        ([(DROP, ""), (DROP, UNDO)], Verdicts()),
        ([(DROP, ""), (HOLD, UNDO)], DROPPED),
        ([(DROP, ""), (HOLD, "")], HELD),
        ([(HOLD, ""), (APPROVE, "")], APPROVED),
        ([(APPROVE, ""), (APPROVE, UNDO)], Verdicts()),
        ([(APPROVE, ""), (HOLD, "")], HELD),
        ([(DROP, ""), (PIN, "")], PINNED),
        ([(HOLD, ""), (PIN, "")], PINNED),
        ([(PIN, ""), (DROP, "")], DROPPED),
        ([(PIN, ""), (DROP, ""), (DROP, UNDO)], PINNED),
        ([(PIN, ""), (HOLD, "")], Verdicts(pins={PAGE: 0}, held=frozenset({PAGE}))),
        ([(APPROVE, ""), (PIN, "")], Verdicts(pins={PAGE: 0}, approved=frozenset({PAGE}))),
        ([(EventKind.NOTE, " Worth it. ")], Verdicts(notes={PAGE: "Worth it."})),
        ([(EventKind.NOTE, "Worth it."), (EventKind.NOTE, "")], Verdicts()),
        ([(EventKind.TITLE, "Clear"), (EventKind.TITLE, "Clearer")], Verdicts(titles={PAGE: "Clearer"})),
        ([(EventKind.SHORT_TITLE, "Short")], Verdicts(short_titles={PAGE: "Short"})),
    ],
)
def test_the_last_word_on_a_page_wins(acts: list[tuple[EventKind, str]], expected: Verdicts) -> None:
    """Each act answers the earlier ones about the same thing; undo takes back its own kind."""
    events = [event(kind, value, hour=hour) for hour, (kind, value) in enumerate(acts)]

    assert fold(events) == fold(list(reversed(events))) == expected


def test_what_is_said_of_the_issue() -> None:
    """Question and organiser's note are replaced by later ones; a pause of the course says nothing about an issue."""
    events = [
        event(EventKind.QUESTION, "Why?", page=None),
        event(EventKind.QUESTION, "How?", page=None, hour=10),
        event(EventKind.ORGANISER_NOTE, "Room 5 today.", page=None),
        event(EventKind.PAUSE, page=None),
        event(APPROVE, page=None, hour=11),
    ]

    assert fold(events) == Verdicts(question="How?", organiser_note="Room 5 today.", approved_at=at(11))


@pytest.mark.parametrize(
    ("looked", "approved_at"),
    [
        (at(10).isoformat(), at(10)),
        (at(12).isoformat(), at(11)),
        ("2015-11-11T10:00:00", at(11)),
        ("soon", at(11)),
    ],
)
def test_an_approval_holds_for_what_was_looked_at(looked: str, approved_at: datetime) -> None:
    """What came in after the page was made, nobody saw; nobody looks at what is not there yet."""
    assert fold([event(APPROVE, looked, page=None, hour=11)]).approved_at == approved_at


def test_an_approval_can_be_taken_back() -> None:
    """Undo of an issue's approval leaves it as if nobody had approved."""
    assert fold([event(APPROVE, page=None), event(APPROVE, UNDO, page=None, hour=10)]) == Verdicts()


def test_words_about_pages_roll_over_and_words_about_issues_do_not() -> None:
    """For a given day, what was said of a page the day before holds; that day's question and approval do not."""
    yesterday = date(2015, 11, 10)
    events = [
        event(DROP, day=yesterday),
        event(EventKind.QUESTION, "Old?", page=None, day=yesterday),
        event(APPROVE, page=None, day=yesterday),
        event(EventKind.QUESTION, "New?", page=None),
    ]

    assert fold(events, day=DAY) == Verdicts(dropped=frozenset({PAGE}), question="New?")


SHORT = PageUrl("https://short.example/abc")
STORY = Story(page=PAGE, shares=(Share(post=post(SHORT), url=SHORT),), spellings=("http://", SHORT))


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([(SHORT, PIN, "1")], Verdicts(pins={PAGE: 1})),
        ([(OTHER, DROP, "")], Verdicts(dropped=frozenset({OTHER}))),
        ([(SHORT, EventKind.NOTE, "early"), (PAGE, EventKind.NOTE, "late")], Verdicts(notes={PAGE: "late"})),
        ([(PAGE, EventKind.NOTE, "own"), (SHORT, EventKind.NOTE, "later")], Verdicts(notes={PAGE: "own"})),
        ([(PAGE, PIN, "1"), (SHORT, DROP, "")], Verdicts(pins={PAGE: 1})),
        ([(SHORT, PIN, "1"), (PAGE, PIN, UNDO)], Verdicts()),
        ([(SHORT, DROP, ""), (PAGE, DROP, UNDO)], Verdicts()),
        ([(SHORT, HOLD, ""), (PAGE, APPROVE, "")], APPROVED),
        ([(SHORT, EventKind.NOTE, "early"), (PAGE, EventKind.NOTE, "")], Verdicts()),
    ],
    ids=["pin", "other", "late", "own", "duplicate", "unpinned", "undropped", "approved", "emptied"],
)
def test_what_was_said_of_a_page_follows_it(acts: list[tuple[PageUrl, EventKind, str]], expected: Verdicts) -> None:
    """Of a short link holds for the page behind it; what is said of that very page wins, and can take it back."""
    events = [event(kind, value, page=page, hour=hour) for hour, (page, kind, value) in enumerate(acts)]

    assert fold(events, stories=[STORY]) == expected


def act(kind: EventKind, value: str = "", *, who: str = "ana", page: PageUrl | None = PAGE, day: date = DAY) -> Event:
    """Return an act; acts of a test come in the order they are listed, all at one moment."""
    return Event(course="bit15", kind=kind, who=who, at=at(9), day=day, page=page, value=value)


TAKE_BACK = act(EventKind.UNDO, page=None)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([TAKE_BACK], Verdicts()),
        ([act(PIN), TAKE_BACK], Verdicts()),
        ([act(PIN, "2"), act(PIN, "1"), TAKE_BACK], Verdicts(pins={PAGE: 2})),
        ([act(PIN, "2"), act(PIN, "1"), TAKE_BACK, TAKE_BACK], Verdicts()),
        ([act(PIN), act(DROP), TAKE_BACK], PINNED),
        ([act(DROP), act(DROP, UNDO), TAKE_BACK], DROPPED),
        ([act(PIN, who="ben"), TAKE_BACK], PINNED),
        ([act(PIN), act(DROP, who="ben"), TAKE_BACK], DROPPED),
        ([act(PIN, day=date(2015, 11, 10)), TAKE_BACK], PINNED),
        ([act(EventKind.NOTE, "Old."), act(EventKind.NOTE, "New."), TAKE_BACK], Verdicts(notes={PAGE: "Old."})),
        ([act(APPROVE, page=None), TAKE_BACK], Verdicts()),
    ],
)
def test_taking_back_undoes_the_last_act_of_that_person_about_that_issue(acts: list[Event], expected: Verdicts) -> None:
    """Whatever the act was, what stood before it stands again; nobody takes back what another did."""
    assert fold(acts) == expected


@given(st.lists(st.sampled_from([act(PIN), act(DROP), act(HOLD), act(EventKind.NOTE, "Why."), act(PIN, who="ben")])))
def test_everything_a_person_did_can_be_taken_back(acts: list[Event]) -> None:
    """As many undos as acts leave what the others did, and one more changes nothing."""
    mine = [each for each in acts if each.who == "ana"]

    taken = fold([*acts, *[TAKE_BACK] * len(mine)])

    assert taken == fold([each for each in acts if each.who == "ben"])
    assert fold([*acts, *[TAKE_BACK] * (len(mine) + 1)]) == taken


@given(
    st.lists(st.builds(act, st.sampled_from(EventKind), st.sampled_from(["", UNDO, "1", "x"]))),
    st.builds(act, st.sampled_from(sorted(set(EventKind) - {EventKind.UNDO})), st.sampled_from(["", UNDO, "2", "y"])),
)
def test_an_act_and_its_undo_leave_no_trace(before: list[Event], last: Event) -> None:
    """The digest is a fold over its events: replaying them gives what was there before the mistake."""
    assert fold([*before, last, TAKE_BACK]) == fold(before)


@pytest.mark.parametrize(
    ("acts", "stopped", "approved"),
    [
        ([act(HOLD, page=None)], True, False),
        ([act(APPROVE, page=None), act(HOLD, page=None)], True, False),
        ([act(HOLD, page=None), act(APPROVE, page=None)], False, True),
        ([act(HOLD, page=None), act(HOLD, UNDO, page=None)], False, False),
        ([act(APPROVE, page=None), act(HOLD, page=None), act(HOLD, UNDO, page=None)], False, True),
        ([act(APPROVE, page=None), act(HOLD, page=None), TAKE_BACK], False, True),
    ],
)
def test_the_presses_stand_still_until_somebody_approves(acts: list[Event], *, stopped: bool, approved: bool) -> None:
    """A hold of the whole issue takes its approval away, and a new approval the hold."""
    verdicts = fold(acts)

    assert verdicts.stopped is stopped
    assert (verdicts.approved_at is not None) is approved


def test_words_about_the_issue_and_its_pages() -> None:
    """Week, minutes, a warning and whom to credit are kept as they were said; no number of minutes is none."""
    acts = [
        act(EventKind.WEEK, "A week off", page=None),
        act(EventKind.MINUTES, "15", page=None),
        act(EventKind.CONTENT_WARNING, "grief"),
        act(EventKind.CREDIT, "mastodon ben@mastodon.example"),
    ]

    told = fold(acts)

    assert (told.week, told.minutes) == ("A week off", 15)
    assert (told.warnings, told.credits) == ({PAGE: "grief"}, {PAGE: "mastodon ben@mastodon.example"})
    assert fold([*acts, act(EventKind.MINUTES, "²", page=None)]).minutes is None
