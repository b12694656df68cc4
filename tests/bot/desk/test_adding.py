"""A link added at the desk."""

import pytest

from bot.desk.places import anchor_of
from bot.ports import Role
from curation.model import PageUrl
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import DAY, LADDER, PATH, UNDO, Room, shown
from tests.makers import card

ADD = f"{PATH}add"
PAGE = PageUrl("https://library.example/on-zines")


def add(client: AsgiClient, url: str = PAGE, note: str = "") -> int:
    return client.post(ADD, form={"url": url, "note": note}).status_code


@pytest.mark.parametrize("role", list(Role))
def test_an_added_link_is_a_candidate_that_says_who_found_it(desk: Room, role: Role) -> None:
    """Editors may, too; the browser goes on at the page, which is read within minutes."""
    client = desk.client("Kim", role)

    answered = client.post(ADD, form={"url": f"{PAGE}?utm_source=mail", "note": "Worth your time."})
    unread = shown(client)
    desk.stage.reader.cards[PAGE] = card(PAGE, "On zines")
    desk.stage.read_all()
    desk.stage.clock.advance(minutes=1)
    page = shown(client)

    assert (answered.status_code, answered.headers["Location"]) == (303, f"{PATH}#{anchor_of(PAGE)}")
    assert f'id="{anchor_of(PAGE)}"' in unread
    assert "Kim: added library.example/on-zines" in page
    assert "the organisers (added by hand)" in page
    assert "Worth your time." in page
    assert "On zines" in page
    assert 'name="value" value="desk ' not in page


def test_undo_takes_the_link_out(desk: Room, kim: AsgiClient) -> None:
    """The button says what it takes back."""
    add(kim)
    says = shown(kim)

    kim.post(UNDO)

    assert "added library.example/on-zines" in says
    assert f'id="{anchor_of(PAGE)}"' not in shown(kim)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "library.example",
        "https://user:pw@library.example/",
        "http://localhost/",
        "x" * 3_000,
    ],
)
def test_what_is_no_page_is_said_and_not_taken(desk: Room, kim: AsgiClient, url: str) -> None:
    """On the page they were on, with nothing of it run."""
    answered = kim.post(ADD, form={"url": url})

    assert answered.status_code == 422
    assert 'role="alert"' in answered.text
    with desk.stage.kept.look() as work:
        assert work.events.of("bit15", DAY) == ()


def test_a_page_that_is_there_already_is_led_to(desk: Room, kim: AsgiClient) -> None:
    """Its finders keep it."""
    answered = kim.post(ADD, form={"url": f"{LADDER}#top"})

    assert answered.headers["Location"] == f"{PATH}#{anchor_of(LADDER)}"
    assert "3 people" in shown(kim)
    assert "(added by hand)" not in shown(kim)


def test_outside_nothing_is_added(desk: Room) -> None:
    """A form without a session is not even read."""
    assert add(AsgiClient(desk.app, "http://localhost:8002")) == 401
    with desk.stage.kept.look() as work:
        assert work.events.of("bit15", DAY) == ()


def test_an_address_that_holds_a_script_is_shown_and_never_run(desk: Room, kim: AsgiClient) -> None:
    """What somebody pastes is foreign, too."""
    url = 'https://library.example/"><script>alert(1)</script>'

    answered = [kim.post(ADD, form={"url": each}).text + shown(kim) for each in (url, f"{url}&<img src=x onerror=a>")]

    assert not any("<script>alert" in each or "<img src=x" in each for each in answered)
