"""Hearing what people write to the account, also when the network is not there."""

from dataclasses import replace

import pytest
from typing_extensions import override

from bot.errors import SendError, SourceError
from bot.ports import Cursor, Mention
from bot.tasks.listen import ANSWERS, Listen
from curation.commands import Command
from curation.model import AccountRef, WishKind
from tests.fakes import FakeInbox
from tests.makers import course
from tests.story.stage import Stage
from tests.story.test_people import listen, says

ANA = AccountRef("mastodon", "ana0@mastodon.example")


class DeafInbox(FakeInbox):
    """Cannot be read while it is told not to."""

    deaf = True

    @override
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[Mention, ...], Cursor | None]:
        if self.deaf:
            raise SourceError(self.name, "answered 503")
        return super().mentions_since(cursor)


class DumbInbox(FakeInbox):
    """Can be read, and answers nobody."""

    @override
    def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
        raise SendError(self.name, "answered 500")


def kinds(stage: Stage) -> list[WishKind]:
    with stage.kept.look() as work:
        return [each.kind for each in work.wishes.of([ANA])]


def test_an_inbox_that_cannot_be_read_is_told_and_read_later() -> None:
    """Nothing is lost: the cursor stays, and the notice goes with the next good turn."""
    stage, inbox = Stage(), DeafInbox(says("stop"))

    first = listen(stage, inbox)()
    with stage.kept.look() as work:
        told = [(each.subject, each.kind, each.text) for each in work.notices.all()]
    inbox.deaf = False
    second = listen(stage, inbox)()

    assert (first.trouble, told) == ("answered 503", [("inbox:mastodon", "unreachable", "answered 503")])
    assert (second.heard, kinds(stage)) == (1, [WishKind.STOP])
    with stage.kept.look() as work:
        assert work.notices.all() == ()


def test_a_stop_holds_though_it_could_not_be_answered() -> None:
    """The wish is what counts; it is recorded before anything is said."""
    stage = Stage()

    report = listen(stage, DumbInbox(says("stop")))()

    assert (report.obeyed, kinds(stage)) == (1, [WishKind.STOP])


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("fr", "stop s'il vous plaît", ANSWERS["fr"][Command.STOP]),
        ("fr-CA", "commencer", ANSWERS["fr"][Command.START]),
        ("ja", "stop", ANSWERS["en"][Command.STOP]),
    ],
    ids=["french", "canadian french", "a language without words of its own"],
)
def test_t110_commands_and_answers_are_in_the_courses_language(language: str, said: str, answer: str) -> None:
    """English is always understood, and spoken where nothing else is."""
    stage, inbox = Stage().with_course(language=language), FakeInbox(says(said))

    listen(stage, inbox)()

    assert [text for _, text in inbox.answers] == [answer]


def test_an_account_that_speaks_for_no_course_obeys_all_the_same() -> None:
    """A stop narrows everywhere; a start widens nothing where no course belongs to the account."""
    stage, inbox = Stage(), FakeInbox(says("stop"), says("start", number=2))

    report = replace(listen(stage, inbox), courses=())()

    assert (report.obeyed, kinds(stage)) == (2, [WishKind.STOP])
    assert len(inbox.answers) == 2


def test_a_start_is_for_every_course_of_the_account() -> None:
    """One yes counts where the account speaks; the policy that could be read then is noted."""
    stage = Stage()
    courses = (stage.course, course(slug="other"))

    told: Listen = replace(listen(stage, FakeInbox(says("start"))), courses=courses, policy="2015-11-01")
    told()

    with stage.kept.look() as work:
        assert [(each.course, each.policy) for each in work.wishes.of([ANA])] == [
            ("bit15", "2015-11-01"),
            ("other", "2015-11-01"),
        ]
