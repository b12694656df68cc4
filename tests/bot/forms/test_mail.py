"""The public pages about mail, as a browser and as a mail program call them."""

from urllib.parse import urlencode

import pytest

from bot.forms.mail import AskPage, ConfirmPage, StopPage
from bot.ports.mail import Subscription
from bot.render.forms import FormsLook
from bot.render.templates import Templates
from bot.tasks.subscribe import Subscribe
from tests.bot.forms.stage import Browser
from tests.bot.tasks.test_subscribe import ANN, FakeInvite


@pytest.fixture
def invite() -> FakeInvite:
    return FakeInvite()


@pytest.fixture(params=["en", "fr"])
def browser(request: pytest.FixtureRequest, invite: FakeInvite) -> Browser:
    made = Browser(language=str(request.param))
    task = Subscribe(
        store=made.stage.store, clock=made.stage.clock, mint=made.stage.mint, invite=invite, offered=("bit15",)
    )
    look = FormsLook(templates=Templates(), language=made.language, site_title="BIT15")
    pages = (
        AskPage(subscriptions=task, look=look, courses=(("bit15", "BIT15 & more"),)),
        ConfirmPage(subscriptions=task, look=look),
        StopPage(subscriptions=task, look=look),
    )
    made.more = (pages,)
    return made


def ask(browser: Browser, address: str = ANN, rhythm: str = "daily") -> int:
    fields = {"course": "bit15", "address": address, "rhythm": rhythm, "ticket": browser.ticket("/mail")}
    return browser.post("/mail", fields).status_code


def state(browser: Browser) -> Subscription | None:
    with browser.stage.kept.look() as work:
        found = work.subscribers.called("bit15", ANN)
    return found.state if found else None


def test_from_the_form_to_the_mailbox_and_back(browser: Browser, invite: FakeInvite) -> None:
    """The form asks, the mailbox confirms with a press; looking at the page, as machines do, confirms nothing."""
    sent = ask(browser, rhythm="weekly")
    token = invite.asked[0].token
    looked = browser.get(f"/mail/confirm?token={token}")
    before = state(browser)
    pressed = browser.post("/mail/confirm", {"token": token})

    assert (sent, looked.status_code, pressed.status_code) == (200, 200, 200)
    assert token in looked.text
    assert (before, state(browser)) == (Subscription.PENDING, Subscription.ACTIVE)


def test_t97_bare_post_to_the_one_click_address_ends_it(browser: Browser, invite: FakeInvite) -> None:
    """No login, no ticket, no cookie, no origin: what a mail program sends is enough (RFC 8058)."""
    ask(browser)
    token = invite.asked[0].token
    browser.post("/mail/confirm", {"token": token})
    browser.get(f"/mail/stop?token={token}")
    looked = state(browser)

    stopped = browser.post(
        f"/mail/stop?{urlencode({'token': token})}",
        {"List-Unsubscribe": "One-Click"},
        {"origin": "https://mailprovider.example"},
    )

    assert (looked, stopped.status_code, state(browser)) == (Subscription.ACTIVE, 200, None)


def test_providers_may_end_many_in_an_hour(browser: Browser) -> None:
    """The machines of one provider send from one address: nobody's stop is refused for another's."""
    for number in range(40):
        assert browser.post(f"/mail/stop?token=unknown-{number}", {}).status_code == 200


def test_wrong_address_is_asked_for_again(browser: Browser, invite: FakeInvite) -> None:
    """The form comes back with what was typed, harmless."""
    wrong = '"><script>alert(1)</script>'
    ticket = browser.ticket("/mail")

    answer = browser.post("/mail", {"course": "bit15", "address": wrong, "ticket": ticket})

    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert invite.asked == []


def test_link_that_is_over_says_so(browser: Browser) -> None:
    """A token that nobody has confirms nothing."""
    assert browser.post("/mail/confirm", {"token": "nobody's"}).status_code == 404


def test_mail_server_that_is_busy_is_said(browser: Browser, invite: FakeInvite) -> None:
    """The person may come back."""
    invite.is_busy = True

    assert ask(browser) == 503


def test_t112_no_line_of_the_log_tells_who_gets_mail(
    browser: Browser, invite: FakeInvite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked, confirmed, ended, and asked with what is no address: the course is told, never the mailbox or its key."""
    ask(browser)
    token = invite.asked[0].token
    browser.post("/mail/confirm", {"token": token})
    browser.post("/mail/stop", {"token": token})
    ask(browser, address="somebody at nowhere")

    told = capsys.readouterr()

    lines = (told.out + told.err).casefold()
    assert "mail.asked" in lines
    assert [mark for mark in (*ANN.casefold().split("@"), token.casefold(), "nowhere") if mark in lines] == []
