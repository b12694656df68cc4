"""Fitting: what is left out of a thread, in which order, and what never is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RenderError
from curation.model import Shape
from curation.text import harmless, harmless_name, harmless_title, mastodon_marks
from tests.golden import community
from tests.golden.press import MASTODON, one, posts


@pytest.mark.parametrize("length", [1, 60, 200])
def test_everything_at_its_longest_still_fits(length: int) -> None:
    """However long titles, names, notes and questions are, every part fits and keeps what may never be cut."""
    long = "word " * length
    items = tuple(
        community.item(
            number,
            harmless_title(long),
            credits=(community.credit(harmless_name(long), "https://mastodon.example/@ana/1"), community.credit("Ben")),
            note=community.said("{sharer} shared it. " + long),
            minutes=10,
        )
        for number in (1, 2, 3)
    )

    parts = posts(community.digest(highlights=items, also=(), question=long))

    assert all(part.count <= 500 for part in parts)
    assert all(community.PAGE in part.text for part in (parts[0], parts[-1]))
    assert "#BIT15 today (Wednesday 11 November)" in parts[0].text
    assert all(harmless_name(long) in part.text for part in parts)


def test_moved_question_comes_back_in_the_last_post() -> None:
    """A question that does not fit into the root is asked in the last post."""
    titles = tuple(replace(each, short_title="A title of some thirty letters" * 2) for each in community.HIGHLIGHTS)
    tight = replace(MASTODON, limit=420)

    parts = posts(community.digest(highlights=titles), tight, answers=False)

    assert [community.QUESTION in part.text for part in parts] == [False, False, False, True]


@pytest.mark.parametrize(
    ("limit", "gone", "still"),
    [
        (377, "Reply here", community.QUESTION),
        (335, community.QUESTION, "– video"),
        (285, "– video", "Courage, and which critics count"),
        (250, "Courage, and which critics count", "3. Courage"),
    ],
    ids=["reply", "question", "kinds", "titles"],
)
def test_root_gives_up_one_thing_after_another(limit: int, gone: str, still: str) -> None:
    """What is left out of a root follows the order of digest.md 3.4."""
    root = posts(rules=replace(MASTODON, limit=limit, post_cuts=MASTODON.post_cuts))[0]

    assert gone not in root.text
    assert still in root.text
    assert root.count <= limit


@pytest.mark.parametrize(
    ("limit", "gone", "still"),
    [
        (279, "Also shared by", "Post: "),
        (248, "Post: ", "Worth your time"),
        (210, "Worth your time", "Heidi Siwak, who gave"),
    ],
    ids=["others", "source", "note"],
)
def test_item_gives_up_one_thing_after_another(limit: int, gone: str, still: str) -> None:
    """What is left out of an item follows the order of digest.md 3.4, and the credit stays."""
    two = (*community.HIGHLIGHTS[:1], community.item(2, "Short"))

    first = posts(community.digest(highlights=two, question="", key_words=()), replace(MASTODON, limit=limit))[1]

    assert gone not in first.text
    assert still in first.text


def test_note_without_a_sentence_that_fits_gives_way() -> None:
    """A note that can only be cut within its first sentence is left out, and the credit stays in a sentence of ours."""
    note = community.said("{sharer} " + "unfolded this at length and " * 20 + "well.")

    text = one(note=note)[1].text

    assert "Ana shared this article.\n" in text
    assert "unfolded" not in text


def test_single_post_gives_up_its_notes_first() -> None:
    """Where one post must hold it all, a person's few words go before the question does."""
    rules = replace(MASTODON, limit=411)

    text = posts(rules=rules, answers=False, shape=Shape(thread_items=0))[0].text

    assert "Worth a listen!" not in text
    assert community.QUESTION in text


def test_what_cannot_fit_is_an_error_of_the_preview() -> None:
    """A limit that nothing fits into is refused while composing, never while sending."""
    with pytest.raises(RenderError, match="does not fit"):
        posts(rules=replace(MASTODON, limit=60))


def test_an_item_that_cannot_fit_is_named() -> None:
    """The error says which number is too long for the network."""
    name = "n" * 400

    with pytest.raises(RenderError, match="number 1 does not fit"):
        one(credits=(community.credit("A"),), content_warning=name * 2)


@given(name=st.text(), title=st.text(), note=st.text(), warning=st.text(max_size=60), question=st.text())
def test_any_words_of_strangers_make_a_thread_that_fits(
    name: str, title: str, note: str, warning: str, question: str
) -> None:
    """Whatever people write, once made harmless it fits, and links what was placed and nothing else."""
    item = community.item(
        1,
        harmless_title(title, otherwise="A page"),
        short_title=harmless_title(title, otherwise="A page"),
        credits=(community.credit(harmless_name(name)), community.credit(harmless_name(name))),
        note=community.said(harmless(note)),
        content_warning=harmless(warning),
    )

    parts = posts(community.digest(highlights=(item,), also=(), question=harmless(question)))

    assert all(part.count <= part.limit for part in parts)
    assert [mastodon_marks(part.text).urls for part in parts] == [(community.PAGE,), (item.page, community.PAGE)]
