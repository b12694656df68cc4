"""What the desk tells of each person: how they will appear, and what allows it."""

import pytest

from bot.tasks.material import material_of
from curation.model import ConsentMode, PublishPolicy, WishKind
from tests.bot.desk.rooms import DAY, Room, room, shown
from tests.golden.hostile import HOSTILE
from tests.makers import at, course, wish

MODE = "Said nothing; they are named because the course’s consent mode is “open”. Their words may not be quoted."


def desk_in(mode: ConsentMode, language: str = "en") -> Room:
    return room(where=course(policy=PublishPolicy.AUTO_CLEAN, consent=mode, language=language))


def said(desk: Room, who: str, kind: WishKind, value: str = "", **but: object) -> None:
    with desk.stage.kept.work() as work:
        work.wishes.record(wish(who, kind, value, at=at(9), **but))
    desk.stage.clock.advance(minutes=1)  # what the sources said may be seconds old


def people_of(desk: Room, page: str = "ladder") -> dict[str, str]:
    """Return by name what the desk tells of each who shared *page*."""
    page_html = shown(desk.client())
    told: dict[str, str] = {}
    for each in page_html.split("<li><p><strong><bdi>")[1:]:
        name, _, rest = each.partition("</bdi>")
        told[name] = rest.partition('<p class="help">')[2].partition("</p>")[0]
    return told


def test_the_mode_is_what_allows_who_said_nothing() -> None:
    """The desk says that it is the course's choice, and not theirs."""
    told = people_of(desk_in(ConsentMode.OPEN))

    assert told["Heidi"] == told["Ana"] == MODE


def test_in_a_course_that_asks_silence_allows_nothing() -> None:
    """Only the one who said "start" may be named; the desk gives their word, its day and where it stands."""
    desk = desk_in(ConsentMode.ASK)
    said(desk, "Heidi", WishKind.START, evidence="https://mastodon.example/@heidi/7")

    told = people_of(desk)

    assert told["Heidi"].startswith("May be named: “start”, 11 Nov (https://mastodon.example/@heidi/7).")
    assert told["Ana"] == "Nothing they said lets them be named. Their words may not be quoted."


def test_a_roster_and_a_word_on_quotes_are_told() -> None:
    """Alias and quotation stand beside each other: the one does not follow from the other."""
    desk = desk_in(ConsentMode.OPEN)
    said(desk, "Ana", WishKind.ROSTER, "alias Blue Heron", evidence="form 12")
    said(desk, "Heidi", WishKind.START, evidence="post 1")
    said(desk, "Heidi", WishKind.QUOTE, "yes", evidence="post 2")

    told = people_of(desk)

    assert told["Ana"] == "May be named: “roster alias Blue Heron”, 11 Nov (form 12). Their words may not be quoted."
    assert told["Heidi"].endswith("Their words may be quoted.")


@pytest.mark.parametrize("mode", list(ConsentMode))
def test_whoever_is_named_on_the_desk_has_what_allows_it(mode: ConsentMode) -> None:
    """The desk and the issue ask the same record: nobody is named there without a line here."""
    desk = desk_in(mode)
    for name, kind, value in (("Heidi", WishKind.START, ""), ("Ben", WishKind.ROSTER, "name")):
        said(desk, name, kind, value)
    with desk.stage.kept.look() as work:
        material = material_of(work, desk.stage.course, DAY, desk.stage.clock.now())

    for candidate in desk.review.review(DAY).candidates:
        for sharer in candidate.sharers:
            allowed = sharer.agreed is not None or mode is ConsentMode.OPEN
            assert sharer.credit == material.credit(sharer.post)
            assert allowed or not sharer.credit.is_named


def test_it_is_said_in_french_and_what_people_wrote_is_never_run() -> None:
    """A wish's evidence and an alias are foreign, too."""
    desk = desk_in(ConsentMode.OPEN, "fr")
    for number, name in enumerate(HOSTILE.values()):
        said(desk, "Heidi", WishKind.ROSTER, f"alias {name}", evidence=f"{name} {number}")
        page = shown(desk.client())
        assert "<script" not in page.replace('<script src="/static/', "")
        assert "desk.consent" not in page
    assert "Peut être nommé" in page
