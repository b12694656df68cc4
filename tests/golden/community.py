"""The community's own digest of 11 November 2015, as values; every person and page in it is invented or named so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.ports import DigestState, Issue, Part
from curation.model import (
    AccountRef,
    Chosen,
    Course,
    Credit,
    CreditForm,
    Digest,
    Item,
    Kind,
    Note,
    NoteSource,
    PageUrl,
    Window,
)
from tests import makers

DAY = date(2015, 11, 11)
PAGE = "https://digest.example.org/bit15/2015/11/11/"
QUESTION = "How do you share the things you learn every day?"
WINDOW = Window(datetime(2015, 11, 10, 23, tzinfo=UTC), datetime(2015, 11, 11, 23, tzinfo=UTC))


def credit(name: str = "", post: str = "", **but: Any) -> Credit:
    """Return a sharer by *name*, linked at *post*; without a name, a participant who is not named."""
    given: dict[str, Any] = {
        "account": AccountRef("mastodon", f"{name.partition(' ')[0].casefold() or 'someone'}@mastodon.example"),
        "form": CreditForm.NAME if name else CreditForm.NONE,
        "label": name,
        "post_url": post,
        "at": makers.at(12),
    }
    return Credit(**(given | but))


def said(text: str) -> Note:
    return Note(text=text, source=NoteSource.PERSON)


def item(number: int = 1, title: str = "The ladder of inference, explained", **but: Any) -> Item:
    given: dict[str, Any] = {
        "number": number,
        "anchor": f"7fk2q{'abcdefghjkmnpqrstuvwxyz'[number % 23]}",
        "page": PageUrl(f"https://pages.example/{number}"),
        "title": title,
        "short_title": title,
        "kind": Kind.ARTICLE,
        "site": "pages.example",
        "language": "en",
        "credits": (credit("Ana", "https://mastodon.example/@ana/1"),),
    }
    return Item(**(given | but))


HIGHLIGHTS = (
    item(
        1,
        short_title="The ladder of inference",
        page=PageUrl("https://video.example/ladder-of-inference"),
        site="video.example",
        kind=Kind.VIDEO,
        topics=("Digital footprint",),
        minutes=6,
        page_author="Alma Reyes",
        note=said(
            "{sharer}, who gave the final keynote at BIT15, shared this; she referred to it in her presentation. "
            "Worth your time to learn more about."
        ),
        credits=(
            credit("Heidi Siwak", "https://mastodon.example/@heidi/1111"),
            credit("Ana", "https://mastodon.example/@ana/1112"),
            credit(),
        ),
        people=3,
    ),
    item(
        2,
        "Why failure matters",
        page=PageUrl("https://radio.example/why-failure-matters"),
        site="radio.example",
        kind=Kind.PODCAST,
        topics=("Leading & listening",),
        minutes=9,
        note=said("Worth a listen!"),
        credits=(credit("Patrick Miller", "https://mastodon.example/@patrick/2222"),),
    ),
    item(
        3,
        "The importance of courage, and which critics are important",
        short_title="Courage, and which critics count",
        page=PageUrl("https://talks.example/courage"),
        site="talks.example",
        kind=Kind.TALK,
        topics=("Leading & listening", "Digital footprint"),
        minutes=18,
        note=said("{sharer} shared this important talk."),
        credits=(credit("Brian Harrison", "https://mastodon.example/@brian/3333"),),
    ),
)
ALSO = (
    item(
        4, "Five ways to lay the foundation for innovation", minutes=7, page=PageUrl("https://blog.example/five-ways")
    ),
    item(
        5,
        "Une école sans notes",
        language="fr",
        minutes=12,
        note=Note(text="Ce qui change quand on cesse de noter.", source=NoteSource.PAGE),
        credits=(credit(), credit()),
    ),
    item(
        6,
        "A map of open textbooks",
        kind=Kind.TOOL,
        note=Note(text="I use it every week & so does my class", source=NoteSource.SHARER),
        credits=(credit("Ana", "https://mastodon.example/@ana/6"),),
    ),
    item(
        7,
        "What pupils say about feedback",
        kind=Kind.PAPER,
        minutes=30,
        page_author="נועה לוי",
        credits=(credit("נועה", "https://mastodon.example/@noa/7"), credit("Ben"), credit("Ana"), credit()),
    ),
    item(
        8,
        "Slides of the morning",
        kind=Kind.SLIDES,
        minutes=12,
        credits=(credit("Cem", "https://x.com/cem/status/8", account=AccountRef("x", "8")),),
    ),
)


def digest(**but: Any) -> Digest:
    """Return the community's digest with eight links."""
    given: dict[str, Any] = {
        "course": "bit15",
        "day": DAY,
        "window": WINDOW,
        "language": "en",
        "highlights": HIGHLIGHTS,
        "also": ALSO,
        "key_words": ("ladder of inference", "failure", "courage"),
        "start_with": 1,
        "week": "Building a positive digital footprint",
        "week_number": 2,
        "question": QUESTION,
        "chosen": Chosen.CHECKED,
        "curator": "Ana",
    }
    return Digest(**(given | but))


def course(**but: Any) -> Course:
    return makers.course(**({"answers": True} | but))


def issue(of: Digest, parts: Mapping[str, tuple[Part, ...]], **but: Any) -> Issue:
    """Return *of* as it is stored once frozen."""
    given: dict[str, Any] = {
        "digest": of,
        "state": DigestState.FROZEN,
        "composed_at": of.window.end,
        "frozen_at": of.window.end,
        "tag_uri": f"tag:digest.example.org,2015:{of.key}",
        "parts": parts,
    }
    return Issue(**(given | but))


def without(of: Digest, number: int) -> Digest:
    """Return *of* with one item taken out after publication."""
    return replace(
        of,
        highlights=tuple(replace(each, removed=each.removed or each.number == number) for each in of.highlights),
        also=tuple(replace(each, removed=each.removed or each.number == number) for each in of.also),
    )
