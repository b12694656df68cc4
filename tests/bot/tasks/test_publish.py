"""Delivering: what one outlet's trouble means for its other parts, for the other outlets, and for a person."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from bot.errors import Busy, ChannelOff, ParentGone, Refused, SendError, StoreError, Unclear
from bot.ports import DeliveryState, DigestState, Operation, Part, Receipt
from bot.tasks.publish import OutletState
from curation.model import DigestKey, Event, EventKind, WishKind
from tests.fakes import FakePublisher
from tests.makers import wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, outcome, shared

KEY = DigestKey(f"bit15/{DAY}")


class Stubborn(FakePublisher):
    """Answers edits of one part with an error, as often as it is told to."""

    errors: dict[str, list[SendError]]

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        if waiting := self.errors.get(receipt.local_id):
            raise waiting.pop(0)
        return super().edit(receipt, part)


def stubborn(**errors: SendError) -> Stubborn:
    made = Stubborn()
    made.errors = {number.removeprefix("part"): [error] for number, error in errors.items()}
    return made


def on_stage(thread: FakePublisher | None = None) -> Stage:
    """Return the stage at six, five pages shared and read."""
    stage = Stage(thread=thread or FakePublisher())
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(hours=4)
    stage.poll()
    stage.read_all()
    stage.clock.time = SIX
    return stage


def stopped(stage: Stage, *people: str) -> None:
    """Let *people* say stop, and take their names out of what stands."""
    with stage.kept.work() as work:
        for person in people:
            work.wishes.record(wish(person, WishKind.STOP, at=stage.clock.time))
    stage.honour()


def notices(stage: Stage) -> list[tuple[str, str]]:
    with stage.kept.look() as work:
        return [(each.subject, each.kind) for each in work.notices.all()]


def edits(stage: Stage) -> dict[int, DeliveryState]:
    return {
        row.part: row.state for row in stage.rows(DAY) if row.outlet == "mastodon" and row.operation is Operation.EDIT
    }


def test_an_issue_that_is_not_there_sends_nothing() -> None:
    """Asked for a day nobody composed, publish has nothing to report."""
    report = Stage().publish(KEY)

    assert (report.outlets, report.paused, report.next_at) == ((), False, None)


def test_a_draft_sends_nothing() -> None:
    """What was not frozen is not sent."""
    stage = on_stage()
    stage.compose(SIX.date())

    assert stage.publish(KEY).outlets == ()
    assert stage.thread.sent == []


def test_a_paused_course_sends_nothing_and_says_so() -> None:
    """A pause between freeze and delivery holds everything back."""
    stage = on_stage()
    stage.compose.freeze(SIX.date())
    with stage.kept.work() as work:
        work.events.append(Event(course="bit15", kind=EventKind.PAUSE, who="Kim", at=SIX))

    report = stage.publish(KEY)

    assert (report.paused, report.is_settled) == (True, False)
    assert stage.blog.sent == []


def test_an_outlet_without_words_is_left_out_and_told() -> None:
    """Its parts could not be made at the freeze: it is refused, not done; the others go out."""
    stage = on_stage()
    issue = stage.compose.freeze(SIX.date())
    with stage.kept.work() as work:
        work.digests.put(replace(issue, parts={"blog": issue.parts["blog"]}))

    report = stage.publish(KEY)

    assert [(each.outlet, each.state, each.of) for each in report.outlets] == [
        ("blog", OutletState.DONE, 1),
        ("mastodon", OutletState.REFUSED, 0),
    ]


def test_t90_a_page_without_words_keeps_the_thread_in() -> None:
    """Where there is no page to link, the thread waits for a person."""
    stage = on_stage()
    issue = stage.compose.freeze(SIX.date())
    with stage.kept.work() as work:
        work.digests.put(replace(issue, parts={"mastodon": issue.parts["mastodon"]}))

    report = stage.publish(KEY)

    assert [each.state for each in report.outlets] == [OutletState.REFUSED, OutletState.OFF]
    assert stage.thread.sent == []


def test_an_installation_without_a_public_address_asks_nobody() -> None:
    """Where there is no page of ours to link, nothing has to answer."""
    stage = on_stage()
    stage.compose.freeze(SIX.date())

    report = replace(stage.publish, page_url=lambda _digest: "")(KEY)

    assert [each.state for each in report.outlets] == [OutletState.DONE, OutletState.WAITS]
    assert stage.probe.asked == []


def test_a_page_that_answers_after_all_ends_the_notice() -> None:
    """A person publishes by hand after the page was mended: the thread goes out, and nothing is complained of."""
    stage = on_stage()
    stage.compose.freeze(SIX.date())
    stage.probe.up = False
    stage.clock.advance(minutes=61)
    given_up = stage.publish(KEY)
    told = notices(stage)
    by_hand = stage.publish(KEY, by_hand=True)
    stage.probe.up = True
    stage.publish(KEY, by_hand=True)

    assert given_up.outlets[1].state is OutletState.OFF
    assert told == [("course:bit15", "page_unreachable")]
    assert (by_hand.outlets[1].state, by_hand.next_at) == (OutletState.WAITS, SIX + timedelta(minutes=62))
    assert notices(stage) == []
    assert len(stage.thread.sent) == 1


def test_an_edit_that_is_refused_does_not_keep_the_rest_from_being_mended() -> None:
    """The root was deleted by hand; the item behind it still loses the name, and a person hears of the root."""
    stage = on_stage(stubborn(part0=ParentGone("mastodon", "the post is not there any more")))
    stage.minutes(2)

    stopped(stage, "Ana 0")
    stage.due()

    assert edits(stage)[0] is DeliveryState.REFUSED
    assert edits(stage)[1] is DeliveryState.DONE
    assert not any("Ana 0" in text for text in stage.thread.texts[1:])
    assert notices(stage) == [("outlet:mastodon", "refused")]


def test_t79_an_edit_that_is_refused_is_not_asked_again() -> None:
    """A second person's stop mends the other parts; the root gets a new text and is asked once for that."""
    stage = on_stage(stubborn(part0=Refused("mastodon", "too old")))
    stage.minutes(2)
    stopped(stage, "Ana 0")
    stage.due()
    before = len(stage.thread.edits)

    stage.due()
    stage.publish(KEY)

    assert len(stage.thread.edits) == before
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (Busy("mastodon", "429", retry_at=SIX + timedelta(hours=1)), timedelta(hours=1)),
        (Unclear("mastodon", "no answer"), timedelta(minutes=1)),
    ],
    ids=["busy", "no answer"],
)
def test_an_edit_that_did_not_work_is_done_again_later(error: SendError, waits: timedelta) -> None:
    """Editing twice is harmless: it waits for its time, and then the name is gone."""
    stage = on_stage(stubborn(part0=error))
    stage.minutes(2)
    stopped(stage, "Ana 0")

    report = stage.publish(KEY)
    too_early = stage.publish(KEY)
    stage.clock.time = max(stage.clock.time, SIX) + waits
    stage.publish(KEY)

    assert report.outlets[1].state is OutletState.WAITS
    assert too_early.next_at == report.next_at
    assert not any("Ana 0" in text for text in stage.thread.texts)


def test_t78_an_edit_through_a_closed_channel_waits_for_a_person() -> None:
    """Nothing more is asked before somebody acts; then the name is taken out."""
    stage = on_stage(stubborn(part0=ChannelOff("mastodon", "the token is refused")))
    stage.minutes(2)
    stopped(stage, "Ana 0")

    report, again = stage.publish(KEY), stage.publish(KEY)
    with stage.kept.work() as work:
        work.notices.clear("outlet:mastodon", "channel_off")
    stage.publish(KEY)

    assert [report.outlets[1].state, again.outlets[1].state] == [OutletState.OFF, OutletState.OFF]
    assert not any("Ana 0" in text for text in stage.thread.texts)


class Blind(FakePublisher):
    """Cannot look at what it sent, for as long as it is told so."""

    blind = True

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        if self.blind:
            raise Unclear("mastodon", "no answer")
        return super().find(part, key, after, since)


def test_t71_what_cannot_be_looked_for_is_not_sent_again() -> None:
    """An unclear part whose server cannot be asked stays unclear, with longer and longer pauses between the looks."""
    thread = Blind(mood=outcome(Unclear("mastodon", "time-out"), made=True))
    stage = on_stage(thread)
    stage.compose.freeze(SIX.date())
    pauses: list[timedelta] = []

    for _ in range(7):
        next_at = stage.publish(KEY).next_at
        assert next_at is not None
        pauses.append(next_at - stage.clock.time)
        stage.clock.time = next_at
    thread.blind = False
    stage.publish(KEY)

    assert len(thread.sent) == 1
    assert pauses[0] == timedelta(minutes=1)
    assert pauses == sorted(pauses)
    assert max(pauses) <= timedelta(minutes=30)


def test_a_ledger_row_without_its_receipt_is_a_defect() -> None:
    """What is written down as done can be edited; where the receipt is missing, nobody guesses."""
    stage = on_stage()
    stage.minutes(2)
    with stage.kept.work() as work:
        for row in work.deliveries.of(KEY):
            work.deliveries.put(replace(row, receipt=None))

    stopped(stage, "Ana 0")

    with pytest.raises(StoreError, match="part 0: done without a receipt"):
        stage.publish(KEY)


def test_t66_a_thread_that_never_began_is_not_sent_a_day_late() -> None:
    """The channel was closed the whole day: the next day's issue goes out, the old one stays a page."""
    stage = on_stage()
    stage.thread.mood = outcome(ChannelOff("mastodon", "the token is refused"), made=False, times=99)
    stage.minutes(3)
    stage.source.posts.extend(shared(12))
    stage.clock.time = SIX + timedelta(days=1)
    stage.poll()
    stage.read_all()
    stage.thread.mood = lambda _part: None
    with stage.kept.work() as work:
        work.notices.clear("outlet:mastodon", "channel_off")

    report = stage.due()

    assert [each.state for each in report.published[0].outlets] == [OutletState.DONE, OutletState.SKIPPED]
    assert all("2015-11-12" in text for text in stage.thread.texts)
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED


def test_a_stop_while_the_last_part_is_sent_is_honoured_by_the_next_pass() -> None:
    """The issue is not closed over a revision that came meanwhile: what is out is mended right after."""
    stage = on_stage()
    stage.compose.freeze(SIX.date())

    def says_stop(part: Part) -> None:
        if part.number == 3:
            stopped(stage, "Ana 0")

    stage.thread.mood = says_stop
    for _ in range(4):
        report = stage.publish(KEY)
        stage.clock.advance(seconds=2)
    issue = stage.issue(DAY)
    assert issue is not None
    assert (report.is_settled, issue.state, issue.revision) == (True, DigestState.FROZEN, 2)
    assert any("Ana 0" in text for text in stage.thread.texts)

    stage.publish(KEY)

    assert not any("Ana 0" in text for text in stage.thread.texts)
