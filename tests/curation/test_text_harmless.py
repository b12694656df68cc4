"""What strangers wrote, made harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.text import Marks, defuse, graphemes, harmless, harmless_name, harmless_title, mastodon_marks

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a plain line", "a plain line", id="plain"),
        pytest.param("", "", id="nothing"),
        pytest.param("  two \t spaces\r\n\nand\u00a0lines\u2028 ", "two spaces and lines", id="white space"),
        pytest.param("R &amp; D", "R & D", id="an entity"),
        pytest.param("&amp;amp;lt;b&gt;", "<b>", id="encoded three times"),
        pytest.param("&amp;amp;amp;lt;b", "& lt;b", id="encoded four times"),
        pytest.param("&\u200blt;b", "<b", id="hidden inside an entity"),
        pytest.param("e\u0301", "é", id="composed"),
        pytest.param("\U0001d400 ﬁ ①", "\U0001d400 ﬁ ①", id="decorative letters stay in running text"),
        pytest.param("a\u202eb\u2066c\u2069\u200e\u200f\u061c", "abc", id="bidi controls"),
        pytest.param("a\u200bb\u2060c\ufeffd\u00ade\u034ff", "abcdef", id="zero widths"),
        pytest.param("\u115f\u1160\u3164\uffa0x\u17b4", "x", id="letters that look like nothing"),
        pytest.param("a\x00b\x07c\x7fd\x9be", "abcde", id="controls"),
        pytest.param("a\ud800b\ufffec", "abc", id="surrogates and noncharacters"),
        pytest.param("a\U000e0041b\U000e0100", "ab", id="tags and selectors that hide text"),
        pytest.param(f"hi {FAMILY}", f"hi {FAMILY}", id="joiner inside an emoji"),
        pytest.param(RAINBOW, RAINBOW, id="joiner after a selector"),
        pytest.param("\U0001f44d\U0001f3fd", "\U0001f44d\U0001f3fd", id="skin tone"),
        pytest.param(SCOTLAND, SCOTLAND, id="flag of a nation"),
        pytest.param("a\u200db \U0001f469\u200d", "ab \U0001f469", id="joiner that joins nothing"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian"),
        pytest.param("ක්\u200dෂ නි\u200d", "ක්\u200dෂ නි\u200d", id="Sinhala"),
        pytest.param("Zalgo" + "\u0316" * 500, "Zalgo" + "\u0316" * 8, id="500 combining marks"),
        pytest.param("hi :blobcat: there :party_parrot:", "hi there", id="custom emoji"),
        pytest.param("at 10:30:45 std::vector:: a:b:c", "at 10:30:45 std::vector:: a:b:c", id="colons that are none"),
        pytest.param("\u0600\u0661", "\u0600\u0661", id="visible Arabic number sign"),
        pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="markup is text, escaped later"),
    ],
)
def test_running_text_is_made_harmless(text: str, expected: str) -> None:
    """Entities are decoded, text is composed, and what nobody sees is gone, but for joiners that are needed."""
    assert harmless(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Ana", "Ana", id="plain"),
        pytest.param("Ana (she/her) \U0001f30d", "Ana (she/her) \U0001f30d", id="pronouns and a globe"),
        pytest.param("\U0001d4d0\U0001d4f7\U0001d4ea ＢＩＴ", "Ana BIT", id="decorative letters"),
        pytest.param("Ana https://evil.example/x", "Ana", id="an address"),
        pytest.param("Ana (www.evil.example)", "Ana", id="an address in brackets"),
        pytest.param("Ana ([www.evil.example ]) of X", "Ana of X", id="an address in more brackets"),
        pytest.param("Ana gemini://evil.example", "Ana", id="another scheme"),
        pytest.param("heise.example", "heise.example", id="a name that is a domain"),
        pytest.param("Ana :verified:", "Ana", id="custom emoji"),
        pytest.param("x" * 50, "x" * 39 + "…", id="forty characters"),
        pytest.param("Ana Lovelace, Society for Studying Closures", "Ana Lovelace, Society for Studying…", id="cut"),
        pytest.param("", "a participant", id="nothing"),
        pytest.param("\u3164\u200b\u202e ", "a participant", id="nothing to see"),
        pytest.param("\u2800\u2800", "a participant", id="cells of Braille without a dot"),
        pytest.param("\u0301\u0338", "a participant", id="marks without a letter"),
        pytest.param("\u0338Ana", "Ana", id="a mark before the first letter"),
    ],
)
def test_names_are_made_harmless(name: str, expected: str) -> None:
    """A name is folded, freed of addresses and emoji codes, and at most forty characters long."""
    assert harmless_name(name, otherwise="a participant") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("The ladder of inference", "The ladder of inference", id="plain"),
        pytest.param("Caf&eacute;\n news", "Café news", id="entities and lines"),
        pytest.param(" \u200b ", "blog.example", id="nothing to see"),
        pytest.param("\u2800 \u0338", "blog.example", id="blanks and marks alone"),
        pytest.param("\u2813\u2800\u2811", "\u2813 \u2811", id="Braille keeps its words apart"),
        pytest.param("y" * 201, "y" * 199 + "…", id="two hundred characters"),
    ],
)
def test_titles_are_made_harmless(title: str, expected: str) -> None:
    """A title is at most two hundred characters long, and the site stands in for an empty one."""
    assert harmless_title(title, otherwise="blog.example") == expected


HOSTILE = [
    pytest.param("@everyone", "@everyone", id="everyone"),
    pytest.param("@bot", "@bot", id="bot"),
    pytest.param("&#64;ana@example.org", "@ana@example.org", id="an encoded mention"),
    pytest.param("&#64;x", "@x", id="an encoded short mention"),
    pytest.param("＠ana＠example.org ＃BIT15", "@ana@example.org #BIT15", id="full-width signs"),
    pytest.param("#BIT15 #BIT15", "#BIT15 #BIT15", id="tags"),
    pytest.param("<script>", "<script>", id="script"),
    pytest.param("{{ 7*7 }}", "{{ 7*7 }}", id="template"),
    pytest.param("](javascript:x)", "](javascript:x)", id="markdown"),
    pytest.param("gnp\u202eana", "gnpana", id="right to left"),
    pytest.param("Ana\r\nBcc: x", "Ana Bcc: x", id="header"),
    pytest.param("evil.example/x", "", id="an address"),
    pytest.param("README.md", "README.md", id="a file"),
    pytest.param("A" + "\u0301" * 500, "Á" + "\u0301" * 8, id="500 combining marks"),
]


@pytest.mark.parametrize(("name", "expected"), HOSTILE)
def test_t85_hostile_names_link_nothing(name: str, expected: str) -> None:
    """Every test name of digest.md 9.6 keeps its letters and gives no mention, tag or address, wherever it stands."""
    shown = harmless_name(name)

    assert shown == expected
    for frame in ("{}", "shared by {}.", "1. {} – video", "({})", "{}1", "a\n{}\nb"):
        assert mastodon_marks(frame.replace("{}", defuse(shown))) == Marks()


@pytest.mark.parametrize(
    "title",
    [
        *("Why #tag matters", "On @ana@example.org", "https://evil.example/x?y", "C# @ work", "＃ＢＩＴ"),
        *("magnet:?xt=1", "xmpp:a@b.example"),
    ],
)
def test_t85_hostile_titles_link_nothing(title: str) -> None:
    """A title may hold signs and addresses; defused, no server links them, and a reader sees the same."""
    shown = defuse(harmless_title(title))

    assert mastodon_marks(shown) == Marks()
    assert shown.replace("\u2060", "") == title


SNIPPETS = st.lists(
    st.sampled_from(
        [
            *(
                "&",
                "amp;",
                "#64;",
                "lt;",
                ":ab:",
                ":",
                "ab",
                "e",
                " ",
                "\n",
                "(",
                ")",
                "/",
                "@",
                "#",
                "＃",
                "…",
                "\u00a8",
            ),
            *("https://", "evil.example/", "www.", "xmpp:", "magnet:?", FAMILY, SCOTLAND, "م", "ක්", "ﷺ", "\u0316" * 9),
            *("\u200b", "\u200c", "\u200d", "\u202e", "\u0301", "\u3164", "\U000e0067", "\ud800"),
        ]
    ),
    max_size=14,
).map("".join)
ANYTHING = st.one_of(st.text(), st.text(st.characters()), SNIPPETS)


@given(text=ANYTHING)
def test_making_harmless_twice_changes_nothing(text: str) -> None:
    """What is harmless stays as it is: text, names and titles."""
    for make in (harmless, harmless_name, harmless_title):
        once = make(text)

        assert make(once) == once


@given(text=ANYTHING)
def test_harmless_text_is_composed_and_fit_to_print(text: str) -> None:
    """Harmless text is one NFC line without controls, overrides or surrogates, and can be stored as UTF-8."""
    once = harmless(text)

    assert unicodedata.is_normalized("NFC", once)
    assert once == " ".join(once.split())
    assert not {unicodedata.category(each) for each in once} & {"Cc", "Cs"}
    assert not set(once) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff")
    assert once.encode().decode() == once


@given(text=ANYTHING)
def test_names_and_titles_keep_their_lengths(text: str) -> None:
    """No name is longer than forty characters, no title longer than two hundred."""
    assert graphemes(harmless_name(text)) <= 40
    assert graphemes(harmless_title(text)) <= 200


@given(text=ANYTHING)
def test_t85_nothing_defused_is_linked(text: str) -> None:
    """Whatever strangers write, defused it holds no mention, no tag and no address; defusing twice changes nothing."""
    shown = defuse(harmless(text))

    assert mastodon_marks(shown) == Marks()
    assert defuse(shown) == shown


@pytest.mark.parametrize("piece", ["a", "(", "[ ", "([", "www.", "a://", ":a", "&amp;", "\u0301"])
def test_a_name_of_a_million_signs_takes_no_time(piece: str) -> None:
    """What a hostile page calls its author is looked at as far as a name may reach: minutes of work otherwise."""
    name = harmless_name(piece * (1_000_000 // len(piece)))

    assert graphemes(name) <= 40
