"""Lengths, cutting and parse-back: text as networks count and link it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.text import Marks, cut, cut_sentence, graphemes, mastodon_length, mastodon_marks

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("closures", 8, id="ASCII"),
        pytest.param("a\r\nb", 3, id="one line end"),
        pytest.param("…", 1, id="ellipsis"),
        pytest.param(FAMILY, 1, id="a family"),
        pytest.param("👍🏽", 1, id="a skin tone"),
        pytest.param("🇨🇦🇫🇷", 2, id="two flags"),
        pytest.param("e\u0301te\u0301", 3, id="combining marks"),
        pytest.param("学びの梯子", 5, id="CJK"),
        pytest.param("हिन्दी", 2, id="Devanagari"),
    ],
)
def test_t75_graphemes_are_what_a_reader_sees(text: str, expected: int) -> None:
    """An emoji with its parts, a letter with its marks and a line end are one each."""
    assert graphemes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain words", 11, id="words"),
        pytest.param("see https://blog.example/a/very/long/path/that/goes/on/and/on", 4 + 23, id="a long address"),
        pytest.param("http://a.bc", 23, id="a short address"),
        pytest.param("https://a.example https://b.example", 23 + 1 + 23, id="two addresses"),
        pytest.param("(https://a.example/b).", 1 + 23 + 2, id="punctuation around"),
        pytest.param("https://a.example/w/X_(y)!", 23 + 1, id="brackets inside"),
        pytest.param("https://a.example/?q=1&b=2.", 23 + 1, id="a query"),
        pytest.param("https://a.example:8080/x", 23, id="a port"),
        pytest.param("https://bücher.example/ä", 23, id="not ASCII"),
        pytest.param("https://nodot/x", 15, id="no dot, no address"),
        pytest.param("blog.example/x", 14, id="no scheme, no address"),
        pytest.param("@ana@mastodon.example hi", 4 + 3, id="a mention"),
        pytest.param("@ana hi", 7, id="a mention at home"),
        pytest.param("me@mastodon.example", 19, id="a mail address"),
        pytest.param("https://a.example/@ana@b.example", 23, id="a mention in an address"),
        pytest.param(f"{FAMILY}…", 2, id="an emoji and an ellipsis"),
    ],
)
def test_t75_mastodon_counts_addresses_and_mentions_short(text: str, expected: int) -> None:
    """Every address counts 23, of a mention only the name, the rest as a reader sees it."""
    assert mastodon_length(text) == expected


def test_t75_servers_may_count_addresses_otherwise() -> None:
    """The length of an address is the server's own."""
    assert mastodon_length("see https://blog.example/closures", url_length=25) == 4 + 25


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("it fits", 7, "it fits", id="fits"),
        pytest.param("The ladder of inference", 15, "The ladder of…", id="at a word"),
        pytest.param("The ladder of inference", 14, "The ladder of…", id="exactly"),
        pytest.param("Courage, and which critics count", 9, "Courage…", id="no comma before the dots"),
        pytest.param("Donaudampfschifffahrt", 8, "Donauda…", id="a long word"),
        pytest.param("A Donaudampfschifffahrt", 12, "A Donaudamp…", id="a long word behind a short one"),
        pytest.param("学びの梯子を上る", 5, "学びの梯…", id="no spaces"),
        pytest.param(f"{FAMILY}{FAMILY}{FAMILY}", 2, f"{FAMILY}…", id="never inside an emoji"),
        pytest.param("word", 1, "…", id="only the dots"),
        pytest.param("word", 0, "", id="nothing"),
    ],
)
def test_cut_keeps_whole_words(text: str, limit: int, expected: str) -> None:
    """A text that is too long ends at a word, with one ellipsis that counts."""
    assert cut(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("One. Two.", 9, "One. Two.", id="fits"),
        pytest.param(
            "One is here. Two is there. Three is far.", 30, "One is here. Two is there. …", id="two sentences"
        ),
        pytest.param("Is it? Yes it is, and more.", 12, "Is it? …", id="a question"),
        pytest.param("“One.” Two goes on and on.", 14, "“One.” …", id="closing quotation mark"),
        pytest.param("Dr. Ana wrote it. Then more.", 20, "Dr. Ana wrote it. …", id="an abbreviation"),
        pytest.param("Dr. Ana wrote it all down.", 12, "Dr. Ana…", id="no sentence fits"),
        pytest.param("Version 3.11 came. Then more came.", 22, "Version 3.11 came. …", id="a number"),
        pytest.param("一つ目。二つ目です。", 7, "一つ目。 …", id="CJK"),
    ],
)
def test_cut_sentence_keeps_whole_sentences(text: str, limit: int, expected: str) -> None:
    """A note ends at a sentence where one fits, else at a word."""
    assert cut_sentence(text, limit) == expected


PIECES = st.lists(
    st.sampled_from(
        [
            "word",
            "Sentence.",
            " ",
            "  ",
            "\n",
            "https://a.example/long/path/(x)?q=1",
            "@ana@b.example",
            FAMILY,
            "é",
            "学",
            "…",
            "#",
        ]
    ),
    max_size=30,
).map("".join)


@given(text=st.one_of(st.text(), PIECES), limit=st.integers(0, 60), sentences=st.booleans())
def test_cut_never_exceeds(text: str, limit: int, *, sentences: bool) -> None:
    """What was cut fits, however it is counted."""
    for count in (graphemes, len, mastodon_length):
        shortened = (cut_sentence if sentences else cut)(text, limit, count=count)

        assert count(shortened) <= limit


@given(text=PIECES)
def test_cut_leaves_alone_what_fits(text: str) -> None:
    """A text that fits is returned as it is."""
    assert cut(text, graphemes(text)) == cut_sentence(text, graphemes(text)) == text


MARKS = [
    pytest.param("Nothing here: 1/3, c#, a@b, R&D", Marks(), id="nothing"),
    pytest.param("hi @ana and @ben@b.example.", Marks(mentions=("@ana", "@ben@b.example")), id="mentions"),
    pytest.param("＠ana", Marks(mentions=("＠ana",)), id="full-width mention"),
    pytest.param("(@ana)", Marks(mentions=("@ana",)), id="mention in brackets"),
    pytest.param("mail me@mastodon.example", Marks(), id="a mail address"),
    pytest.param("in #BIT15 today", Marks(hashtags=("#BIT15",)), id="hashtag"),
    pytest.param("(#BIT15) ＃ＢＩＴ15", Marks(hashtags=("#BIT15", "＃ＢＩＴ15")), id="the old grammar too"),
    pytest.param("#1 and #2026", Marks(), id="numbers"),
    pytest.param("https://a.example/@ana/#tag", Marks(urls=("https://a.example/@ana/#tag",)), id="inside an address"),
    pytest.param("https://a.example @ben", Marks(("@ben",), (), ("https://a.example",)), id="after an address"),
    pytest.param("(see https://a.example/x_(y)).", Marks(urls=("https://a.example/x_(y)",)), id="brackets"),
    pytest.param(
        "https://nodot/x HTTP://A.EXAMPLE", Marks(urls=("https://nodot/x", "HTTP://A.EXAMPLE")), id="any host"
    ),
    pytest.param("gemini://a.example/x", Marks(urls=("gemini://a.example/x",)), id="another scheme"),
    pytest.param("magnet:?xt=1 xmpp:a@b.example", Marks(urls=("magnet:?xt=1", "xmpp:a@b.example")), id="no slashes"),
    pytest.param("blog.example/x README.md", Marks(), id="no scheme"),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_t84_parse_back_finds_what_a_server_would_link(text: str, expected: Marks) -> None:
    """Mentions, tags and addresses are found as Mastodon of any version links them; an address hides what is in it."""
    assert mastodon_marks(text) == expected
