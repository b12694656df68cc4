"""Who only repeats another's words."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.copies import copied, copy_key, is_passed_on, says_title

SAID = "Closures explained with three drawings and a cat https://t.co/abc #BIT15"


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param("RT @ana: Closures explained with three drawings and a cat https://t.co/abc #BIT15", id="RT"),
        pytest.param("rt @ana@mastodon.example Closures explained with three drawings and a cat", id="full handle"),
        pytest.param("RT @ben: RT @ana: Closures explained with three drawings and a cat #BIT15", id="chain"),
        pytest.param("MT @ana Closures explained with three drawings and a cat", id="MT"),
        pytest.param("Closures explained with three drawings and a cat https://t.co/xyz", id="another short link"),
        pytest.param("“Closures explained with three drawings and a cat” via @ana", id="quoted, via"),
        pytest.param("Closures explained with three drawings and a cat (via @ana)", id="via in brackets"),
        pytest.param("#BIT15 #code CLOSURES explained – with three drawings, and a cat!!!", id="tags, case and signs"),
        pytest.param("“#BIT15 closures explained with three drawings and a cat", id="tag behind a quotation mark"),
        pytest.param("RT @ana: Closures explained with three draw…", id="cut off in a word"),
        pytest.param("RT @ana: Closures explained with three drawings and a cat #BIT15 htt…", id="cut off in a link"),
        pytest.param("ＲＴ @ana: Ｃlosures explained with three drawings and a cat", id="wide letters"),
    ],
)
def test_t25_copies_are_found_by_their_words(copy: str) -> None:
    """However it is passed on, a text is its original's."""
    assert list(copied([SAID, copy])) == [None, 0]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Closures explained with three drawings and a dog https://t.co/abc #BIT15", id="a word"),
        pytest.param("Closures explained with 3 drawings and a cat", id="a number"),
        pytest.param("So true! RT @ana: Closures explained with three drawings and a cat", id="a word of one's own"),
        pytest.param("Closures explained with three drawings", id="less, and not cut off"),
        pytest.param("Closures explained …", id="too little before it was cut off"),
        pytest.param("https://t.co/abc #BIT15 @ana", id="no words"),
    ],
)
def test_t34_likeness_is_no_copy(other: str) -> None:
    """Nearly the same words are somebody's own."""
    assert list(copied([SAID, other])) == [None, None]


def test_three_words_are_anybodys() -> None:
    """Short texts are alike by chance: four words must be left."""
    assert list(copied(["Worth a read! https://a.example", "worth a read https://b.example"])) == [None, None]
    assert copy_key("Worth a read! https://a.example #BIT15 @ana") == ""


def test_scripts_without_spaces_are_measured_in_letters() -> None:
    """A sentence in Japanese is one word to a program, and a copy all the same."""
    sentence = "クロージャを三つの絵と猫で説明します"

    assert list(copied([sentence, f"RT @ana: {sentence} #BIT15", "面白い", "面白い"])) == [None, 0, None, None]


def test_the_first_of_many_is_the_original() -> None:
    """Copies of copies lead to the first text."""
    assert list(copied([SAID, f"RT @ana: {SAID}", "Something quite different said here", SAID])) == [None, 0, None, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RT @ana: lovely", True),
        (" “RT @ana@mastodon.example lovely", True),
        ("MT @ana lovely", True),
        ("Start with RT @ana", False),
        ("RT lovely", False),
        ("ART @ana: lovely", False),
        ("@ana RT", False),
        ("", False),
    ],
)
def test_t25_reposts_by_hand_are_known_by_their_beginning(text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """`RT @ana` at the beginning passes on; a word before it is one's own."""
    assert is_passed_on(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Closures, explained with a cat https://a.example", True),
        ("Check out “Closures explained with a cat” via @blog", True),
        ("Closures explained with a cat: the drawings alone are worth every minute", False),
        ("Worth every minute", False),
    ],
)
def test_a_share_button_says_the_title(text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """A text that is hardly more than the page's title is nobody's own words to copy."""
    assert says_title(text, "Closures explained with a cat") is expected


def test_a_page_without_a_title_has_no_share_button() -> None:
    """Nothing is known of a page nobody could read."""
    assert not says_title(SAID, "")


@given(text=st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    """Whatever is written, the key's key is the key, so that a copy of a copy is a copy."""
    key = copy_key(text)

    assert copy_key(key) == key


WORDS = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=8), min_size=4, max_size=12).map(" ".join)


@given(texts=st.lists(st.one_of(WORDS, st.text()), max_size=8))
def test_every_copy_leads_to_an_earlier_original(texts: list[str]) -> None:
    """No circle, no chain: what a copy leads to is no copy itself, and an exact copy always leads somewhere."""
    found = list(copied(texts))

    assert all(at is None or (at < position and found[at] is None) for position, at in enumerate(found))
    assert list(copied([*texts, *texts]))[len(texts) :] == [
        (position if at is None else at) if copy_key(text) else None
        for position, (text, at) in enumerate(zip(texts, found, strict=True))
    ]
