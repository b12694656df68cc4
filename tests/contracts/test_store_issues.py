"""What every store promises about issues, the ledger and what people said to us."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.ports import Delivery, DeliveryState, DigestState, Issue, Operation, Part, Receipt, Store
from bot.store import SqlStore
from curation.model import (
    AccountRef,
    Chosen,
    Credit,
    CreditForm,
    Digest,
    DigestKey,
    Event,
    EventKind,
    Flag,
    Item,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    PostRef,
    Window,
    Wish,
    WishKind,
)
from tests.makers import NOON, at, wish

DAY = date(2015, 11, 11)
KEY = DigestKey("bit15/2015-11-11")
PAGE = PageUrl("https://video.example/ladder-of-inference")

ITEM = Item(
    number=1,
    anchor="7fk2qd",
    page=PAGE,
    title="The ladder of inference, explained",
    short_title="The ladder of inference",
    kind=Kind.VIDEO,
    minutes=6,
    language="en",
    site="video.example",
    page_author="Dana",
    note=Note(text="{sharer} shared this", source=NoteSource.PERSON),
    credits=(
        Credit(account=AccountRef("mastodon", "ana@m.example"), form=CreditForm.NAME, label="Ana", at=NOON),
        Credit(account=AccountRef("x", "1"), form=CreditForm.NONE, at=NOON + timedelta(microseconds=1)),
    ),
    people=2,
    topics=("inference",),
    flags=frozenset({Flag.MANY_TAGS, Flag.NEW_ACCOUNT}),
    first_on=date(2015, 11, 3),
)
DIGEST = Digest(
    course="bit15",
    day=DAY,
    window=Window(at(23, day=10), at(23)),
    language="en",
    highlights=(ITEM,),
    also=(replace(ITEM, number=2, page=PageUrl("https://b.example/"), anchor="b", note=None, minutes=None),),
    again=(replace(ITEM, number=0, page=PageUrl("https://c.example/"), anchor="c"),),
    key_words=("ladder of inference", "failure"),
    start_with=1,
    week="Building a positive digital footprint",
    week_number=2,
    question="How do you share?",
    chosen=Chosen.PERSON,
    curator="Ana",
    waiting=(replace(ITEM, number=0, page=PageUrl("https://d.example/"), anchor=""),),
)
PARTS = {
    "mastodon": (
        Part(number=0, text="root\n🎈", count=6, limit=500, language="en", items=(1, 2)),
        Part(number=1, text="item", count=4, limit=500, language="en", visibility="unlisted", content_warning="cw"),
    ),
    "blog": (Part(number=0, text="<p>", count=3, limit=0, language="en", title="What we learned"),),
}
FROZEN = Issue(
    digest=DIGEST,
    state=DigestState.FROZEN,
    revision=3,
    composed_at=NOON,
    frozen_at=at(13),
    changed_at=at(14),
    tag_uri="tag:digest.example.org,2015:bit15/2015-11-11",
    parts=PARTS,
)
DELIVERY = Delivery(
    digest=KEY,
    outlet="mastodon",
    part=1,
    recipient="somebody",
    operation=Operation.EDIT,
    revision=2,
    state=DeliveryState.REFUSED,
    started_at=NOON,
    attempts=3,
    text_hash="abc",
    said=Part(number=1, text="as\nit was", count=9, limit=500, language="en", items=(1,)),
    receipt=Receipt(uri="https://m.example/1", url="https://m.example/@bot/1", local_id="1"),
    reason="busy",
    retry_at=at(13),
    not_before=at(14),
)


def on(day: int, state: DigestState, course: str = "bit15") -> Issue:
    digest = replace(DIGEST, course=course, day=date(2015, 11, day))
    return replace(FROZEN, digest=digest, state=state)


def put(store: Store, *issues: Issue) -> None:
    with store.work() as work:
        for each in issues:
            work.digests.put(each)


@pytest.mark.parametrize(
    "issue",
    [
        pytest.param(FROZEN, id="frozen"),
        pytest.param(
            Issue(
                digest=Digest(course="bit15", day=DAY, window=DIGEST.window, language="en"),
                state=DigestState.QUIET,
                composed_at=NOON,
                parts={},
            ),
            id="quiet",
        ),
    ],
)
def test_an_issue_comes_back_as_it_went(store: Store, issue: Issue) -> None:
    """Every word of digest and parts is stored, so that delivery only reads."""
    put(store, issue)

    with store.look() as work:
        assert work.digests.get(KEY) == issue
        assert work.digests.get(DigestKey("bit15/2015-11-12")) is None


def test_an_issue_takes_the_place_of_the_one_before(store: Store) -> None:
    """Putting twice leaves one issue: the later."""
    put(store, FROZEN, replace(FROZEN, revision=4, parts={}))

    with store.look() as work:
        assert work.digests.get(KEY) == replace(FROZEN, revision=4, parts={})


@pytest.mark.parametrize("url", ["file", "postgresql"], indirect=True, ids=str)
def test_t89_the_id_of_a_feed_entry_survives_a_restart(url: str) -> None:
    """What was minted at the freeze is the same after the database was closed and opened."""
    first = SqlStore.open(url)
    put(first, FROZEN)
    first.close()

    again = SqlStore.open(url)
    with again.look() as work:
        issue = work.digests.get(KEY)
    again.close()

    assert issue is not None
    assert issue.tag_uri == FROZEN.tag_uri


def test_frozen_issues_come_newest_first(store: Store) -> None:
    """Drafts and quiet days are none; other courses have their own."""
    shown = [on(9, DigestState.WITHDRAWN), on(10, DigestState.PUBLISHED), on(12, DigestState.FROZEN)]
    put(store, *shown, on(13, DigestState.DRAFT), on(11, DigestState.QUIET), on(8, DigestState.FROZEN, "other"))

    with store.look() as work:
        assert work.digests.frozen("bit15") == tuple(reversed(shown))
        assert work.digests.frozen("bit15", limit=1) == (shown[2],)
        assert work.digests.frozen("bit15", before=date(2015, 11, 12), limit=1) == (shown[1],)


def test_revised_issues_are_those_of_the_latest_that_were_changed(store: Store) -> None:
    """Of the latest so many issues, those that say something else than they first did."""
    old, still, mended, newest = (
        replace(on(day, DigestState.PUBLISHED), revision=revision)
        for day, revision in ((8, 3), (9, 1), (10, 2), (12, 1))
    )
    put(store, old, still, mended, newest, on(13, DigestState.DRAFT))

    with store.look() as work:
        assert work.digests.frozen("bit15", revised=True) == (mended, old)
        assert work.digests.frozen("bit15", limit=3, revised=True) == (mended,)


def test_issues_are_listed_without_their_words(store: Store) -> None:
    """A list has what `frozen` has, from outside; of one outlet, what has words for it."""
    shown = [on(9, DigestState.WITHDRAWN), on(10, DigestState.PUBLISHED), on(12, DigestState.FROZEN)]
    quoting = replace(PARTS["mastodon"][0], text='"blog":[{')
    wordless = replace(on(11, DigestState.PUBLISHED), parts={"mastodon": (quoting,), "blog": ()})
    shown = [replace(each, parts={"blog": PARTS["mastodon"]}) for each in shown]
    put(store, *shown, wordless, on(13, DigestState.DRAFT), on(8, DigestState.FROZEN, "other"))

    with store.look() as work:
        frozen, listed = work.digests.frozen("bit15"), work.digests.listed("bit15")
        between = work.digests.frozen("bit15", since=date(2015, 11, 10), before=date(2015, 11, 12))
        worded = work.digests.listed("bit15", outlet="blog")
        later = work.digests.listed("bit15", since=date(2015, 11, 10))

    assert [(each.key, each.day, each.state, each.revision, each.published, each.updated) for each in listed] == [
        (each.digest.key, each.digest.day, each.state, each.revision, each.published, each.updated) for each in frozen
    ]
    assert [each.digest.day.day for each in between] == [11, 10]
    assert [each.day.day for each in worded] == [12, 10, 9]
    assert [each.day.day for each in later] == [12, 11, 10]


def test_open_issues_come_oldest_first(store: Store) -> None:
    """What is frozen and not yet published, of every course."""
    put(store, on(12, DigestState.FROZEN), on(10, DigestState.FROZEN, "other"), on(10, DigestState.FROZEN))
    put(store, on(9, DigestState.PUBLISHED), on(9, DigestState.DRAFT, "other"))

    with store.look() as work:
        assert [each.digest.key for each in work.digests.open()] == [
            "bit15/2015-11-10",
            "other/2015-11-10",
            "bit15/2015-11-12",
        ]


def test_anchors_stay_reserved_for_their_pages(store: Store) -> None:
    """An anchor is remembered when its page leaves the issue, and when the page comes back without one."""
    put(store, FROZEN)
    put(store, replace(FROZEN, digest=replace(DIGEST, highlights=(), also=())))
    put(store, replace(FROZEN, digest=replace(DIGEST, highlights=(replace(ITEM, anchor=""),), also=())))

    with store.look() as work:
        assert work.digests.anchors("bit15", DAY) == {
            PAGE: "7fk2qd",
            PageUrl("https://b.example/"): "b",
            PageUrl("https://c.example/"): "c",
        }
        assert work.digests.anchors("other", DAY) == {}


@pytest.mark.parametrize(
    "delivery",
    [
        pytest.param(DELIVERY, id="everything set"),
        pytest.param(
            Delivery(digest=KEY, outlet="blog", part=0, revision=1, state=DeliveryState.STARTED, started_at=NOON),
            id="just started",
        ),
    ],
)
def test_a_delivery_comes_back_as_it_went(store: Store, delivery: Delivery) -> None:
    """The ledger holds what was written."""
    with store.work() as work:
        work.deliveries.put(delivery)

    with store.look() as work:
        assert work.deliveries.of(KEY) == (delivery,)
        assert work.deliveries.of(DigestKey("other/2015-11-11")) == ()


def test_t67_a_delivery_is_there_once(store: Store) -> None:
    """One row a digest, outlet, part, recipient and operation: writing again replaces it."""
    done = replace(DELIVERY, state=DeliveryState.DONE, attempts=4)
    with store.work() as work:
        work.deliveries.put(DELIVERY)
        work.deliveries.put(done)

    with store.look() as work:
        assert work.deliveries.of(KEY) == (done,)


def test_deliveries_come_in_the_order_of_the_thread(store: Store) -> None:
    """By outlet, part and operation, however they were written."""
    rows = [
        replace(DELIVERY, outlet=outlet, part=part, operation=operation)
        for outlet in ("blog", "mastodon")
        for part in (0, 2, 10)
        for operation in (Operation.EDIT, Operation.SEND)
    ]
    with store.work() as work:
        for each in reversed(rows):
            work.deliveries.put(each)

    with store.look() as work:
        assert work.deliveries.of(KEY) == tuple(rows)


def test_our_own_posts_are_recognised(store: Store) -> None:
    """A reference is ours when it is the receipt of a delivery."""
    ours, other = PostRef("mastodon", "https://m.example/1"), PostRef("mastodon", "https://m.example/2")
    with store.look() as work:
        assert work.deliveries.is_ours([ours, other]) == frozenset()

    with store.work() as work:
        work.deliveries.put(DELIVERY)

    with store.look() as work:
        assert work.deliveries.is_ours([ours, other]) == {ours}
        assert work.deliveries.is_ours([]) == frozenset()


def test_wishes_come_oldest_first(store: Store) -> None:
    """Of the accounts asked for, on their own network, every wish ever recorded."""
    full = Wish(
        account=AccountRef("mastodon", "ana@mastodon.example"),
        kind=WishKind.CREDIT,
        at=at(10),
        course="bit15",
        value="alias The Fox",
        evidence="https://m.example/5",
        policy="2",
        expires=date(2016, 1, 1),
    )
    stop, start = wish("Ana", WishKind.STOP, at=at(12)), wish("Ben", WishKind.START, at=at(11))
    stranger = replace(stop, account=AccountRef("x", full.account.id))
    with store.work() as work:
        for each in (stop, start, full, stranger):
            work.wishes.record(each)

    with store.look() as work:
        assert work.wishes.of([full.account, start.account]) == (full, start, stop)
        assert work.wishes.of([]) == ()


def test_wishes_of_one_moment_keep_their_order(store: Store) -> None:
    """Of two wishes with the same time, the one recorded later is the later one."""
    stop, start = wish("Ana", WishKind.STOP), wish("Ana", WishKind.START)
    with store.work() as work:
        work.wishes.record(stop)
        work.wishes.record(start)

    with store.look() as work:
        assert work.wishes.of([stop.account]) == (stop, start)


def test_events_come_back_as_they_went(store: Store) -> None:
    """Events of an issue and events of the course itself are two lists, each oldest first."""
    pin = Event(course="bit15", kind=EventKind.PIN, who="ana", at=at(10), day=DAY, page=PAGE, value="1")
    title = Event(course="bit15", kind=EventKind.TITLE, who="ana", at=at(9), day=DAY, page=PAGE, value="Ladder")
    undo = Event(course="bit15", kind=EventKind.PIN, who="ben", at=at(10), day=DAY, page=PAGE, value="undo")
    pause = Event(course="bit15", kind=EventKind.PAUSE, who="ana", at=at(8))
    other = Event(course="other", kind=EventKind.PAUSE, who="ana", at=at(8))
    with store.work() as work:
        for each in (pin, title, undo, pause, other):
            work.events.append(each)

    with store.look() as work:
        assert work.events.of("bit15", DAY) == (title, pin, undo)
        assert work.events.of("bit15", None) == (pause,)
