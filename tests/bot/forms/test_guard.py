"""Who may send a form, and who may not."""

from dataclasses import dataclass

import pytest
from typing_extensions import override

from bot.forms.guard import AN_HOUR
from bot.forms.pages import Answer, Asked, Page
from tests.bot.forms.stage import HOST, Browser

STOP = {"what": "stop", "account": "ana0@mastodon.example", "network": "mastodon"}


@dataclass(frozen=True)
class OneClick(Page):
    """What a mail program sends to when a person unsubscribes with one click (RFC 8058)."""

    path: str = "mail/out"
    guarded: bool = False

    @override
    def show(self, asked: Asked, /) -> Answer:
        return Answer(html=f"<p>{asked.field('to')}</p>")

    @override
    def take(self, asked: Asked, /) -> Answer:
        return Answer(html=f"<p>{asked.field('to')} {asked.field('List-Unsubscribe')}</p>")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://forms.example", "x-forwarded-host": "forms.example"}, 200),
        ({"origin": HOST}, 200),
    ],
)
def test_another_site_cannot_send_our_form(headers: dict[str, str], status: int) -> None:
    """Browsers say where a form comes from; the ticket is no secret from who opened the form themselves."""
    browser = Browser()

    answer = browser.post("/request", {**STOP, "ticket": browser.ticket()}, headers)

    assert answer.status_code == status
    assert bool(browser.wishes()) is (status == 200)


@pytest.mark.parametrize("ticket", ["", "7", "7.7", "x.y", "９.7", "99999999999999999999.7"])
def test_a_form_that_was_never_shown_is_not_taken(ticket: str) -> None:
    """Whoever posts without having opened the form has no ticket of ours."""
    browser = Browser()

    assert browser.post("/request", {**STOP, "ticket": ticket}).status_code == 400
    assert browser.wishes() == ()


def test_a_ticket_is_for_its_own_form_and_for_half_a_day() -> None:
    """One form's ticket opens no other, and an old one nothing."""
    browser = Browser()
    ticket = browser.ticket()

    browser.stage.clock.advance(hours=13)

    answer = browser.post("/request", {**STOP, "ticket": ticket})
    assert answer.status_code == 400
    assert "load it again" in answer.text


def test_who_fills_in_what_nobody_sees_is_a_machine() -> None:
    """The field stands in the page and is hidden from people."""
    browser = Browser()

    answer = browser.post("/request", {**STOP, "website": "https://spam.example", "ticket": browser.ticket()})

    assert answer.status_code == 400
    assert browser.wishes() == ()


def test_who_is_faster_than_a_person_is_a_machine() -> None:
    """Nobody reads and fills in the form within two seconds."""
    browser = Browser()
    ticket = browser.ticket()
    browser.stage.clock.advance(seconds=-19)

    assert browser.post("/request", {**STOP, "ticket": ticket}).status_code == 400


def test_too_many_from_one_address_wait_an_hour() -> None:
    """The others are not kept waiting, and an hour later the first may go on."""
    browser = Browser()
    for _ in range(AN_HOUR):
        assert browser.post("/request", {**STOP, "ticket": browser.ticket()}).status_code == 200

    more = browser.post("/request", {**STOP, "ticket": browser.ticket()})
    browser.where = "203.0.113.8"
    other = browser.post("/request", {**STOP, "ticket": browser.ticket()})
    browser.where = "203.0.113.7"
    browser.stage.clock.advance(hours=1)
    later = browser.post("/request", {**STOP, "ticket": browser.ticket()})

    assert (more.status_code, more.headers["retry-after"], other.status_code, later.status_code) == (
        429,
        "3600",
        200,
        200,
    )


@pytest.mark.parametrize(
    "body", [b"what=" + b"x" * 20_000, b"&".join(b"a=1" for _ in range(100)), b"what=%ff", b"what=%00"]
)
def test_what_is_no_form_of_ours_is_not_read(body: bytes) -> None:
    """More than a form can hold, more fields than one has, or no text."""
    assert Browser().post("/request", body).status_code == 413


@pytest.mark.parametrize("path", ["/request", "/forms/request"])
def test_it_works_below_a_path_whether_the_proxy_takes_it_away_or_not(path: str) -> None:
    """Every address in the page is relative, so what a proxy puts before it does not matter."""
    answer = Browser(prefix="/forms").get(path)

    assert answer.status_code == 200
    assert 'action="request"' in answer.text
    assert 'href="./style.css"' in answer.text
    assert Browser(prefix="/forms").get(path.replace("request", "style.css")).status_code == 200


def test_a_group_of_pages_is_added_without_touching_the_others() -> None:
    """A mail program's one click needs no form of ours; it brings its own proof, and one provider may send many."""
    browser = Browser(more=((OneClick(),),))

    shown = browser.get("/mail/out?to=7")
    taken = browser.post("/mail/out?to=7", {"List-Unsubscribe": "One-Click"}, {"origin": "https://mail.example"})
    many = [browser.post("/mail/out", {}).status_code for _ in range(AN_HOUR)]

    assert (shown.text, taken.text) == ("<p>7</p>", "<p>7 One-Click</p>")
    assert set(many) == {200}


def test_only_what_is_there_answers() -> None:
    """No other address, no other method."""
    assert Browser().get("/admin").status_code == 404
    assert Browser()._call("DELETE", "/request", b"", {}).status_code == 405
