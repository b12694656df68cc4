"""What is kept, and for how long: day by day, what remains is what the table says."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.errors import StoreError
from bot.ports import DigestState, Request, RequestState
from bot.ports.mail import Subscriber
from curation.budget import Call, Charge, MicroUsd, Use
from curation.model import EventKind, PublishPolicy, WishKind
from curation.retention import Afterwards, Retention
from tests.makers import NOON, author, course, post, wish
from tests.remains import kept, rows_of
from tests.story.stage import Stage
from tests.story.test_erasing import finish, published, shown
from tests.story.test_exactly_once import DAY, SIX, shared


def rows(stage: Stage) -> Counter[str]:
    return Counter(table for table, _ in rows_of(stage.kept))


def texts(stage: Stage) -> list[object]:
    return [row["text"] for table, row in rows_of(stage.kept) if table == "posts" and row["text"]]


def payloads(stage: Stage) -> set[object]:
    return {row["payload"] for table, row in rows_of(stage.kept) if table == "captures"}


def with_leftovers() -> Stage:
    """Return a stage with an issue out, and posts that got into none."""
    stage = Stage()
    stage.course = replace(stage.course, shape=replace(stage.course.shape, also=0, highlights=3))
    stage.source.payload = b'{"said": "all of it"}'
    stage.source.posts.append(post("https://left.example/x", by="Lou", number=88, text="left over #BIT15"))
    return published(stage)


def test_c08_addresses_go_when_it_was_promised() -> None:
    """A form's contact 30 days after it was done, an unconfirmed mailbox after a week, though nobody else asks."""
    stage = Stage()
    with stage.kept.work() as work:
        done = Request(what="stop", at=stage.clock.now(), contact="lou@mail.example", state=RequestState.DONE)
        work.requests.add(done)
        work.subscribers.put(
            Subscriber(id="z", course="bit15", address="zoe@mail.example", token="t", asked_at=stage.clock.now())
        )
    left: list[tuple[bool, bool]] = []

    for days in (6, 1, 22, 1):
        stage.clock.advance(days=days)
        stage.retain()
        left.append(("zoe@" in kept(stage.kept), "lou@" in kept(stage.kept)))

    assert left == [(True, True), (False, True), (False, True), (False, False)]


def test_c08_ids_that_were_paid_for_go_with_their_day() -> None:
    """Also where nothing is billed any more: who stops reading X keeps no list of its posts and people."""
    stage = Stage()
    today = stage.clock.now().date()
    paid = Charge(day=today, use=Use.READING, call=Call.READ_POST, course="", units=1, cost=MicroUsd(5_000))
    with stage.kept.work() as work:
        work.meter.bill("x", paid, ["987654"])
    left: list[bool] = []

    for _ in range(2):
        stage.retain()
        left.append("987654" in kept(stage.kept))
        stage.clock.advance(days=1)

    assert left == [True, False]
    with stage.kept.look() as work:
        assert work.meter.charges("x", today, today + timedelta(days=1)) == (paid,)


def test_c08_day_by_day_what_remains_is_the_table() -> None:
    """A week for what was not published, thirty days for words; then reference, credit and link are left."""
    stage = with_leftovers()
    issue = stage.issue(DAY)
    assert issue is not None
    in_it = sum(
        any(link in {item.page for item in issue.digest.items} for link in each.links) for each in stage.source.posts
    )
    left: dict[int, tuple[int, int]] = {}

    for day in range(33):
        stage.retain()
        left[day] = rows(stage)["posts"], len(texts(stage))
        stage.clock.advance(days=1)

    everything = len(stage.source.posts)
    assert everything > in_it > 0
    assert left == {
        **dict.fromkeys(range(7), (everything, everything)),
        **dict.fromkeys(range(7, 30), (in_it, in_it)),
        **dict.fromkeys(range(30, 33), (in_it, 0)),
    }
    assert payloads(stage) == {b"{}"}
    assert "lou" not in kept(stage.kept)
    assert "left.example" not in kept(stage.kept)
    after = stage.issue(DAY)
    assert after is not None
    assert after.digest.items == issue.digest.items


def test_c08_a_quotation_stays_when_the_words_it_was_taken_from_are_gone() -> None:
    """Nothing was edited and nothing taken back: after thirty days the note is what is left, and nobody is notified."""
    stage = Stage()
    said = post("https://q.example/x", by="Zed", text="Sounds odd, works well https://q.example/x #BIT15")
    stage.source.posts.append(said)
    with stage.kept.work() as work:
        work.wishes.record(wish("Zed", WishKind.QUOTE, "yes"))
    published(stage)
    stage.clock.advance(days=31)

    stage.retain()
    revised = stage.honour()
    with stage.kept.work() as work:
        work.wishes.record(wish("Zed", WishKind.QUOTE, "no", at=stage.clock.time))
    taken = stage.honour()

    assert (revised, len(taken)) == ((), 1)


def test_c08_what_an_edit_took_back_never_comes_back_from_an_older_copy() -> None:
    """The emptied post goes after a week, and a tombstone stays in its place."""
    stage = Stage()
    before = post("https://n.example/x", by="Zed", number=5, created_at=NOON)
    stage.source.posts.extend([before, replace(before, text="sorry #nodigest #BIT15", edited_at=NOON)])
    stage.clock.time = NOON + timedelta(hours=1)
    stage.poll()
    stage.clock.advance(days=8)
    stage.retain()

    stage.source.posts.append(before)
    stage.poll()

    assert rows(stage)["posts"] == 0
    assert "zed" not in kept(stage.kept)


def test_c08_references_of_refused_posts_go_after_a_week() -> None:
    """Also when nothing else is refused that would sweep them along."""
    stage = Stage()
    stage.source.posts.append(post(by="Zed", text="#nodigest #BIT15"))
    stage.poll()
    assert rows(stage)["left_out"] == 1
    stage.clock.advance(days=7, minutes=1)

    report = stage.retain()

    assert report.gone["refused"] == 1
    assert rows(stage)["left_out"] == 0


def test_c08_what_waited_in_vain_and_quiet_days_are_emptied() -> None:
    """What only `preview` shows is kept no longer than any other post that was not published."""
    stage = Stage()
    young = author("Zed", created_at=NOON)
    stage.source.posts.append(post("https://young.example/page", by=young, number=77))
    published(stage)
    stage.source.posts.append(post("https://few.example/x", by="Quinn", number=78, created_at=stage.clock.time))
    stage.clock.advance(days=1)
    stage.minutes(2)
    assert "zed" in kept(stage.kept)
    assert "quinn" in kept(stage.kept)
    stage.clock.advance(days=9)

    stage.retain()

    assert [mark for mark in ("zed", "quinn", "young.example", "few.example") if mark in kept(stage.kept)] == []
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED


def ended(afterwards: Afterwards) -> Stage:
    """Return a stage whose course ended 91 days ago; Ana 1 said start, the others nothing."""
    stage = Stage(retention=Retention(afterwards=afterwards))
    stage.course = course(ends=date(2015, 11, 20))
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 1", WishKind.START, course="bit15"))
    published(stage)
    stage.clock.time = SIX + timedelta(days=9 + 90)
    stage.retain()
    assert "ana 0" in shown(stage)
    stage.clock.advance(days=1)
    stage.retain()
    finish(stage, 3)
    return stage


@pytest.mark.parametrize(
    ("afterwards", "named", "pages", "posts"),
    [(Afterwards.KEEP, True, 6, 1), (Afterwards.ANONYMISE, False, 6, 0), (Afterwards.DELETE, False, 0, 0)],
)
def test_c08_after_the_course_what_was_chosen_is_done(
    afterwards: Afterwards,
    named: bool,  # noqa: FBT001 a table
    pages: int,
    posts: int,
) -> None:
    """Keep those who said yes, anonymise everybody, or delete; in every outlet, and once."""
    stage = ended(afterwards)

    text = kept(stage.kept) + shown(stage)
    issue = stage.issue(DAY)
    assert issue is not None
    assert ("ana 1" in text) is named
    assert [mark for mark in ("ana 0", "ben 0", "chi 0", "dee 0") if mark in text] == []
    assert sum(not each.removed for each in issue.digest.items) == pages
    assert rows(stage)["posts"] == posts
    assert stage.retain().revised == ()
    assert issue.state is DigestState.PUBLISHED


def test_c08_a_tag_that_another_course_still_uses_keeps_its_posts() -> None:
    """Two courses under one tag: the posts go with the later one."""
    stage = published(Stage(course=course(ends=date(2015, 11, 20))))
    stage.clock.time = SIX + timedelta(days=120)
    other = replace(stage.publish, course=course(slug="other"))

    replace(stage.retain, publishes=(stage.publish, other))()

    assert rows(stage)["posts"] > 0
    assert "ana 0" not in "".join(stage.thread.texts[-1:]).casefold()


def test_t110_records_of_consent_end_with_the_course_and_their_period() -> None:
    """Not for ever: what was said about the course goes, and what was said about all of them with the last one."""
    stage = Stage(course=course(ends=date(2015, 11, 20)))
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana", WishKind.START, course="bit15"))
        work.wishes.record(wish("Ben", WishKind.STOP))
    stage.clock.time = SIX + timedelta(days=9 + 365)
    stage.retain()
    before = rows(stage)["wishes"]
    stage.clock.advance(days=1)

    stage.retain()

    assert (before, rows(stage)["wishes"]) == (2, 0)


def test_t110_a_wish_about_everything_stays_while_a_course_goes_on() -> None:
    """A "stop" said everywhere holds for the course that is still running."""
    stage = Stage(course=course(ends=date(2015, 11, 20)))
    with stage.kept.work() as work:
        work.wishes.record(wish("Ben", WishKind.STOP))
    stage.clock.time = SIX + timedelta(days=1000)
    other = replace(stage.publish, course=course(slug="other"))

    replace(stage.retain, publishes=(stage.publish, other))()

    assert rows(stage)["wishes"] == 1


def test_t126_a_run_that_does_everything_twice_does_it_once() -> None:
    """Retention is harmless as often as it runs, and a log that cannot be written stops nothing."""
    stage = with_leftovers()
    stage.clock.advance(days=31)
    stage.log.trouble = StoreError("the disk is full")

    first, second = stage.retain(), stage.retain()

    assert first.gone["unpublished"] > 0
    assert first.gone["published"] > 0
    assert second.gone.total() == 0


def test_a_title_of_a_page_that_is_gone_goes_too() -> None:
    """What a facilitator wrote about a page that nobody has any more is nobody's business."""
    stage = with_leftovers()
    with stage.kept.look() as work:
        assert work.events.of("bit15", SIX.date()) == ()
    stage = Stage(course=course(policy=PublishPolicy.AUTO))
    stage.source.posts.extend(shared()[:1])
    stage.poll()
    stage.judge(SIX.date(), EventKind.TITLE, who="Kim", url=shared()[0].links[0], value="Better")
    stage.clock.advance(days=8)

    stage.retain()

    assert rows(stage)["events"] == 0


def names(stage: Stage) -> set[str]:
    return {who for who in ("ana 0", "ben 0", "ana 1") if who in shown(stage)}


@pytest.mark.parametrize("days", [29, 30])
def test_c06_who_cannot_be_asked_for_is_named_for_a_month_only(days: int) -> None:
    """Posts of an archive, or of a server that is read no more: names go by themselves, but of those who agreed."""
    stage = published()
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 1", WishKind.START))
    before = names(stage)
    stage.clock.advance(days=days)

    report = replace(stage.retain, asks=frozenset({"mastodon:other.example"}))()
    finish(stage)

    assert before == {"ana 0", "ben 0", "ana 1"}
    assert names(stage) == ({"ana 1"} if days == 30 else before)
    assert (report.gone["unasked"] > 0) is (days == 30)
    issue = stage.issue(DAY)
    assert issue is not None
    assert not any(each.removed for each in issue.digest.items)


def test_who_can_be_asked_for_stays_named() -> None:
    """A source that knows the post is asked, and time alone takes nobody out."""
    stage = published()
    stage.clock.advance(days=31)

    report = stage.retain()

    assert report.gone["unasked"] == 0
    assert names(stage) == {"ana 0", "ben 0", "ana 1"}
