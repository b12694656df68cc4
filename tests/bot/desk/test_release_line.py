"""The line about sending: when, where, to how many people, and for how much."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.cli.review import lines
from bot.desk.phrases import release
from bot.ports import DigestState, Part, Priced
from bot.ports.mail import Rhythm, Subscription
from bot.ports.reviews import Destination, Review
from bot.render.templates import Templates
from bot.tasks.undo_sending import first_sent
from curation import days
from curation.budget import MicroUsd
from tests.bot.desk.rooms import DAY, Room, room
from tests.bot.mail.post_office import reader
from tests.fakes import FakePublisher
from tests.makers import at
from tests.story.test_mail import FakeLetters


@dataclass
class Paid(FakePublisher, Priced):
    """A network that takes a cent and a half for a post."""

    name: str = "x"

    @override
    def price(self, part: Part, /) -> MicroUsd:
        return MicroUsd(15_000)

    @override
    def addresses(self, part: Part, /) -> int:
        return 0


def reviewed(desk: Room, day_at: int = 22) -> Review:
    stage = desk.stage
    stage.clock.time = at(day_at, 18)
    outlets = (stage.blog, stage.thread, Paid(), FakeLetters())
    return replace(desk.review, publishers=outlets).review(DAY)


def subscribed(desk: Room, *readers: object) -> None:
    with desk.stage.kept.work() as work:
        for each in readers:
            work.subscribers.put(each)  # type: ignore[arg-type]  # what `reader` makes


@pytest.fixture
def desk() -> Room:
    """A desk whose course has two readers a day, one a week, and three who get nothing."""
    made = room()
    subscribed(
        made,
        reader("ann"),
        reader("bob"),
        reader("cid", rhythm=Rhythm.WEEKLY),
        reader("dee", state=Subscription.PENDING, confirmed_at=None),
        reader("eve", state=Subscription.PAUSED),
        reader("fay", course="other"),
    )
    return made


def test_it_counts_the_people_and_names_the_price(desk: Room) -> None:
    """Who did not confirm, whom nothing reaches, and whose turn it is not, get no letter and are not counted."""
    review = reviewed(desk)

    said = release(review, Templates().words("en"))

    assert review.destinations[2:] == (
        Destination(name="x", price=MicroUsd(60_000)),
        Destination(name="mail", letters=2),
    )
    assert said == "Posts 18:00 (in 42 min) to blog, mastodon, x ($0.06) and 2 mails."
    assert "to blog, mastodon, x ($0.06), mail (2 letters)" in next(iter(lines(review)))


def test_a_weekly_letter_counts_on_the_first_issue_of_its_week(desk: Room) -> None:
    """A week ago something came out, and this week nothing yet: who wants one a week gets it now."""
    stage = desk.stage
    issue = stage.compose(DAY)
    with stage.kept.work() as work:
        then = DAY - timedelta(days=7)
        a_week_ago = replace(issue.digest, day=then, window=days.window(stage.course, then))
        work.digests.put(replace(issue, digest=a_week_ago, state=DigestState.PUBLISHED))

    assert reviewed(desk).destinations[-1] == Destination(name="mail", letters=3)


def test_it_is_said_in_french(desk: Room) -> None:
    """With its own plural."""
    said = release(reviewed(desk), Templates().words("fr"))

    assert said.startswith("Part à 18:00 (dans 42 min) vers blog, mastodon, x (")
    assert said.endswith("et 2 courriels.")


def test_what_is_counted_is_what_goes_out(desk: Room) -> None:
    """The letters that are sent at six are as many as were promised."""
    review = reviewed(desk)
    stage, letters = desk.stage, FakeLetters()
    stage.clock.time = at(23)
    publish = replace(stage.publish, publishers=(stage.blog, letters))
    frozen = replace(stage.compose, publishers=(stage.blog, letters)).freeze(DAY)
    for _ in range(4):
        publish(frozen.digest.key)
        stage.clock.advance(minutes=1)

    assert len(letters.sent) == review.destinations[-1].letters == 2
    assert first_sent(stage.rows("2015-11-11")) is not None
