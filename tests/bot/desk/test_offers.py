"""What came by the form, on the desk: nothing of it counts before a person lets it in."""

import pytest

from bot.ports import Capture, Shared
from bot.tasks.share import TakeLink
from curation.digest import FORM
from curation.model import AccountRef, EventKind, PageUrl, PostRef
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import ACT, DAY, FAILURE, PATH, Room, do, shown, titles
from tests.golden.hostile import HOSTILE
from tests.makers import at, author, post

PAPER = PageUrl("https://found.example/on-paper")
BLOCK = f"{PATH}block"


def send(desk: Room, link: str = PAPER, alias: str = "Blue Heron") -> str:
    """Send a link by the form; return the address of what became of it."""
    take = TakeLink(store=desk.stage.store, clock=desk.stage.clock, mint=desk.stage.mint, courses=(desk.stage.course,))
    assert take(link, "bit15", alias) is Shared.WAITS
    with desk.stage.kept.look() as work:
        return next(each.ref.uri for each in work.offers.since(at(0)) if each.links == (link,))


def part(page: str) -> str:
    """Return what the page says of what came by the form."""
    return page.partition("<h2>Sent by the form</h2>")[2].partition("<h2>In the issue</h2>")[0]


def test_a_link_of_the_form_lies_on_the_desk_apart(desk: Room, kim: AsgiClient) -> None:
    """With the alias it would stand under; it is neither in nor among what could be, and needs somebody."""
    send(desk)

    page = shown(kim)

    assert PAPER in part(page)
    assert "Blue Heron" in part(page)
    assert PAPER not in page.replace(part(page), "")
    assert "2 need you" in page


def test_one_button_lets_it_in(desk: Room, kim: AsgiClient) -> None:
    """At once, also where the day was read a second ago; undo takes it back."""
    offer = send(desk)
    before = shown(kim)

    answered = do(kim, "admit", PAPER, offer)

    assert answered == 303
    assert "Sent by the form" in before
    assert "Sent by the form" not in shown(kim)
    assert PAPER in shown(kim)
    assert "named Blue Heron" in shown(kim)
    kim.post(f"{PATH}undo")
    assert PAPER in part(shown(kim))


def test_what_was_refused_stays_out_and_can_still_be_let_in(desk: Room, kim: AsgiClient) -> None:
    """It needs nobody any more."""
    offer = send(desk)
    do(kim, "refuse", PAPER, offer)
    refused = shown(kim)
    do(kim, "admit", PAPER, offer, seen=1)

    assert "<strong>Refused</strong>" in part(refused)
    assert "1 needs you" in refused
    assert "Sent by the form" not in shown(kim)


def test_a_block_refuses_and_keeps_the_site_out(desk: Room, kim: AsgiClient) -> None:
    """For the whole course, until somebody lets it in again."""
    offer = send(desk, FAILURE, "")
    assert "Failure" in titles(shown(kim))

    answered = kim.post(BLOCK, form={"page": FAILURE, "value": offer, "seen": "0"})

    page = shown(kim)
    assert answered.status_code == 303
    assert "Failure" not in titles(page)
    assert "the site failure.example" in page
    assert "<strong>Refused</strong>" in part(page)


def test_a_block_that_comes_second_does_nothing(desk: Room, kim: AsgiClient) -> None:
    """Somebody let it in meanwhile, and the person sees that."""
    offer = send(desk)
    do(kim, "admit", PAPER, offer)

    overtaken = kim.post(BLOCK, form={"page": PAPER, "value": offer, "seen": "0"})

    assert overtaken.status_code == 409
    assert "the site found.example" not in shown(kim)


@pytest.mark.parametrize(("page", "status"), [("", 400), (PAPER, 422)])
def test_only_what_was_sent_can_be_blocked(kim: AsgiClient, page: str, status: int) -> None:
    """A made-up name is refused, and no site is kept out by it."""
    answered = kim.post(BLOCK, form={"page": page, "value": "form:made-up", "seen": "0"})

    assert answered.status_code == status
    assert "the site found.example" not in shown(kim)


def test_only_what_was_sent_can_be_let_in(desk: Room, kim: AsgiClient) -> None:
    """Neither a made-up name nor somebody's post on a network is an offer; the page of another changes nothing."""
    offer = send(desk)

    made_up = kim.post(ACT, form={"kind": "admit", "page": PAPER, "value": "form:made-up", "seen": "0"})
    crossed = kim.post(ACT, form={"kind": "admit", "page": FAILURE, "value": offer, "seen": "0"})

    assert (made_up.status_code, crossed.status_code) == (422, 303)
    with desk.stage.kept.look() as work:
        assert [(each.kind, each.page) for each in work.events.of("bit15", DAY)] == [(EventKind.ADMIT, PAPER)]


def test_a_closed_issue_takes_nothing_in(desk: Room, kim: AsgiClient) -> None:
    """What came by the form waits for the next one."""
    offer = send(desk)
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(3)

    assert "Sent by the form" not in shown(kim)
    assert do(kim, "admit", PAPER, offer) == 422
    assert PAPER in part(kim.get("/bit15/2015-11-12/").text)


def test_an_address_that_is_none_by_todays_rules_is_passed_over(desk: Room, kim: AsgiClient) -> None:
    """Rules may become stricter while a link waits."""
    sender = author("token", account=AccountRef(FORM, "token"), handle="token")
    broken = post("https://", by=sender, ref=PostRef(FORM, "form:token"), created_at=at(16))
    with desk.stage.kept.work() as work:
        work.posts.keep([Capture(post=broken, payload=b"{}", source=FORM)])

    assert "Sent by the form" not in shown(kim)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_a_stranger_sends_is_shown_and_never_run(desk: Room, kim: AsgiClient, words: str) -> None:
    """In the address and in the alias."""
    take = TakeLink(store=desk.stage.store, clock=desk.stage.clock, mint=desk.stage.mint, courses=(desk.stage.course,))
    take(f"https://found.example/{words}", "bit15", words)
    take("https://found.example/x", "bit15", words)

    page = part(shown(kim))

    assert "<script" not in page
    assert "onerror=" not in page
