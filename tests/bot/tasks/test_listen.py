"""Hearing what people write to the account, also when the network is not there."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from bot.errors import SendError, SourceError
from bot.ports import Cursor, Follower, Mention, RequestState
from bot.tasks.listen import A_DAY, Listen
from curation import consent
from curation.model import AccountRef, ConsentMode, WishKind
from tests.fakes import FakeInbox, Killed
from tests.makers import NOON, course, post
from tests.story.stage import Stage
from tests.story.test_people import listen, says

ANA = AccountRef("mastodon", "ana0@mastodon.example")
BEN = AccountRef("mastodon", "ben@far.example")


class DeafInbox(FakeInbox):
    """Cannot be read while it is told not to."""

    deaf = True
    busy_until: datetime | None = None

    @override
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[Mention, ...], Cursor | None]:
        if self.deaf:
            raise SourceError(self.name, "answered 503", retry_at=self.busy_until)
        return super().mentions_since(cursor)


class DumbInbox(FakeInbox):
    """Can be read, and answers nobody."""

    @override
    def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
        raise SendError(self.name, "answered 500")

    @override
    def ask(self, follower: Follower, text: str, key: str, /, *, language: str) -> str:
        raise SendError(self.name, "answered 500")

    @override
    def followers_since(self, cursor: Cursor | None, /) -> tuple[tuple[Follower, ...], Cursor | None]:
        if self.name == "deaf to followers":
            raise SourceError(self.name, "answered 503")
        return super().followers_since(cursor)


def kinds(stage: Stage, account: AccountRef = ANA) -> list[WishKind]:
    with stage.kept.look() as work:
        return [each.kind for each in work.wishes.of([account])]


def values(stage: Stage, account: AccountRef = ANA) -> list[str]:
    with stage.kept.look() as work:
        return [each.value for each in work.wishes.of([account])]


def told(inbox: FakeInbox) -> str:
    """Return the last answer."""
    return inbox.answers[-1][1]


def tell(stage: Stage, *said: str, direct: bool = False, bot: bool = False) -> FakeInbox:
    """Let Ana write *said*, a message a minute, and hear each."""
    inbox = FakeInbox()
    for number, text in enumerate(said, 1):
        inbox.mentions.append(says(text, number=number, direct=direct, bot=bot))
        stage.clock.advance(minutes=1)
        listen(stage, inbox)()
    return inbox


def test_an_inbox_that_cannot_be_read_is_told_and_read_later() -> None:
    """Nothing is lost: the cursor stays, and the notice goes with the next good turn."""
    stage, inbox = Stage(), DeafInbox(says("stop"))

    first = listen(stage, inbox)()
    with stage.kept.look() as work:
        notices = [(each.subject, each.kind, each.text) for each in work.notices.all()]
    inbox.deaf = False
    second = listen(stage, inbox)()

    assert (first.trouble, notices) == ("answered 503", [("inbox:mastodon", "unreachable", "answered 503")])
    assert (second.heard, kinds(stage)) == (1, [WishKind.STOP])
    with stage.kept.look() as work:
        assert work.notices.all() == ()


def test_an_inbox_that_is_busy_says_until_when() -> None:
    """A limit is a time for the schedule to come back at, not a minute like every other."""
    stage = Stage()
    inbox = DeafInbox(says("stop"))
    inbox.busy_until = stage.clock.time + timedelta(minutes=15)

    report = listen(stage, inbox)()

    assert report.retry_at == inbox.busy_until


def test_a_stop_holds_after_the_clock_was_put_back() -> None:
    """Whoever said "stop" last is out, now and when the old hour comes round again."""
    stage, inbox = Stage(), FakeInbox(says("start", number=1))
    listen(stage, inbox)()
    stage.clock.advance(hours=-1)
    inbox.mentions.append(says("stop", number=2))

    listen(stage, inbox)()

    with stage.kept.look() as work:
        wishes = work.wishes.of([ANA])
    for later in (timedelta(0), timedelta(hours=2), timedelta(days=9)):
        assert not consent.has_agreed(wishes, stage.course, stage.clock.time + later)


def test_a_stop_holds_though_it_could_not_be_answered() -> None:
    """The wish is what counts; it is recorded before anything is said."""
    stage = Stage()

    report = listen(stage, DumbInbox(says("stop")))()

    assert (report.obeyed, kinds(stage)) == (1, [WishKind.STOP])


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("fr", "stop s'il vous plaît", "C’est fait. Vos messages ne seront plus repris"),
        ("fr-CA", "commencer", "C’est fait. Quand vous partagez des liens dans BIT15"),
        ("ja", "stop", "Done. Your posts stay out"),
    ],
    ids=["french", "canadian french", "a language without words of its own"],
)
def test_t110_commands_and_answers_are_in_the_courses_language(language: str, said: str, answer: str) -> None:
    """English is always understood, and spoken where nothing else is."""
    stage = Stage().with_course(language=language)

    inbox = tell(stage, said)

    assert told(inbox).startswith(answer)


EVERY = [
    ("help", "You can write"),
    ("start", "Done. When you share"),
    ("stop", "Done. Your posts stay out"),
    ("delete me", "Done. Everything about you is deleted"),
    ("credit name", "Done. You appear with your name"),
    ("credit handle", "Done. You appear with your account"),
    ("credit mention", "Done. You appear with your account"),
    ("credit none", "Done. You appear as “a participant”"),
    ("credit alias Blue Heron", "Done. You appear as Blue Heron"),
    ("credit alias Ana 0", "That cannot be an alias"),
    ("quote yes", "Done. Words of your public posts"),
    ("quote no", "Done. You are not quoted any more"),
    ("show me", "We hold 1 of your posts and 0 wishes"),
    ("link ben@far.example", "Noted. It counts once ben@far.example sends us: link ana0@mastodon.example"),
    ("link ana0@mastodon.example", "That is this account"),
    ("undo", "There is nothing to take back"),
]


@pytest.mark.parametrize(("said", "answer"), EVERY, ids=[said for said, _ in EVERY])
def test_c03_every_command_has_one_quiet_answer(said: str, answer: str) -> None:
    """It fits into a message, whoever reads it."""
    stage = Stage()
    stage.source.posts.append(post("https://a.example/page", by="Ana 0"))
    stage.poll()

    inbox = tell(stage, said)

    assert len(inbox.answers) == 1
    assert told(inbox).startswith(answer)
    assert len(f"@ana0@mastodon.example {told(inbox)}") <= 500


@pytest.mark.parametrize(("said", "_"), EVERY, ids=[said for said, _ in EVERY])
def test_c03_where_answers_are_public_nothing_is_told(said: str, _: str) -> None:
    """The command takes effect; "Done." is all that others may read, and who asks for what we hold reads nothing."""
    stage, inbox = Stage(), FakeInbox(says(said), is_quiet=False)

    listen(stage, inbox)()

    assert [text for _, text in inbox.answers] == ([] if said in {"help", "show me"} else ["Done."])


@pytest.mark.parametrize("said", ["start", "quote yes", "credit name", "link ben@far.example", "undo"])
def test_c03_what_widens_has_its_limit(said: str) -> None:
    """The eleventh of a day is neither obeyed nor answered; the next day it is."""
    stage = Stage()
    inbox = tell(stage, *["help"] * A_DAY, said)

    late = (kinds(stage), len(inbox.answers))
    stage.clock.advance(days=1)
    inbox.mentions.append(says(said, number=99))
    listen(stage, inbox)()

    assert late == ([], A_DAY)
    assert len(inbox.answers) == A_DAY + 1


def test_c03_stop_is_never_limited_and_never_answered_too_often() -> None:
    """From an account that hit the limit a stop and a delete hold; two bots that answer each other fall silent."""
    stage = Stage()

    inbox = tell(stage, *["help"] * A_DAY, "stop", "delete me")

    assert len(inbox.answers) == A_DAY
    stage.source.posts.append(post("https://a.example/page", by="Ana 0"))
    assert stage.poll().new == 0


def test_c03_an_answer_to_the_question_of_the_day_changes_nothing() -> None:
    """ "@bot yes, I do that too" and a bare public "yes" are neither obeyed nor answered."""
    stage = Stage()

    inbox = tell(stage, "@bot yes, I do that too", "yes", "ok", "no")

    assert (kinds(stage), inbox.answers) == ([], [])


def test_c03_unknown_words_are_met_with_silence_or_help_once_a_day() -> None:
    """In public nothing is said; who writes to us alone is told the commands, once."""
    stage = Stage()

    public = tell(stage, "what a day", "is it not")
    alone = tell(stage, "what a day", "is it not", direct=True)
    bots = tell(Stage(), "beep", direct=True, bot=True)

    assert (len(public.answers), len(alone.answers), len(bots.answers)) == (0, 1, 0)
    assert told(alone).startswith("You can write")


def test_c03_an_answer_never_holds_another_persons_data() -> None:
    """What is told of what we hold is the sender's own, in numbers."""
    stage = Stage()
    stage.source.posts += [post("https://a.example/page", by=f"Ben {each}", number=each) for each in range(5)]
    stage.poll()

    inbox = tell(stage, "show me")

    assert told(inbox).startswith("We hold 0 of your posts and 0 wishes of yours; 0 issues")


def test_c03_undo_takes_back_the_last_command_and_then_the_one_before() -> None:
    """Each undo goes one further; a wish that others wrote down for the person is none of their commands."""
    stage = Stage()
    tell(stage, "start", "stop")
    with stage.kept.look() as work:
        stopped = work.wishes.of([ANA])
    assert [each.previous for each in stopped] == ["", "start"]
    inbox = FakeInbox(says("undo", number=8), says("undo", number=9), says("undo", number=10))

    records = []
    for until in (1, 2, 3):
        listen(stage, FakeInbox(*inbox.mentions[until - 1 : until], name=f"inbox {until}"))()
        with stage.kept.look() as work:
            records.append(consent.Record.of(work.wishes.of([ANA]), stage.course, stage.clock.time))

    assert [(each.started, each.stopped) for each in records] == [(True, False), (False, False), (False, False)]


@pytest.mark.parametrize(
    ("said", "started", "form"),
    [
        (("stop", "start"), True, None),
        (("start", "stop"), False, None),
        (("credit name", "credit handle"), False, "handle"),
        (("credit handle", "credit name"), False, "name"),
    ],
)
def test_c03_of_two_messages_heard_together_the_later_holds(
    said: tuple[str, ...], *, started: bool, form: str | None
) -> None:
    """Nobody knows when we look: what was said last is what is meant, whatever it asks for."""
    stage = Stage()

    listen(stage, FakeInbox(*(says(each, number=number) for number, each in enumerate(said))))()

    with stage.kept.look() as work:
        record = consent.Record.of(work.wishes.of([ANA]), stage.course, stage.clock.time)
    assert (record.started, record.form) == (started, form)


def test_c03_undo_is_answered_with_what_counts_no_more() -> None:
    """The person sees what was taken back."""
    inbox = tell(Stage(), "credit alias Blue Heron", "undo")

    assert told(inbox) == "Done. “credit alias Blue Heron” counts no more."


def test_c15_every_wish_has_its_evidence_and_what_held_before() -> None:
    """Account, what, when, by which post, which policy, previous value."""
    stage = Stage()
    inbox = FakeInbox(says("credit name"))

    replace(listen(stage, inbox), policy="1a2b3c")()
    inbox.mentions.append(says("credit handle", number=2))
    replace(listen(stage, inbox), policy="1a2b3c")()

    with stage.kept.look() as work:
        first, second = work.wishes.of([ANA])
    assert (first.evidence, first.policy, first.previous, first.at) == (
        "https://mastodon.example/1",
        "1a2b3c",
        "",
        NOON,
    )
    assert (second.value, second.previous) == ("handle", "credit name")


def test_c10_a_drawn_alias_differs_between_courses_and_is_nobodys() -> None:
    """One for each course of the account, stable because it is kept; never made from the handle."""
    stage = Stage()
    both = (stage.course, course(slug="other", title="Other"))
    inbox = FakeInbox(says("credit alias"), says("credit alias", "ben@far.example", number=2))

    replace(listen(stage, inbox), courses=both)()

    aliases = [*values(stage), *values(stage, BEN)]
    assert len(set(aliases)) == 4
    assert all(each.startswith("alias ") and "ana" not in each.casefold() for each in aliases)


def test_c10_an_alias_that_somebody_has_is_refused() -> None:
    """Two participants are never the same."""
    stage = Stage()
    tell(stage, "credit alias Blue Heron")
    inbox = FakeInbox(says("credit alias blue heron", "ben@far.example", number=7), name="another")

    listen(stage, inbox)()

    assert told(inbox).startswith("That cannot be an alias")
    assert kinds(stage, BEN) == []


@pytest.mark.parametrize(
    ("said", "start"),
    [("credit name", "Noted."), ("credit alias Blue Heron", "Noted: Blue Heron."), ("credit none", "Done.")],
)
def test_where_a_course_asks_first_a_form_of_credit_waits_for_the_start(said: str, start: str) -> None:
    """The answer says so; after "start" it holds at once."""
    stage = Stage().with_course(consent=ConsentMode.ASK)

    early = told(tell(stage, said))
    stage = Stage().with_course(consent=ConsentMode.ASK)
    late = told(tell(stage, "start", said))

    assert early.startswith(start)
    assert late.startswith("Done.")


def test_t113_c11_two_accounts_are_one_person_only_with_proof_from_both_sides() -> None:
    """One side alone changes nothing; with both, what one says holds for the other, until one takes it back."""
    stage = Stage()
    tell(stage, "link ben@far.example")
    inbox = FakeInbox(name="another")

    def ben_says(text: str, number: int) -> str:
        inbox.mentions.append(says(text, "ben@far.example", number=number))
        stage.clock.advance(minutes=1)
        listen(stage, inbox)()
        return told(inbox)

    stage.source.posts.append(post("https://a.example/page", by="Ana 0"))
    before = ben_says("stop", 21)
    alone = stage.poll().new
    answer = ben_says("link ana0@mastodon.example", 22)
    stage.source.posts.append(post("https://b.example/page", by="Ana 0", number=2))
    together = stage.poll().new
    ben_says("undo", 23)
    stage.source.posts.append(post("https://c.example/page", by="Ana 0", number=3))
    apart = stage.poll().new

    assert before.startswith("Done.")
    assert answer.startswith("Done. ana0@mastodon.example and this account count as one person")
    assert (alone, together, apart) == (1, 0, 1)


def test_c06_delete_me_erases_and_is_answered_when_all_is_done() -> None:
    """Posts, wishes and the order itself go; one answer, at the end; nothing comes back."""
    stage = Stage()
    stage.source.posts.append(post("https://a.example/page", by="Ana 0"))
    stage.poll()

    inbox = tell(stage, "start", "delete me")

    assert [text[:5] for _, text in inbox.answers] == ["Done."] * 2
    assert told(inbox).startswith("Done. Everything about you is deleted")
    with stage.kept.look() as work:
        assert work.people.posts_of(ANA) == ()
        assert work.wishes.of([ANA]) == ()
        assert work.requests.open() == ()
    assert stage.poll().new == 0


def test_c06_an_order_to_erase_survives_the_process() -> None:
    """Killed right after the message was heard: the next turn carries it out."""
    stage, inbox = Stage(), FakeInbox(says("delete me"))
    stage.source.posts.append(post("https://a.example/page", by="Ana 0"))
    stage.poll()
    commits = iter([True])
    stage.plan = lambda where: where == "after commit" and next(commits, False)
    with pytest.raises(Killed):
        listen(stage, inbox)()
    with stage.kept.look() as work:
        assert [each.state for each in work.requests.open()] == [RequestState.OPEN]

    report = listen(stage, inbox)()

    assert report.erased == 1
    with stage.kept.look() as work:
        assert work.people.posts_of(ANA) == ()


def test_c09_start_lifts_the_tombstone() -> None:
    """Who was erased and says start is collected again, with what they share from then on."""
    stage = Stage()
    tell(stage, "delete me", "start")
    stage.source.posts.append(post("https://a.example/page", by="Ana 0"))

    assert stage.poll().new == 1


def test_an_account_that_speaks_for_no_course_obeys_all_the_same() -> None:
    """A stop narrows everywhere; a start widens nothing where no course belongs to the account."""
    stage, inbox = Stage(), FakeInbox(says("stop"), says("start", number=2), says("credit alias", number=3))

    report = replace(listen(stage, inbox), courses=())()

    assert (report.obeyed, kinds(stage)) == (3, [WishKind.STOP])
    assert len(inbox.answers) == 3


def test_a_start_is_for_every_course_of_the_account() -> None:
    """One yes counts where the account speaks; the policy that could be read then is noted."""
    stage = Stage()
    courses = (stage.course, course(slug="other"))

    heard: Listen = replace(listen(stage, FakeInbox(says("start"))), courses=courses, policy="2015-11-01")
    heard()

    with stage.kept.look() as work:
        assert [(each.course, each.policy) for each in work.wishes.of([ANA])] == [
            ("bit15", "2015-11-01"),
            ("other", "2015-11-01"),
        ]


def test_a_start_where_only_the_list_counts_says_so() -> None:
    """In roster mode the answer promises nothing."""
    inbox = tell(Stage().with_course(consent=ConsentMode.ROSTER), "start")

    assert told(inbox).startswith("Noted. BIT15 lists only people on its list")


def test_help_without_a_policy_page_names_none() -> None:
    """A site that is not out yet has no address to give."""
    stage, inbox = Stage(), FakeInbox(says("help"))

    replace(listen(stage, inbox), policy_url="")()

    assert told(inbox).endswith("undo.")


def follower(who: str = "ben@far.example", *, bot: bool = False) -> Follower:
    return Follower(account=AccountRef("mastodon", who), handle=who, at=NOON, is_bot=bot)


@pytest.mark.parametrize(
    ("mode", "otherwise"),
    [
        (ConsentMode.OPEN, "listed with your name"),
        (ConsentMode.ASK, "“a participant”"),
        (ConsentMode.ROSTER, "nothing of yours is collected"),
    ],
)
def test_c05_who_follows_is_asked_once_ever(mode: ConsentMode, otherwise: str) -> None:
    """The question says what happens if they do nothing; following again brings no second one."""
    stage, inbox = Stage().with_course(consent=mode), FakeInbox()
    inbox.followers += [follower(), follower("robo@far.example", bot=True)]
    listen(stage, inbox)()
    stage.clock.advance(days=40)
    inbox.followers.append(follower())

    report = listen(stage, inbox)()

    assert report.asked == 0
    assert [(each.handle, otherwise in text) for each, text in inbox.questions] == [("ben@far.example", True)]
    assert "If you do nothing" in inbox.questions[0][1]
    assert kinds(stage, BEN) == []


def test_c05_nobody_is_asked_who_told_us_already_or_where_nobody_is_to_be_asked() -> None:
    """Somebody with a wish has answered; an operator may ask nobody; an account without a course asks nothing."""
    stage = Stage()
    tell(stage, "stop")
    inbox = FakeInbox(name="another")
    inbox.followers += [follower("ana0@mastodon.example")]
    listen(stage, inbox)()
    others = FakeInbox(name="third")
    others.followers.append(follower())
    replace(listen(stage, others), asks_followers=False)()
    replace(listen(stage, others), courses=())()

    assert (inbox.questions, others.questions) == ([], [])


@pytest.mark.parametrize("name", ["mastodon", "deaf to followers"])
def test_c05_a_question_that_fails_is_not_asked_again(name: str) -> None:
    """Whatever became of it, one was sent."""
    stage, inbox = Stage(), DumbInbox(name=name)
    inbox.followers.append(follower())

    reports = [listen(stage, inbox)() for _ in range(2)]

    assert [each.asked for each in reports] == [0, 0]


@pytest.mark.parametrize(("said", "kind"), [("yes", WishKind.START), ("no", WishKind.STOP), ("Ok!", WishKind.START)])
def test_c03_yes_and_no_answer_our_own_question_also_in_public(said: str, kind: WishKind) -> None:
    """A reply to the message in which we asked is an answer, whoever reads it; to another message it is none."""
    stage, inbox = Stage(), FakeInbox()
    inbox.followers.append(follower())
    listen(stage, inbox)()
    inbox.mentions.append(says(said, "ben@far.example", number=5, answers="another post"))
    listen(stage, inbox)()
    before = kinds(stage, BEN)
    inbox.mentions.append(says(said, "ben@far.example", number=6, answers="question-1"))

    listen(stage, inbox)()

    assert (before, kinds(stage, BEN)) == ([], [kind])


def test_t111_bots_are_obeyed_in_silence() -> None:
    """A bot's stop and its delete hold; it is never answered."""
    inbox = tell(Stage(), "stop", "help", "delete me", bot=True)

    assert inbox.answers == []
