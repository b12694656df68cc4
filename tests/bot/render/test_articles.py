"""The body of an issue: who shared, who wrote, why, and who chose."""

from datetime import date

import pytest

from bot.render import articles
from curation.model import Chosen, Note, NoteSource, PageUrl
from tests.golden import community, week
from tests.golden.press import TEMPLATES, XHTML, day_page, entry, parsed


def test_anchors_are_the_minted_ones() -> None:
    """An item's address on the page is made of its anchor and nothing else."""
    tree = parsed(day_page(community.digest()))

    anchors = [node.get("id") for node in tree.iter(f"{XHTML}li") if node.get("value")]
    assert anchors == [f"l-{each.anchor}" for each in community.digest().items]


def test_draft_without_anchors_has_none() -> None:
    """An item that was never chosen before stands without an address of its own."""
    draft = community.digest(highlights=(community.item(1, anchor=""),), also=())

    assert 'id="l-' not in entry(draft).body


@pytest.mark.parametrize(
    ("title", "shown"),
    [("blog.example/closures", "Article</p>"), ("blog.example", "Article</p>"), ("blog.examples", "Article · <bdi>")],
    ids=["address", "host", "title"],
)
def test_site_is_not_said_twice(title: str, shown: str) -> None:
    """A page that could not be read has its address for a title, and the host stands there once."""
    page = PageUrl("https://blog.example/closures")
    item = community.item(1, title, page=page, site="blog.example")

    body = entry(community.digest(highlights=(item,), also=())).body

    assert f'<p class="meta">{shown}' in body


def test_t51_author_and_sharer_are_two() -> None:
    """The page's author stands beside its site, the sharer in the sentence of who shared."""
    body = entry(community.digest()).body

    assert 'by <span class="p-author" dir="auto">Alma Reyes</span>' in body
    assert "Shared by <bdi>Heidi Siwak</bdi> (" in body


def test_t54_only_stored_words_are_quoted() -> None:
    """A sharer's words stand in a quotation, the page's are marked, a person's note is neither."""
    body = entry(community.digest()).body

    assert body.count("<blockquote") == 1
    assert "<p>I use it every week &amp; so does my class</p></blockquote>" in body
    assert '<span class="from">From the page:</span>' in body


def test_words_behind_a_warning_are_not_quoted() -> None:
    """An item with a content warning shows the warning and no quotation."""
    item = community.item(1, content_warning="grief", note=Note(text="so sad", source=NoteSource.SHARER))

    body = entry(community.digest(highlights=(item,), also=())).body

    assert "Content warning: grief" in body
    assert "so sad" not in body


def test_posts_on_x_say_so() -> None:
    """A credit on X says where it was shared."""
    assert '(<a href="https://x.com/cem/status/8" rel="nofollow">on X</a>)' in entry(community.digest()).body


def test_note_names_the_sharer_apart() -> None:
    """The name in a person's note is isolated, so that its direction does not disturb the sentence."""
    assert (
        '<p class="note" dir="auto"><bdi data-pagefind-ignore>Heidi Siwak</bdi>, who gave'
        in entry(community.digest()).body
    )


def test_note_that_needs_a_name_is_left_out_without_one() -> None:
    """A note with the sharer's mark is not shown when nobody may be named."""
    item = community.item(1, credits=(community.credit(),), note=community.said("{sharer} knows her well."))

    body = entry(community.digest(highlights=(item,), also=())).body

    assert "knows her well" not in body
    assert "Shared by a participant" in body


def test_profile_is_linked_where_it_may_be() -> None:
    """A name leads to the profile only where consent gave its address."""
    item = community.item(1, credits=(community.credit("Ana", profile_url="https://mastodon.example/@ana"),))

    body = entry(community.digest(highlights=(item,), also=())).body

    assert '<a href="https://mastodon.example/@ana" rel="nofollow"><bdi>Ana</bdi></a>' in body


@pytest.mark.parametrize(
    ("chosen", "curator", "words"),
    [
        (Chosen.PERSON, "Ana", "Chosen by Ana."),
        (Chosen.PERSON, "", "Chosen by a person."),
        (Chosen.CHECKED, "Ana", "Chosen automatically, checked by Ana."),
        (Chosen.CHECKED, "", "Chosen automatically, checked by a person."),
        (Chosen.AUTOMATIC, "Ana", "Chosen automatically."),
    ],
)
def test_who_chose_is_said(chosen: Chosen, curator: str, words: str) -> None:
    """Every issue says whether a person chose, checked, or did neither."""
    assert f">{words}<" in entry(community.digest(chosen=chosen, curator=curator)).body


def test_time_line_is_left_out_where_nothing_is_known() -> None:
    """Without known minutes there is a count of links only, and no item for ten minutes."""
    body = entry(community.digest(highlights=(community.item(1),), also=(), start_with=None)).body

    assert '<p class="time">1 link.</p>' in body


@pytest.mark.parametrize(
    ("phrases", "shown"),
    [
        (("ladder of inference", "failure"), "ladder of inference, failure"),
        (("Leadership", "kindness audit", "iPad"), "Leadership, Kindness audit, iPad"),
        (("Leadership", "identité numérique"), "Leadership, Identité numérique"),
    ],
    ids=["phrases", "with-a-topic", "with-an-accent"],
)
def test_key_words_look_alike(phrases: tuple[str, ...], shown: str) -> None:
    """Topics as a course writes them and phrases from titles stand in one list as if one person had written it."""
    title = articles.title(TEMPLATES, community.digest(key_words=phrases), community.course())

    assert title.endswith(f": {shown}")


def test_title_holds_at_most_the_key_words() -> None:
    """Course, date and key words make the title; without words the date is enough."""
    assert articles.title(TEMPLATES, community.digest(), community.course()) == (
        "What we learned today in BIT15 – 11 November: ladder of inference, failure, courage"
    )
    assert articles.title(TEMPLATES, week.TUESDAY, community.course()) == (
        "What we learned today in BIT15 – 10 November"
    )


def test_again_without_a_day_is_only_a_link() -> None:
    """An "Again" item whose first day is unknown is listed without it."""
    body = entry(community.digest(again=(community.item(9, "An old friend"),))).body

    assert "An old friend" in body
    assert "First on" not in body


def test_again_leads_to_its_first_day() -> None:
    """An "Again" item leads to the issue where it was first."""
    item = community.item(9, "An old friend", first_on=date(2015, 11, 3))

    body = entry(community.digest(again=(item,))).body

    assert '<a href="https://digest.example.org/2015-11-03">First on 3 November 2015</a>' in body
