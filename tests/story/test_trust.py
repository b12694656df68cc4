"""What was promised to people holds however badly things go: in the middle of a thread, later, and half-way."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest
from typing_extensions import override

from bot.errors import Busy, Refused, RenderError, SendError, Unclear
from bot.ports import DigestState, Operation, Part, Receipt
from bot.tasks.honour import Honour
from bot.tasks.ledger import Ledger
from curation.model import AccountRef, ConsentMode, Digest, Event, EventKind, Item, WishKind
from tests.fakes import FakePublisher
from tests.makers import NOON, author, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, PEOPLE, SIX, assert_one_thread, outcome
from tests.story.test_people import stage

__all__ = ["stage"]


@dataclass
class Stubborn(FakePublisher):
    """Answers `withdraw` with the errors of `trouble`, one a time, and `find` not at all while it is silent."""

    trouble: list[SendError] = field(default_factory=list[SendError])
    silent: bool = False
    asked: int = 0

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        if self.trouble:
            raise self.trouble.pop()
        super().withdraw(receipt)

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        self.asked += 1
        if self.silent:
            raise Unclear("mastodon", "500")
        return super().find(part, key, after, since)


class Unwritable(FakePublisher):
    """Has no words for anything."""

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        raise RenderError("thread/root.txt", "is broken")


def say(stage: Stage, who: str, kind: WishKind, value: str = "") -> None:
    """Let *who* say something now, by whatever way it is heard."""
    with stage.kept.work() as work:
        work.wishes.record(wish(who, kind, value, at=stage.clock.time))


def shown(stage: Stage) -> str:
    """Return everything that can be read out there."""
    return "\n".join([*stage.thread.texts, *stage.blog.texts])


@pytest.mark.parametrize(("part", "person"), [(0, "Ana 0"), (1, "Ana 0"), (3, "Ana 2")])
def test_a_stop_while_it_is_unclear_whether_a_part_is_out(stage: Stage, part: int, person: str) -> None:
    """What is out is found by the words it had, then mended: nothing twice, and no name, not even in the last part."""
    stage.thread.mood = outcome(Unclear("mastodon", "time-out"), made=True, on=part)
    stage.minutes(2)
    say(stage, person, WishKind.STOP)
    stage.honour()

    stage.minutes(10)

    assert_one_thread(stage)
    assert len(stage.thread.sent) == 4
    assert person not in shown(stage)
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED


def items(stage: Stage, day: str = DAY) -> tuple[Item, ...]:
    issue = stage.issue(day)
    assert issue is not None
    return (*issue.digest.items, *issue.digest.again, *issue.digest.waiting)


def state(stage: Stage) -> DigestState:
    issue = stage.issue(DAY)
    assert issue is not None
    return issue.state


def pause(stage: Stage, kind: EventKind = EventKind.PAUSE) -> None:
    with stage.kept.work() as work:
        work.events.append(Event(course="bit15", kind=kind, who="Kim", at=stage.clock.time))


@pytest.mark.parametrize(
    ("value", "stands"),
    [("none", ""), ("alias Blue Heron", "Blue Heron"), ("handle", "ana0 at mastodon.example"), ("name", "Ana 0")],
)
def test_a_new_form_of_credit_holds_for_what_is_out(stage: Stage, value: str, stands: str) -> None:
    """`credit` counts for what is published too: the name goes, and under an alias every link to the person."""
    stage.minutes(4)
    say(stage, "Ana 0", WishKind.CREDIT, value)

    stage.honour()
    stage.minutes(4)

    (credit,) = (each for each in items(stage)[0].credits if each.account == author("Ana 0").account)
    assert credit.label == stands
    assert bool(credit.post_url and credit.profile_url) is (value in {"name", "handle"})
    assert ("Ana 0" in shown(stage)) is (value == "name")
    assert len(stage.thread.sent) == 4


def test_t110_an_entry_of_the_roster_that_ends_takes_the_name_along(stage: Stage) -> None:
    """An expired entry counts as absent, for what is out too."""
    stage.with_course(consent=ConsentMode.ROSTER)
    for page in range(3):
        with stage.kept.work() as work:
            entry = wish(f"Ana {page}", WishKind.ROSTER, "name", expires=date(2015, 11, 13))
            work.wishes.record(entry)
    stage.minutes(4)
    assert "Ana 0" in shown(stage)
    stage.clock.advance(days=1, hours=12)

    stage.honour()
    stage.minutes(4)

    assert "Ana" not in shown(stage)


def test_c15_quote_no_takes_the_words_and_leaves_the_name(stage: Stage) -> None:
    """The scope of a withdrawal is what was withdrawn; before it, the words stand as a quotation."""
    page = "https://quoted.example/page"
    stage.source.posts.append(post(page, by="Zed", number=77, text=f"Sounds odd, works well {page} #BIT15"))
    say(stage, "Zed", WishKind.QUOTE, "yes")
    stage.minutes(4)
    before = next(each for each in items(stage) if each.page == page)
    say(stage, "Zed", WishKind.QUOTE, "no")

    revised = stage.honour()

    after = next(each for each in items(stage) if each.page == page)
    assert before.note is not None
    assert before.note.text == "Sounds odd, works well"
    assert len(revised) == 1
    assert after == replace(before, note=None)


def test_c7_a_quotation_that_was_edited_at_its_source_goes(stage: Stage) -> None:
    """Old words are never shown as current."""
    page = "https://quoted.example/page"
    said = post(page, by="Zed", number=77, text=f"Sounds odd, works well {page} #BIT15")
    stage.source.posts.append(said)
    say(stage, "Zed", WishKind.QUOTE, "yes")
    stage.minutes(4)
    stage.source.posts.append(replace(said, text=f"Works badly after all {page} #BIT15", edited_at=SIX))
    stage.poll()

    stage.honour()

    assert next(each for each in items(stage) if each.page == page).note is None


@pytest.mark.parametrize("learned", ["poll", "sweep"])
def test_c07_an_edit_between_composing_and_sending_is_never_sent_in_its_old_words(stage: Stage, learned: str) -> None:
    """Frozen with a quotation that is edited before anything goes out: it goes out without."""
    page = "https://quoted.example/page"
    said = post(page, by="Zed", number=77, text=f"Sounds odd, works well {page} #BIT15")
    stage.source.posts.append(said)
    stage.thread.items = 9
    say(stage, "Zed", WishKind.QUOTE, "yes")
    stage.clock.time = SIX
    stage.poll()
    stage.read_all()
    frozen = stage.compose.freeze(SIX.date())
    stage.source.posts.append(replace(said, text=f"Works badly after all {page} #BIT15", edited_at=SIX))
    stage.clock.advance(hours=1)
    if learned == "poll":
        stage.poll()
    else:
        stage.sweep.before_issue()

    stage.publish(frozen.digest.key)

    assert "Sounds odd, works well" in str(frozen.digest)
    item = next(each for each in items(stage) if each.page == page)
    assert item.note is None
    assert len(stage.blog.sent) == 1


def test_c07_what_waits_for_an_outlet_is_read_again_before_it_goes_out(stage: Stage) -> None:
    """The outlet is down at the hour; what was edited meanwhile goes out in no old words when it is back."""
    page = "https://quoted.example/page"
    said = post(page, by="Zed", number=77, text=f"Sounds odd, works well {page} #BIT15")
    stage.source.posts.append(said)
    stage.thread.items = 9
    say(stage, "Zed", WishKind.QUOTE, "yes")
    stage.clock.time = SIX
    stage.poll()
    stage.read_all()
    due = replace(stage.due, look_again=stage.sweep.before_issue)
    frozen = due.compose.freeze(SIX.date())
    stage.source.posts.append(replace(said, text=f"Works badly after all {page} #BIT15", edited_at=SIX))
    stage.clock.advance(hours=1)

    due()

    assert "Sounds odd, works well" in str(frozen.digest)
    assert next(each for each in items(stage) if each.page == page).note is None
    assert stage.thread.sent


def test_who_waits_for_a_person_is_taken_out_too(stage: Stage) -> None:
    """No name stays in what only `preview` shows."""
    young = author("Zed", created_at=NOON)
    stage.source.posts.append(post("https://young.example/page", by=young, number=77))
    stage.minutes(4)
    assert any(credit.label == "Zed" for item in items(stage) for credit in item.credits)
    say(stage, "Zed", WishKind.STOP)

    stage.honour()

    assert not any(credit.label == "Zed" for item in items(stage) for credit in item.credits)


def test_a_withdrawn_issue_is_never_opened_again(stage: Stage) -> None:
    """A stop takes the name out of what is stored; nothing of the issue comes back."""
    stage.minutes(4)
    issue = stage.issue(DAY)
    assert issue is not None
    with stage.kept.work() as work:
        work.digests.put(replace(issue, state=DigestState.WITHDRAWN))
    say(stage, "Ana 0", WishKind.STOP)

    stage.honour()
    stage.minutes(3)

    assert state(stage) is DigestState.WITHDRAWN
    assert "Ana 0" not in repr(items(stage))


def test_a_stop_brings_nothing_out_that_was_held_back(stage: Stage) -> None:
    """An issue that was closed before going live is opened to mend its page, and goes nowhere new."""
    stage.go_live = False
    stage.minutes(4)
    stage.go_live = True
    say(stage, "Ana 0", WishKind.STOP)

    stage.honour()
    stage.minutes(4)

    assert stage.thread.sent == []
    assert "Ana 0" not in shown(stage)
    assert state(stage) is DigestState.PUBLISHED


def test_a_stop_while_nothing_may_leave_is_honoured_when_it_may_again(stage: Stage) -> None:
    """With go_live taken back the thread keeps the name, and the issue stays open until it can be mended."""
    stage.minutes(4)
    stage.go_live = False
    say(stage, "Ana 0", WishKind.STOP)
    stage.honour()
    stage.minutes(3)
    assert state(stage) is DigestState.FROZEN
    stage.go_live = True

    stage.minutes(3)

    assert "Ana 0" not in shown(stage)
    assert state(stage) is DigestState.PUBLISHED


def test_a_course_that_rests_still_mends_what_is_out(stage: Stage) -> None:
    """A pause is no reason to keep a name; the rest of a thread waits for the end of the pause."""
    stage.thread.mood = outcome(Busy("mastodon", "429", retry_at=SIX.replace(minute=5)), made=False, on=2)
    stage.minutes(3)
    pause(stage)
    say(stage, "Ana 0", WishKind.STOP)
    stage.honour()

    stage.minutes(10)

    assert len(stage.thread.sent) == 2
    assert "Ana 0" not in shown(stage)
    pause(stage, EventKind.RESUME)
    stage.minutes(3)
    assert_one_thread(stage)


def test_a_course_that_rests_leaves_alone_what_it_may_not_touch(stage: Stage) -> None:
    """Neither an outlet that is off nor, with go_live taken back, anything outside is mended during a pause."""
    stage.minutes(4)
    pause(stage)
    stage.go_live = False
    say(stage, "Ana 0", WishKind.STOP)
    stage.honour()

    stage.minutes(3)

    assert [receipt for receipt, _ in stage.thread.edits] == []
    assert "Ana 0" not in "\n".join(stage.blog.texts)


def test_posts_that_an_issue_has_no_more_are_taken_back(stage: Stage) -> None:
    """When threads have become shorter, a stop deletes the posts behind the new end: they may name the person."""
    stage.minutes(4)
    stage.thread.items = 1
    say(stage, "Ana 2", WishKind.STOP)

    stage.honour()
    stage.minutes(4)

    assert "Ana 2" not in shown(stage)
    assert stage.thread.texts[2:] == ["", ""]
    rows = [row.part for row in stage.rows(DAY) if row.operation is Operation.WITHDRAW]
    assert rows == [2, 3]
    assert state(stage) is DigestState.PUBLISHED


def test_t88_what_was_taken_back_is_not_touched_again(stage: Stage) -> None:
    """The next stop mends what is left and leaves the deleted posts deleted."""
    stage.minutes(4)
    stage.thread.items = 1
    for person in ("Ana 2", "Ana 0"):
        say(stage, person, WishKind.STOP)
        stage.honour()
        stage.minutes(3)

    assert "Ana" not in "\n".join(stage.thread.texts[1:])
    assert stage.thread.texts[2:] == ["", ""]
    assert len([part for _, part in stage.thread.edits if not part.text]) == 2


def test_words_that_cannot_be_made_any_more_are_told(stage: Stage) -> None:
    """When a thread that is out cannot be mended since its template is broken, a person learns that names remain."""
    stage.minutes(4)
    say(stage, "Ana 0", WishKind.STOP)
    broken = Unwritable(name="mastodon")

    Honour(course=stage.course, store=stage.kept, clock=stage.clock, publishers=(stage.blog, broken))()
    stage.minutes(3)

    assert "Ana 0" not in "\n".join(stage.blog.texts)
    with stage.kept.look() as work:
        assert [(each.kind, each.subject) for each in work.notices.all()] == [("unmended", "course:bit15")]


@pytest.mark.parametrize(
    ("trouble", "left"),
    [
        pytest.param(Unclear("mastodon", "time-out"), "", id="repeated"),
        pytest.param(Busy("mastodon", "429", retry_at=SIX.replace(minute=8)), "", id="waited for"),
        pytest.param(Refused("mastodon", "422"), "Ana 2", id="told"),
    ],
)
def test_taking_back_is_tried_until_it_is_done(trouble: SendError, left: str) -> None:
    """It is safe to repeat; a final no is told to a person and closes the issue."""
    made = Stage(thread=Stubborn(trouble=[trouble]))
    made.source.posts.extend(post(f"https://s{n}.example/page", by=f"Ana {n}", number=n) for n in range(4))
    made.clock.time = NOON
    made.minute()
    made.clock.time = SIX
    made.minutes(3)
    made.thread.items = 2
    issue = made.issue(DAY)
    assert issue is not None
    person = issue.digest.highlights[2].credits[0].label
    say(made, person, WishKind.STOP)

    made.honour()
    made.minutes(10)

    assert (person in shown(made)) is bool(left)
    assert state(made) is DigestState.PUBLISHED
    with made.kept.look() as work:
        assert [each.kind for each in work.notices.all()] == (["refused"] if left else [])


def test_threads_that_have_become_longer_leave_old_ones_as_they_are(stage: Stage) -> None:
    """A stop mends an old thread and adds nothing to it."""
    stage.thread.items = 1
    stage.minutes(4)
    stage.thread.items = 3
    say(stage, "Ana 0", WishKind.STOP)

    stage.honour()
    stage.minutes(4)

    assert len(stage.thread.sent) == 2
    assert "Ana 0" not in shown(stage)


def test_t62_of_two_processes_one_sends(stage: Stage) -> None:
    """A process that outslept its lease sends nothing that another one has begun."""
    stage.clock.time = SIX
    stage.poll()
    issue = stage.compose.freeze(SIX.date())
    part = issue.parts["mastodon"][0]
    asleep, awake = (Ledger(store=stage.kept, clock=stage.clock, publisher=stage.thread, issue=issue) for _ in range(2))
    awake.send(part, None, None)

    step = asleep.send(part, None, None)

    assert not step.done
    assert len(stage.thread.sent) == 1


def test_a_part_that_stays_unclear_is_asked_for_ever_less_and_told(stage: Stage) -> None:
    """Who cannot be asked what became of a part is not asked every minute for ever, and a person learns of it."""
    stage.thread = server = Stubborn(silent=True)
    stage.thread.mood = outcome(Unclear("mastodon", "time-out"), made=True)
    stage.minutes(180)
    with stage.kept.look() as work:
        told = [each.kind for each in work.notices.all()]
    asked = server.asked
    server.silent = False

    stage.minutes(40)

    assert told == ["late"]
    assert asked < 12
    assert_one_thread(stage)
    with stage.kept.look() as work:
        assert work.notices.all() == ()


@pytest.mark.parametrize("account", ["4711", "name:zed"])
def test_a_stop_written_down_by_name_holds_where_accounts_are_numbers(stage: Stage, account: str) -> None:
    """On X the operator may know the name only; it holds for posts that came with the number, and without one."""
    by = {"handle": "Zed", "name": "Zed", "network": "x", "url": "https://x.com/Zed"}
    numbered = author(**by, account=AccountRef("x", "4711"))
    sheet = author(**by, account=AccountRef("x", "name:zed"))
    stage.source.posts.append(post("https://a.example/page", by=numbered, number=771))
    stage.source.posts.append(post("https://b.example/page", by=sheet, number=772))
    with stage.kept.work() as work:
        work.wishes.record(wish(author(**by, account=AccountRef("x", account)), WishKind.STOP))

    stage.minutes(4)

    pages = {item.page for item in items(stage)}
    assert "https://a.example/page" not in pages
    assert ("https://b.example/page" in pages) is (account == "4711")


def test_a_post_of_ten_thousand_links_is_no_order_to_ask_for_them(stage: Stage) -> None:
    """The first fifty count; the rest is not looked at, and nobody's server is asked for it."""
    flood = [f"https://host{number}.example/page" for number in range(10_000)]
    stage.source.posts.append(post(*flood, by="Zed", number=77, text="many #BIT15"))

    stage.minutes(4)

    asked = [page for page in stage.reader.asked if page.startswith("https://host")]
    assert sorted(asked) == sorted(flood[:50])


def test_t112_no_line_of_the_log_tells_of_anybody(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    """A day with a refusal, a stop and a mended thread is told in counts: no name, no handle, no address, no words."""
    stage.source.posts.append(post("https://zed.example/page", by="Zed Quill", number=77, text="#nodigest #BIT15"))
    stage.thread.mood = outcome(Unclear("mastodon", "time-out"), made=True, on=1)
    stage.minutes(4)
    say(stage, "Ana 0", WishKind.STOP)
    stage.honour()
    stage.minutes(4)

    told = capsys.readouterr()

    lines = (told.out + told.err).casefold()
    marks = [*(f"{who} {page}" for who in PEOPLE for page in range(5)), "@", "zed", "https://", "lovely", "page-"]
    assert "digest.revised" in lines
    assert [mark for mark in marks if mark.casefold() in lines] == []
