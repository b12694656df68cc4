"""People can say stop at any moment, and it holds at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typing_extensions import override

from bot.ports import Mention
from bot.render.speech import Speech
from bot.render.templates import Templates
from bot.tasks.listen import Listen
from curation.model import AccountRef, EventKind, PostRef, WishKind
from tests.fakes import FakeInbox, Killed
from tests.makers import NOON, author, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared

SPEECH = Speech(Templates())
"""Reads the catalogues once."""


@pytest.fixture
def stage() -> Stage:
    """A minute before six, five pages shared."""
    made = Stage()
    made.source.posts.extend(shared())
    made.clock.time = SIX - timedelta(hours=4)
    made.minute()
    made.clock.time = SIX - timedelta(minutes=1)
    return made


def says(text: str, who: str = "ana0@mastodon.example", *, number: int = 1, **but: bool | str) -> Mention:
    """Return a mention; `bot`, `direct` and `answers` say more of it."""
    return Mention(
        id=str(number),
        account=AccountRef("mastodon", who),
        handle=who,
        text=text,
        at=NOON,
        local_id=str(number),
        ref=PostRef("mastodon", f"https://mastodon.example/{number}"),
        is_bot=bool(but.get("bot")),
        direct=bool(but.get("direct")),
        answers=str(but.get("answers", "")),
    )


def listen(stage: Stage, inbox: FakeInbox) -> Listen:
    return Listen(
        inbox=inbox,
        store=stage.store,
        clock=stage.clock,
        mint=stage.mint,
        say=SPEECH,
        courses=(stage.course,),
        honours=(stage.honour,),
        erase=replace(stage.erase, inboxes=(inbox,)),
        policy_url="https://digest.example/policy/",
        contact="ana@example.org",
    )


def test_stop_between_freeze_and_sending_takes_the_name_out(stage: Stage) -> None:
    """Consent is asked again right before each part; the stored issue has a new revision."""
    stage.clock.time = SIX
    stage.poll()
    stage.read_all()
    frozen = stage.compose.freeze(SIX.date())
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.STOP, at=stage.clock.time))

    stage.minutes(3)

    assert "Ana 0" in frozen.parts["mastodon"][0].text
    assert not any("Ana 0" in text for text in [*stage.thread.texts, *stage.blog.texts])
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.revision == 2


def test_stop_in_the_middle_of_a_thread_mends_what_is_out(stage: Stage) -> None:
    """The root that named the person is edited, the rest goes out without the name, nothing twice."""
    stage.clock.time = SIX
    stage.poll()
    stage.read_all()
    stage.due()
    inbox = FakeInbox(says("stop"))

    report = listen(stage, inbox)()
    stage.minutes(4)

    assert report.obeyed == 1
    assert [text for _, text in inbox.answers]
    assert len(stage.thread.sent) == 4
    assert not any("Ana 0" in text for text in [*stage.thread.texts, *stage.blog.texts])


def test_stop_after_publication_anonymises_page_and_thread(stage: Stage) -> None:
    """Existing credits go; the item stays, since others shared it."""
    stage.minutes(4)
    assert any("Ana 0" in text for text in stage.thread.texts)

    listen(stage, FakeInbox(says("please stop, thanks")))()
    stage.minutes(4)

    assert not any("Ana 0" in text for text in [*stage.thread.texts, *stage.blog.texts])
    assert len(stage.thread.sent) == 4


def test_a_stop_cut_short_by_a_kill_is_honoured_within_the_hour(stage: Stage) -> None:
    """Killed right after the wish was written down: nobody hears it again, and what is out is mended all the same."""
    stage.minutes(4)
    commits = iter([True])
    stage.plan = lambda where: where == "after commit" and next(commits, False)
    inbox = FakeInbox(says("stop"))
    with pytest.raises(Killed):
        listen(stage, inbox)()

    stage.honour()
    stage.minutes(4)

    assert not any("Ana 0" in text for text in [*stage.thread.texts, *stage.blog.texts])
    assert listen(stage, inbox)().heard == 0


def test_names_go_before_anybody_is_answered(stage: Stage) -> None:
    """An answer that takes its time, or breaks, keeps no name out there."""
    stage.minutes(4)

    class Broken(FakeInbox):
        @override
        def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
            raise ConnectionError("cut")

    with pytest.raises(ConnectionError):
        listen(stage, Broken(says("stop")))()
    stage.minutes(4)

    assert not any("Ana 0" in text for text in [*stage.thread.texts, *stage.blog.texts])


def test_start_is_recorded_for_the_courses_of_the_account_only(stage: Stage) -> None:
    """What widens use is scoped; the evidence is the post that said it."""
    listen(stage, FakeInbox(says("start")))()

    with stage.kept.look() as work:
        wishes = work.wishes.of([AccountRef("mastodon", "ana0@mastodon.example")])
    assert [(each.kind, each.course, each.evidence) for each in wishes] == [
        (WishKind.START, "bit15", "https://mastodon.example/1")
    ]


def test_t111_bots_get_no_answer_and_a_message_one_at_most(stage: Stage) -> None:
    """A bot's stop is obeyed in silence; the same mention is never answered twice."""
    inbox = FakeInbox(says("stop", number=1, bot=True), says("stop", "ben0@mastodon.example", number=2))

    listen(stage, inbox)()
    listen(stage, inbox)()

    assert [mention.id for mention, _ in inbox.answers] == ["2"]


def test_an_answer_to_the_question_of_the_day_consents_to_nothing(stage: Stage) -> None:
    """ "@bot yes, I do that too" changes nothing and gets no answer."""
    inbox = FakeInbox(says("@bot yes, I do that too"), says("yes", number=2))

    listen(stage, inbox)()

    with stage.kept.look() as work:
        assert work.wishes.of([AccountRef("mastodon", "ana0@mastodon.example")]) == ()
    assert inbox.answers == []


def test_t102_a_profile_that_turned_to_nobot_is_honoured_backwards(stage: Stage) -> None:
    """The latest profile decides, also about posts that were kept before."""
    stage.clock.time = SIX - timedelta(hours=3)
    stage.poll()
    turned = author("Ana 0", bio="teacher #NoBot")
    stage.source.posts.append(
        post("https://other.example/x", by=turned, number=999, created_at=SIX - timedelta(hours=2))
    )
    stage.clock.time = SIX - timedelta(minutes=1)

    stage.minutes(4)

    assert not any("Ana 0" in text for text in [*stage.thread.texts, *stage.blog.texts])


def test_c7_an_edit_that_says_nodigest_is_honoured_backwards(stage: Stage) -> None:
    """The post was kept before; its new wording is refused, so nothing of it is published, and no copy of the old."""
    before = stage.source.posts[0]
    stage.source.posts.append(replace(before, text="sorry #nodigest #BIT15", edited_at=SIX - timedelta(hours=1)))
    stage.minute()
    stage.source.posts.append(before)

    stage.minutes(4)

    assert not any("Ana 0" in text for text in [*stage.thread.texts, *stage.blog.texts])


def test_a_note_that_names_somebody_is_refused_with_the_mark_offered(stage: Stage) -> None:
    """A name in free prose could not be taken out later."""
    stage.poll()
    day = datetime(2015, 11, 11, tzinfo=UTC).date()

    with pytest.raises(Exception, match="sharer"):
        stage.judge(
            day, EventKind.NOTE, who="Kim", url="https://site0-11.example/11/page-0", value="Ana 0 found this gem."
        )


def test_a_note_with_the_mark_names_the_sharer_and_loses_the_name_with_a_stop(stage: Stage) -> None:
    """The note is used while the sharer may be named, and vanishes when they say stop."""
    stage.poll()
    stage.judge(
        SIX.date(), EventKind.NOTE, who="Kim", url="https://site0-11.example/11/page-0", value="{sharer} showed this."
    )
    stage.minutes(4)
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.digest.highlights[0].note is not None
    for person in ("Ana 0", "Ben 0", "Chi 0", "Dee 0"):
        with stage.kept.work() as work:
            work.wishes.record(wish(person, WishKind.STOP, at=stage.clock.time))

    stage.honour()

    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.digest.highlights[0].note is None
