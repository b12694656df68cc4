"""A person's acts: which are taken, which are not, and what is said to both."""

from datetime import timedelta

import pytest

from bot.errors import NotAccepted
from curation.model import EventKind, WishKind
from tests.makers import card, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX, shared

TODAY = SIX.date()
FIRST = "https://site0-11.example/11/page-0"


@pytest.fixture
def stage() -> Stage:
    """An hour before six; five pages shared and read."""
    made = Stage()
    made.source.posts.extend(shared())
    made.reader.moved["https://site1-11.example/11/page-1"] = card("https://moved.example/here")
    made.clock.time = SIX - timedelta(hours=1)
    made.poll()
    made.read_all()
    return made


def test_an_act_is_written_down_with_its_person(stage: Stage) -> None:
    """What was done, on which page, by whom, in one line."""
    said = stage.judge(TODAY, EventKind.PIN, who="Kim", url="http://www.site0-11.example/11/page-0")

    assert said == f"bit15/2015-11-11: pin {FIRST} by Kim"
    with stage.kept.look() as work:
        assert [(each.kind, each.page, each.who) for each in work.events.of("bit15", TODAY)] == [
            (EventKind.PIN, FIRST, "Kim")
        ]


def test_an_act_on_the_whole_issue_names_no_page(stage: Stage) -> None:
    """Approving is about the day."""
    assert stage.judge(TODAY, EventKind.APPROVE, who="Kim") == "bit15/2015-11-11: approve by Kim"


def test_an_act_on_an_old_address_is_about_the_page_it_moved_to(stage: Stage) -> None:
    """Whichever address a person copies, the story is meant."""
    said = stage.judge(TODAY, EventKind.DROP, who="Kim", url="https://site1-11.example/11/page-1")

    assert said == "bit15/2015-11-11: drop https://moved.example/here by Kim"


def test_t101_a_closed_issue_takes_no_acts(stage: Stage) -> None:
    """After the freeze nothing is changed by the way, and the state is said."""
    stage.clock.time = SIX
    stage.due()

    with pytest.raises(NotAccepted, match="bit15/2015-11-11 is frozen; only an open issue can be changed"):
        stage.judge(TODAY, EventKind.DROP, who="Kim", url=FIRST)


def test_a_page_nobody_shared_cannot_be_judged(stage: Stage) -> None:
    """A typing error is found at once."""
    with pytest.raises(NotAccepted, match=r"nobody shared https://site0-11\.example/11/page-O"):
        stage.judge(TODAY, EventKind.PIN, who="Kim", url="https://site0-11.example/11/page-O")


@pytest.mark.parametrize(("letters", "accepted"), [(200, True), (201, False)])
def test_a_note_has_at_most_200_characters(stage: Stage, letters: int, accepted: bool) -> None:  # noqa: FBT001 - a case of the table
    """Characters as people see them; one too many is told with both numbers."""
    note = "é" * letters  # two code points each

    if accepted:
        assert stage.judge(TODAY, EventKind.NOTE, who="Kim", url=FIRST, value=note)
    else:
        with pytest.raises(NotAccepted, match="the note has 201 characters; 200 is the most"):
            stage.judge(TODAY, EventKind.NOTE, who="Kim", url=FIRST, value=note)


def test_t112_a_note_with_a_name_in_it_is_not_taken(stage: Stage) -> None:
    """A name in prose could not be taken out later; the mark that can be is offered, and nothing is kept."""
    with pytest.raises(NotAccepted, match=r"write \{sharer\} instead"):
        stage.judge(TODAY, EventKind.NOTE, who="Kim", url=FIRST, value="Ana 0 found this gem.")

    with stage.kept.look() as work:
        assert work.events.of("bit15", TODAY) == ()


@pytest.mark.parametrize("kind", [EventKind.NOTE, EventKind.ORGANISER_NOTE, EventKind.QUESTION])
def test_t112_who_is_left_out_is_not_named_in_prose_either(stage: Stage, kind: EventKind) -> None:
    """Whoever said stop is named least of all."""
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.STOP))

    with pytest.raises(NotAccepted, match=r"write \{sharer\} instead"):
        stage.judge(TODAY, kind, who="Kim", url=FIRST if kind is EventKind.NOTE else None, value="What did Ana 0 find?")


def test_t112_who_shared_the_page_is_not_called_by_the_first_name(stage: Stage) -> None:
    """Of the page that she shared "Ana" is a name; of the issue it is anybody's, as is another's of this page."""
    with pytest.raises(NotAccepted, match=r"write \{sharer\} instead"):
        stage.judge(TODAY, EventKind.NOTE, who="Kim", url=FIRST, value="Ana found this gem.")

    assert stage.judge(TODAY, EventKind.QUESTION, who="Kim", value="Ana or Otto: which is a palindrome?")
    assert stage.judge(TODAY, EventKind.NOTE, who="Kim", url=FIRST, value="Otto is one, too.")
