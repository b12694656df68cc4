"""What may still happen to a composed digest."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.days import window
from curation.digest import anchored, narrowed, recredited, unanchored, unquoted, without_names, without_pages
from curation.model import (
    AccountRef,
    Credit,
    CreditForm,
    Digest,
    Item,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    PostRef,
    Reply,
)
from tests.makers import at, author, course

DAY = date(2015, 11, 11)
ANA, BEN = (author(name).account for name in ("Ana", "Ben"))


def credit(account: AccountRef, label: str = "") -> Credit:
    """Return a credit with links where there is a label."""
    return Credit(
        account=account,
        form=CreditForm.NAME if label else CreditForm.NONE,
        label=label,
        post_url=f"https://mastodon.example/@{label}/1" if label else "",
        profile_url=f"https://mastodon.example/@{label}" if label else "",
        at=at(12),
    )


NAMED_ANA, NAMED_BEN = credit(ANA, "Ana"), credit(BEN, "Ben")


def item(number: int, *credits_: Credit, note: Note | None = None, anchor: str = "") -> Item:
    return Item(
        number=number,
        anchor=anchor,
        page=PageUrl(f"https://blog.example/{number}"),
        title=f"Title {number}",
        short_title=f"Short {number}",
        kind=Kind.ARTICLE,
        minutes=5,
        note=note,
        credits=credits_,
    )


def digest(
    *items: Item, again: tuple[Item, ...] = (), waiting: tuple[Item, ...] = (), organiser_note: str = ""
) -> Digest:
    """Return a digest with two highlights at most."""
    return Digest(
        course="bit15",
        day=DAY,
        window=window(course(), DAY),
        language="en",
        highlights=items[:2],
        also=items[2:],
        again=again,
        key_words=("Short 1", "Short 2"),
        start_with=1 if items else None,
        waiting=waiting,
        organiser_note=organiser_note,
    )


def test_anchors_are_given_once() -> None:
    """What has one keeps it; what is not in the mapping still needs one."""
    before = digest(item(1), item(2, anchor="old000"), item(3))
    minted = {each.page: f"new{each.number:03}" for each in before.items[:2]}

    after = anchored(before, minted)

    assert unanchored(before) == (before.items[0].page, before.items[2].page)
    assert [each.anchor for each in after.items] == ["new001", "old000", ""]
    assert unanchored(after) == (before.items[2].page,)
    assert anchored(after, minted) == after


def test_a_person_who_stops_becomes_a_participant() -> None:
    """Name and links go everywhere, the count stays, and the others move to the front."""
    before = digest(
        item(1, NAMED_ANA, NAMED_BEN), again=(item(0, NAMED_ANA),), waiting=(item(0, NAMED_ANA, NAMED_BEN),)
    )

    after = without_names(before, frozenset({ANA}))

    assert after.items[0].credits == (NAMED_BEN, credit(ANA))
    assert after.again[0].credits == (credit(ANA),)
    assert after.waiting[0].credits == (NAMED_BEN, credit(ANA))
    assert after.items[0].people == before.items[0].people
    assert without_names(after, frozenset({ANA})) == after


@pytest.mark.parametrize(
    ("text", "source", "sharers", "kept"),
    [
        ("{sharer} shared this.", NoteSource.PERSON, (NAMED_ANA,), False),
        ("{sharer} shared this.", NoteSource.PERSON, (NAMED_ANA, NAMED_BEN), True),
        ("Worth your time.", NoteSource.PERSON, (NAMED_ANA,), True),
        ("Ana found this.", NoteSource.PERSON, (NAMED_ANA, NAMED_BEN), False),
        ("Banana bread.", NoteSource.PERSON, (NAMED_ANA,), True),
        ("I use it.", NoteSource.SHARER, (NAMED_ANA, NAMED_BEN), False),
        ("I use it.", NoteSource.SHARER, (NAMED_BEN,), True),
        ("All about it.", NoteSource.PAGE, (NAMED_ANA,), True),
    ],
)
def test_t112_a_name_never_survives_in_a_note(
    text: str, source: NoteSource, sharers: tuple[Credit, ...], *, kept: bool
) -> None:
    """Notes that name the person, may be their words, or have nobody left to speak of, go."""
    before = digest(item(1, *sharers, note=Note(text=text, source=source)), item(2, NAMED_ANA))

    (after, _) = without_names(before, frozenset({ANA})).items

    assert (after.note is not None) is kept


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王芳", "感谢王芳老师的分享"),
        ("김민수", "김민수가 공유했습니다"),
        ("José", "Thanks, Jose\u0301!"),
    ],
)
def test_t112_nor_in_a_script_without_spaces(name: str, text: str) -> None:
    """A name goes from prose also where no space parts it from the words beside it."""
    before = digest(item(1, credit(ANA, name), NAMED_BEN, note=Note(text=text, source=NoteSource.PERSON)))

    assert without_names(before, frozenset({ANA})).items[0].note is None


def test_t112_nor_in_what_the_organiser_wrote() -> None:
    """A note that holds the name goes; any other stays."""
    thanks = digest(item(1, NAMED_ANA), organiser_note="Thanks to Ana for the room.")
    plain = digest(item(1, NAMED_ANA), organiser_note="Room 5 today.")

    assert without_names(thanks, frozenset({ANA})).organiser_note == ""
    assert without_names(plain, frozenset({ANA})).organiser_note == "Room 5 today."


NAME, ALIAS, NONE = CreditForm.NAME, CreditForm.ALIAS, CreditForm.NONE


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        pytest.param({}, {}, id="nothing changed"),
        pytest.param({"label": "Anita"}, {}, id="a new display name"),
        pytest.param(
            {"label": "", "form": NONE}, {"label": "", "form": NONE, "post_url": "", "profile_url": ""}, id="none"
        ),
        pytest.param({"label": "Fox", "form": ALIAS}, {"label": "Fox", "form": ALIAS}, id="an alias"),
        pytest.param({"post_url": ""}, {"post_url": ""}, id="no link to the post"),
        pytest.param({"profile_url": ""}, {"profile_url": ""}, id="no link to the profile"),
        pytest.param(
            {"post_url": "https://a.example/2", "at": at(13)}, {"post_url": "https://a.example/2"}, id="another post"
        ),
    ],
)
def test_what_is_shown_only_ever_narrows(now: dict[str, Any], stands: dict[str, Any]) -> None:
    """A credit becomes what its person allows now, and never more than was shown."""
    assert narrowed(NAMED_ANA, replace(NAMED_ANA, **now)) == replace(NAMED_ANA, **stands)


def test_links_that_were_not_shown_do_not_come() -> None:
    """Who was named without links stays without, whatever would be allowed today."""
    shown = replace(NAMED_ANA, post_url="", profile_url="")

    assert narrowed(shown, NAMED_ANA) == shown


@pytest.mark.parametrize(("old", "new"), [("Fox", "Heron"), ("Fox", "Fox")])
def test_an_alias_follows_the_latest_wish(old: str, new: str) -> None:
    """Of two aliases the later one stands."""
    shown = replace(NAMED_ANA, form=ALIAS, label=old)

    assert narrowed(shown, replace(shown, label=new)).label == new


def test_t112_a_new_label_leaves_no_old_one_in_prose() -> None:
    """Notes that hold the former name go, those that speak of nobody any more go, others stay."""
    notes = [Note(text=text, source=NoteSource.PERSON) for text in ("Ana found it.", "{sharer} found it.", "Good.")]
    before = digest(
        *(item(number, NAMED_ANA, note=each) for number, each in enumerate(notes, 1)),
        item(4, NAMED_ANA, NAMED_BEN),
        organiser_note="Thanks, Ana!",
    )

    renamed = recredited(before, lambda _, shown: replace(shown, label="Fox") if shown == NAMED_ANA else shown)
    unnamed = recredited(before, lambda _, shown: credit(ANA) if shown == NAMED_ANA else shown)

    assert [each.note for each in renamed.items] == [None, notes[1], notes[2], None]
    assert [each.note for each in unnamed.items] == [None, None, notes[2], None]
    assert (renamed.organiser_note, unnamed.organiser_note) == ("", "")
    assert unnamed.items[3].credits == (NAMED_BEN, credit(ANA))
    assert recredited(before, lambda _, shown: shown) == before


def test_c15_what_sharers_said_goes_from_the_pages_named() -> None:
    """What a person or the page says stays, and so do quotations of other pages."""
    said, told = (Note(text="I use it.", source=each) for each in (NoteSource.SHARER, NoteSource.PAGE))
    before = digest(item(1, NAMED_ANA, note=said), item(2, NAMED_ANA, note=said), item(3, NAMED_ANA, note=told))

    after = unquoted(before, {before.items[0].page, before.items[2].page})

    assert [each.note for each in after.items] == [None, said, told]


@pytest.mark.parametrize("drop", [False, True])
def test_t112_who_leaves_is_not_the_pages_author_either(*, drop: bool) -> None:
    """People share what they wrote; other authors stay."""
    own, other = (replace(item(n, NAMED_ANA, NAMED_BEN), page_author=who) for n, who in ((1, "Ana"), (2, "Cleo")))
    before = digest(own, other)

    left = without_names(before, frozenset({ANA}), drop=drop)
    renamed = recredited(before, lambda _, shown: replace(shown, label="Fox") if shown == NAMED_ANA else shown)

    assert [each.page_author for each in left.items] == ["", "Cleo"]
    assert [each.page_author for each in renamed.items] == ["", "Cleo"]


@pytest.mark.parametrize("drop", [False, True])
def test_t112_who_leaves_names_no_site_either(*, drop: bool) -> None:
    """A blog that is called by its writer's name is called by its host; other sites keep their names."""
    own, other = (replace(item(n, NAMED_ANA, NAMED_BEN), site=who) for n, who in ((1, "Ana’s blog"), (2, "Analysts")))
    before = digest(own, other)

    left = without_names(before, frozenset({ANA}), drop=drop)
    renamed = recredited(before, lambda _, shown: replace(shown, label="Fox") if shown == NAMED_ANA else shown)

    assert [each.site for each in left.items] == ["blog.example", "Analysts"]
    assert [each.site for each in renamed.items] == ["blog.example", "Analysts"]


def test_t112_a_question_that_names_who_leaves_goes() -> None:
    """It was written before its guest took part; other questions stay."""
    before = replace(digest(item(1, NAMED_ANA, NAMED_BEN)), question="What would you ask Ana?")

    assert without_names(before, frozenset({ANA})).question == ""
    assert without_names(before, frozenset({BEN})).question == before.question
    assert recredited(before, lambda _, shown: replace(shown, label="Fox")).question == ""


def test_t112_answers_stay_without_the_question_that_names_who_leaves() -> None:
    """What was asked the day before is held to the same; what others answered is theirs."""
    words = Reply(ref=PostRef("mastodon", "https://mastodon.example/@Ben/7"), credit=NAMED_BEN, text="By hand.")
    before = replace(digest(item(1, NAMED_ANA)), asked="What would you ask Ana?", asked_on=DAY, replies=(words,))
    after = (
        without_names(before, frozenset({ANA})),
        recredited(before, lambda _, shown: replace(shown, label="Fox")),
    )

    assert [(each.asked, each.asked_on, each.replies) for each in after] == [("", None, (words,))] * 2


def test_erasing_takes_what_nobody_else_shared() -> None:
    """The number stays and the words are gone; what others shared stays, without even a reference to the account."""
    before = digest(
        item(1, NAMED_ANA, anchor="aaaaaa"),
        item(2, NAMED_ANA, NAMED_BEN),
        item(3, NAMED_BEN),
        again=(item(0, NAMED_ANA),),
        waiting=(item(0, NAMED_ANA), item(0, NAMED_BEN)),
    )

    after = without_names(before, frozenset({ANA}), drop=True)

    gone, stays, other = after.items
    assert gone == Item(
        number=1,
        anchor="aaaaaa",
        page=PageUrl("removed:1"),
        title="",
        short_title="",
        kind=Kind.PAGE,
        people=0,
        sources=0,
        removed=True,
    )
    assert stays.credits == (NAMED_BEN, credit(AccountRef("mastodon", "")))
    assert other == before.items[2]
    assert (after.again, after.waiting) == ((), before.waiting[1:])
    assert (after.start_with, after.key_words) == (None, ("Short 2",))
    assert unanchored(after) == (stays.page, other.page)


def test_an_item_goes_with_the_last_of_those_who_are_erased() -> None:
    """Two people erased one after the other leave nothing of what only they shared; a stop alone keeps the item."""
    before = digest(item(1, NAMED_ANA, NAMED_BEN))

    one = without_names(before, frozenset({ANA}), drop=True)
    both = without_names(one, frozenset({BEN}), drop=True)
    stopped = without_names(before, frozenset({ANA, BEN}))

    assert not one.items[0].removed
    assert both.items[0].removed
    assert not stopped.items[0].removed
    assert (stopped.start_with, stopped.key_words) == (before.start_with, before.key_words)


def test_pages_taken_out_leave_their_numbers() -> None:
    """The others keep theirs; nothing points at what is gone."""
    before = digest(item(1, NAMED_ANA), item(2), item(3), again=(item(0),), waiting=(item(0), item(9)))

    after = without_pages(before, {before.items[0].page, before.again[0].page})

    assert [(each.number, each.removed) for each in after.items] == [(1, True), (2, False), (3, False)]
    assert (after.again, after.waiting) == ((), (item(9),))
    assert (after.start_with, after.key_words) == (None, ("Short 2",))
    assert after.minutes == 10
    assert without_pages(before, ()) == before
    assert without_pages(replace(before, start_with=2), {before.items[0].page}).start_with == 2


LABELS = st.sampled_from(["Zenobia Quill", "zq at mastodon.example", "Blue (Heron)", "学び手"])
ACCOUNTS = [author(name).account for name in ("Ana", "Ben", "Cleo")]
TEXTS = st.sampled_from(["{sharer} shared this.", "LABEL found it.", "Seen by LABEL, and LABEL.", "Good."])


@given(
    labels=st.tuples(LABELS, LABELS, LABELS).filter(lambda three: len(set(three)) == 3),
    sharers=st.lists(st.sets(st.integers(0, 2), min_size=1), min_size=1, max_size=6),
    texts=st.lists(TEXTS, min_size=6, max_size=6),
    drop=st.booleans(),
)
def test_t112_no_trace_of_the_name_is_left(
    labels: tuple[str, ...], sharers: list[set[int]], texts: list[str], *, drop: bool
) -> None:
    """Wherever the label stood, a search of the whole digest finds it no more; erased, not the account either."""
    items = [
        item(
            number,
            *(credit(ACCOUNTS[who], labels[who]) for who in sorted(whose)),
            note=Note(text=texts[number].replace("LABEL", labels[0]), source=NoteSource.PERSON),
        )
        for number, whose in enumerate(sharers)
    ]
    everywhere = item(9, credit(ACCOUNTS[0], labels[0]))
    before = digest(*items, again=(everywhere,), waiting=tuple(items), organiser_note=f"Thanks, {labels[0]}!")

    after = without_names(before, frozenset({ACCOUNTS[0]}), drop=drop)

    assert labels[0] in repr(before)
    assert labels[0] not in repr(after)
    assert [each.number for each in after.items] == [each.number for each in before.items]
    if drop:
        assert ACCOUNTS[0].id not in repr(after)
