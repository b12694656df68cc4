"""One part at one outlet: asked directly for what the stories seldom meet."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.errors import Busy, ChannelOff, Refused, SendError
from bot.ports import Delivery, DeliveryState, Operation, Receipt
from bot.tasks.ledger import Ledger
from curation.model import DigestKey
from tests.fakes import FakePublisher
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared

KEY = DigestKey(f"bit15/{DAY}")


class Clinging(FakePublisher):
    """Gives nothing back while it has an error to tell."""

    errors: tuple[SendError, ...] = ()
    asked = 0

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        self.asked += 1
        if self.errors:
            error, *rest = self.errors
            self.errors = tuple(rest)
            raise error


def published(*errors: SendError) -> tuple[Stage, Ledger, Clinging]:
    """Return a stage whose thread is out, the ledger of its outlet, and the outlet, with *errors* for what comes."""
    thread = Clinging()
    stage = Stage(thread=thread)
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(hours=1)
    stage.poll()
    stage.clock.time = SIX
    stage.minutes(2)
    issue = stage.issue(DAY)
    assert issue is not None
    thread.errors = errors
    return stage, Ledger(store=stage.store, clock=stage.clock, publisher=thread, issue=issue), thread


def row_of(stage: Stage, operation: Operation) -> Delivery | None:
    found = {(row.outlet, row.part, row.operation): row for row in stage.rows(DAY)}
    return found.get(("mastodon", 3, operation))


def withdraw(stage: Stage, ledger: Ledger) -> tuple[bool, bool]:
    """Take the last part back; return whether that is done and whether it waits for a time."""
    sent = row_of(stage, Operation.SEND)
    assert sent is not None
    step = ledger.withdraw(sent, row_of(stage, Operation.WITHDRAW))
    return step.done, step.next_at is not None


def test_a_part_that_is_out_is_not_sent_again() -> None:
    """Whoever asks twice gets the receipt."""
    stage, ledger, thread = published()
    row = row_of(stage, Operation.SEND)

    step = ledger.send(ledger.issue.parts["mastodon"][3], row, None)

    assert row is not None
    assert (step.done, step.receipt) == (True, row.receipt)
    assert len(thread.sent) == 4


def test_a_part_that_the_issue_has_no_more_is_taken_back_once() -> None:
    """Done is done."""
    stage, ledger, thread = published()

    assert [withdraw(stage, ledger), withdraw(stage, ledger)] == [(True, False), (True, False)]
    assert thread.asked == 1


def test_a_busy_outlet_is_asked_again_at_its_time() -> None:
    """Taking back waits as sending does, and is harmless twice."""
    stage, ledger, thread = published(Busy("mastodon", "429", retry_at=SIX + timedelta(hours=1)))

    first, early = withdraw(stage, ledger), withdraw(stage, ledger)
    stage.clock.time = SIX + timedelta(hours=1)
    later = withdraw(stage, ledger)

    assert (first, early, later) == ((False, True), (False, True), (True, False))
    assert thread.asked == 2


def test_t79_a_final_no_is_asked_once() -> None:
    """What the outlet will not take back stays; a person is told, and the rest goes on."""
    stage, ledger, thread = published(Refused("mastodon", "403"))

    assert [withdraw(stage, ledger), withdraw(stage, ledger)] == [(True, False), (True, False)]
    assert thread.asked == 1
    row = row_of(stage, Operation.WITHDRAW)
    assert row is not None
    assert (row.state, row.reason) == (DeliveryState.REFUSED, "403")


def test_t78_a_closed_channel_waits_for_a_person() -> None:
    """Nothing is done and no time is named."""
    stage, ledger, _ = published(ChannelOff("mastodon", "401"))

    assert withdraw(stage, ledger) == (False, False)
    assert withdraw(stage, ledger) == (True, False)


@pytest.mark.parametrize("state", [DeliveryState.STARTED, DeliveryState.UNKNOWN])
def test_a_withdrawal_of_which_nothing_is_known_is_done_again(state: DeliveryState) -> None:
    """It is safe to repeat."""
    stage, ledger, thread = published()
    withdraw(stage, ledger)
    row = row_of(stage, Operation.WITHDRAW)
    assert row is not None
    with stage.kept.work() as work:
        work.deliveries.put(replace(row, state=state))

    assert withdraw(stage, ledger) == (True, False)
    assert thread.asked == 2
