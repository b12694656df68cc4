"""What an issue is made of."""

from dataclasses import replace
from datetime import date, time

import pytest

from curation.digest import Outcome, Placement, Verdicts, verdict_on
from curation.model import (
    Chosen,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    Quiet,
    Shape,
    Topic,
    Week,
    WishKind,
)
from curation.stories import gather
from curation.text import graphemes
from tests.curation.issues import TEN, composed, page, pages, placed, shared, stories_of
from tests.makers import at, card, course, post, wish


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
    """Title, kind, minutes, pages, language, site, author and topics come from card and story."""
    known = card(
        page(1),
        "The ladder of inference, explained",
        author="Ada Lovelace",
        site="Ladders",
        language="en",
        kind=Kind.VIDEO,
        minutes=6,
        pages=12,
        description="How beliefs grow.",
    )
    where = course(topics=(Topic(name="Thinking", keywords=("inference",)),))
    stories = stories_of(*shared(1, people=2), where=where, cards=[known])

    (item,) = composed(stories).items

    assert (item.title, item.short_title) == (known.title, known.title)
    assert (item.kind, item.minutes, item.pages, item.language) == (Kind.VIDEO, 6, 12, "en")
    assert (item.site, item.page_author) == ("Ladders", "Ada Lovelace")
    assert item.note == Note(text="How beliefs grow.", source=NoteSource.PAGE)
    assert (item.people, item.sources, item.topics, item.flags) == (2, 1, ("Thinking",), frozenset())
    assert [each.label for each in item.credits] == ["P1n0", "P1n1"]


@pytest.mark.parametrize(
    ("address", "title", "kind"),
    [
        ("https://blog.example/five-ways/", "blog.example/five-ways", Kind.ARTICLE),
        ("https://blog.example/", "blog.example", Kind.HOME),
        ("https://blog.example/caf%C3%A9?page=2", "blog.example/café", Kind.ARTICLE),
    ],
)
def test_t43_an_item_needs_no_card(address: str, title: str, kind: Kind) -> None:
    """A page nobody could read is called by its address, which may tell what it is."""
    (item,) = composed(stories_of(post(address))).items

    assert item.title == title
    assert item.site == "blog.example"
    assert (item.kind, item.minutes, item.note) == (kind, None, None)


@pytest.mark.parametrize(
    ("spellings", "address"),
    [
        pytest.param(["http://blog.example/a"], "http://blog.example/a", id="only without"),
        pytest.param(["http://www.blog.example/a/", "http://blog.example/a#b"], "http://blog.example/a", id="two"),
        pytest.param(["http://blog.example/a", "https://blog.example/a"], "", id="once with"),
        pytest.param(["https://blog.example/a"], "", id="with"),
        pytest.param(["https://bit.ly/x"], "", id="a short link tells nothing"),
        pytest.param(["https://bit.ly/x", "http://blog.example/a"], "http://blog.example/a", id="beside a short link"),
    ],
)  # fmt: skip
def test_an_unread_page_is_shown_with_tls_once_seen(spellings: list[str], address: str) -> None:
    """Readers are led where somebody was, as long as our own reader was not there."""
    posts = [post(each, by=f"P {number}") for number, each in enumerate(spellings)]
    short = {PageUrl("https://bit.ly/x"): PageUrl("https://blog.example/a")}

    (item,) = composed(gather(posts, course=course(), cards={}, aliases=short)).items

    assert (item.page, item.address) == ("https://blog.example/a", address)


def test_an_address_that_is_none_any_more_is_no_spelling() -> None:
    """A story may hold what a later rule refuses."""
    (story,) = stories_of(post("http://blog.example/a"))

    (item,) = composed([replace(story, spellings=("http://[broken", *story.spellings))]).items

    assert item.address == "http://blog.example/a"


def test_t51_the_pages_author_and_the_sharer_are_two_things() -> None:
    """Who found it is not who made it."""
    (item,) = composed(stories_of(post(page(1)), cards=[card(page(1), author="Ada")])).items

    assert item.page_author == "Ada"
    assert [each.label for each in item.credits] == ["Ana"]


@pytest.mark.parametrize(
    ("says", "told"),
    [
        pytest.param("name", True, id="named"),
        pytest.param("handle", True, id="by handle"),
        pytest.param("none", False, id="unnamed"),
        pytest.param("alias Blue Heron", False, id="alias"),
    ],
)
def test_c10_a_page_does_not_tell_who_its_unnamed_sharer_is(says: str, *, told: bool) -> None:
    """Who shares what they wrote is not named as its author beside their alias, nor in the page's words."""
    told_by = {
        "author": "Ada Lovelace",
        "description": "Ada Lovelace writes about engines.",
        "site": "Ada Lovelace’s notes",
    }
    own = card(page(1), **told_by)
    shares = [post(page(1), by="Ada Lovelace"), post(page(1), by="Ben")]

    (item,) = composed(stories_of(*shares, cards=[own]), wish("Ada Lovelace", WishKind.CREDIT, says)).items

    assert (item.page_author, item.note is not None) == ("Ada Lovelace" if told else "", told)
    assert told or "Ada" not in repr(replace(item, credits=item.credits[:1]))


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
        (date(2015, 11, 1), "0: ", "X?"),
        (date(2015, 11, 2), "1: Understanding", "Why?"),
        (date(2015, 11, 3), "1: Understanding", "Who?"),
        (date(2015, 11, 11), "2: Building a positive digital footprint", "A?"),
        (date(2015, 11, 12), "2: Building a positive digital footprint", "B?"),
        (date(2015, 11, 16), "3: Audience", "X?"),
        (date(2015, 11, 17), "3: Audience", "Y?"),
    ],
)
def test_each_day_has_its_week_and_its_question(day: date, week: str, question: str) -> None:
    """The week's questions in turn from its first day on; where it has none, the course's from its own."""
    where = course(
        weeks=WEEKS, questions=("X?", "Y?", "Z?"), starts=date(2015, 11, 1), zone="UTC", digest_time=time(18)
    )

    digest = composed((), where=where, day=day)

    assert (f"{digest.week_number}: {digest.week}", digest.question) == (week, question)


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
