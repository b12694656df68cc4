"""Digests that no community would make, and that every template must survive (digest.md 8.6)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypedDict, Unpack

from curation.model import (
    AccountRef,
    ConsentMode,
    Course,
    Credit,
    CreditForm,
    Digest,
    Hashtag,
    Item,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    PostRef,
    Reply,
    Window,
)

_DAY = date(2015, 11, 11)
_WINDOW = Window(datetime(2015, 11, 10, 18, tzinfo=UTC), datetime(2015, 11, 11, 18, tzinfo=UTC))
_LONG_TITLE = "How a whole school learned to read the newspapers of its town " * 3
_LONG_NOTE = "{sharer} explains why this is worth an evening. It changed how we plan our lessons, and how we talk. " * 2
_QUESTION = "How do you share the things you learn every day, and with whom do you share them first of all?"

_SHARERS = (1, 2, 3, 20)
_NAMES = {
    "a name of 60 letters": "Maximiliane Alexandrovna von und zu Hohenlohe-Waldenburg-Ana",
    "a right-to-left name": "נועה בן־דוד",
    "an emoji name": "👩‍👩‍👧 Ana 🏳️‍🌈",
    "a name of CJK": "山田花子",
    "a mention for a name": "@everyone",
    "hashtags for a name": "#BIT15 #BIT15",
    "markup for a name": "<script>alert(1)</script>",
    "a template for a name": "{{ 7*7 }}",
    "an address for a name": "evil.example/x",
    "a file for a name": "README.md",
}


class _Varied(TypedDict, total=False):
    """What a specimen changes about its items."""

    title: str
    short_title: str
    page: PageUrl
    note: Note | None
    minutes: int | None
    language: str
    credits: tuple[Credit, ...]
    content_warning: str
    removed: bool


def course_in(language: str) -> Course:
    """Return the course whose digests these are, speaking *language*."""
    return Course(
        slug="specimen",
        title="Specimen",
        hashtags=(Hashtag.parse("#LearningTogether"),),
        consent=ConsentMode.OPEN,
        digest_time=time(18),
        language=language,
        answers=True,
    )


def specimens(language: str) -> Iterator[tuple[str, Digest]]:
    """Yield digests in *language*, each with what is unusual about it."""
    yield "nobody who may be named", _digest(language, *_items(credits=(_unnamed(1), _unnamed(2))))
    yield "0 sharers", _digest(language, *_items(credits=()))
    for count in _SHARERS:
        yield (
            f"{count} sharer{'s' if count > 1 else ''}",
            _digest(language, *_items(credits=tuple(_named(f"Ana {n}") for n in range(count)))),
        )
    for what, name in _NAMES.items():
        yield what, _digest(language, *_items(credits=(_named(name), _named("Ana"))))
    yield "titles of CJK", _digest(language, *_items(title="失敗から学ぶ" * 30, short_title="失敗から学ぶ" * 7))
    yield "a content warning", _digest(language, *_items(content_warning="death, grief and the sea " * 4))
    yield "no note, no minutes", _digest(language, *_items(note=None, minutes=None))
    yield "another language", _digest(language, *_items(language="fr" if language != "fr" else "ar"))
    yield "one item", _digest(language, _item(1))
    yield "a removed item", _digest(language, _item(1, removed=True), _item(2), _item(3))
    yield "everything as long as it may be", _longest(language)


def _longest(language: str) -> Digest:
    people = (_named(_NAMES["a name of 60 letters"]), _mentioned(), *(_named(f"Benedikta {n}") for n in range(20)))
    address = PageUrl("https://" + "a" * 60 + ".example/" + "path-" * 300)
    return _digest(
        language,
        *_items(
            title=_LONG_TITLE,
            short_title=_LONG_TITLE[:45],
            page=address,
            credits=people,
            note=Note(text=_LONG_NOTE, source=NoteSource.PERSON),
            minutes=9_999,
        ),
    )


def _digest(language: str, *items: Item) -> Digest:
    return Digest(
        course="specimen",
        day=_DAY,
        window=_WINDOW,
        language=language,
        highlights=items[:3],
        also=items[3:],
        key_words=("inference", "failure", "courage"),
        start_with=1,
        question=_QUESTION,
        asked=_QUESTION,
        asked_on=_DAY - timedelta(days=1),
        replies=tuple(_reply(each) for item in items[:2] for each in item.credits if each.is_named),
    )


def _reply(credit: Credit) -> Reply:
    return Reply(ref=PostRef("mastodon", credit.post_url), credit=credit, text=_LONG_NOTE[:200], language="en")


def _items(**but: Unpack[_Varied]) -> tuple[Item, ...]:
    """Return eight items, each varied alike."""
    return tuple(_item(number, **but) for number in range(1, 9))


def _item(number: int, **but: Unpack[_Varied]) -> Item:
    plain = Item(
        number=number,
        anchor=f"7fk2q{number}",
        page=PageUrl(f"https://pages.example/{number}"),
        title="The ladder of inference, explained",
        short_title="The ladder of inference",
        kind=Kind.VIDEO,
        minutes=6,
        site="pages.example",
        page_author="Alma Reyes",
        note=Note(text="{sharer} shared this; worth your time.", source=NoteSource.PERSON),
        credits=(_named("Ana"),),
        topics=("Wait, what? <b>& more</b>",),
    )
    return replace(plain, **but)


def _named(name: str) -> Credit:
    post = "https://mastodon.example/@ana/111111111111111111"
    return Credit(account=_account(name), form=CreditForm.NAME, label=name, post_url=post, at=_WINDOW.start)


def _mentioned() -> Credit:
    account = AccountRef("mastodon", "benedikta@mastodon.example")
    return Credit(account=account, form=CreditForm.MENTION, label="Benedikta", at=_WINDOW.start)


def _unnamed(number: int) -> Credit:
    return Credit(account=_account(str(number)), form=CreditForm.NONE, at=_WINDOW.start)


def _account(name: str) -> AccountRef:
    return AccountRef("mastodon", f"person-{sum(map(ord, name))}@mastodon.example")
