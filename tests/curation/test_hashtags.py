"""Hashtags as each network finds and compares them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.errors import InvalidHashtag
from curation.hashtags import Grammar, carries, find
from curation.model import Hashtag
from tests import makers

# The classes of cases are those of twitter-text's conformance/extract.yml (Apache-2.0); the cases are our own.
AS_ON_X = [
    pytest.param("we met at #BIT15 today", ["BIT15"], id="in the middle"),
    pytest.param("#BIT15", ["BIT15"], id="alone"),
    pytest.param("year #15BIT begins", ["15BIT"], id="digit first"),
    pytest.param("bus #42, seat #7", [], id="digits only"),
    pytest.param(
        "(#one )#two [#three ]#four ‘#five’#six", ["one", "two", "three", "four", "five", "six"], id="brackets"
    ),
    pytest.param("“#BIT15”", ["BIT15"], id="quotation marks"),
    pytest.param("see:#BIT15", ["BIT15"], id="colon before"),
    pytest.param("#a: #b; #c, #d. #e! #f?", ["a", "b", "c", "d", "e", "f"], id="punctuation behind"),
    pytest.param("viel #Spaß mit #Café und #mañana", ["Spaß", "Café", "mañana"], id="Latin letters with marks"),
    pytest.param("#Ағаш #Ελλάδα #Հայ #ქართ", ["Ағаш", "Ελλάδα", "Հայ", "ქართ"], id="Cyrillic Greek Armenian Georgian"),
    pytest.param("勉強中。#漢字 と #カナ と #かな！", ["漢字", "カナ", "かな"], id="Japanese"),
    pytest.param("勉強中#漢字", [], id="no space after a letter"),
    pytest.param("できた！＃学習", ["学習"], id="full-width sign"),
    pytest.param("＃ＢＩＴ１５", ["BIT15"], id="full-width letters"),
    pytest.param("#ﾃｽﾄ #ｶﾞｯｺｳ", ["テスト", "ガッコウ"], id="half-width kana"),
    pytest.param(
        "#人々 #各〃 #メ〜カー #メ～カー", ["人々", "各〃", "メ〜カー", "メ~カー"], id="iteration marks and dashes"
    ),
    pytest.param("#공부 hier", ["공부"], id="Korean"),
    pytest.param("#تعلم_اليوم، #مدرسة", ["تعلم_اليوم", "مدرسة"], id="Arabic"),
    pytest.param("#می\u200cخواهم", ["می\u200cخواهم"], id="Persian with its joiner"),
    pytest.param("#ශ්\u200dරී", ["ශ්\u200dරී"], id="Sinhala with its joiner"),
    pytest.param("#בית־ספר #וכו׳", ["בית־ספר", "וכו׳"], id="Hebrew"),
    pytest.param("#การเรียน #हिन्दी_१२ #१२३४", ["การเรียน", "हिन्दी_१२"], id="Thai and Hindi"),
    pytest.param("#བོད་ཡིག", ["བོད་ཡིག"], id="Tibetan"),
    pytest.param("#col·legi", ["col·legi"], id="middle dot"),
    pytest.param("#\U00020021", ["\U00020021"], id="beyond the basic plane"),
    pytest.param("#one\n#two\n", ["one", "two"], id="lines"),
    pytest.param("#c++ and #BIT-15", ["c", "BIT"], id="cut at a sign"),
    pytest.param("#_ #1_2 #〃 # alone", [], id="no letter"),
    pytest.param("ask me#later or a&#b", [], id="after a letter or an ampersand"),
    pytest.param("#https://blog.example #http://blog.example", [], id="an address behind the sign"),
    pytest.param("https://blog.example/#top blog.example/#top", [], id="inside an address"),
    pytest.param("#️⃣ and #️⃣abc", [], id="keycap emoji"),
    pytest.param("❤️#love", ["love"], id="after an emoji"),
    pytest.param("#one#two", [], id="glued"),
    pytest.param("#ﷺ", [], id="a letter that stands for several words"),
    pytest.param("#BIT15 and #bit15", ["BIT15"], id="each once"),
    pytest.param("no sign at all", [], id="none"),
]


@pytest.mark.parametrize(("text", "expected"), AS_ON_X)
def test_t17_finder_cuts_tags_as_x_does(text: str, expected: list[str]) -> None:
    """Where a source brings no tags of its own, ours are found where X would link them."""
    found = find(text)

    assert [tag.display for tag in found] == [unicodedata.normalize("NFKC", each) for each in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("#BIT15 starts", ["BIT15"], id="start"),
        pytest.param("now #BIT15\n#Closures", ["BIT15", "Closures"], id="white space"),
        pytest.param("(#BIT15)", [], id="bracket"),
        pytest.param("“#BIT15”", [], id="quotation mark"),
        pytest.param("see:#BIT15", [], id="colon"),
        pytest.param("https://blog.example/ #BIT15", ["BIT15"], id="after an address"),
        pytest.param("https://blog.example/#BIT15", [], id="in an address"),
    ],
)
def test_t17_strict_grammar_wants_white_space_before(text: str, expected: list[str]) -> None:
    """Mastodon since 4.6 links a tag only at the start or after white space."""
    assert [tag.display for tag in find(text, grammar=Grammar.STRICT)] == expected


@pytest.mark.parametrize("written", ["#bit15", "#BIT15", "＃ＢＩＴ15", "BIT15", " #Bit15 "])
def test_t16_case_and_width_do_not_matter(written: str) -> None:
    """However a tag is written, it is the same tag."""
    assert Hashtag.parse(written) == makers.hashtag("#BIT15")


@pytest.mark.parametrize(
    ("folds", "expected"),
    [pytest.param(True, True, id="a server that folds"), pytest.param(False, False, id="a server that keeps accents")],
)
def test_t16_accents_follow_the_posts_own_server(*, folds: bool, expected: bool) -> None:
    """`#Café` is the course's `#cafe` exactly where the post's server says so."""
    post = makers.post(hashtags=(makers.hashtag("#Café"),), folds_hashtags=folds)

    assert carries(post, [makers.hashtag("#cafe")]) is expected


@pytest.mark.parametrize("folds", [True, False])
def test_post_without_the_tag_is_not_carried(*, folds: bool) -> None:
    """A tag that only begins alike is another tag."""
    post = makers.post(hashtags=(makers.hashtag("#BIT15Digest"),), folds_hashtags=folds)

    assert not carries(post, [makers.hashtag("#BIT15")])


def test_any_of_the_wanted_tags_is_enough() -> None:
    """A course with several tags takes a post that carries one of them, in whatever case."""
    post = makers.post(hashtags=(makers.hashtag("#Closures"), makers.hashtag("#bit15")))

    assert carries(post, iter([makers.hashtag("#Other"), makers.hashtag("#BIT15")]))


@pytest.mark.parametrize(
    ("text", "would_be"),
    [
        pytest.param("#BIT-15", "#BIT", id="hyphen"),
        pytest.param("#c++", "#c", id="signs"),
        pytest.param("#2026", "", id="digits"),
        pytest.param("#", "", id="nothing"),
        pytest.param("", "", id="empty"),
        pytest.param("-x", "", id="nothing before the sign"),
    ],
)
def test_course_tag_that_networks_would_cut_is_refused(text: str, would_be: str) -> None:
    """A tag that is none is refused with what networks would make of it."""
    with pytest.raises(InvalidHashtag) as refused:
        Hashtag.parse(text)

    assert refused.value.would_be == would_be


NAMES = st.from_regex(r"[A-Za-z_0-9]{0,8}[A-Za-z][A-Za-z_0-9]{0,8}", fullmatch=True)


@given(names=st.lists(NAMES, max_size=5, unique_by=str.casefold), grammar=st.sampled_from(Grammar))
def test_every_tag_between_spaces_is_found_in_order(names: list[str], grammar: Grammar) -> None:
    """Under any grammar a tag between spaces is found, and nothing else is."""
    text = " and ".join(f"#{name}" for name in names)

    assert [tag.display for tag in find(text, grammar=grammar)] == names


@given(text=st.text(alphabet="#＃aé1_· (\n"))
def test_strict_grammar_never_finds_more(text: str) -> None:
    """What the strict grammar finds, the wide one finds too once no tag is glued to the next."""
    strict = {tag.key for tag in find(text, grammar=Grammar.STRICT)}
    wide = {tag.key for tag in find(f"{text} ".replace("#", " #").replace("＃", " ＃"))}

    assert strict <= wide
