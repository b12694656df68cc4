"""Letters in the ledger: a row a person, nobody twice, nobody who does not want it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from bot.errors import Busy, ChannelOff, Refused, SendError, Unclear
from bot.ports import DeliveryState, DigestState, Part, Publisher, Receipt
from bot.ports.mail import Letters, Rhythm, Subscriber, Subscription
from bot.ports.reviews import Sent
from bot.tasks.undo_sending import sent_to
from curation.digest import named
from curation.model import Digest, WishKind
from tests.bot.mail.post_office import reader
from tests.makers import wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared
from tests.story.test_other_homes import killed_at

PEOPLE = ("ann", "bob", "cid")


@dataclass
class FakeLetters(Letters):
    """Keeps what was sent, and to whom; `moods` answers the next letters to somebody."""

    name: str = "mail"
    repeats_safely: bool = False
    leaves_house: bool = True
    changes_in_place: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    moods: dict[str, list[tuple[SendError, bool]]] = field(default_factory=dict)
    recipient: Subscriber | None = None

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        text = f"{digest.day}: {len(digest.items)} links"
        return (Part(number=0, text=text, count=len(text), limit=0, language="en"),)

    @override
    def weekly(self, digests: Sequence[Digest], /) -> Part:
        text = "week of " + ", ".join(str(each.day) for each in digests)
        return Part(number=1, text=text, count=len(text), limit=0, language="en")

    @override
    def to(self, subscriber: Subscriber, /) -> Publisher:
        return replace(self, recipient=subscriber)

    @override
    def mail_id(self, key: str, recipient: str, /) -> str:
        return f"<{key}:{recipient}>"

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        assert self.recipient is not None
        name = self.recipient.address.partition("@")[0]
        moods = self.moods.get(name, [])
        mood = moods.pop(0) if moods else None
        if mood is None or mood[1]:
            self.sent.append((name, part.text))
        if mood is not None:
            raise mood[0]
        return Receipt(uri=self.mail_id(key, self.recipient.id), url="")

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        raise Unclear(self.name, "nobody can look")

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        return receipt

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        """Leave it."""


@dataclass
class MailStage(Stage):
    """A stage with letters behind blog and thread."""

    letters: FakeLetters = field(default_factory=FakeLetters)

    @property
    @override
    def _publishers(self) -> tuple[Publisher, ...]:
        return (*super()._publishers, self.letters)

    def subscribe(self, *readers: Subscriber) -> None:
        with self.kept.work() as work:
            for each in readers:
                work.subscribers.put(each)

    def states(self) -> dict[str, DeliveryState]:
        return {row.recipient.removeprefix("id-of-"): row.state for row in self.rows(DAY) if row.recipient}


def before_six(*names: str) -> MailStage:
    stage = MailStage()
    stage.source.posts.extend(shared())
    stage.subscribe(*(reader(name) for name in names or PEOPLE))
    stage.clock.time = SIX - timedelta(minutes=2)
    stage.minute()
    return stage


@pytest.fixture
def stage() -> MailStage:
    return before_six()


def test_everybody_gets_the_day_once_after_page_and_thread(stage: MailStage) -> None:
    """Each active reader has one letter and one row; the issue is closed when all are out."""
    stage.minutes(8)

    issue = stage.issue(DAY)
    assert issue is not None
    assert sorted(stage.letters.sent) == [(name, f"{DAY}: 5 links") for name in PEOPLE]
    assert stage.states() == dict.fromkeys(PEOPLE, DeliveryState.DONE)
    assert issue.state is DigestState.PUBLISHED


def test_id_of_a_letter_is_kept_before_it_is_sent(stage: MailStage) -> None:
    """A repeat could be recognised: the ledger has the Message-ID though nobody knows what became of the letter."""
    stage.letters.moods["ann"] = [(Unclear("mail", "silence"), True)]

    stage.minutes(6)

    (row,) = [each for each in stage.rows(DAY) if each.recipient == "id-of-ann"]
    assert row.receipt is not None
    assert row.receipt.uri == f"<bit15/{DAY}:mail:0:1:id-of-ann>"


def test_quiet_day_is_silent() -> None:
    """No digest, no letter."""
    stage = MailStage()
    stage.subscribe(reader("ann"))
    stage.clock.time = SIX - timedelta(minutes=2)

    stage.minutes(10)

    assert stage.letters.sent == []


@pytest.mark.parametrize(
    "but",
    [
        pytest.param({"state": Subscription.PENDING, "confirmed_at": None}, id="not confirmed"),
        pytest.param({"state": Subscription.PAUSED}, id="paused"),
        pytest.param({"course": "other"}, id="another course"),
        pytest.param({"confirmed_at": SIX + timedelta(hours=2)}, id="confirmed after it came out"),
    ],
)
def test_who_did_not_ask_gets_nothing(but: dict[str, object]) -> None:
    """Only who confirmed before the issue came out has it."""
    stage = before_six("ann")
    stage.subscribe(reader("bob", **but))

    stage.minutes(8)

    assert [name for name, _ in stage.letters.sent] == ["ann"]


def test_4xx_is_sent_later(stage: MailStage) -> None:
    """An address that asks for another time gets its letter then; the others do not wait."""
    until = SIX + timedelta(minutes=10)
    stage.letters.moods["ann"] = [(Busy("mail", "greylisted", retry_at=until), False)]

    stage.minutes(6)
    early = [name for name, _ in stage.letters.sent]
    stage.minutes(15)

    assert early == ["bob", "cid"]
    assert sorted(name for name, _ in stage.letters.sent) == list(PEOPLE)


def test_5xx_pauses_that_address(stage: MailStage) -> None:
    """An address that takes no mail rests from then on; it is no reason to stop for the others."""
    stage.letters.moods["ann"] = [(Refused("mail", "says no for good (550)"), False)]

    stage.minutes(8)
    with stage.kept.look() as work:
        states = {each.id: each.state for each in work.subscribers.of("bit15")}

    issue = stage.issue(DAY)
    assert issue is not None
    assert states["id-of-ann"] is Subscription.PAUSED
    assert [name for name, _ in stage.letters.sent] == ["bob", "cid"]
    assert issue.state is DigestState.PUBLISHED


def test_t78_a_closed_channel_keeps_the_issue_open_for_its_letters(stage: MailStage) -> None:
    """One letter is tried, the others wait for a person like it, and then everybody has theirs."""
    stage.letters.moods = {name: [(ChannelOff("mail", "no such password"), False)] for name in PEOPLE}

    stage.minutes(8)
    standing, tried = stage.issue(DAY), [name for name in PEOPLE if not stage.letters.moods[name]]
    with stage.kept.work() as work:
        work.notices.clear("outlet:mail", "channel_off")
    stage.letters.moods.clear()
    stage.minutes(3)

    assert standing is not None
    assert (standing.state, tried) == (DigestState.FROZEN, ["ann"])
    assert sorted(name for name, _ in stage.letters.sent) == sorted(PEOPLE)


def test_addresses_that_take_no_mail_now_keep_nobody_elses() -> None:
    """However many mailboxes ask for another time, those behind them have their letters before that."""
    names = [f"full{number:02}" for number in range(60)]
    stage = before_six(*names, *PEOPLE)
    for name in names:
        stage.letters.moods[name] = [
            (Busy("mail", "greylisted", retry_at=SIX + timedelta(hours=number)), False) for number in range(3, 30)
        ]

    stage.minutes(60)

    assert sorted(name for name, _ in stage.letters.sent) == sorted(PEOPLE)


def test_a_mail_server_that_lies_down_is_not_asked_for_everybody() -> None:
    """A pass ends after some letters that could not go: each may have waited for half a minute."""
    names = [f"reader{number:02}" for number in range(30)]
    stage = before_six(*names)
    for name in names:
        stage.letters.moods[name] = [(Busy("mail", "no answer", retry_at=SIX + timedelta(minutes=20)), False)]

    stage.minutes(3)
    tried = [name for name in names if not stage.letters.moods[name]]
    stage.letters.moods.clear()
    stage.minutes(30)

    assert 0 < len(tried) <= len(names) / 2
    assert sorted(name for name, _ in stage.letters.sent) == names


@pytest.mark.parametrize("made", [True, False], ids=["it arrived", "it did not"])
def test_unclear_letter_is_not_sent_again_by_itself(stage: MailStage, made: bool) -> None:  # noqa: FBT001 - a case
    """Two letters are worse than none; a person is told."""
    stage.letters.moods["ann"] = [(Unclear("mail", "silence"), made)]

    stage.minutes(60)
    with stage.kept.look() as work:
        told = [each.text for each in work.notices.all() if each.kind == "letters_unclear"]

    assert [name for name, _ in stage.letters.sent].count("ann") == int(made)
    assert len(told) == 1
    assert "@" not in told[0]


def test_who_stops_between_composing_and_sending_gets_nothing(stage: MailStage) -> None:
    """Asked at the last moment."""
    stage.clock.time = SIX - timedelta(seconds=1)
    with stage.kept.work() as work:
        work.subscribers.forget(["id-of-bob"])

    stage.minutes(8)

    assert [name for name, _ in stage.letters.sent] == ["ann", "cid"]


def test_nothing_goes_out_before_go_live(stage: MailStage) -> None:
    """Letters leave the house."""
    stage.go_live = False

    stage.minutes(8)

    assert stage.letters.sent == []


def test_weekly_letter_is_about_the_week_before() -> None:
    """With the first issue of a week, who wants one letter a week gets the days of the week before, once."""
    stage = MailStage()
    stage.subscribe(reader("ann", rhythm=Rhythm.WEEKLY))
    for day in (12, 13, 16, 17):
        stage.source.posts.extend(shared(day))
        stage.clock.time = SIX + timedelta(days=day - 11, minutes=-2)
        stage.minutes(8)

    assert stage.letters.sent == [("ann", "week of 2015-11-12, 2015-11-13")]


@dataclass
class TellingLetters(FakeLetters):
    """Tells who is named in a week; somebody stops while the first letter is on its way."""

    stopping: Callable[[], None] = lambda: None

    @override
    def weekly(self, digests: Sequence[Digest], /) -> Part:
        text = ", ".join(sorted({credit.label for each in digests for credit in named(each)}))
        return Part(number=1, text=text, count=len(text), limit=0, language="en")

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        receipt = super().send(part, key, after)
        self.stopping()
        return receipt


def test_t112_who_stops_between_two_weekly_letters_is_not_in_the_second() -> None:
    """The days of a week are asked again before each letter, as the issue of the day is."""
    stage = MailStage()
    stage.subscribe(*(reader(name, rhythm=Rhythm.WEEKLY) for name in ("ann", "bob")))

    def stopping() -> None:
        with stage.kept.work() as work:
            work.wishes.record(wish("Ana 0 13", WishKind.STOP, at=stage.clock.time))

    stage.letters = TellingLetters(stopping=stopping)
    for day in (13, 16):
        stage.source.posts.extend(shared(day))
        stage.clock.time = SIX + timedelta(days=day - 11, minutes=-2)
        stage.minutes(8)

    first, second = (text.split(", ") for _, text in stage.letters.sent)
    assert "Ana 0 13" in first
    assert second == [each for each in first if each != "Ana 0 13"]


def test_withdrawn_issue_sends_no_more_letters(stage: MailStage) -> None:
    """What is left of the letters stays in."""
    until = SIX + timedelta(minutes=10)
    stage.letters.moods["ann"] = [(Busy("mail", "greylisted", retry_at=until), False)]
    stage.minutes(6)
    issue = stage.issue(DAY)
    assert issue is not None
    with stage.kept.work() as work:
        work.digests.put(replace(issue, state=DigestState.WITHDRAWN, revision=issue.revision + 1))

    stage.minutes(20)

    assert [name for name, _ in stage.letters.sent] == ["bob", "cid"]


@settings(deadline=None, max_examples=15)
@given(
    kills=st.lists(st.integers(min_value=0, max_value=40), max_size=3),
    silent=st.sets(st.sampled_from(PEOPLE)),
    busy=st.sets(st.sampled_from(PEOPLE)),
)
def test_t70_killed_anywhere_nobody_has_two_letters(kills: list[int], silent: set[str], busy: set[str]) -> None:
    """Killed around any commit, with silent and busy servers, nobody has a second letter."""
    stage = before_six()
    until = SIX + timedelta(minutes=4)
    later: tuple[SendError, bool] = (Busy("mail", "later", retry_at=until), False)
    silence: tuple[SendError, bool] = (Unclear("mail", "silence"), True)
    stage.letters.moods = {
        name: [*([later] if name in busy else []), *([silence] if name in silent else [])] for name in PEOPLE
    }
    killed_at(stage, kills)
    stage.minutes(25)

    names = [name for name, _ in stage.letters.sent]
    assert len(names) == len(set(names))
    if not kills:
        assert set(names) == set(PEOPLE)


def test_undoing_a_sending_calls_no_letter_back_and_sends_no_other(stage: MailStage) -> None:
    """Who has it has it, and the desk says so; who has not gets none."""
    stage.letters.moods["bob"] = [(Busy("mail", "421", retry_at=SIX + timedelta(minutes=3)), False)]
    stage.minutes(4)
    before = sent_to(stage._publishers, stage.rows(DAY))
    assert ("bob", f"{DAY}: 5 links") not in stage.letters.sent

    stage.undo_sending(date(2015, 11, 11), who="Kim")
    stage.clock.time = SIX + timedelta(minutes=4)
    stage.minutes(3)

    assert before[-1] == Sent(outlet="mail", parts=2, taken_back=0, is_letters=True)
    assert sorted(name for name, _ in stage.letters.sent) == ["ann", "cid"]
    assert [text for text in stage.thread.texts if text] == []
