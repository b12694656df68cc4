"""Text on X: its weight, what is linked in it, and that foreign text links nothing.

The cases are equal in kind to those of twitter-text's conformance files `validate.yml` and `extract.yml`
(github.com/twitter/twitter-text, folder `conformance`, Apache-2.0); each was written anew with words of our own.
"""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curation.text import Marks, x_defuse, x_length, x_marks
from tests.golden.hostile import HOSTILE

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("Just a few words.", 17, id="words"),
        pytest.param("Fünf Wörter über Bücher é", 25, id="accents"),
        pytest.param("e\u0301", 1, id="composed first"),
        pytest.param("A\ufb2c", 4, id="a Hebrew letter that composing takes apart"),
        pytest.param("\u10ff\u1100", 1 + 2, id="the last light letter and the first heavy one"),
        pytest.param("\u2000\u200a\u200b\u200d\u200e", 1 + 1 + 1 + 1 + 2, id="light spaces"),
        pytest.param("‐–—‘’“”‟†", 8 + 2, id="light dashes and quotation marks"),
        pytest.param("′″‷‸", 3 + 2, id="light primes"),
        pytest.param("…", 2, id="an ellipsis"),
        pytest.param("\u2060\u2068\u2069", 6, id="joiners and isolates"),
        pytest.param("学びの梯子", 10, id="Japanese"),
        pytest.param("공부한다", 8, id="Korean"),
        pytest.param("\U00020021\U0010fffd", 4, id="beyond the first plane"),
        pytest.param("Z\U0001f98a☂" + FAMILY, 1 + 2 + 2 + 2, id="a mix"),
        pytest.param("\U0001f44b\U0001f3fd\U0001f468\u200d\U0001f3eb", 4, id="skin tone and profession"),
        pytest.param("1\ufe0f\u20e3#\ufe0f\u20e3", 4, id="keycaps"),
        pytest.param("\U0001f1e8\U0001f1e6\U0001f1eb\U0001f1f7", 4, id="flags of countries"),
        pytest.param(SCOTLAND, 2, id="flag of a nation"),
        pytest.param("\U0001f3f3\ufe0f\u200d\U0001f308", 2, id="rainbow flag"),
        pytest.param("© ®", 3, id="signs that are letters"),
        pytest.param("©\ufe0f", 2, id="a sign shown as an emoji"),
        pytest.param("1 # *", 5, id="no keycaps"),
        pytest.param("http://example.com", 23, id="http"),
        pytest.param("https://example.com", 23, id="https"),
        pytest.param("example.com", 23, id="no scheme"),
        pytest.param("https://example.com/a/very/long/path/that/goes/on?and=on#and-on", 23, id="a long one"),
        pytest.param("See https://example.com or example.org today", 4 + 23 + 4 + 23 + 6, id="several"),
        pytest.param("読む https://example.org/本", 4 + 1 + 23 + 2, id="a path ends before what it cannot hold"),
        pytest.param("https://nowhere", 15, id="no top-level domain"),
        pytest.param(f"https://{'a' * 64}.com/b", 8 + 64 + 6, id="a label longer than the name system's"),
        pytest.param("@ana #BIT15", 11, id="mentions and tags count as they stand"),
        pytest.param("word " * 56, 280, id="280"),
    ],
)
def test_t75_weight_is_twitter_texts(text: str, expected: int) -> None:
    """Letters weigh 1 or 2, an emoji with all its parts 2, an address 23 (validate.yml, WeightedTweetsCounterTest)."""
    assert x_length(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("http://example.com", ["http://example.com"], id="alone"),
        pytest.param("read HTTPS://WWW.Example.COM/A.html.", ["HTTPS://WWW.Example.COM/A.html"], id="capitals"),
        pytest.param("(https://example.com)", ["https://example.com"], id="in brackets"),
        pytest.param("https://example.com:8080/x", ["https://example.com:8080/x"], id="a port"),
        pytest.param("https://example.com/#", ["https://example.com/#"], id="an empty fragment"),
        pytest.param(
            "https://example.com/?77e8 https://example.com?#top",
            ["https://example.com/?77e8", "https://example.com?#top"],
            id="queries",
        ),
        pytest.param("https://example.com/~ana+%2F-,.;x", ["https://example.com/~ana+%2F-,.;x"], id="odd signs"),
        pytest.param(
            "https://example.org/wiki/Ladder_(film)!", ["https://example.org/wiki/Ladder_(film)"], id="brackets inside"
        ),
        pytest.param("https://example.org/a(b(c)d).", ["https://example.org/a(b(c)d)"], id="brackets in brackets"),
        pytest.param("https://example.org/@ana/ ok", ["https://example.org/@ana/"], id="an at-sign inside"),
        pytest.param("https://example.org/Русские_слова", ["https://example.org/Русские_слова"], id="Cyrillic path"),
        pytest.param(
            "https://example.org/Ann–Ben_case it", ["https://example.org/Ann–Ben_case"], id="a dash in the path"
        ),
        pytest.param(
            "https://☃.net/ and https://bücher.de", ["https://☃.net/", "https://bücher.de"], id="other letters"
        ),
        pytest.param(
            "https://a_b.c-d.com https://a-b.c.com", ["https://a_b.c-d.com", "https://a-b.c.com"], id="dashes"
        ),
        pytest.param("https://example.com-then-no-space", ["https://example.com"], id="a forgotten space"),
        pytest.param(
            "foo.com foo.org foo.info foo.school", ["foo.com", "foo.org", "foo.info", "foo.school"], id="bare"
        ),
        pytest.param("foo.jp foo.co.uk foo.tv/x", ["foo.jp", "foo.co.uk", "foo.tv/x"], id="bare, of countries"),
        pytest.param("foo.comm foo.somecom foo.baz www.a1.bazz", [], id="no such domain"),
        pytest.param("ELPAÍS.com", ["ELPAÍS.com"], id="bare with an accent"),
        pytest.param("http:// example.com/a", ["example.com/a"], id="a space after the scheme"),
        pytest.param("例えばexample.comという、foo.jp/aを見て", ["example.com", "foo.jp/a"], id="within Japanese"),
        pytest.param("https://t.co/Abc123の後でexample.org", ["https://t.co/Abc123", "example.org"], id="both"),
        pytest.param("example.みんなです", ["example.みんな"], id="a domain in another script"),
        pytest.param(
            "https://-a.com https://a-.com https://_a.b.com https://a_.b.com https://a_b.com",
            [],
            id="hosts that none has",
        ),
        pytest.param("https://no-tld https://too-short.x https://a.c_o_m", [], id="no domain at the end"),
        pytest.param(f"https://{'あ' * 62}.com/a", [], id="too long once encoded"),
        pytest.param("https://xn--はじめ.com/a", [], id="half encoded"),
        pytest.param(
            "https://xn--bcher-kva.de xn--bcher-kva.xn--p1ai",
            ["https://xn--bcher-kva.de", "xn--bcher-kva.xn--p1ai"],
            id="encoded",
        ),
        pytest.param("https://t.co/Abc123's", ["https://t.co/Abc123"], id="the shortener's own end"),
        pytest.param("https://t.co/" + "a" * 41, [], id="longer than the shortener makes"),
        pytest.param("https://t.co/", ["https://t.co/"], id="the shortener itself"),
        pytest.param("https://example.com/" + "." * 60, ["https://example.com/"], id="many full stops"),
        pytest.param(
            "#foo.com @foo.com #https://foo.com @https://foo.com $foo.com $https://foo.com", [], id="behind a sign"
        ),
        pytest.param("ana.gov@example.com ana@example.com", [], id="mail addresses"),
        pytest.param("-foo.com _foo.com .foo.com /foo.com", [], id="bare behind a sign"),
        pytest.param("https://example.com/" + "a" * 4090, [], id="too long to be one"),
        pytest.param("archive.tar.bz2 node.js index.html U.S.A. 3.11 e.g. i.e. etc.", [], id="no addresses"),
    ],
)
def test_addresses_are_twitter_texts(text: str, expected: list[str]) -> None:
    """Addresses are found where X links them, with a scheme or without (extract.yml, urls)."""
    assert list(x_marks(text).urls) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("@ana hi @ben_2 and @12345", ["@ana", "@ben_2", "@12345"], id="plain"),
        pytest.param("今日は@anaに会う", ["@ana"], id="within Japanese"),
        pytest.param("＠ana", ["＠ana"], id="full width"),
        pytest.param("@ana\n@ben", ["@ana", "@ben"], id="line ends"),
        pytest.param("RT@ana rt:@ben Rt @cem rT@dan", ["@ana", "@ben", "@cem", "@dan"], id="after RT"),
        pytest.param("see @ana/my-list_1 and @ben/7up", ["@ana/my-list_1", "@ben"], id="lists"),
        pytest.param("(@ana) .@ben", ["@ana", "@ben"], id="after punctuation"),
        pytest.param("x!@ana x@@ana x#@ana x$@ana x%@ana x&@ana x*@ana x@ana", [], id="after what forbids it"),
        pytest.param("ana@school.example @ana@school.example", [], id="mail and other networks"),
        pytest.param("@josé @https://example.com", [], id="goes on with an accent or an address"),
        pytest.param("@_@ (cc: @ana)", ["@ana"], id="a face"),
        pytest.param("https://example.com/@ana/ @ben", ["@ben"], id="within an address"),
    ],
)
def test_mentions_are_twitter_texts(text: str, expected: list[str]) -> None:
    """People and lists are found where X links them (extract.yml, mentions and lists)."""
    assert list(x_marks(text).mentions) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("in #BIT15 today, #day2!", ["#BIT15", "#day2"], id="plain"),
        pytest.param("(#BIT15) .#a ?#b :#c", ["#BIT15", "#a", "#b", "#c"], id="after punctuation"),
        pytest.param("＃ｂｉｔ１５", ["＃ｂｉｔ１５"], id="full width"),
        pytest.param("#1st #2026 #_ #1_2", ["#1st"], id="a letter is needed"),
        pytest.param(
            "#mañana #Ateş #ашок #트위터 #漢字", ["#mañana", "#Ateş", "#ашок", "#트위터", "#漢字"], id="letters"
        ),
        pytest.param(
            "#महात्मा_१२ #l·l #各〃 #メ～テレ", ["#महात्मा_१२", "#l·l", "#各〃", "#メ～テレ"], id="marks and signs"
        ),
        pytest.param("#\U00020021", ["#\U00020021"], id="beyond the first plane"),
        pytest.param("日本#語 a#b &#x27", [], id="after a letter or an ampersand"),
        pytest.param("。#日本 ☺\ufe0f#go", ["#日本", "#go"], id="after a full stop or an emoji"),
        pytest.param("#https://example.com #a#b #\ufe0f\u20e3", [], id="no tags"),
        pytest.param("https://example.com/#top example.com/#top", [], id="within an address"),
        pytest.param("#BIT15.", ["#BIT15"], id="before punctuation"),
    ],
)
def test_hashtags_are_twitter_texts(text: str, expected: list[str]) -> None:
    """Tags are found where X links them (extract.yml, hashtags)."""
    assert list(x_marks(text).hashtags) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("How README.md works", "How README\u2060.md works", id="a file"),
        pytest.param("on www.youtube.com/a.b", "on www\u2060.youtube\u2060.com/a\u2060.b", id="a site"),
        pytest.param("https://evil.com", "https:\u2060//evil.com", id="a scheme"),
        pytest.param("@ana ＃BIT15", "@\u2060ana ＃\u2060BIT15", id="signs"),
        pytest.param("node.js, U.S.A., 3.11", "node.js, U.S.A., 3.11", id="nothing to do"),
        pytest.param("README\u2060.md", "README\u2060.md", id="done before"),
        pytest.param("a.com日b.com", "a\u2060.com日b\u2060.com", id="two in a run"),
        pytest.param("a.com,b.com", "a\u2060.com,b\u2060.com", id="two beside each other"),
    ],
)
def test_t76_foreign_words_are_kept_and_link_nothing(text: str, expected: str) -> None:
    """A word joiner stands where a link would begin, and nowhere else."""
    assert x_defuse(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "main.rs",
        "foo.py",
        "asyncio.run",
        "a.zip",
        "b.mov",
        "Main.java",
        "youtube.com",
        "evil.example.com/x",
    ],
)
def test_t76_names_of_files_and_sites_are_addresses_on_x(name: str) -> None:
    """What looks like a file weighs 23 on X, and once defused only its letters and 2 for each joiner."""
    safe = x_defuse(name)

    assert x_length(name) == 23
    assert x_length(safe) == len(name) + 2 * (len(safe) - len(name))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_t85_hostile_words_link_nothing_on_x(text: str) -> None:
    """None of the test names links anything, alone or beside each other."""
    assert x_marks(x_defuse(f"{text} {text}{text}")) == Marks()


SIGNS = [*"@＠#＃/:-_.,$()?=& \u2060\u0301\u2068\u200f", "://"]
WORDS = [
    "a",
    "1",
    "80",
    "foo",
    ".com",
    ".m",
    ".md",
    "K",
    "\u212a",
    "x.py",
    "t.co/",
    "https://",
    "xn--a",
    "RT",
    "日",
    "é",
]
PIECES = st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=14).map("".join)


@given(text=st.one_of(PIECES, st.text()))
@example(text="https://x.com/a,README.md")
@example(text="foo.m\u212a")
def test_t76_no_text_links_anything_once_defused(text: str) -> None:
    """Whatever strangers write, X finds nothing to link in it, and defusing it again changes nothing."""
    safe = x_defuse(text)

    assert x_marks(safe) == Marks()
    assert x_defuse(safe) == safe


@given(text=PIECES)
def test_defusing_keeps_every_letter(text: str) -> None:
    """Without the joiners, what was defused reads as it was."""
    read, written = (unicodedata.normalize("NFC", each.replace("\u2060", "")) for each in (x_defuse(text), text))

    assert read == written


@given(before=st.text(), after=st.text())
def test_weight_of_lines_adds_up(before: str, after: str) -> None:
    """Lines weigh what they weigh alone: nothing is linked or joined over the end of a line."""
    assert x_length(f"{before}\n{after}") == x_length(before) + 1 + x_length(after)


def test_hostile_host_names_are_read_in_time() -> None:
    """A title made to keep a pattern busy weighs what it weighs; a pattern that runs away would never end here."""
    long = "学学." * 66 + "_.com"

    assert x_length(long) == 66 * 5 + 5
