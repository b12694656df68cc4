"""Links from people who are on no network."""

from datetime import date, timedelta

import pytest

from bot.forms.sharing import SharePage
from bot.ports import Shared
from bot.render.forms import FormsLook
from bot.render.templates import Templates
from bot.tasks.material import shared_since
from bot.tasks.share import TakeLink
from curation.model import ConsentMode, EventKind, PublishPolicy, Quiet, Shape, Topic
from tests.bot.forms.stage import Browser
from tests.makers import course
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared

TODAY = SIX.date()
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


def answer(who: Browser, kind: EventKind, *, day: date = TODAY) -> None:
    """Let Kim say *kind* of the first link that was sent."""
    with who.stage.kept.look() as work:
        sent = work.offers.since(SIX - timedelta(days=7))[0]
    who.stage.judge(day, kind, who="Kim", url=sent.links[0], value=sent.ref.uri)


@pytest.mark.parametrize("policy", list(PublishPolicy))
def test_c19_what_nobody_let_in_is_nowhere(policy: PublishPolicy) -> None:
    """Under every policy: not in the issue, not among what waits, not in a thread; whoever runs this is told."""
    who = browser(policy=policy)

    status = send(who, alias="Blue Heron")
    who.stage.clock.time = SIX
    who.stage.minutes(3)

    issue = who.stage.issue(DAY)
    assert issue is not None
    assert (status, issue.digest.items, issue.digest.waiting, who.stage.thread.sent) == (200, (), (), [])
    with who.stage.kept.look() as work:
        assert [each.text for each in work.notices.all()] == [
            f"{TODAY}: 1 sent by the form wait for a person: welearned review offers"
        ]


@pytest.mark.parametrize("policy", list(PublishPolicy))
def test_c19_who_is_on_no_network_takes_part_by_the_form(policy: PublishPolicy) -> None:
    """Let in, the link goes out under the alias that was chosen."""
    who = browser(policy=policy)
    send(who, alias="Blue Heron")
    who.stage.read_all()

    answer(who, EventKind.ADMIT)
    who.stage.judge(TODAY, EventKind.APPROVE, who="Kim")
    who.stage.clock.time = SIX
    who.stage.minutes(3)

    issue = who.stage.issue(DAY)
    assert issue is not None
    assert [(item.page, [each.label for each in item.credits]) for item in issue.digest.items] == [
        (PAGE, ["Blue Heron"])
    ]
    assert PAGE in "\n".join(who.stage.thread.texts)


def test_what_came_by_the_form_lifts_nothing_before_it_is_let_in() -> None:
    """Three links to one page, from anybody, add nobody to those who shared it."""
    who = browser(consent=ConsentMode.OPEN)
    who.stage.source.posts.extend(shared())
    page = who.stage.source.posts[0].links[0]
    before = who.stage.compose(TODAY).digest

    for number in range(3):
        send(who, link=page, alias=f"Grey Heron {number}")

    assert who.stage.compose(TODAY).digest == before


def test_what_was_let_in_after_its_day_comes_into_the_next_issue_once() -> None:
    """A link of yesterday that is let in today is today's, and not tomorrow's again."""
    who = browser(consent=ConsentMode.OPEN, shape=Shape(min_items=1))
    who.stage.source.posts.extend(shared())
    send(who)
    who.stage.clock.time = SIX
    who.stage.minutes(3)
    who.stage.read_all()
    tomorrow, day_after = TODAY + timedelta(days=1), TODAY + timedelta(days=2)

    answer(who, EventKind.ADMIT, day=tomorrow)
    who.stage.clock.time = SIX + timedelta(days=1)
    who.stage.minutes(3)

    assert PAGE in [item.page for item in who.stage.compose(tomorrow).digest.items]
    assert who.stage.compose(day_after).digest.items == ()


def test_what_was_let_in_on_a_quiet_day_rolls_over() -> None:
    """One page alone is quiet; the next day it is there still."""
    who = browser(shape=Shape(min_items=2), consent=ConsentMode.OPEN)
    send(who)
    who.stage.read_all()
    answer(who, EventKind.ADMIT)
    who.stage.clock.time = SIX
    who.stage.minutes(3)

    tomorrow = who.stage.compose(TODAY + timedelta(days=1)).digest

    assert [item.page for item in tomorrow.items] == [PAGE]


def test_where_quiet_days_are_skipped_what_was_let_in_goes_with_its_day() -> None:
    """As what everybody else shared on it does."""
    who = browser(shape=Shape(min_items=2, quiet=Quiet.SKIP), consent=ConsentMode.OPEN)
    send(who)
    who.stage.read_all()
    answer(who, EventKind.ADMIT)
    who.stage.clock.time = SIX
    who.stage.minutes(3)

    assert who.stage.compose(TODAY + timedelta(days=1)).digest.items == ()


def test_what_was_refused_or_taken_back_is_out_again() -> None:
    """The last word wins, and an undo takes it back."""
    who = browser(consent=ConsentMode.OPEN)
    send(who)
    answer(who, EventKind.ADMIT)
    let_in = who.stage.compose(TODAY).digest
    answer(who, EventKind.REFUSE)
    refused = who.stage.compose(TODAY).digest
    who.stage.judge(TODAY, EventKind.UNDO, who="Kim")
    again = who.stage.compose(TODAY).digest
    who.stage.judge(TODAY, EventKind.UNDO, who="Kim")

    assert [len(each.items) for each in (let_in, refused, again)] == [1, 0, 1]
    assert who.stage.compose(TODAY).digest.items == ()


def test_nothing_is_learned_from_what_nobody_let_in() -> None:
    """What comes back in many links by the form is no phrase of the course's."""
    who = browser(consent=ConsentMode.OPEN, topics=(Topic(name="Making"),))
    send(who)
    with who.stage.kept.look() as work:
        before = shared_since(work, who.stage.course, SIX - timedelta(days=1), SIX)
    answer(who, EventKind.ADMIT)

    with who.stage.kept.look() as work:
        after = shared_since(work, who.stage.course, SIX - timedelta(days=1), SIX)
    assert (len(before), len(after)) == (0, 1)


def test_more_than_anybody_looks_at_is_not_taken() -> None:
    """Three hundred lie there; the next one is told to come again."""
    who = browser()
    take = TakeLink(store=who.stage.store, clock=who.stage.clock, mint=who.stage.mint, courses=(who.stage.course,))
    took = {take(f"https://found.example/{number}", "bit15", "") for number in range(300)}
    given = {"course": "bit15", "link": PAGE, "ticket": who.ticket("/share")}

    answered = who.post("/share", given)

    assert took == {Shared.WAITS}
    assert (answered.status_code, "try again in some days" in answered.text) == (503, True)


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
