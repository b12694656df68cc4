"""The word that a draft lies ready: what it says, and where its link leads."""

import re

import pytest

from bot.desk.notices import LINK_FOR, DraftNotice
from bot.mail.messenger import MailMessenger
from bot.mail.postbox import SmtpPostbox
from bot.ports import Role
from bot.ports.messengers import Message, Reviewer
from bot.render.templates import Templates
from bot.tasks.tell_reviewers import TellReviewers
from curation.model import PublishPolicy
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import DAY, HOST, PATH, Room, room
from tests.bot.mail.post_office import SENDER, post_office, smtp
from tests.makers import course
from tests.remains import kept

_LINK = re.compile(rf"http://{HOST}(/login/\w+/\S*)")


@pytest.fixture
def desk() -> Room:
    return room()


def notice(desk: Room) -> DraftNotice:
    return DraftNotice(doors=desk.doors, templates=Templates(), address=f"http://{HOST}")


def said(desk: Room, role: Role = Role.OWNER) -> Message:
    return notice(desk)(desk.review.review(DAY), "Ana", role)


def link_in(text: str) -> str:
    found = _LINK.search(text)
    assert found is not None
    return found[1]


def test_the_subject_says_what_there_is_to_do(desk: Room) -> None:
    """Who has no time sees in the subject whether they are needed; the text says when it goes out, and where."""
    message = said(desk)

    assert message.subject == "Draft ready: 8 chosen, 2 more, 1 needs you · BIT15, 11 Nov"
    assert message.text.startswith("Posts 18:00 (in 30 min) to blog and mastodon.\n\n")
    assert "once and within 12 hours" in " ".join(message.text.split())
    assert max(map(len, message.text.splitlines())) <= max(72, len(f"http://{HOST}{link_in(message.text)}"))


def test_a_french_course_speaks_french() -> None:
    """In subject and text."""
    message = said(room(where=course(policy=PublishPolicy.AUTO_CLEAN, language="fr")))

    assert message.subject.startswith("Brouillon prêt\u202f: 8 choisis, 2 autres, 1 vous attend") or (
        message.subject.startswith("Brouillon prêt : 8 choisis, 2 autres, 1 vous attend")
    )
    assert "une seule fois" in " ".join(message.text.split())


@pytest.mark.parametrize("role", list(Role))
def test_the_link_lets_its_reader_in_once_to_that_day(desk: Room, role: Role) -> None:
    """In their name and role; whoever finds the message later stays outside."""
    link = link_in(said(desk, role).text)
    client, late = (AsgiClient(desk.app, f"http://{HOST}") for _ in range(2))

    looked = client.get(link).status_code
    entered = client.post(link)
    refused = late.post(link)

    assert (looked, entered.status_code, entered.headers["Location"]) == (200, 303, PATH)
    page = client.get(PATH).text
    assert "Ana" in page
    assert ('data-act="release"' in page) is (role is Role.OWNER)
    assert refused.status_code == 403
    assert late.get(PATH).status_code == 401


def test_the_link_ends(desk: Room) -> None:
    """Yesterday's mail lets nobody in."""
    link = link_in(said(desk).text)
    desk.stage.clock.time += LINK_FOR

    assert AsgiClient(desk.app, f"http://{HOST}").post(link).status_code == 403


@pytest.mark.parametrize(
    "where", ["nowhere/2015-11-11/", "bit15/2015-13-11/", "bit15/11.11.2015/", "evil.example/2015-11-11/"]
)
def test_a_link_leads_to_days_of_ours_only(desk: Room, where: str) -> None:
    """Whatever somebody writes behind the token, the browser stays at the desk."""
    token = desk.doors.invite("Ana", Role.OWNER)

    entered = AsgiClient(desk.app, f"http://{HOST}").post(f"/login/{token}/{where}")

    assert (entered.status_code, entered.headers["Location"]) == (303, "/")


def test_word_by_mail_through_a_real_server(desk: Room) -> None:
    """One letter, however often the draft is made; what stands in the database lets nobody in."""
    stage = desk.stage
    with post_office() as office:
        postbox = SmtpPostbox(smtp=smtp(office, stage.clock), sender=SENDER, clock=stage.clock)
        messenger = MailMessenger(postbox=postbox, address="ana@school.example")
        tell = TellReviewers(
            course=stage.course,
            store=stage.store,
            clock=stage.clock,
            reviewing=desk.review,
            announce=notice(desk),
            reviewers=(Reviewer(name="Ana", role=Role.OWNER, messenger=messenger),),
        )
        for _ in range(2):
            stage.compose(DAY)
            tell(DAY)

    (address,) = office.to()
    letter = office.read()
    text = letter.get_content()
    token = link_in(text).split("/")[2]
    assert address == "ana@school.example"
    assert letter["Subject"] == "Draft ready: 8 chosen, 2 more, 1 needs you · BIT15, 11 Nov"
    assert token not in kept(stage.kept)
    assert "ana@school.example" not in repr(messenger)
    assert desk.doors.enter(token) is not None
