"""Links that are added by hand: candidates like any other, found by the organisers alone."""

from datetime import date, timedelta

import pytest

from bot.errors import NotAccepted
from bot.ports import Unreadable
from curation.digest import UNDO
from curation.errors import InvalidUrl
from curation.model import ConsentMode, CreditForm, EventKind, PageUrl
from tests.makers import at, card, post
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX, shared

DAY = date(2015, 11, 11)
URL = "https://Library.example/on-zines?utm_source=mail"
PAGE = PageUrl("https://library.example/on-zines")


@pytest.fixture
def stage() -> Stage:
    """Half an hour before six, five pages shared."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.reader.cards[PAGE] = card(PAGE, "On zines", minutes=4)
    stage.clock.time = SIX - timedelta(minutes=30)
    stage.poll()
    stage.read_all()
    return stage


def pages(stage: Stage, day: date = DAY) -> list[str]:
    return [each.page for each in stage.compose(day).digest.items]


def test_an_added_link_is_read_and_stands_under_its_canonical_address(stage: Stage) -> None:
    """Like any other; the course is credited, and no participant."""
    page = stage.add_link(DAY, URL, who="Kim")
    stage.read_all()

    item = next(each for each in stage.compose(DAY).digest.items if each.page == PAGE)
    (credit,) = item.credits
    assert page == PAGE
    assert (item.title, item.minutes, item.people) == ("On zines", 4, 1)
    assert (credit.form, credit.label, credit.post_url, credit.profile_url) == (CreditForm.ALIAS, "BIT15", "", "")
    assert PAGE in stage.reader.asked


def test_who_added_it_and_when_is_an_event(stage: Stage) -> None:
    """With the note beside it; adding it again changes nothing."""
    for _ in range(2):
        stage.add_link(DAY, URL, who="Kim")
    stage.add_link(DAY, URL, who="Ben", note="Worth your time.")

    with stage.kept.look() as work:
        acts = [(each.kind, each.who, each.page) for each in work.events.of("bit15", DAY)]
    assert acts == [(EventKind.ADD, "Kim", PAGE), (EventKind.NOTE, "Ben", PAGE)]
    item = next(each for each in stage.compose(DAY).digest.items if each.page == PAGE)
    assert item.note is not None
    assert item.note.text == "Worth your time."


def test_taking_it_back_takes_it_out_and_adding_brings_it_again(stage: Stage) -> None:
    """Every act can be undone, and the undoing, too."""
    stage.add_link(DAY, URL, who="Kim")
    stage.judge(DAY, EventKind.UNDO, who="Kim")
    without = PAGE in pages(stage)

    stage.add_link(DAY, URL, who="Kim")

    assert not without
    assert PAGE in pages(stage)


def test_t101_it_survives_recomputation_and_what_is_said_of_it_too(stage: Stage) -> None:
    """Late posts come in behind; title, place and drop hold as they do for any page."""
    stage.add_link(DAY, URL, who="Kim")
    stage.judge(DAY, EventKind.PIN, who="Kim", url=URL, value="1")
    stage.judge(DAY, EventKind.TITLE, who="Kim", url=PAGE, value="Our zines")
    stage.source.posts.extend(shared(count=3, hour=22))
    stage.clock.advance(minutes=10)
    stage.poll()

    first = stage.compose(DAY).digest.items[0]

    assert (first.page, first.title) == (PAGE, "Our zines")
    stage.judge(DAY, EventKind.DROP, who="Kim", url=PAGE)
    assert PAGE not in pages(stage)
    stage.judge(DAY, EventKind.DROP, who="Kim", url=PAGE, value=UNDO)
    assert PAGE in pages(stage)


@pytest.mark.parametrize("first", ["shared", "added"])
def test_a_page_that_somebody_shared_is_theirs(stage: Stage, first: str) -> None:
    """Whichever came first: one story, and the organisers neither count nor are credited beside its finder."""
    theirs = post("http://library.example/on-zines/#top", by="Zoe", created_at=SIX - timedelta(minutes=40))
    if first == "added":
        stage.add_link(DAY, URL, who="Kim")
    stage.source.posts.append(theirs)
    stage.poll()
    if first == "shared":
        stage.add_link(DAY, URL, who="Kim")

    (item,) = [each for each in stage.compose(DAY).digest.items if "zines" in each.page]

    assert item.people == 1
    assert [each.label for each in item.credits] == ["Zoe"]


def test_more_than_two_added_links_have_room(stage: Stage) -> None:
    """The organisers are no sharer who could be loud."""
    added = [stage.add_link(DAY, f"https://shelf{n}.example/book-{n}", who="Kim") for n in range(3)]

    assert set(added) <= set(pages(stage))


@pytest.mark.parametrize("mode", list(ConsentMode))
def test_it_stands_under_every_mode_of_consent(stage: Stage, mode: ConsentMode) -> None:
    """No participant is asked for anything: it is the course's own."""
    stage.with_course(consent=mode)
    stage.add_link(DAY, URL, who="Kim")

    (item,) = [each for each in stage.compose(DAY).digest.items if each.page == PAGE]

    assert [each.label for each in item.credits] == ["BIT15"]


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("library.example/on-zines", "only http and https addresses"),
        ("javascript:alert(1)", "only http and https addresses"),
        ("ftp://library.example/a", "only http and https addresses"),
        ("https://x.com/ana/status/1111", "no page to list"),
        ("https://files.example/cat.gif", "no page to list"),
        ("http://localhost:8080/admin", "no page to list"),
        ("http://[::1]/", "no page to list"),
    ],
)
def test_what_is_no_page_is_refused(stage: Stage, url: str, error: str) -> None:
    """And nothing of it is kept."""
    with pytest.raises((NotAccepted, InvalidUrl), match=error):
        stage.add_link(DAY, url, who="Kim")

    with stage.kept.look() as work:
        assert work.events.of("bit15", DAY) == ()


@pytest.mark.parametrize("url", ["https://user:pw@library.example/", "https://", "https://a b.example/", ""])
def test_addresses_that_are_none_are_refused(stage: Stage, url: str) -> None:
    """Credentials in an address, and what no browser would open."""
    with pytest.raises((NotAccepted, InvalidUrl)):
        stage.add_link(DAY, url, who="Kim")


def test_t32_a_page_the_reader_may_not_ask_for_has_no_card(stage: Stage) -> None:
    """An address inside a network is a link as any: the reader refuses it, and its address stays its title."""
    inside = PageUrl("http://10.0.0.7/router")
    stage.reader.dead[inside] = Unreadable(why="private address")

    stage.add_link(DAY, inside, who="Kim")
    stage.read_all()

    with stage.kept.look() as work:
        assert work.cards.of([inside]) == {}


def test_a_note_that_names_a_participant_keeps_the_link_out_too(stage: Stage) -> None:
    """All or nothing: the person writes {sharer}, or no name."""
    with pytest.raises(NotAccepted, match="names a participant"):
        stage.add_link(DAY, URL, who="Kim", note="Ana 0 found this.")

    assert PAGE not in pages(stage)


def test_after_the_hour_it_comes_into_the_issue_that_waits(stage: Stage) -> None:
    """A person looks at seven at what was due at six: what they add belongs there, not into tomorrow."""
    stage.clock.time = SIX + timedelta(hours=1)

    stage.add_link(DAY, URL, who="Kim")

    assert PAGE in pages(stage)


def test_a_day_that_is_out_or_has_not_begun_takes_none(stage: Stage) -> None:
    """The one can be corrected, the other has its own time."""
    with pytest.raises(NotAccepted, match="has not begun"):
        stage.add_link(date(2015, 11, 13), URL, who="Kim")
    stage.clock.time = SIX
    stage.minutes(2)

    with pytest.raises(NotAccepted, match="only an open issue"):
        stage.add_link(DAY, URL, who="Kim")


def test_an_added_link_is_again_when_it_was_an_item_before(stage: Stage) -> None:
    """The ninety days hold for it, too."""
    stage.add_link(DAY, URL, who="Kim")
    stage.clock.time = SIX
    stage.minutes(3)
    tomorrow = DAY + timedelta(days=1)
    stage.clock.time = at(12, day=12)

    stage.add_link(tomorrow, URL, who="Kim")

    assert PAGE not in pages(stage, tomorrow)
    assert PAGE in [each.page for each in stage.compose(tomorrow).digest.again]


def test_another_course_under_the_same_tag_does_not_get_it(stage: Stage) -> None:
    """It was added to one course's issue."""
    stage.add_link(DAY, URL, who="Kim")
    stage.with_course(slug="other")

    assert PAGE not in pages(stage)


def test_nobody_can_ask_a_network_for_it(stage: Stage) -> None:
    """It is of none: no sweep looks for it, and what is credited stays."""
    stage.add_link(DAY, URL, who="Kim")
    stage.clock.time = SIX
    stage.minutes(3)
    for _ in range(5):
        stage.clock.advance(days=9)
        stage.sweep()
        stage.retain()
        stage.honour()

    issue = stage.issue("2015-11-11")
    assert issue is not None
    (item,) = [each for each in issue.digest.items if each.page == PAGE]
    assert [each.label for each in item.credits] == ["BIT15"]
