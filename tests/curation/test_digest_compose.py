"""What goes into an issue, in which order, and why."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.consent import credit as credit_of
from curation.digest import Outcome, Placement, Verdicts, compose, explained, verdict_on
from curation.model import (
    Appearance,
    Chosen,
    Course,
    Credit,
    Digest,
    Flag,
    Kind,
    Note,
    NoteSource,
    PageCard,
    PageUrl,
    Post,
    PublishPolicy,
    Quiet,
    Shape,
    Story,
    Topic,
    Week,
    Wish,
    WishKind,
)
from curation.stories import gather
from curation.text import graphemes
from tests.makers import at, author, card, course, post, wish

DAY = date(2015, 11, 11)
AUTO, CLEAN, REVIEW = PublishPolicy.AUTO, PublishPolicy.AUTO_CLEAN, PublishPolicy.REVIEW


def page(number: int, site: str = "") -> PageUrl:
    """Return a page; each on a site of its own unless *site* is given."""
    return PageUrl(f"https://{site or f'site{number}.example'}/{number}")


def stories_of(*posts: Post, where: Course | None = None, cards: Iterable[PageCard] = ()) -> tuple[Story, ...]:
    return gather(posts, course=where or course(), cards={each.page: each for each in cards}, aliases={})


def shared(number: int, people: int = 1, **but: Any) -> list[Post]:
    """Return posts of as many people about one page."""
    by = but.pop("by", None)
    site = but.pop("site", "")
    given_post = {"created_at": at(12, number)} | but
    return [post(page(number, site), by=by or f"P{number}n{each}", **given_post) for each in range(people)]


def composed(stories: Iterable[Story], *wishes: Wish, where: Course | None = None, **but: Any) -> Digest:
    """Return the digest of *stories* as the whole machine would compose it."""
    place = where or course()
    day = but.pop("day", DAY)
    given_arguments: dict[str, Any] = {
        "verdicts": Verdicts(),
        "history": {},
        "credits": lambda said: credit_of(said, of(said, wishes), place, at(18)),
        "may_quote": lambda _: False,
    }
    return compose(place, day, stories, **(given_arguments | but))


def of(said: Post, wishes: Iterable[Wish]) -> list[Wish]:
    return [each for each in wishes if each.account == said.author.account]


def placed(stories: Iterable[Story], *, where: Course | None = None, **but: Any) -> Mapping[PageUrl, Placement]:
    given_arguments: dict[str, Any] = {"verdicts": Verdicts(), "history": {}, "credits": named}
    return explained(where or course(), DAY, stories, **(given_arguments | but))


def named(said: Post) -> Credit:
    return credit_of(said, (), course(), at(18))


def pages(items: Iterable[Any]) -> list[PageUrl]:
    return [item.page for item in items]


TEN = stories_of(*(each for number in range(10) for each in shared(number, people=10 - number)))


def test_an_issue_has_its_highlights_then_the_compact_items() -> None:
    """Three and five by default, numbered through, without anchors yet; the rest has no room."""
    digest = composed(TEN)

    assert digest.key == "bit15/2015-11-11"
    assert pages(digest.highlights) == [page(number) for number in range(3)]
    assert pages(digest.also) == [page(number) for number in range(3, 8)]
    assert [item.number for item in digest.items] == list(range(1, 9))
    assert {item.anchor for item in digest.items} == {""}
    assert digest.waiting == digest.again == ()
    assert placed(TEN) == dict(
        zip(
            (page(number) for number in range(10)),
            [Placement.HIGHLIGHT] * 3 + [Placement.ALSO] * 5 + [Placement.OUT_OF_ROOM] * 2,
            strict=True,
        ),
    )


@pytest.mark.parametrize("count", [0, 1, 3, 8, 60])
def test_t45_the_number_of_items_follows_the_configuration(count: int) -> None:
    """One post or sixty: as many items as there are pages, up to what the course wants."""
    stories = stories_of(*(each for number in range(count) for each in shared(number)))

    assert len(composed(stories).items) == min(count, 8)
    assert composed(stories, where=course(shape=Shape(highlights=0, also=20))).highlights == ()


def test_an_item_says_what_its_page_says() -> None:
    """Title, kind, minutes, language, site, author and topics come from card and story."""
    known = card(
        page(1),
        "The ladder of inference, explained",
        author="Ada Lovelace",
        site="Ladders",
        language="en",
        kind=Kind.VIDEO,
        minutes=6,
        description="How beliefs grow.",
    )
    where = course(topics=(Topic(name="Thinking", keywords=("inference",)),))
    stories = stories_of(*shared(1, people=2), where=where, cards=[known])

    (item,) = composed(stories).items

    assert (item.title, item.short_title) == (known.title, known.title)
    assert (item.kind, item.minutes, item.language) == (Kind.VIDEO, 6, "en")
    assert (item.site, item.page_author) == ("Ladders", "Ada Lovelace")
    assert item.note == Note(text="How beliefs grow.", source=NoteSource.PAGE)
    assert (item.people, item.sources, item.topics, item.flags) == (2, 1, ("Thinking",), frozenset())
    assert [each.label for each in item.credits] == ["P1n0", "P1n1"]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://blog.example/five-ways/", "blog.example/five-ways"),
        ("https://blog.example/", "blog.example"),
        ("https://blog.example/caf%C3%A9?page=2", "blog.example/café"),
    ],
)
def test_t43_an_item_needs_no_card(address: str, title: str) -> None:
    """A page nobody could read is called by its address."""
    (item,) = composed(stories_of(post(address))).items

    assert item.title == title
    assert item.site == "blog.example"
    assert (item.kind, item.minutes, item.note) == (Kind.PAGE, None, None)


def test_t51_the_pages_author_and_the_sharer_are_two_things() -> None:
    """Who found it is not who made it."""
    (item,) = composed(stories_of(post(page(1)), cards=[card(page(1), author="Ada")])).items

    assert item.page_author == "Ada"
    assert [each.label for each in item.credits] == ["Ana"]


def test_named_sharers_stand_before_the_unnamed() -> None:
    """In the order of their shares, whoever was first."""
    posts = [post(page(1), by=who, created_at=at(9, minute)) for minute, who in enumerate(["Zoe", "Ana", "Ben"])]
    silent = wish("Zoe", WishKind.CREDIT, "none")

    (item,) = composed(stories_of(*posts), silent).items

    assert [each.label for each in item.credits] == ["Ana", "Ben", ""]


LONG = "A title that is certainly longer than what one line of a list can hold"


def test_short_titles_fit_a_line() -> None:
    """A person's short title is taken, the page's is cut at a word; neither is ever too long."""
    stories = stories_of(*shared(1), *shared(2), cards=[card(page(1), LONG), card(page(2), LONG)])

    one, two = composed(stories, verdicts=Verdicts(short_titles={page(2): "Lists"})).items

    assert one.short_title.endswith("…")
    assert LONG.startswith(one.short_title.removesuffix("…").rstrip())
    assert graphemes(one.short_title) <= 45
    assert (two.title, two.short_title) == (LONG, "Lists")


@pytest.mark.parametrize(("length", "whole"), [(45, True), (46, False)])
def test_a_short_title_has_at_most_45_characters(length: int, *, whole: bool) -> None:
    """Whoever wrote it, one more is cut."""
    title = "word " * 8 + "x" * (length - 40)

    (own,) = composed(stories_of(*shared(1), cards=[card(page(1), title)])).items
    (said,) = composed(stories_of(*shared(1)), verdicts=Verdicts(short_titles={page(1): title})).items

    assert own.short_title == said.short_title
    assert (own.short_title == title) is whole


def test_t101_human_choices_win_over_everything_computed() -> None:
    """Title, note, place, question and organiser's note are the person's, whatever the machine would say."""
    said = Verdicts(
        pins={page(9): 1, page(8): 3},
        dropped=frozenset({page(0)}),
        notes={page(9): "Worth your time."},
        titles={page(9): "Clearer"},
        short_titles={page(8): "Third"},
        question="What did you try?",
        organiser_note="Room 5 today.",
    )

    digest = composed(TEN, verdicts=said, where=course(questions=("Bank?",)))

    assert pages(digest.items)[:4] == [page(9), page(1), page(8), page(2)]
    assert digest.items[0].title == "Clearer"
    assert digest.items[0].note == Note(text="Worth your time.", source=NoteSource.PERSON)
    assert digest.items[2].short_title == "Third"
    assert (digest.question, digest.organiser_note) == ("What did you try?", "Room 5 today.")
    assert page(0) not in pages(digest.items)
    assert placed(TEN, verdicts=said)[page(0)] is Placement.DROPPED


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ({2: 0}, [2, 0, 1]),
        ({2: 2}, [0, 2, 1]),
        ({1: 3}, [0, 2, 1]),
        ({1: 9}, [0, 2, 1]),
        ({1: 1, 2: 1}, [1, 2, 0]),
        ({0: 2, 2: 0}, [2, 0, 1]),
        ({0: 3, 1: 2, 2: 1}, [2, 1, 0]),
    ],
)
def test_a_pin_gives_the_place_wanted(pins: dict[int, int], expected: list[int]) -> None:
    """As far as there are others to stand before it; without a place it goes to the top."""
    verdicts = Verdicts(pins={page(number): place for number, place in pins.items()})

    assert pages(composed(TEN[:3], verdicts=verdicts).items) == [page(number) for number in expected]


def test_t49_at_most_two_items_a_sharer_and_a_site() -> None:
    """The rest says whose share was full; a pinned one goes in all the same."""
    loud = [each for number in range(4) for each in shared(number, by="Lou")]
    same = [each for number in range(4, 8) for each in shared(number, site="big.example")]
    stories = stories_of(*loud, *same)

    digest = composed(stories)
    pinned = composed(stories, verdicts=Verdicts(pins={page(3): 0}))

    assert pages(digest.items) == [page(0), page(1), page(4, "big.example"), page(5, "big.example")]
    assert placed(stories)[page(2)] is Placement.OVER_SHARER_CAP
    assert placed(stories)[page(6, "big.example")] is Placement.OVER_SITE_CAP
    assert pages(pinned.items)[:2] == [page(3), page(0)]


FLAGGED = {
    "warning": ({"content_warning": "spiders"}, Flag.CONTENT_WARNING),
    "sensitive": ({"sensitive": True}, Flag.CONTENT_WARNING),
    "young": ({"by": author("Newt", created_at=at(12))}, Flag.NEW_ACCOUNT),
}
SEEN = {"approved": Verdicts(approved=frozenset({page(1)})), "pinned": Verdicts(pins={page(1): 0})}


@pytest.mark.parametrize(("but", "flag"), FLAGGED.values(), ids=FLAGGED)
def test_flagged_items_wait_for_a_person(but: dict[str, Any], flag: Flag) -> None:
    """Only approval of that very item, or a pin, lets it out; approval of the issue does not."""
    stories = stories_of(*shared(1, **but), *shared(2))

    digest = composed(stories)
    approved = composed(stories, verdicts=Verdicts(approved_at=at(23)))
    by_a_person = [composed(stories, verdicts=said) for said in SEEN.values()]

    assert pages(digest.items) == pages(approved.items) == [page(2)]
    assert [(item.page, item.number, item.flags) for item in digest.waiting] == [(page(1), 0, frozenset({flag}))]
    assert placed(stories)[page(1)] is Placement.WAITING
    assert [set(pages(each.items)) for each in by_a_person] == [{page(1), page(2)}] * 2


def test_the_boldest_policy_still_holds_what_is_sensitive() -> None:
    """Under `auto` doubts about a sharer go out, a content warning and a held item never."""
    stories = stories_of(
        *shared(1, content_warning="spiders"),
        *shared(2, by=author("Newt", created_at=at(12))),
        *shared(3),
    )

    digest = composed(stories, where=course(policy=AUTO), verdicts=Verdicts(held=frozenset({page(3)})))

    assert pages(digest.items) == [page(2)]
    assert set(pages(digest.waiting)) == {page(1), page(3)}


@pytest.mark.parametrize("policy", list(PublishPolicy))
def test_no_policy_publishes_a_held_item(policy: PublishPolicy) -> None:
    """Not even beside an approval of the issue, or a pin."""
    said = Verdicts(held=frozenset({page(1)}), pins={page(1): 1}, approved_at=at(23))

    digest = composed(stories_of(*shared(1)), where=course(policy=policy), verdicts=said)

    assert digest.items == ()
    assert pages(digest.waiting) == [page(1)]


def test_under_review_nothing_goes_out_that_nobody_approved() -> None:
    """Neither a clean nor a pinned item; one approved by itself does."""
    stories, where = stories_of(*shared(1), *shared(2), *shared(3)), course(policy=REVIEW)
    said = Verdicts(pins={page(1): 1}, approved=frozenset({page(3)}))

    digest = composed(stories, where=where, verdicts=said)

    assert pages(digest.items) == [page(3)]
    assert pages(digest.waiting) == [page(1), page(2)]
    assert placed(stories, where=where)[page(2)] is Placement.UNAPPROVED


def test_an_approval_covers_what_could_be_seen_then() -> None:
    """What arrives after it waits, and so does what has a flag."""
    stories = stories_of(*shared(1), *shared(30), *shared(2, content_warning="spiders"))
    where = course(policy=REVIEW)

    digest = composed(stories, where=where, verdicts=Verdicts(approved_at=at(12, 10)))

    assert pages(digest.items) == [page(1)]
    assert placed(stories, where=where, verdicts=Verdicts(approved_at=at(12, 10))) == {
        page(1): Placement.HIGHLIGHT,
        page(2): Placement.WAITING,
        page(30): Placement.UNAPPROVED,
    }


def test_a_note_about_somebody_who_may_not_be_named_holds_its_item() -> None:
    """The note is not used, and a person is asked; under `auto` the item goes out without it."""
    said = Verdicts(notes={page(1): "{sharer} shared this."})
    silent = wish("P1n0", WishKind.CREDIT, "none")
    stories = stories_of(*shared(1))

    held = composed(stories, silent, verdicts=said)
    sent = composed(stories, silent, verdicts=said, where=course(policy=AUTO))
    open_ = composed(stories, verdicts=said)

    assert held.items == ()
    assert [(item.flags, item.note) for item in held.waiting] == [(frozenset({Flag.NOTE_WITHOUT_SHARER}), None)]
    assert [item.note for item in sent.items] == [None]
    assert [item.flags for item in open_.items] == [frozenset()]


def test_content_warnings_go_with_an_approved_item() -> None:
    """The same words, made harmless; the first that anybody wrote."""
    posts = [*shared(1, sensitive=True), *shared(1, people=2, content_warning="spi\u202eders")]

    (item,) = composed(stories_of(*posts), verdicts=SEEN["approved"]).items

    assert item.content_warning == "spiders"
    assert item.note is None


@pytest.mark.parametrize(("length", "whole"), [(100, True), (101, False)])
def test_long_content_warnings_are_cut(length: int, *, whole: bool) -> None:
    """A hundred characters stand in front of an item, no more."""
    warning = "x" * length

    (item,) = composed(stories_of(*shared(1, content_warning=warning)), verdicts=SEEN["approved"]).items

    assert (item.content_warning == warning) is whole
    assert graphemes(item.content_warning) <= 100


def on(number: int, *, days: int) -> dict[PageUrl, Appearance]:
    return {page(number): Appearance(day=DAY - timedelta(days=days), anchor="abc123")}


@pytest.mark.parametrize(("days", "again"), [(1, True), (90, True), (91, False), (0, False), (-1, False)], ids=str)
def test_t53_a_page_is_an_item_once_in_ninety_days(days: int, *, again: bool) -> None:
    """Shared again it is only listed, with its day and anchor; an issue composed anew is not its own past."""
    stories, history = stories_of(*shared(1), *shared(2)), on(1, days=days)

    digest = composed(stories, history=history)

    assert (page(1) in pages(digest.again)) is again
    assert (page(1) in pages(digest.items)) is not again
    assert [(item.first_on, item.anchor, item.note, item.number) for item in digest.again] == [
        (DAY - timedelta(days=days), "abc123", None, 0)
    ] * again
    assert placed(stories, history=history)[page(1)] is (Placement.AGAIN if again else Placement.HIGHLIGHT)


def test_t53_an_older_address_of_a_page_is_remembered_too() -> None:
    """The past is asked about every address that leads to the page, and its latest appearance counts."""
    short = PageUrl("https://short.example/abc")
    stories = gather([post(short), post(page(1), by="Ben")], course=course(), cards={}, aliases={short: page(1)})
    history = on(1, days=80) | {short: Appearance(day=DAY - timedelta(days=3), anchor="def456")}

    (again,) = composed(stories, history=history).again

    assert (again.page, again.first_on, again.anchor) == (page(1), DAY - timedelta(days=3), "def456")


def test_t53_even_a_pinned_page_comes_only_once() -> None:
    """A pin puts it on top of the list of those that come again."""
    history = on(1, days=3) | on(2, days=4)

    digest = composed(stories_of(*shared(1), *shared(2)), history=history, verdicts=Verdicts(pins={page(2): 1}))

    assert pages(digest.again) == [page(2), page(1)]
    assert digest.items == ()


def test_only_a_handful_comes_again() -> None:
    """Five are listed; the others say that there was no room."""
    stories = stories_of(*(each for number in range(7) for each in shared(number)))
    history = {page(number): Appearance(day=DAY - timedelta(days=1), anchor="a") for number in range(7)}

    assert len(composed(stories, history=history).again) == 5
    assert placed(stories, history=history)[page(6)] is Placement.OUT_OF_ROOM


def test_an_address_nobody_can_read_has_no_past() -> None:
    """A story with an odd spelling is composed all the same."""
    (plain,) = stories_of(*shared(1))
    odd = Story(page=plain.page, shares=plain.shares, spellings=("http://", *plain.spellings))

    assert pages(composed([odd], history=on(9, days=1)).items) == [page(1)]


def test_the_list_of_what_waits_is_bounded() -> None:
    """A flood of flagged posts does not flood the preview."""
    newt = author("Newt", created_at=at(12))
    stories = stories_of(*(post(page(number), by=newt, number=number) for number in range(60)))

    assert len(composed(stories).waiting) == 50
    assert set(placed(stories).values()) == {Placement.WAITING}


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [((6, 11, 3), 1), ((11, 10, 3), 2), ((None, 12, 3), 3), ((None, 11, 90), None), ((), None)],
)
def test_the_ten_minutes_line_names_the_first_that_fits(minutes: tuple[int | None, ...], expected: int | None) -> None:
    """In the order of the issue; unknown minutes fit nowhere."""
    cards = [card(page(number), minutes=each) for number, each in enumerate(minutes)]
    stories = stories_of(*(each for number in range(len(minutes)) for each in shared(number)), cards=cards)

    digest = composed(stories)

    assert digest.start_with == expected
    assert digest.minutes == sum(each or 0 for each in minutes)


WEEKS = (
    Week(title="Understanding", starts=date(2015, 11, 2), questions=("Why?", "Who?")),
    Week(title="Building a positive digital footprint", starts=date(2015, 11, 9), questions=("A?", "B?")),
    Week(title="Audience", starts=date(2015, 11, 16)),
)


@pytest.mark.parametrize(
    ("day", "week", "question"),
    [
        (date(2015, 11, 1), "", "X?"),
        (date(2015, 11, 2), "Week 1: Understanding", "Why?"),
        (date(2015, 11, 3), "Week 1: Understanding", "Who?"),
        (date(2015, 11, 11), "Week 2: Building a positive digital footprint", "A?"),
        (date(2015, 11, 12), "Week 2: Building a positive digital footprint", "B?"),
        (date(2015, 11, 16), "Week 3: Audience", "X?"),
        (date(2015, 11, 17), "Week 3: Audience", "Y?"),
    ],
)
def test_each_day_has_its_week_and_its_question(day: date, week: str, question: str) -> None:
    """The week's questions in turn from its first day on; where it has none, the course's from its own."""
    where = course(
        weeks=WEEKS, questions=("X?", "Y?", "Z?"), starts=date(2015, 11, 1), zone="UTC", digest_time=time(18)
    )

    digest = composed((), where=where, day=day)

    assert (digest.week, digest.question) == (week, question)


def test_without_questions_nothing_is_asked() -> None:
    """And a course without a start begins its bank anywhere, the same every time."""
    assert composed(()).question == ""
    assert composed((), where=course(starts=None, questions=("One?",))).question == "One?"


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (Verdicts(), Chosen.AUTOMATIC),
        (Verdicts(notes={page(1): "Good."}), Chosen.AUTOMATIC),
        (Verdicts(approved_at=at(17)), Chosen.CHECKED),
        (Verdicts(pins={page(1): 1}), Chosen.AUTOMATIC),
        (Verdicts(pins={page(1): 1, page(2): 2}), Chosen.PERSON),
    ],
    ids=["nobody", "a note is no choice", "approved", "one of two", "all pinned"],
)
def test_who_chose_is_said_as_it_was(verdicts: Verdicts, expected: Chosen) -> None:
    """Chosen by a person only where every highlight is pinned; checked only where the issue was approved."""
    digest = composed(stories_of(*shared(1), *shared(2)), verdicts=verdicts, where=course(curator="Ana"))

    assert (digest.chosen, digest.curator) == (expected, "Ana")


@pytest.mark.parametrize(
    ("count", "quiet", "rolled", "expected"),
    [
        (0, Quiet.PUBLISH, 0, Outcome.NOTHING),
        (0, Quiet.ROLL, 9, Outcome.NOTHING),
        (2, Quiet.ROLL, 0, Outcome.ROLL),
        (2, Quiet.ROLL, 1, Outcome.ROLL),
        (2, Quiet.ROLL, 2, Outcome.PUBLISH),
        (2, Quiet.PUBLISH, 0, Outcome.PUBLISH),
        (2, Quiet.SKIP, 0, Outcome.NOTHING),
        (3, Quiet.SKIP, 0, Outcome.PUBLISH),
        (3, Quiet.ROLL, 0, Outcome.PUBLISH),
    ],
)
def test_t68_quiet_days(count: int, quiet: Quiet, rolled: int, expected: Outcome) -> None:
    """Nothing is published about nothing; little rolls over, at most two days."""
    where = course(shape=Shape(quiet=quiet))
    digest = composed(TEN[:count], where=where)

    assert verdict_on(digest, where, rolled) is expected


def test_what_a_person_approved_goes_out_however_short() -> None:
    """But never empty."""
    assert verdict_on(composed(TEN[:1]), course(), 0, approved=True) is Outcome.PUBLISH
    assert verdict_on(composed(()), course(), 0, approved=True) is Outcome.NOTHING


def test_t55_no_machine_adds_praise() -> None:
    """Whatever the pages and posts: without a person's or page's sentence an item has no note."""
    assert {item.note for item in composed(TEN).items} == {None}


DRAWN = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["", "big.example", "other.example"]),
        st.sampled_from(["Ana", "Ben", "Cleo", "Lou"]),
        st.booleans(),
    ),
    max_size=25,
)
SHAPES = st.builds(
    Shape,
    highlights=st.integers(0, 7),
    also=st.integers(0, 20),
    per_sharer=st.integers(1, 3),
    per_site=st.integers(1, 3),
)
NUMBERS = st.frozensets(st.integers(0, 12), max_size=4)


@given(
    drawn=DRAWN,
    shape=SHAPES,
    policy=st.sampled_from(list(PublishPolicy)),
    numbers=st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    data=st.data(),
)
def test_composing_keeps_its_promises(
    drawn: list[tuple[int, str, str, bool]],
    shape: Shape,
    policy: PublishPolicy,
    numbers: tuple[frozenset[int], ...],
    data: st.DataObject,
) -> None:
    """Limits hold, numbers run on, no page stands twice, the order given changes nothing, and all is explained."""
    where = course(shape=shape, policy=policy)
    posts = [
        post(page(number, site), by=who, number=at_, sensitive=warned)
        for at_, (number, site, who, warned) in enumerate(drawn)
    ]
    stories = stories_of(*posts)
    past, dropped, held, pinned = (frozenset(page(number) for number in each) for each in numbers)
    but: dict[str, Any] = {
        "where": where,
        "history": {each: Appearance(day=DAY - timedelta(days=1), anchor="a") for each in past},
        "verdicts": Verdicts(dropped=dropped, held=held, pins=dict.fromkeys(pinned - dropped, 1), approved_at=at(13)),
    }

    digest = composed(stories, **but)

    assert composed(data.draw(st.permutations(stories)), **but) == digest
    assert len(digest.highlights) <= shape.highlights
    assert len(digest.also) <= shape.also
    assert [item.number for item in digest.items] == list(range(1, len(digest.items) + 1))
    assert not set(pages(digest.items)) & (past | dropped | held)
    places = placed(stories, **but)
    assert set(places) == {story.page for story in stories}
    everything = (digest.highlights, digest.also, digest.again, digest.waiting)
    assert [pages(each) for each in everything] == [
        [story for story in pages(group) if places[story] in wanted]
        for group, wanted in zip(
            everything,
            (
                {Placement.HIGHLIGHT},
                {Placement.ALSO},
                {Placement.AGAIN},
                {Placement.WAITING, Placement.HELD, Placement.UNAPPROVED},
            ),
            strict=True,
        )
    ]
    assert sum(map(len, everything)) == sum(
        place not in {Placement.DROPPED, Placement.OUT_OF_ROOM, Placement.OVER_SHARER_CAP, Placement.OVER_SITE_CAP}
        for place in places.values()
    )
    listed = [each for group in everything for each in pages(group)]
    assert len(listed) == len(set(listed))
