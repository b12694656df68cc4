"""Links from people who are on no network."""

import pytest

from bot.forms.sharing import SharePage
from bot.render.forms import FormsLook
from bot.render.templates import Templates
from bot.tasks.share import TakeLink
from curation.model import ConsentMode, PublishPolicy
from tests.bot.forms.stage import Browser
from tests.makers import course
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared

PAGE = "https://found.example/on-paper"
LOOK = FormsLook(templates=Templates(), language="en", site_title="BIT15", contact="ana@example.org")


def browser(**but: object) -> Browser:
    """Return somebody in front of the form of a course in roster mode, an hour before its digest."""
    stage = Stage(course=course(consent=ConsentMode.ROSTER)).with_course(**but)
    stage.clock.time = SIX.replace(hour=SIX.hour - 1)
    take = TakeLink(store=stage.store, clock=stage.clock, mint=stage.mint, courses=(stage.course,))
    page = SharePage(take_link=take, look=LOOK, courses=(("bit15", "BIT15"),))
    return Browser(stage=stage, more=((page,),))


def send(who: Browser, **fields: str) -> int:
    given = {"course": "bit15", "link": PAGE, "ticket": who.ticket("/share"), **fields}
    return who.post("/share", given).status_code


@pytest.mark.parametrize("policy", list(PublishPolicy))
def test_c19_who_is_on_no_network_takes_part_by_the_form(policy: PublishPolicy) -> None:
    """The link waits for a person under every policy, under the alias that was chosen."""
    who = browser(policy=policy)

    status = send(who, alias="Blue Heron")
    who.stage.clock.time = SIX
    who.stage.minutes(3)

    issue = who.stage.issue(DAY)
    assert (status, issue is not None) == (200, True)
    assert issue is not None
    assert [(item.page, [each.label for each in item.credits]) for item in issue.digest.waiting] == [
        (PAGE, ["Blue Heron"])
    ]
    assert PAGE not in "\n".join(who.stage.thread.texts)


def test_c19_without_an_alias_nobody_is_named() -> None:
    """And two links of one person are not joined by anything."""
    who = browser()

    send(who)
    send(who, link="https://found.example/another")

    with who.stage.kept.look() as work:
        accounts = work.wishes.accounts()
        assert [each.value for each in work.wishes.of(accounts)] == ["none", "none"]
    assert len(accounts) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"link": "javascript:alert(1)"}, "whole address"),
        ({"link": ""}, "whole address"),
        ({"course": "other"}, "whole address"),
        ({"alias": "ana@far.example"}, "cannot be an alias"),
    ],
)
def test_what_is_no_link_or_no_alias_is_told(fields: dict[str, str], said: str) -> None:
    """Nothing is kept."""
    who = browser()
    given = {"course": "bit15", "link": PAGE, "ticket": who.ticket("/share"), **fields}

    answer = who.post("/share", given)

    assert (answer.status_code, said in answer.text) == (422, True)
    with who.stage.kept.look() as work:
        assert work.wishes.accounts() == ()


def test_others_are_not_touched() -> None:
    """A course with posts of its own goes out as before."""
    who = browser(consent=ConsentMode.OPEN)
    who.stage.source.posts.extend(shared())
    send(who)
    who.stage.clock.time = SIX

    who.stage.minutes(4)

    assert len(who.stage.thread.sent) == 4
