"""Threads on X: the community's own digest, word for word and weight for weight, and one address in all of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import RenderError
from bot.ports import Part
from bot.render.threads import LinkPart, NetworkRules, UrlPolicy, thread
from bot.render.x_threads import x_rules
from curation.model import AccountRef, CreditForm, Item, Kind, Note, NoteSource, PageUrl, Shape
from curation.text import graphemes, harmless, harmless_name, harmless_title, x_length, x_marks
from tests.catalogues import own_catalogue
from tests.golden import community
from tests.golden.hostile import HOSTILE
from tests.golden.press import TEMPLATES, posts

TEXTS = Path(__file__).parents[2] / "golden" / "texts"
X = x_rules()
LAST = x_rules(link_part=LinkPart.LAST)
NONE = x_rules(urls=UrlPolicy.NONE)
ALL = x_rules(urls=UrlPolicy.ALL)
POLICIES = {"one": X, "last": LAST, "none": NONE, "all": ALL}
TOWER = "a" + "\u0301\u0316\u0317\u0318\u0319\u031c\u031d\u031e"
"""One letter to a reader, eight to X."""


def golden(name: str) -> str:
    return (TEXTS / f"x_{name}.txt").read_text(encoding="utf-8").removesuffix("\n")


def urls(parts: tuple[Part, ...]) -> list[str]:
    return [url for part in parts for url in x_marks(part.text).urls]


@pytest.mark.parametrize(
    ("number", "name", "weight"),
    [(0, "root", 275), (1, "first", 264), (2, "second", 131), (3, "last", 255)],
    ids=["root", "first", "second", "last"],
)
def test_the_communitys_own_digest_comes_out_word_for_word(number: int, name: str, weight: int) -> None:
    """Each post of the thread of 11 November 2015 is the printed one, and weighs what is printed."""
    part = posts(rules=X)[number]

    assert (part.text, part.count, part.number, part.limit) == (golden(name), weight, number, 280)


def test_root_in_french_gives_up_its_kinds() -> None:
    """The French root is too heavy by the words that name the kinds, and fits without them."""
    unknown = tuple(replace(each, language="") for each in community.HIGHLIGHTS)
    french = community.digest(language="fr", highlights=unknown)

    kept = posts(french, replace(X, limit=300))[0]
    root = posts(french, X)[0]

    assert (kept.count, root.count, root.text) == (291, 260, golden("root_french"))


def test_page_may_be_linked_in_the_last_post() -> None:
    """With `link_part = "last"` the root says where the page is linked, and the last post links it."""
    parts = posts(rules=LAST)

    assert (parts[0].text, parts[0].count) == (golden("root_linked_last"), 276)
    assert parts[-1].text == golden("last_linked")
    assert [len(x_marks(part.text).urls) for part in parts] == [0, 0, 0, 1]


def test_page_may_be_linked_nowhere() -> None:
    """With `urls = "none"` the root points to the profile, and nothing in the thread is an address."""
    parts = posts(rules=NONE)

    assert (parts[0].text, parts[0].count) == (golden("root_unlinked"), 274)
    assert urls(parts) == []


def test_every_item_may_be_linked() -> None:
    """With `urls = "all"` an item holds its page's address and does not point to ours."""
    items = tuple(
        replace(each, page=PageUrl(f"https://pages.org/{each.number}"), language="") for each in community.HIGHLIGHTS
    )

    parts = posts(community.digest(highlights=items), ALL)

    assert urls(parts) == [community.PAGE, "https://pages.org/1", "https://pages.org/2", "https://pages.org/3"]
    assert "Link: no." not in parts[1].text


def test_item_that_x_cannot_link_is_pointed_to() -> None:
    """An address whose domain X does not know would be text that leads nowhere: the number on our page stands there."""
    parts = posts(rules=ALL)

    assert urls(parts) == [community.PAGE]
    assert "Link: no. 1 on today's page." in parts[1].text


def test_page_that_x_cannot_link_stops_the_thread() -> None:
    """A thread that leads nowhere is not sent: the site's own domain must be one that X links."""
    with pytest.raises(RenderError, match="would link"):
        thread(TEMPLATES, community.digest(), community.course(), rules=X, page="https://digest.internal/bit15/")


def test_t76_an_address_too_many_in_a_course_s_own_template_stops_the_thread(tmp_path: Path) -> None:
    """Words of ours that X takes for an address are found before they cost anything."""
    own_catalogue(tmp_path, "en", {"x.stop": "See README.md."})

    with pytest.raises(RenderError, match="would link"):
        thread(type(TEMPLATES)(tmp_path), community.digest(), community.course(), rules=X, page=community.PAGE)


def test_t77_a_whole_thread_is_counted() -> None:
    """Two posts with the page's address each are one too many, however well each reads back."""
    both = replace(X, link_part=LinkPart.BOTH)

    with pytest.raises(RenderError, match="would link 2 addresses, not 1"):
        posts(rules=both)


def test_t76_names_of_files_and_sites_cost_nothing() -> None:
    """A title with three accidental addresses holds none in the thread, and still reads as it was written."""
    title = "How README.md and main.rs work · youtube.com"

    parts = one_on_x(title=title, short_title=title)

    assert len(x_marks(title).urls) == 3
    assert urls(parts) == [community.PAGE]
    assert all(title in part.text.replace("\u2060", "") for part in parts)


def test_t76_a_title_that_is_cut_gains_no_address() -> None:
    """Cut down to twenty letters, what ended as `.comquat` ends as `.com…`: it is looked at once more."""
    title = "b" * 15 + ".comquat" * 5
    long = (community.credit("n" * 40),)
    items = tuple(community.item(number, title, credits=long, language="") for number in (1, 2, 3))

    parts = posts(community.digest(highlights=items), X)

    assert urls(parts) == [community.PAGE]
    assert "bbb\u2060.com…" in parts[0].text


def test_t83_one_hashtag_in_a_thread_on_x() -> None:
    """The root holds the one hashtag; the rest of the thread holds none."""
    assert [x_marks(part.text).hashtags for part in posts(rules=X)] == [("#BIT15",), (), (), ()]


def test_t84_nobody_is_mentioned_on_x() -> None:
    """Whoever asked to be mentioned is named on X: unasked mentions are what accounts are closed for."""
    who = community.credit("Ana", form=CreditForm.MENTION, account=AccountRef("x", "ana"))

    parts = one_on_x(credits=(who, community.credit("ben at school.com", form=CreditForm.HANDLE)))

    assert "Ana shared this article." in parts[1].text
    assert "ben at school\u2060.com" in parts[1].text
    assert not any("@" in part.text for part in parts)


def test_every_part_has_its_date_and_number() -> None:
    """No part equals yesterday's, which X would refuse as a duplicate."""
    heads = [part.text.splitlines()[0] for part in posts(rules=X)]

    assert heads == [
        "Here are some of the things we learned in #BIT15 today, 11 November:",
        "1/3 · 11 Nov · Video, 6 min",
        "2/3 · 11 Nov · Podcast, 9 min",
        "3/3 · 11 Nov · Talk, 18 min",
    ]


def test_no_post_of_a_participant_is_linked() -> None:
    """A link to somebody's post is an address like any other, and costs like one."""
    credited = (community.credit("Heidi", "https://school.org/@heidi/1"),)

    for rules in POLICIES.values():
        assert not any("school.org" in url for url in urls(one_on_x(rules, credits=credited)))


@pytest.mark.parametrize("answers", [True, False], ids=["collected", "not collected"])
def test_question_stands_in_the_last_post(*, answers: bool) -> None:
    """The root has no room for the question; "Reply here" only where answers are collected."""
    parts = posts(rules=X, answers=answers)

    assert [community.QUESTION in part.text for part in parts] == [False, False, False, True]
    assert ("Reply here." in parts[-1].text) is answers
    assert parts[-1].text.endswith("Rather be left out? Reply “stop”.")


def test_without_a_question_the_way_out_still_stands() -> None:
    """The last post says how to be left out, whatever else it says."""
    parts = posts(community.digest(question=""), X)

    assert parts[-1].text.endswith("on today's page.\n\nRather be left out? Reply “stop”.")


def test_warned_items_are_left_out_unless_they_are_taken() -> None:
    """An item behind a content warning is not shown on X; on the page it keeps its number."""
    warned = replace(community.HIGHLIGHTS[1], content_warning="grief")
    digest = community.digest(highlights=(community.HIGHLIGHTS[0], warned, community.HIGHLIGHTS[2]))

    without = posts(digest, X)
    taken = posts(digest, x_rules(takes_warned=True))

    assert [part.text[:3] for part in without[1:]] == ["1/3", "3/3"]
    assert [part.content_warning for part in taken] == ["", "", "grief", ""]
    assert [part.items for part in (without[0], taken[0])] == [(1, 3), (1, 3)]


@pytest.mark.parametrize(
    ("rules", "end"),
    [
        (X, f"8 links: {community.PAGE}"),
        (LAST, f"8 links: {community.PAGE}"),
        (NONE, "8 links. The page is linked in our profile."),
    ],
    ids=["root", "last", "none"],
)
def test_root_without_a_list_says_where_the_links_are(rules: NetworkRules, end: str) -> None:
    """Where every highlight is behind a warning, the root stands alone and is complete."""
    warned = tuple(replace(each, content_warning="grief") for each in community.HIGHLIGHTS)

    parts = posts(community.digest(highlights=warned), rules, shape=Shape(thread_items=3))

    assert [part.text for part in parts] == [
        f"Here are some of the things we learned in #BIT15 today, 11 November.\n\n{end}"
    ]


def test_single_post_is_the_root_as_it_stands() -> None:
    """With no items in the thread, X gets the root alone, the page linked in it whatever `link_part` says."""
    for rules in (X, LAST):
        parts = posts(rules=rules, shape=Shape(thread_items=0))

        assert [part.text for part in parts] == [golden("root")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (NoteSource.SHARER, "Ana shared this article.\n“Slow down” Link: no. 1"),
        (NoteSource.PAGE, "Ana shared this article.\nFrom the page: Slow down Link: no. 1"),
        (NoteSource.PERSON, "Ana shared this article. Slow down Link: no. 1"),
        (None, "Ana shared this article. Link: no. 1"),
    ],
    ids=["sharer", "page", "person", "none"],
)
def test_t54_whose_words_a_note_is_shows_on_x(form: NoteSource | None, expected: str) -> None:
    """The sharer's words are quoted, the page's marked, a person's stand plain; the link's number follows."""
    text = one_on_x(note=Note(text="Slow down", source=form) if form else None)[1].text

    assert f"\n\n{expected} on today's page.\n\n" in text


def test_japanese_words_weigh_twice_and_are_cut_for_it() -> None:
    """Titles, names and notes in Japanese fit because they are cut by their weight, not by their number."""
    title, name, note = "学びの梯子とは何かを考える" * 5, "小学校の先生" * 6, "発表の中で紹介されました。" * 12
    items = tuple(
        community.item(number, title, credits=(community.credit(name),), note=community.said(note), kind=Kind.PAPER)
        for number in (1, 2, 3)
    )

    parts = posts(community.digest(highlights=items), X)

    assert len(parts) == 4
    assert all(part.count == x_length(part.text) <= 280 for part in parts)
    assert all(name in part.text for part in parts[1:])
    assert graphemes(parts[1].text) < 200


@pytest.mark.parametrize("rules", POLICIES.values(), ids=POLICIES.keys())
def test_towers_of_marks_fit(rules: NetworkRules) -> None:
    """Letters that weigh nine each make no post too heavy: lines give way, and the last cut is by weight."""
    tower = harmless_title(TOWER * 200)
    items = tuple(
        community.item(number, tower, credits=(community.credit(harmless_name(tower)),), language="fr", minutes=100)
        for number in range(1, 8)
    )

    parts = posts(community.digest(highlights=items, question=tower), rules, shape=Shape(thread_items=7))

    assert len(parts) == 8
    assert all(part.count <= 280 for part in parts)


def test_a_long_tag_leaves_the_list_out() -> None:
    """Where not one line fits beside the tag, the root is still complete: tag, date and link."""
    tag = community.course().hashtags[0].parse("#" + "LearningTogether" * 5)
    heavy = community.item(1, "学" * 40, credits=(community.credit("学" * 40),))

    root = posts(community.digest(highlights=(heavy,), also=()), X, hashtags=(tag,))[0]

    assert root.items == ()
    assert root.text.endswith(f"today, 11 November.\n\n1 link: {community.PAGE}")


HOSTILE_WORDS = st.one_of(st.sampled_from([*HOSTILE.values(), TOWER * 60, "a.community" * 20]), st.text(max_size=80))


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    """Draw an item of a stranger's making, harmless as the border makes it."""
    words = [draw(HOSTILE_WORDS) for _ in range(3)]
    note = draw(st.none() | st.builds(Note, text=HOSTILE_WORDS.map(harmless), source=st.sampled_from(NoteSource)))
    return community.item(
        number,
        harmless_title(words[0], otherwise="youtube.com"),
        short_title=harmless_title(words[1], otherwise="youtube.com"),
        credits=tuple(community.credit(harmless_name(each)) for each in words[: draw(st.integers(1, 3))]),
        note=note,
        kind=draw(st.sampled_from(Kind)),
        content_warning=draw(st.sampled_from(["", "", "", "grief"])),
    )


@settings(max_examples=40)
@given(data=st.data(), count=st.integers(0, 7), name=st.sampled_from(["one", "last", "none"]))
def test_t77_any_digest_has_exactly_one_address_in_its_thread(data: st.DataObject, count: int, name: str) -> None:
    """Whatever strangers are called and write, 0 to 7 items make a thread with the one address that was placed."""
    drawn = tuple(data.draw(items(number)) for number in range(1, count + 1))
    digest = community.digest(highlights=drawn, also=(), question=harmless(data.draw(HOSTILE_WORDS)))

    parts = posts(digest, POLICIES[name], shape=Shape(thread_items=7))

    assert urls(parts) == ([] if name == "none" else [community.PAGE])
    assert all(part.count <= 280 for part in parts)
    assert [x_marks(part.text).hashtags for part in parts] == [("#BIT15",), *[()] * (len(parts) - 1)]
    assert not any(x_marks(part.text).mentions for part in parts)


def one_on_x(rules: NetworkRules = X, **item: Any) -> tuple[Part, ...]:
    """Return the thread of a digest that has one link."""
    return posts(community.digest(highlights=(community.item(1, **item),), also=()), rules)
