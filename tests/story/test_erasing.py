"""Deleted means gone: from store and outlets, step by step, whatever dies in between, and nothing brings it back."""

import re
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.errors import Busy, ChannelOff, Refused, SendError, StoreError
from bot.ports import Answer, DigestState, Part, Receipt, Speaker, Why
from bot.tasks.erase import PATIENCE
from curation.model import EventKind, PageUrl, Quote, WishKind
from tests.fakes import FakeInbox, FakePublisher, Killed
from tests.makers import author, post, wish
from tests.remains import kept, rows_of
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared
from tests.story.test_people import says

ANA = author("Ana 0").account
MARKS = ("ana 0", "ana0", "/11/page-0?only")


def published(stage: Stage | None = None) -> Stage:
    """Return a stage whose issue of the day is out everywhere; Ana 0 shared page 0 with others, and page 9 alone."""
    stage = stage or Stage()
    alone = post("https://ana0.example/own", by="Ana 0", number=900, created_at=SIX - timedelta(hours=3))
    stage.source.posts.extend([*shared(), alone])
    stage.clock.time = SIX - timedelta(hours=2)
    stage.minute()
    stage.clock.time = SIX
    stage.minutes(4)
    return stage


def shown(stage: Stage) -> str:
    return "\n".join([*stage.thread.texts, *stage.blog.texts]).casefold()


def finish(stage: Stage, minutes: int = 6) -> None:
    """Let the daemon go on for some minutes, erasing among the rest; a kill is followed by a restart."""
    for _ in range(minutes):
        try:
            stage.erase()
        except Killed:
            continue
        stage.minute()
        stage.clock.advance(minutes=1)


def test_c06_nothing_of_the_erased_is_kept_or_shown() -> None:
    """Neither name, handle, id nor words are in any table or output; what others shared stays, the rest is a number."""
    stage = published()
    assert all(mark in kept(stage.kept) + shown(stage) for mark in ("ana 0", "ana0"))
    before = stage.issue(DAY)
    assert before is not None

    erasure = stage.erase.people([ANA])
    report = stage.erase()
    finish(stage)

    everything = kept(stage.kept) + shown(stage) + str(stage.log.kept).casefold()
    assert [mark for mark in MARKS if mark in everything] == []
    assert (report.done, report.waiting, erasure.posts) == (1, (), 2)
    after = stage.issue(DAY)
    assert after is not None
    assert [each.removed for each in after.digest.items] == [
        each.page == "https://ana0.example/own" for each in before.digest.items
    ]
    assert after.digest.items[0].page == before.digest.items[0].page


@pytest.mark.parametrize("way", ["poll", "rescan", "quoted", "addressed"])
def test_t108_nothing_brings_the_erased_back(way: str) -> None:
    """Neither a poll, a second look, nor others' posts that quote or address them."""
    stage = published()
    stage.erase.people([ANA])
    again = post("https://ana0.example/new", by="Ana 0", number=901, created_at=SIX)
    quote = Quote(ref=again.ref, author=again.author)
    by_others = {
        "quoted": post("https://b.example/x", by="Ben", number=77, created_at=SIX, quote=quote),
        "addressed": post(
            "https://b.example/x",
            by="Ben",
            number=77,
            created_at=SIX,
            text="thank you @ana0 https://b.example/x #BIT15",
            mentions=("ana0@mastodon.example",),
        ),
    }
    stage.source.posts.append(by_others.get(way, again))

    if way == "rescan":
        stage.poll.rescan()
    else:
        stage.poll()

    assert [mark for mark in MARKS if mark in kept(stage.kept)] == []
    with stage.kept.look() as work:
        assert len(work.posts.candidates(seen_from=SIX, floor=SIX, until=stage.clock.advance(hours=1))) == len(
            by_others.keys() & {way}
        )


def test_c09_start_lifts_the_tombstone_of_the_account() -> None:
    """Who was erased and says start is collected again; the erased posts stay out."""
    stage = published()
    stage.erase.people([ANA])
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.START, at=stage.clock.time))
    new = post("https://ana0.example/new", by="Ana 0", number=901, created_at=SIX)
    stage.source.posts.append(new)

    stage.poll()
    stage.poll.rescan(timedelta(days=3))

    refs = [row["uri"] for table, row in rows_of(stage.kept) if table == "posts" and "ana0" in str(row["uri"])]
    assert refs == [new.ref.uri]


def test_c06_one_post_is_erased_and_its_writer_stays_where_they_shared_something_else() -> None:
    """The item that nobody else shared goes, the name at the other one stays."""
    stage = published()
    alone = next(each for each in stage.source.posts if each.ref.uri.endswith("/900"))

    stage.erase.posts([alone.ref])
    finish(stage)

    assert "ana0.example" not in kept(stage.kept) + shown(stage)
    assert "ana 0" in shown(stage)
    issue = stage.issue(DAY)
    assert issue is not None
    assert [each.number for each in issue.digest.items if each.removed] == [
        each.number for each in issue.digest.items if each.page.startswith("removed:")
    ]
    assert issue.state is DigestState.PUBLISHED


def test_c06_of_two_posts_about_one_page_the_other_keeps_the_name() -> None:
    """Who shared a page twice and deleted one of the two posts is still who shared it."""
    stage = Stage()
    twice = [post("https://a.example/x", by="Zed", number=number) for number in (1, 2)]
    stage.source.posts.extend([*twice, post("https://b.example/y", by="Ben"), post("https://c.example/z", by="Chi")])
    stage.clock.time = SIX
    stage.minutes(4)

    erasure = stage.erase.posts([twice[0].ref])

    stage.honour()
    finish(stage)

    issue = stage.issue(DAY)
    assert issue is not None
    links = {credit.post_url for item in issue.digest.items for credit in item.credits}
    assert erasure.digests == ()
    assert "zed" in shown(stage)
    # Both were written in the same second: the address of the one that went must not stay.
    assert (twice[0].url in links, twice[1].url in links) == (False, True)


def test_c06_a_refused_edit_is_followed_by_taking_the_part_back() -> None:
    """Social posts are edited, else deleted: nothing that names the person is left."""

    class Rigid(FakePublisher):
        @override
        def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
            if part.text:
                raise Refused(self.name, "posts cannot be edited here")
            return super().edit(receipt, part)

    stage = published(Stage(thread=Rigid()))

    stage.erase.people([ANA])
    finish(stage)

    assert "ana 0" not in shown(stage)
    with stage.kept.look() as work:
        assert work.erasures.open() == ()
    assert stage.thread.texts.count("") >= 1


@dataclass
class Mastless(FakePublisher):
    """An outlet nobody has thought of yet; takes nothing back while it is off."""

    name: str = "pigeons"
    off: bool = False
    items: int = 0

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        if self.off:
            raise Busy(self.name, "asleep", retry_at=SIX + timedelta(days=2))
        return super().edit(receipt, part)


def test_t114_an_outlet_that_is_wired_demands_a_step() -> None:
    """The list of steps is made from what is wired: pages first, then networks, then the answer."""
    stage = Stage()
    pigeons = Mastless()
    publish = replace(stage.publish, publishers=(*stage.publish.publishers, pigeons))

    steps = replace(stage.erase, publishes=(publish,)).steps(answered=True)

    assert steps == ("store", "log", "outlet blog", "outlet mastodon", "outlet pigeons", "answer")


def test_t114_an_outlet_that_was_written_to_and_unplugged_keeps_the_erasing_open() -> None:
    """What an outlet still shows is not forgotten because nobody can reach it any more; a person is told."""
    stage = published()
    stage.erase.people([ANA])
    one = replace(stage.publish, publishers=stage.publish.publishers[:1])
    task = replace(stage.erase, publishes=(one,))

    report = task()
    stage.clock.time += PATIENCE
    task()

    assert report.waiting == ("outlet mastodon",)
    with stage.kept.look() as work:
        assert [(each.subject, each.kind) for each in work.notices.all() if each.kind == "open"] == [
            ("erasure:1", "open")
        ]
    finish(stage)
    with stage.kept.look() as work:
        assert [each for each in work.notices.all() if each.kind == "open"] == []


@pytest.mark.parametrize("trouble", [ChannelOff("mastodon", "401"), Busy("mastodon", "429", retry_at=SIX)])
def test_c06_an_outlet_that_cannot_be_reached_is_asked_until_it_can(trouble: SendError) -> None:
    """The page is mended at once, the network when it answers again; nothing is called done before."""
    moods: list[SendError] = [trouble]

    class Moody(FakePublisher):
        @override
        def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
            if moods:
                raise moods[0]
            return super().edit(receipt, part)

    stage = published(Stage(thread=Moody()))
    stage.erase.people([ANA])
    finish(stage, 2)
    first = "ana 0" in "".join(stage.blog.texts).casefold(), "ana 0" in "".join(stage.thread.texts).casefold()
    moods.clear()
    with stage.kept.work() as work:
        work.notices.clear("outlet:mastodon", "channel_off")

    finish(stage, 40)

    assert first == (False, True)
    assert "ana 0" not in shown(stage)
    with stage.kept.look() as work:
        assert work.erasures.open() == ()


def test_c06_an_outlet_that_recalls_nothing_holds_nothing_up_and_its_readers_are_told() -> None:
    """An e-mail that is out is out: the step is done, and the page and the next letter ask to delete it, once."""

    class Mail(FakePublisher):
        recalls = False

        @override
        def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
            raise Refused(self.name, "an e-mail is out")

    class Says(Speaker):
        @override
        def __call__(self, language: str, phrase: str, /, **values: object) -> str:
            return f"{language}: {phrase}"

    stage = published(Stage(thread=Mail()))
    task = replace(stage.erase, say=Says())

    task.people([ANA])
    task.people([author("Ben 0").account])
    report = task()

    assert report.waiting == ()
    issue = stage.issue(DAY)
    assert issue is not None
    assert [each.text for each in issue.digest.corrections] == ["en: page.recalled"]


def answered(stage: Stage, inbox: FakeInbox) -> Answer:
    stage.inboxes.append(inbox)
    return Answer(inbox=inbox.name, mention=says("delete me", "ana0@mastodon.example"), text="Done.", language="en")


def test_c06_the_answer_is_the_last_step_and_then_forgotten() -> None:
    """The person is told once everything is done, and whom we told is kept no longer."""
    stage = published()
    inbox = FakeInbox()
    stage.thread.mood = lambda _part: None

    stage.erase.people([ANA], answer=answered(stage, inbox))
    before = list(inbox.answers)
    finish(stage)

    assert before == []
    assert [text for _, text in inbox.answers] == ["Done."]
    assert "ana0" not in kept(stage.kept)


@pytest.mark.parametrize("error", [Busy("mastodon", "429", retry_at=SIX), Refused("mastodon", "blocked")])
def test_c06_an_answer_that_cannot_be_given_keeps_nothing_open_for_ever(error: SendError) -> None:
    """A busy network is asked again; one that refuses, or is gone, ends the erasing all the same."""
    left = [error]

    class Deaf(FakeInbox):
        @override
        def answer(self, *what: object, **how: object) -> None:
            if left:
                raise left.pop()

    stage = published()
    stage.erase.people([ANA], answer=answered(stage, Deaf()))

    finish(stage)

    with stage.kept.look() as work:
        assert work.erasures.open() == ()


def test_c06_a_log_that_cannot_be_written_keeps_the_erasing_open() -> None:
    """A full disk does not let a restored backup forget."""
    stage = published()
    stage.log.trouble = StoreError("the disk is full")
    stage.erase.people([ANA])

    first = stage.erase()
    stage.log.trouble = None
    second = stage.erase()

    assert (first.waiting, second.waiting) == (("log",), ())
    with stage.kept.look() as work:
        assert stage.log.kept == work.forgetting.tombstones()
        assert {each.kind for each in stage.log.kept} == {"account", "post"}


def test_t112_what_facilitators_wrote_with_the_name_in_it_goes_too() -> None:
    """A title that holds the name of somebody who was unknown when it was written is taken back."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(hours=2)
    stage.minute()
    page = "https://site0-11.example/11/page-0"
    stage.judge(SIX.date(), EventKind.TITLE, who="Kim", url=page, value="What Ana 0 thinks")

    stage.erase.people([ANA])

    assert "ana 0" not in kept(stage.kept)


def test_purging_a_network_lets_it_in_again() -> None:
    """Everything that came from a network goes, in every outlet, and a later poll is free to begin anew."""
    stage = published()

    erasure = stage.erase.network("mastodon")
    finish(stage, 1)
    stage.poll.rescan(timedelta(days=3))

    assert erasure.why is Why.PURGED
    assert not re.search(r"ana \d|ben \d|chi \d|dee \d", shown(stage))
    assert stage.log.kept == ()
    with stage.kept.look() as work:
        assert len(work.posts.of_page(PageUrl(shared()[0].links[0]))) > 0


def end_state(stage: Stage) -> tuple[object, ...]:
    """Return what is kept and shown, without the times and counts of how it came about."""
    running = {"deliveries", "erasures", "cursors", "leases", "tombstones"}
    kept_rows = sorted(
        repr({name: value for name, value in row.items() if not name.endswith("_at")} | {"table": table})
        for table, row in rows_of(stage.kept)
        if table not in running
    )
    ledger = sorted(
        (row.outlet, row.part, row.operation.value, row.state.value, row.text_hash) for row in stage.rows(DAY)
    )
    return kept_rows, ledger, stage.thread.texts, stage.blog.texts, {each.hash for each in stage.log.kept}


def again(stage: Stage) -> Stage:
    """Return another stage in the very state of *stage*."""
    other = Stage(clock=deepcopy(stage.clock), thread=deepcopy(stage.thread), blog=deepcopy(stage.blog))
    other.source.posts.extend(stage.source.posts)
    with stage.kept._engine.connect() as old, other.kept._engine.connect() as new:
        state = old.connection.driver_connection.serialize()  # type: ignore[union-attr]  # it is sqlite3's
        new.connection.driver_connection.deserialize(state)  # type: ignore[union-attr]  # it is sqlite3's
    return other


def erased(stage: Stage, kill_at: int | None) -> tuple[Stage, int]:
    """Return *stage* after an erasing that was killed at the *kill_at*-th moment, and how many moments there were."""
    count = 0

    def plan(_where: str) -> bool:
        nonlocal count
        count += 1
        return count - 1 == kill_at

    asked = False
    while not asked:
        stage.plan = plan
        try:
            stage.erase.people([ANA])
            asked = True
        except Killed:
            with stage.kept.look() as work:
                asked = bool(work.erasures.open())
    finish(stage, 3)
    return stage, count


def test_c06_a_crash_at_every_step_ends_in_the_same_state() -> None:
    """Killed around every commit and every call of an outlet, then restarted: all is gone, and nothing else differs."""
    before = published()
    whole, moments = erased(again(before), None)
    expected = end_state(whole)
    assert "ana0" not in kept(whole.kept)

    for moment in range(moments):
        stage, _ = erased(again(before), moment)

        assert end_state(stage) == expected, f"killed at {moment} of {moments}"
