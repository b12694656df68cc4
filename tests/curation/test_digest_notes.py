"""Which note an item gets, and the words of an issue's title."""

from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from curation.digest import beside_title
from curation.digest.keywords import key_words
from curation.digest.notes import note_of, quotes_others, stripped
from curation.model import (
    Credit,
    CreditForm,
    Flag,
    Item,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    Post,
    Share,
    Story,
)
from curation.text import graphemes
from tests.makers import at, author, card, post

PAGE = PageUrl("https://blog.example/closures")
ANA = Credit(account=author("Ana").account, form=CreditForm.NAME, label="Ana", at=at(9))
NOBODY = Credit(account=author("Ana").account, form=CreditForm.NONE, at=at(9))
OWN = post(PAGE, text="I use these with my class every week https://blog.example/closures #BIT15")
ALL = lambda _: True  # noqa: E731 - a name for what the table says
NONE = lambda _: False  # noqa: E731 - and its opposite


def story(*posts: Post, description: str = "", flags: frozenset[Flag] = frozenset()) -> Story:
    return Story(
        page=PAGE,
        shares=tuple(Share(post=each, url=PAGE) for each in posts or (OWN,)),
        spellings=(PAGE,),
        card=card(PAGE, "Closures", description=description),
        flags=flags,
    )


def note(about: Story, *, said: str = "", quoting: Any = ALL, sharer: Credit = ANA) -> Note | None:
    return note_of(about, said=said, title="Closures", sharers=(sharer,), may_quote=quoting)


PERSON = Note(text="Worth a listen!", source=NoteSource.PERSON)
SHARER = Note(text="I use these with my class every week", source=NoteSource.SHARER)
PAGE_NOTE = Note(text="All about them.", source=NoteSource.PAGE)


def test_a_persons_note_comes_first_then_the_sharers_then_the_pages() -> None:
    """The first that exists is taken; without any there is none."""
    about = story(description="All about them.")

    assert note(about, said="Worth a listen!") == PERSON
    assert note(about) == SHARER
    assert note(about, quoting=NONE) == PAGE_NOTE
    assert note(story(), quoting=NONE) is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (post(PAGE, text=OWN.text, mentions=("ben@mastodon.example",)), OWN.text.partition(" https")[0]),
        (
            post(PAGE, text="As @ben@far.example says: odd, works well https://blog.example/closures"),
            "As … says: odd, works well",
        ),
        (
            post(PAGE, text="＠ben.q, this works with my class https://blog.example/closures"),
            "…, this works with my class",
        ),
        (post(PAGE, text=OWN.text, pictured=True), OWN.text.partition(" https")[0]),
        (post(PAGE, text="@ben https://blog.example/closures"), None),
        (post(PAGE, text="@ben what about x@ https://blog.example/closures"), None),
        (post(PAGE, text="this is what @ben does", content_warning="class"), None),
        (post(PAGE, text="this is what @ben does", by=author("Ana", network="x", handle="ana")), None),
    ],
)
def test_c17_what_addresses_somebody_is_held_and_shows_no_handle_if_approved(said: Post, shown: str | None) -> None:
    """Ben never wrote to us: nothing is quoted before a person approved it, and then without his handle."""
    about = story(said)

    held, approved = (
        note_of(about, said="", title="Closures", sharers=(ANA,), may_quote=ALL, approved=each)
        for each in (False, True)
    )

    assert held is None
    assert (approved.text if approved else None) == shown
    assert quotes_others(about, "Closures", ALL) is (shown is not None)
    assert not quotes_others(about, "Closures", NONE)
    assert not quotes_others(story(said, OWN), "Closures", ALL)


@pytest.mark.parametrize(
    "said",
    [
        post(PAGE, text=OWN.text, content_warning="class"),
        post(PAGE, text=OWN.text, sensitive=True),
        post(PAGE, text=OWN.text, by=author("Ana", network="x", handle="ana")),
        post(PAGE, text=OWN.text, mentions=("ben@mastodon.example",)),
        post(PAGE, text="this is what @ben does https://blog.example/closures"),
        post(PAGE, text="Closures https://blog.example/closures #BIT15"),
        post(PAGE, text="#BIT15 https://blog.example/closures"),
        post(PAGE, text=""),
    ],
    ids=["warning", "sensitive", "from X", "mentions", "a handle in it", "only the title", "only tags", "nothing"],
)
def test_words_that_are_never_quoted(said: Post) -> None:
    """From behind a warning, from X, about others, or saying nothing: the next sharer's words or the page's serve."""
    assert note(story(said, description="All about them.")) == PAGE_NOTE
    assert note(story(said, post(PAGE, by="Ben", text=OWN.text))) == SHARER


def test_only_the_words_of_who_agreed_are_quoted() -> None:
    """The first sharer who may be quoted is, and no other."""
    ben = post(PAGE, by="Ben", text="Ben's own words about it")

    found = note(story(OWN, ben), quoting=lambda who: who.name == "Ben")

    assert found == Note(text="Ben's own words about it", source=NoteSource.SHARER)


def test_behind_a_warning_only_a_person_speaks() -> None:
    """Neither posts nor pages are quoted under a content warning."""
    warned = story(description="All about them.", flags=frozenset({Flag.CONTENT_WARNING}))

    assert note(warned) is None
    assert note(warned, said="Worth a listen!") == PERSON


def test_a_note_about_the_sharer_needs_somebody_named() -> None:
    """Where nobody may be named the note is passed over."""
    said = "{sharer}, who gave the keynote, shared this."

    assert note(story(), said=said) == Note(text=said, source=NoteSource.PERSON)
    assert note(story(), said=said, sharer=NOBODY, quoting=NONE) is None


@pytest.mark.parametrize("foreign", ["see {sharer}!", "{{sharer}}", "{{sharer}sharer}"])
def test_foreign_text_holds_no_mark_of_ours(foreign: str) -> None:
    """A page or a post that writes our mark gets nobody's name."""
    quoted = note(story(post(PAGE, text=foreign)))
    told = note(story(description=foreign), quoting=NONE)

    assert quoted is not None
    assert told is not None
    assert "{sharer}" not in quoted.text + told.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("so good: https://a.example/b?c=d #BIT15 #edu", "so good"),
        ("#BIT15 so good https://a.example", "so good"),
        ("the #BIT15 keynote was good", "the BIT15 keynote was good"),
        ("read blog.example/closures… now", "read now"),
        ("a\n\n b", "a b"),
        ("e.g. this and/or that", "e.g. this and/or that"),
        ("＃Ｔａｇ only", "only"),
        ("why? https://a.example", "why?"),
        ("#one #two", ""),
        ("C#sharp and C# stay", "C#sharp and C# stay"),
    ],
)
def test_links_and_tags_are_taken_off(text: str, expected: str) -> None:
    """Runs of tags at both ends go; inside a sentence the word stays."""
    assert stripped(text) == expected


@given(text=st.text(max_size=400))
def test_notes_are_never_longer_than_two_hundred(text: str) -> None:
    """Whoever's words they are."""
    found = [
        note(story(), said=text),
        note(story(post(PAGE, text=text))),
        note(story(description=text), quoting=NONE),
    ]

    assert all(graphemes(each.text) <= 200 for each in found if each)


@given(text=st.text(alphabet="ab #＃.:/\n", max_size=60))
def test_stripping_twice_strips_no_more_tags(text: str) -> None:
    """No sign of a tag before a word is left."""
    once = stripped(f"{text} #BIT15")

    assert not regex.search(r"(?<!\w)#\w", once)


@given(text=st.text(alphabet="Abc déf. ghi#:/@", max_size=300))
def test_t54_only_stored_words_are_shown_as_said(text: str) -> None:
    """Each word of a sharer's note stands in their post, in the same order, but for the signs of tags."""
    found = note(story(post(PAGE, text=text)))

    if found:
        rest = iter(text.replace("#", "").split())
        words = found.text.replace("#", "").removesuffix("…").split()
        assert all(any(word in each for each in rest) for word in words)


def item(short_title: str, title: str = "", **but: Any) -> Item:
    given_item: dict[str, Any] = {
        "number": 1,
        "anchor": "",
        "page": PAGE,
        "title": title or short_title,
        "short_title": short_title,
        "kind": Kind.PAGE,
    }
    return Item(**(given_item | but))


def test_the_communitys_own_key_words() -> None:
    """The example of the design: the core of each short title, small where the titles show it is no name."""
    highlights = [
        item("The ladder of inference", "The ladder of inference, explained"),
        item("Why failure matters"),
        item("Courage, and which critics count", "The importance of courage, and which critics are important"),
    ]

    assert key_words(highlights, "en") == ("ladder of inference", "failure", "courage")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ()),
        ([item("Anything", topics=("Leadership",))], ("Leadership",)),
        ([item("One", topics=("A", "B")), item("Two", topics=("A", "B"))], ("A", "B")),
        ([item("One", topics=("A",)), item("Two", topics=("A",))], ("A", "Two")),
        ([item("Failure"), item("failure")], ("Failure",)),
        ([item("The why")], ()),
        ([item("Twitter for teachers")], ("Twitter for teachers",)),
        ([item("Pourquoi l’échec compte", language="fr")], ("l’échec",)),
        ([item("Warum Scheitern wichtig ist", language="de")], ("Warum Scheitern wichtig ist",)),
        ([item("A sentence that goes on and on without any rest")], ()),
        ([item("gone", removed=True), item("stays")], ("stays",)),
        ([item("one"), item("two things"), item("four"), item("six")], ("one", "two things", "four")),
        ([item("(Brackets first)")], ()),
        ([item("github.com/otho/meteorites", page=PageUrl("https://github.com/otho/meteorites"))], ()),
    ],
)
def test_key_words_are_few_short_and_different(items: list[Item], expected: tuple[str, ...]) -> None:
    """Topics before titles; at most three; nothing that stays long or says nothing."""
    assert key_words(items, "en") == expected


@pytest.mark.parametrize(
    ("words", "title", "shown"),
    [
        ("The Monday memo, now public. Forty readers.", "The Monday memo, now public", "… Forty readers."),
        ("WHY WE FAIL – read this", "Why we fail", "… read this"),
        ("“Why we fail”: read this", "Why we fail", "“Why we fail”: read this"),
        ("Why fail? Because", "Why fail?", "… Because"),
        ("Why we fail | Blog", "Why we fail", "… Blog"),
        ("Failure is an option", "Failure", "Failure is an option"),
        ("Failures: many", "Failure", "Failures: many"),
        ("Failure:", "Failure", "Failure:"),
        ("Read Failure. Twice", "Failure", "Read Failure. Twice"),
        ("Straße. Schön", "STRASSE", "Straße. Schön"),
        ("", "Failure", ""),
    ],
)
def test_a_quotation_does_not_say_the_title_again(words: str, title: str, shown: str) -> None:
    """Right under the title it begins after it, cut as quotations are; a person's own sentence stays whole."""
    assert beside_title(Note(text=words, source=NoteSource.SHARER), title) == shown
    assert beside_title(Note(text=words, source=NoteSource.PERSON), title) == words


@pytest.mark.parametrize("piece", ["#", "＃", "#a", "# a", "-", "a-", "a.", "a.a/"])
def test_a_post_of_a_hundred_thousand_signs_takes_no_time(piece: str) -> None:
    """Servers without a limit let people post it; minutes of work otherwise."""
    assert len(stripped(piece * (100_000 // len(piece)) + "!")) <= 100_001
