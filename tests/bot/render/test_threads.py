"""Threads: the community's own digest, word for word, and what may be linked in a part."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RenderError
from curation.errors import InvalidUrl
from curation.model import Credit, CreditForm, Note, NoteSource, PageUrl, Shape
from curation.text import Marks, harmless_name, harmless_title, mastodon_length, mastodon_marks
from curation.urls import canonical
from tests.golden import community
from tests.golden.hostile import HOSTILE
from tests.golden.press import MASTODON, one, posts

TEXTS = Path(__file__).parents[2] / "golden" / "texts"
FRENCH_QUESTION = "Et vous, comment partagez-vous ce que vous apprenez chaque jour\u00a0?"


def golden(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize(
    ("number", "name", "count"),
    [(0, "root", 378), (1, "first", 280), (2, "second", 148), (3, "last", 272)],
    ids=["root", "first", "second", "last"],
)
def test_the_communitys_own_digest_comes_out_word_for_word(number: int, name: str, count: int) -> None:
    """Each post of the thread of 11 November 2015 is the printed one, and as long as printed."""
    part = posts()[number]

    assert (part.text, part.count, part.number) == (golden(name), count, number)


def test_without_answers_the_root_only_asks() -> None:
    """Where answers are not collected, nothing says "Reply here"."""
    root = posts(answers=False)[0]

    assert (root.text, root.count) == (golden("root_without_answers"), 336)


def test_single_post_says_it_all_at_once() -> None:
    """With no items in the thread, one post has full titles, minutes and a person's few words."""
    parts = posts(answers=False, shape=Shape(thread_items=0))

    assert [(part.text, part.count) for part in parts] == [(golden("single"), 412)]


def test_root_in_french() -> None:
    """The same root in French is as long as the design says."""
    unknown = tuple(replace(each, language="") for each in community.HIGHLIGHTS)

    root = posts(community.digest(language="fr", question=FRENCH_QUESTION, highlights=unknown))[0]

    assert (root.text, root.count, root.language) == (golden("root_french"), 444, "fr")


def test_root_is_public_and_the_rest_is_not() -> None:
    """Only the root shows up in public timelines."""
    assert [part.visibility for part in posts()] == ["public", "unlisted", "unlisted", "unlisted"]


def test_parts_say_which_items_they_show() -> None:
    """The root shows the list, every other part its one item."""
    assert [part.items for part in posts()] == [(1, 2, 3), (1,), (2,), (3,)]


def test_t47_the_order_of_the_digest_is_the_order_of_the_thread() -> None:
    """Items stand in the digest's order, whatever their numbers of sharers or dates say."""
    shuffled = tuple(replace(each, number=at + 1) for at, each in enumerate(reversed(community.HIGHLIGHTS)))

    parts = posts(community.digest(highlights=shuffled))

    listed = [line for line in parts[0].text.splitlines() if line[:2] in {"1.", "2.", "3."}]
    assert [line.split(" ")[1] for line in listed] == ["Courage,", "Why", "The"]
    assert [part.text.splitlines()[1].split(" ")[0] for part in parts[1:]] == ["The", "Why", "The"]


def test_t51_the_sharer_is_not_the_author() -> None:
    """The page's author is never put where the sharer belongs."""
    first = posts()[1].text

    assert "Alma Reyes" not in first
    assert "Heidi Siwak" in first


def test_t54_only_the_sharers_words_stand_in_quotation_marks() -> None:
    """A sharer's words are quoted, the page's are marked as the page's, a person's stand plain."""
    words = "Why we should slow down"
    texts = {source: one(note=Note(text=words, source=source))[1].text for source in NoteSource}

    assert f"“{words}”" in texts[NoteSource.SHARER]
    assert f"\nFrom the page: {words}\n" in texts[NoteSource.PAGE]
    assert f"Ana shared this article. {words}\n" in texts[NoteSource.PERSON]
    assert "“" not in texts[NoteSource.PAGE].partition("\n\nAll ")[0].partition("The link")[0]


def test_t55_no_praise_is_added() -> None:
    """Without a person's note, the post says who shared what and nothing more."""
    text = one()[1].text

    assert "Ana shared this article.\n" in text
    assert "worth" not in text.casefold()


def test_t75_parts_are_counted_as_the_network_counts() -> None:
    """An address counts what the server says, an emoji family one, and the warning counts too."""
    part = one(title="👩‍👩‍👧 at play", content_warning="…")[1]

    assert part.count == 1 + mastodon_length(part.text)
    assert part.count < len(part.text)


def test_t80_the_thread_does_not_mention_our_own_account() -> None:
    """Whatever the closing line says, no part of a thread addresses an account, ours included."""
    assert not any(mastodon_marks(part.text).mentions for part in posts())


def test_t83_one_hashtag_in_a_thread() -> None:
    """The root holds the one hashtag; the rest of the thread holds none."""
    assert [mastodon_marks(part.text).hashtags for part in posts()] == [("#BIT15",), (), (), ()]


def test_t84_nobody_is_mentioned_who_did_not_ask() -> None:
    """People whose credit is a name or a handle are never mentioned, in any part."""
    people = (community.credit("Heidi"), community.credit("ben at mastodon.example", form=CreditForm.HANDLE))

    parts = one(credits=people)

    assert "Also shared by ben at mastodon.example." in parts[1].text
    assert not any(mastodon_marks(part.text).mentions for part in parts)


def test_t81_every_part_has_its_language() -> None:
    """The digest's language is set on every post."""
    assert {part.language for part in posts()} == {"en"}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_t85_hostile_words_link_nothing(hostile: str) -> None:
    """Names, titles, notes and questions of strangers become neither mention, hashtag nor address."""
    credits_ = tuple(community.credit(harmless_name(hostile, otherwise="Ana")) for _ in range(3))
    items = tuple(
        community.item(
            number,
            harmless_title(hostile, otherwise="A page"),
            credits=credits_,
            note=Note(text=hostile.replace("{sharer}", "x"), source=source),
        )
        for number, source in enumerate(NoteSource, 1)
    )

    parts = posts(community.digest(highlights=items, also=(), question=hostile))

    marks = [mastodon_marks(part.text) for part in parts]
    assert [mark.hashtags for mark in marks] == [("#BIT15",), (), (), ()]
    assert not any(mark.mentions for mark in marks)
    assert [len(mark.urls) for mark in marks] == [1, 1, 1, 2]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_t85_even_names_that_were_never_made_harmless_link_nothing(hostile: str) -> None:
    """A name that slipped past the border still pings nobody."""
    parts = one(credits=(community.credit(hostile),), title=hostile, short_title=hostile)

    assert not any(mastodon_marks(part.text).mentions for part in parts)


def test_content_warning_covers_the_item_and_not_the_root() -> None:
    """A warned item keeps its warning, counts it, shows no quotation and is not in the list."""
    warned = replace(
        community.HIGHLIGHTS[0], content_warning="grief", note=Note(text="so sad", source=NoteSource.SHARER)
    )

    parts = posts(community.digest(highlights=(warned, *community.HIGHLIGHTS[1:])))

    assert parts[0].items == (2, 3)
    assert "+ 6 more" in parts[0].text
    assert parts[1].content_warning == "grief"
    assert parts[1].count == mastodon_length(parts[1].text) + len("grief")
    assert "so sad" not in parts[1].text


def test_only_warned_items_give_a_root_without_a_list() -> None:
    """A root without lines does not end in a colon that leads nowhere."""
    root = one(content_warning="grief")[0]

    assert root.text.startswith("Here are some of the things we learned in #BIT15 today (Wednesday 11 November).")
    assert "\n1 link, with notes: " in root.text


def test_nothing_more_is_said_so() -> None:
    """When the list has everything, the root says only that there are notes."""
    assert "\nWith notes: https://" in one()[0].text


def test_unnamed_sharers_are_participants() -> None:
    """Nobody is named without permission, and then no post of theirs is linked."""
    parts = one(credits=(community.credit(), community.credit()))

    assert "· a participant" in parts[0].text
    assert "A participant shared this article.\n\nAlso shared by 1 more." in parts[1].text
    assert "Post:" not in parts[1].text


def test_note_that_needs_a_name_is_not_used_without_one() -> None:
    """A note with the sharer's mark gives way when nobody may be named."""
    text = one(credits=(community.credit(),), note=community.said("{sharer} knows her well."))[1].text

    assert "knows her well" not in text
    assert "{sharer}" not in text


def test_mention_only_where_the_person_asked_for_it() -> None:
    """Who asked to be mentioned is mentioned in the item, and by name in the root."""
    who = community.credit("Ana", form=CreditForm.MENTION)

    parts = one(credits=(who, community.credit("Ben")))

    assert "· Ana" in parts[0].text
    assert "@ana@mastodon.example shared this article." in parts[1].text
    assert mastodon_marks(parts[1].text).mentions == ("@ana@mastodon.example",)


def test_mention_of_another_network_is_a_name() -> None:
    """A person of another network is named, since the same handle here would be a stranger's."""
    who = community.credit("Ana", form=CreditForm.MENTION)

    text = posts(
        community.digest(highlights=(community.item(1, credits=(who,)),), also=()), replace(MASTODON, name="bluesky")
    )[1].text

    assert "@" not in text


def test_a_part_that_would_link_more_is_refused() -> None:
    """What the network would link beyond what was placed stops the part."""

    def nosy(text: str) -> Marks:
        found = mastodon_marks(text)
        return replace(found, mentions=("@ana",)) if "Ana" in text else found

    with pytest.raises(RenderError, match="would link"):
        posts(rules=replace(MASTODON, marks=nosy))


def test_address_with_odd_signs_is_linked_whole() -> None:
    """What a network would stop at inside an address is percent-encoded, so that the link leads where it should."""
    page = PageUrl("https://pages.example/a(b)!")

    text = one(page=page)[1].text

    found = mastodon_marks(text).urls[0]
    assert found in {page, "https://pages.example/a%28b%29%21"}
    assert f"\n{found}\n" in text


def test_removed_item_leaves_the_other_numbers_alone() -> None:
    """After a removal the other parts keep their numbers, and the rest of the words are gone."""
    parts = posts(community.without(community.digest(), 2))

    assert [part.number for part in parts] == [0, 1, 3]
    assert parts[0].items == (1, 3)
    assert parts[2].text.startswith("3/3 · ")
    assert "All 7 links" in parts[2].text
    assert not any("Patrick" in part.text for part in parts)


def test_closing_moves_up_when_the_last_item_goes() -> None:
    """The way out is in the last post that stands."""
    parts = posts(community.without(community.digest(), 3))

    assert ["Rather be left out?" in part.text for part in parts] == [False, False, True]


def test_page_in_another_language_says_so() -> None:
    """A title in another language than the course's has its code before it."""
    parts = one(title="Une école sans notes", short_title="Une école", language="fr-CA")

    assert "1. [FR] Une école – article" in parts[0].text
    assert "\n[FR] Une école sans notes\n" in parts[1].text


def test_names_against_the_direction_stand_apart() -> None:
    """A right-to-left name in a left-to-right line is isolated."""
    assert "· \u2068נועה\u2069" in one(credits=(community.credit("נועה"),))[0].text


def test_parts_are_the_same_every_time() -> None:
    """The same digest gives the same bytes."""
    assert posts() == posts()


def test_two_mentions_at_most() -> None:
    """However many asked for it, two are mentioned and the rest are counted."""
    people: tuple[Credit, ...] = tuple(
        community.credit(name, form=CreditForm.MENTION) for name in ("Ana", "Ben", "Cem")
    )

    text = one(credits=people)[1].text

    assert "Also shared by @ben@mastodon.example and 1 more." in text
    assert len(mastodon_marks(text).mentions) == 2


@pytest.mark.parametrize(
    ("page", "placed"),
    [
        ("https://wiki.example/Example_Inc.", "https://wiki.example/Example_Inc%2E"),
        ("https://pages.example/a,;:", "https://pages.example/a%2C%3B%3A"),
        ("https://pages.example/~", "https://pages.example/%7E"),
        ("https://pages.example/a=", "https://pages.example/a%3D"),
        ("https://pages.example/a.?q=b.", "https://pages.example/a%2E?q=b%2E"),
        ("https://pages.example/?q=", "https://pages.example/?q="),
        ("https://pages.example/#/a?", "https://pages.example/#/a%3F"),
        ("https://pages.example/@ana", "https://pages.example/@ana"),
    ],
)
def test_the_end_of_an_address_is_linked_too(page: str, placed: str) -> None:
    """One page whose address ends in a full stop does not keep a whole day's thread from being made."""
    parts = posts(community.digest(highlights=(community.item(page=PageUrl(page)),)))

    assert placed in parts[1].text.split("\n")


@given(tail=st.text(st.sampled_from("abc.,;:!?()[]{}'\"*~|@&=+$%/#-_^`<>é漢 \\"), max_size=9))
def test_every_document_can_be_linked(tail: str) -> None:
    """Whatever address a stranger shares, the thread is made, and links it whole."""
    try:
        page = canonical(f"https://pages.example/{tail}")
    except InvalidUrl:
        return

    part = posts(community.digest(highlights=(community.item(page=page),)))[1]

    assert mastodon_marks(part.text).urls[0] in part.text.split("\n")


@pytest.mark.parametrize("url", ["https://[::1]/@ana/1", "https://", "https://ana.example\nhttps://other.example"])
def test_a_source_that_cannot_be_linked_whole_is_left_out(url: str) -> None:
    """What a hostile server calls the address of a post costs that post its link, and nobody the thread."""
    odd = community.item(credits=(community.credit("Ana", url),))

    part = posts(community.digest(highlights=(odd,)))[1]

    assert "Ana shared this" in part.text
    assert mastodon_marks(part.text).urls[0] == odd.link
    assert "::1" not in part.text
    assert "\nhttps://other.example" not in part.text
