"""What people replied, as it may stand in an issue."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.digest import Listener, answered, emptied, with_replies, without_names, without_replies, without_shares
from curation.digest.replies import MOST
from curation.model import AccountRef, Credit, CreditForm, Digest, Item, Kind, PageUrl, Post, Reply, Window
from tests.makers import NOON, at, author, course, post

BOT = AccountRef("mastodon", "bot@mastodon.example")
ITEM = Item(
    number=1,
    anchor="7fk2qd",
    page=PageUrl("https://a.example/x"),
    title="A page",
    short_title="A page",
    kind=Kind.ARTICLE,
)
COURSE = course(answers=True, own_accounts=frozenset({BOT}))


def credit(post: Post) -> Credit:
    name = post.author.name
    return Credit(account=post.author.account, form=CreditForm.NAME, label=name, post_url=post.url, at=post.at)


LISTENER = Listener(course=COURSE, credit=credit, may_quote=lambda _author: True)


def reply(text: str = "@bot On paper.", by: str = "Eva", **but: object) -> Post:
    given_: dict[str, object] = {"mentions": ("bot@mastodon.example",), "hashtags": (), "text": text}
    return post(by=by, **(given_ | but))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@bot On paper.", "On paper."),
        ("@bot@mastodon.example On paper.", "On paper."),
        ("On paper, @bot, always.", "On paper, , always."),
        ("@bot #BIT15 on paper #learning", "on paper"),
        ("@bot see https://ana.example/x", "see"),
        ("＠bot On paper.", "On paper."),
    ],
)
def test_c17_no_handle_tag_or_address_stands_in_a_reply(text: str, shown: str) -> None:
    """What is left is what the person said."""
    found = LISTENER.reply(reply(text))

    assert found is not None
    assert found.text == shown


@pytest.mark.parametrize("text", ["@bot quote yes", "@bot stop", "@bot, show me", "@bot credit alias Blue Heron"])
def test_c03_what_was_asked_of_us_is_no_answer(text: str) -> None:
    """Whoever writes a command below our thread does not read it in the next issue."""
    assert LISTENER.reply(reply(text)) is None


@pytest.mark.parametrize("text", ["@bot", "@bot https://a.example/x", "write to ana@example.org", "@bot @ @", ""])
def test_what_says_nothing_or_leads_to_a_person_is_not_shown(text: str) -> None:
    """An address of a person is no part of an answer."""
    assert LISTENER.reply(reply(text)) is None


def test_x_an_answer_there_is_pointed_at_and_not_repeated() -> None:
    """Its terms ask that posts are shown whole or not at all; one that cannot be opened is left out."""
    on_x = reply(by="Eva", author=author("Eva", handle="eva", network="x"))
    on_x = replace(on_x, ref=replace(on_x.ref, network="x"), mentions=())

    found = LISTENER.reply(on_x)

    assert found is not None
    assert (found.text, found.credit.post_url) == ("", on_x.url)
    assert LISTENER.reply(replace(on_x, url="")) is None
    assert LISTENER.again(found, replace(on_x, text="")) == found


def test_what_a_person_changed_is_shown_anew_and_what_time_took_stands() -> None:
    """The words of today, or those that stand where today's were deleted by age."""
    said = reply()
    shown = LISTENER.reply(said)
    assert shown is not None

    assert LISTENER.again(shown, replace(said, text="@bot In songs.")) == replace(shown, text="In songs.")
    assert LISTENER.again(shown, replace(said, text="")) == shown
    assert LISTENER.again(shown, replace(said, text="@bot")) is None


def test_c16_replies_wait_for_a_person_when_a_page_would() -> None:
    """A third person, a new account, a word of the list, a picture: held, and told to facilitators."""
    replies = [
        reply(by="Third", mentions=("bot@mastodon.example", "ben@other.example")),
        reply(author=author("Young", created_at=at(9))),
        reply("@bot At the casino.", by="Lister"),
        replace(reply(by="Pic"), pictured=True),
        reply(by="Fine", number=2),
    ]
    listener = replace(LISTENER, course=replace(COURSE, holds=replace(COURSE.holds, name="held", keywords=("casino",))))

    assert [each.credit.label for each in listener.chosen(replies)] == ["Fine"]
    assert {each.author.name for each in listener.held(replies)} == {"Third", "Young", "Lister", "Pic"}


def test_an_answer_without_an_address_is_shown_all_the_same() -> None:
    """Nobody can pin or drop it by its address, and nobody has to."""
    nowhere = reply(url="")

    assert [each.text for each in LISTENER.chosen([nowhere])] == ["On paper."]
    assert LISTENER.held([nowhere]) == ()


def test_what_a_facilitator_never_wants_is_out() -> None:
    """Neither shown nor held."""
    listener = replace(LISTENER, course=replace(COURSE, never=replace(COURSE.never, name="never", keywords=("paper",))))

    assert (listener.chosen([reply()]), listener.held([reply()])) == ((), ())


NAMES = st.lists(st.sampled_from(["Ana", "Ben", "Chi", "Dee", "Eva", "Finn", "Gus"]), max_size=20)


@given(NAMES, st.randoms())
def test_the_order_of_replies_changes_nothing(names: list[str], chance: object) -> None:
    """At most five, one a person, whatever order they came in."""
    said = [reply(f"@bot number {n}", by=name, number=n) for n, name in enumerate(names)]
    shuffled = list(said)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis draws a Random

    chosen = LISTENER.chosen(shuffled)

    assert chosen == LISTENER.chosen(said)
    assert len(chosen) == min(len(set(names)), MOST)


def digest(*names: str, text: str = "On paper.") -> Digest:
    replies = tuple(Reply(ref=each.ref, credit=credit(each), text=text) for each in (reply(by=name) for name in names))
    window = Window(at(1), at(23))
    made = Digest(course="bit15", day=NOON.date(), window=window, language="en", highlights=(ITEM,))
    return answered(made, replace(made, question="How?"), replies)


def test_nothing_is_answered_where_nothing_is_shown() -> None:
    """Without replies, items or a question the digest is what it was."""
    full = digest("Eva")

    assert (full.asked, full.asked_on, len(full.replies)) == ("How?", NOON.date(), 1)
    assert digest().asked == ""
    assert answered(replace(full, highlights=(), replies=()), full, full.replies).replies == ()
    assert with_replies(full, full.replies) is full


def test_who_leaves_takes_their_reply_along_and_what_names_them() -> None:
    """By name or by post; shares that go take no reply with them."""
    eva, finn = author("Eva").account, author("Finn").account
    two = digest("Eva", "Finn", text="As Eva says.")

    assert without_names(two, frozenset({finn})).replies == two.replies[:1]
    assert without_names(two, frozenset({eva}), drop=True).replies == ()
    assert without_replies(two, {two.replies[0].ref}).replies == two.replies[1:]
    assert without_shares(two, {eva: ()}).replies == two.replies
    assert (emptied(two).replies, emptied(two).asked) == ((), "")
