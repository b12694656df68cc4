"""What may be handed on: whole posts of who allows everything, of others no more than that a page was shared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation import days
from curation.consent import may_hand_on, veiled
from curation.model import ConsentMode, Course, Post, PostRef, Quote, Wish, WishKind
from tests.makers import at, author, course, hashtag, post, wish

PAGE = "https://blog.example/closures"
NOW = at(18)
SHY = author(discoverable=False)
ALL = (wish("Ana", WishKind.START), wish("Ana", WishKind.QUOTE, "yes"))
ASK = course(consent=ConsentMode.ASK)
BEN = author("Ben")

ALLOWED: dict[str, tuple[Post, tuple[Wish, ...], Course]] = {
    "quote yes where names are free": (post(PAGE), ALL[1:], course()),
    "start and quote yes": (post(PAGE), ALL, ASK),
    "by handle": (post(PAGE), (*ALL, wish("Ana", WishKind.CREDIT, "handle")), ASK),
}
FORBIDDEN: dict[str, tuple[Post, tuple[Wish, ...], Course]] = {
    "said nothing": (post(PAGE), (), course()),
    "may be named, not quoted": (post(PAGE), ALL[:1], ASK),
    "quote yes without start": (post(PAGE), ALL[1:], ASK),
    "stopped": (post(PAGE), (*ALL, wish("Ana", WishKind.STOP, at=at(10))), course()),
    "under an alias": (post(PAGE), (*ALL, wish("Ana", WishKind.CREDIT, "alias Heron", at=at(10))), course()),
    "unnamed": (post(PAGE), (*ALL, wish("Ana", WishKind.CREDIT, "none", at=at(10))), course()),
    "wants no link to the profile": (post(PAGE, by=SHY), ALL, course()),
    "says somebody's name": (post(PAGE, mentions=("ben@mastodon.example",)), ALL, course()),
    "quotes somebody": (post(PAGE, quote=Quote(ref=PostRef("mastodon", "q"), author=BEN)), ALL, course()),
    "answers somebody": (post(PAGE, reply_to=PostRef("mastodon", "r")), ALL, course()),
    "names somebody without a link": (replace(post(PAGE), text="with @ben@mastodon.example"), ALL, course()),
    "shows a picture": (replace(post(PAGE), pictured=True), ALL, course()),
    "is marked as sensitive": (replace(post(PAGE), sensitive=True), ALL, course()),
    "carries a warning": (post(PAGE, content_warning="food"), ALL, course()),
    "is not public any more": (post(PAGE, by=author(bio="#nodigest")), ALL, course()),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_who_may_be_named_linked_and_quoted_is_handed_on_whole(case: str) -> None:
    """And nobody else is in the post."""
    what, wishes, where = ALLOWED[case]

    assert may_hand_on(what, wishes, where, NOW)


@pytest.mark.parametrize("case", FORBIDDEN)
def test_c15_nothing_is_handed_on_that_the_wishes_of_today_forbid(case: str) -> None:
    """Whatever is missing of name, link, profile and quotation keeps the whole post here."""
    what, wishes, where = FORBIDDEN[case]

    assert not may_hand_on(what, wishes, where, NOW)


def test_words_from_x_stay_whoever_says_yes() -> None:
    """Its terms let nobody hand on more than numbers (networks.md X29)."""
    writer = author(network="x", handle="ana")
    wishes = [replace(each, account=writer.account) for each in ALL]
    said = replace(post(PAGE, by=writer), ref=PostRef("x", "660000000000000001"))

    assert not may_hand_on(said, wishes, course(), NOW)


@given(words=st.text(min_size=1).filter(str.strip), name=st.text(min_size=1).filter(str.strip))
def test_c10_a_veiled_share_holds_neither_name_nor_words_nor_place(words: str, name: str) -> None:
    """Whatever a person is called and said: pages, the course's tag and its day are left."""
    writer = author(name=f"Zz{name}zZ", handle="zzana@mastodon.example", bio=f"Zz{words}zZ")
    said = post(
        "https://blog.example/x?fbclid=zzana",
        "https://x.com/zzana/status/1",
        by=writer,
        text=f"Zz{words}zZ",
        hashtags=(hashtag(), hashtag("#ZzSecret")),
        content_warning="Zz",
    )

    shown = veiled(said, course(), name="n" * 64, sharer="s" * 64)

    assert "zz" not in repr(shown).casefold()
    assert shown.links == ("https://blog.example/x",)
    assert shown.hashtags == (hashtag(),)
    assert shown.sensitive
    assert shown.created_at == days.window(course(), days.day_of(course(), said.created_at)).start


def test_what_is_no_page_is_not_handed_on() -> None:
    """Posts, profiles and things that are no address are no pages."""
    said = post("https://x.com/ana/status/1", "http://[broken", "https://blog.example/a")

    assert veiled(said, course(), name="n", sharer="s").links == ("https://blog.example/a",)
