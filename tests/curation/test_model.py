"""The nouns: a bad value cannot be built, a good one says what it is."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.errors import CurationError, InvalidHashtag, InvalidUrl, InvalidValue
from curation.model import (
    AccountRef,
    Credit,
    CreditForm,
    Digest,
    Event,
    EventKind,
    Hashtag,
    Item,
    Kind,
    PageCard,
    PageUrl,
    PostRef,
    Reason,
    Refusal,
    Share,
    Story,
    Window,
    WishKind,
)
from tests import makers

PAGE = PageUrl("https://blog.example/closures")
NAIVE = datetime(2015, 11, 11, 12)  # noqa: DTZ001 - the very thing that is refused
LOCAL = datetime(2015, 11, 11, 12, tzinfo=timezone(timedelta(hours=-5)))
ACCOUNT = AccountRef("mastodon", "ana@mastodon.example")


@pytest.mark.parametrize(
    ("make", "field"),
    [
        pytest.param(lambda: makers.author(handle="@ana@mastodon.example"), "Author.handle", id="leading @"),
        pytest.param(lambda: makers.author(handle=""), "Author.handle", id="no handle"),
        pytest.param(lambda: makers.author("", handle="ana@mastodon.example"), "Author.name", id="no name"),
        pytest.param(lambda: makers.author(created_at=NAIVE), "Author.created_at", id="naive account"),
        pytest.param(lambda: makers.post(created_at=NAIVE), "Post.created_at", id="naive post"),
        pytest.param(lambda: makers.post(created_at=LOCAL), "Post.created_at", id="post in local time"),
        pytest.param(lambda: makers.post(seen_at=NAIVE), "Post.seen_at", id="naive sight"),
        pytest.param(lambda: makers.post(edited_at=NAIVE), "Post.edited_at", id="naive edit"),
        pytest.param(lambda: makers.post("blog.example/a"), "Post.links", id="relative link"),
        pytest.param(lambda: makers.post("javascript:alert(1)"), "Post.links", id="script"),
        pytest.param(lambda: makers.course(hashtags=()), "Course.hashtags", id="course without a tag"),
        pytest.param(lambda: makers.card(PAGE, ""), "PageCard.title", id="card without a title"),
        pytest.param(lambda: makers.card(PAGE, minutes=0), "PageCard.minutes", id="no minutes"),
        pytest.param(lambda: makers.wish("Ana", WishKind.STOP, at=NAIVE), "Wish.at", id="naive wish"),
        pytest.param(lambda: _event(NAIVE), "Event.at", id="naive event"),
        pytest.param(lambda: Window(NAIVE, makers.at(13)), "Window.start", id="naive start"),
        pytest.param(lambda: Window(makers.at(11), LOCAL), "Window.end", id="local end"),
        pytest.param(lambda: Window(makers.at(12), makers.at(12)), "Window", id="empty window"),
        pytest.param(lambda: Story(page=PAGE, shares=(), spellings=()), "Story.shares", id="story nobody shared"),
    ],
)
def test_bad_value_cannot_be_built(make: Callable[[], object], field: str) -> None:
    """A noun refuses what it cannot hold, and says which field, what was found and what was expected."""
    with pytest.raises(InvalidValue) as refused:
        make()

    assert refused.value.field == field
    assert refused.value.expected in str(refused.value)


@pytest.mark.parametrize(
    "error",
    [InvalidValue("field", found=1, expected="2"), InvalidHashtag("#1"), InvalidUrl("x", why="no scheme")],
    ids=lambda each: type(each).__name__,
)
def test_errors_of_curation_are_one_family(error: CurationError) -> None:
    """Whoever calls curation catches one class."""
    assert isinstance(error, CurationError)


def test_nouns_are_frozen() -> None:
    """What was built does not change under anybody's hands."""
    post = makers.post()

    with pytest.raises(FrozenInstanceError):
        post.text = "other"  # type: ignore[misc]  # the very thing that is refused


def test_good_optional_times_are_kept() -> None:
    """An account's age, an edit and minutes are kept where they are known, and may be absent."""
    post = makers.post(by=makers.author(created_at=None), edited_at=makers.at(13))

    assert post.edited_at == makers.at(13)
    assert post.author.created_at is None
    assert makers.card(PAGE, minutes=1).minutes == 1


@pytest.mark.parametrize(
    ("created", "seen", "expected"),
    [
        pytest.param(makers.at(12), makers.at(13), makers.at(12), id="seen later"),
        pytest.param(makers.at(15), makers.at(13), makers.at(13), id="claims the future"),
    ],
)
def test_time_of_a_post_is_never_later_than_its_sight(created: datetime, seen: datetime, expected: datetime) -> None:
    """A post that claims the future counts as written when it was seen."""
    assert makers.post(created_at=created, seen_at=seen).at == expected


def test_window_holds_its_start_and_not_its_end() -> None:
    """A moment between two windows lies in the later one."""
    window = Window(makers.at(12), makers.at(14))

    assert makers.at(12) in window
    assert makers.at(14) not in window
    assert makers.at(11, 59) not in window
    assert window.length == timedelta(hours=2)


@pytest.mark.parametrize(
    ("root", "expected"),
    [pytest.param(None, "#BIT15", id="the first"), pytest.param("#BIT15Digest", "#BIT15Digest", id="its own")],
)
def test_thread_carries_one_tag(root: str | None, expected: str) -> None:
    """A thread carries the course's first tag, unless the course keeps that one for people."""
    course = makers.course(
        hashtags=(makers.hashtag(), makers.hashtag("#Closures")), root_hashtag=root and makers.hashtag(root)
    )

    assert str(course.tag) == expected


@pytest.mark.parametrize(
    ("text", "key", "folded"),
    [
        pytest.param("#BIT15", "bit15", "bit15", id="ASCII"),
        pytest.param("#Café", "café", "cafe", id="accent"),
        pytest.param("#Straße", "strasse", "strasse", id="sharp s"),
        pytest.param("#İstanbul", "i̇stanbul", "istanbul", id="dotted I"),
        pytest.param("#学び", "学び", "学び", id="Japanese"),
        pytest.param("#हिन्दी", "हिन्दी", "हिन्दी", id="Hindi"),
        pytest.param("#Łódź", "łódź", "lodz", id="stroke"),
    ],
)
def test_t16_tags_are_compared_by_key(text: str, key: str, folded: str) -> None:
    """The key is NFKC and case-folded; servers that fold compare it without diacritics."""
    tag = Hashtag.parse(text)

    assert (tag.key, tag.folded) == (key, folded)


@given(name=st.text(st.characters(categories=["L"]), min_size=1, max_size=12))
def test_tag_is_the_same_however_it_is_written(name: str) -> None:
    """A tag shown and read again is itself."""
    try:
        tag = Hashtag.parse(name)
    except InvalidHashtag:
        return

    assert Hashtag.parse(str(tag)) == tag


@pytest.mark.parametrize("reason", Reason)
def test_only_some_refusals_may_be_noted(reason: Reason) -> None:
    """Who erased, hid or protected themselves, or never spoke to the course, leaves nothing but a count."""
    nothing_kept = {Reason.ERASED, Reason.NOT_PUBLIC, Reason.ACCOUNT_STATE, Reason.NO_TAG}

    refusal = Refusal(PostRef("mastodon", "https://mastodon.example/1"), reason)

    assert refusal.keeps_reference is (reason not in nothing_kept)


@pytest.mark.parametrize(("label", "named"), [("Ana", True), ("", False)])
def test_credit_without_a_label_names_nobody(label: str, *, named: bool) -> None:
    """A sharer who may not be named has no label."""
    assert Credit(account=ACCOUNT, form=CreditForm.NAME, label=label, at=makers.NOON).is_named is named


def test_story_counts_people_from_its_first_share() -> None:
    """A story knows how many shared it, who, and when it was first shared."""
    posts = (makers.post(PAGE, by="Ana", created_at=makers.at(9)), makers.post(PAGE, by="Ben"))
    story = Story(page=PAGE, shares=tuple(Share(post=each, url=PAGE) for each in posts), spellings=(PAGE,))

    assert story.people == 2
    assert story.first_at == makers.at(9)
    assert story.shares[0].account == ACCOUNT


def test_digest_is_known_by_course_and_day() -> None:
    """A digest's key is its path, and its minutes are those of the items that are still there."""
    digest = Digest(
        course="bit15",
        day=date(2015, 11, 11),
        window=Window(makers.at(12), makers.at(13)),
        language="en",
        highlights=(_item(1, minutes=6), _item(2, minutes=None)),
        also=(_item(3, minutes=18), _item(4, minutes=40, removed=True)),
    )

    assert digest.key == "bit15/2015-11-11"
    assert [item.number for item in digest.items] == [1, 2, 3, 4]
    assert digest.minutes == 24


def test_card_says_what_a_page_is_until_more_is_known() -> None:
    """A card with only a title is a page of no known kind or length."""
    card = PageCard(page=PAGE, title="Closures")

    assert (card.kind, card.minutes) == (Kind.PAGE, None)


def _event(at: datetime) -> Event:
    return Event(course="bit15", kind=EventKind.PIN, who="ana", at=at)


def _item(number: int, *, minutes: int | None, removed: bool = False) -> Item:
    return Item(
        number=number,
        anchor="a1b2c3",
        page=PAGE,
        title="Closures",
        short_title="Closures",
        kind=Kind.VIDEO,
        minutes=minutes,
        removed=removed,
    )


def test_utc_is_utc_itself() -> None:
    """A time in another zone that happens to be UTC is taken over, not guessed at."""
    with pytest.raises(InvalidValue):
        makers.post(created_at=datetime(2015, 11, 11, 12, tzinfo=timezone(timedelta(0), "Z")))

    assert makers.post(created_at=datetime(2015, 11, 11, 12, tzinfo=UTC)).at == makers.NOON
