"""Values for tests: say what matters, the rest is plausible."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from curation.model import (
    AccountRef,
    Author,
    ConsentMode,
    Course,
    Hashtag,
    PageCard,
    PageUrl,
    Post,
    PostRef,
    Wish,
    WishKind,
)

NOON = datetime(2015, 11, 11, 12, 0, tzinfo=UTC)
"""A Wednesday, in every test's time."""


def at(hour: int, minute: int = 0, *, day: int = 11, month: int = 11) -> datetime:
    """Return a time in November 2015, UTC."""
    return datetime(2015, month, day, hour, minute, tzinfo=UTC)


def hashtag(text: str = "#BIT15") -> Hashtag:
    return Hashtag.parse(text)


def author(name: str = "Ana", **but: Any) -> Author:
    """Return an author whose handle follows from the name: Ana is `ana@mastodon.example`."""
    handle = but.pop("handle", f"{name.casefold().replace(' ', '')}@mastodon.example")
    network = but.pop("network", "mastodon")
    given: dict[str, Any] = {
        "account": AccountRef(network, handle.casefold()),
        "handle": handle,
        "name": name,
        "url": f"https://{handle.partition('@')[2] or 'x.com'}/@{handle.partition('@')[0]}",
        "indexable": True,
        "discoverable": True,
        "created_at": datetime(2012, 1, 1, tzinfo=UTC),
    }
    return Author(**(given | but))


def post(*links: str, by: str | Author = "Ana", **but: Any) -> Post:
    """Return a public post under #BIT15 with *links*; `number=` makes it another post of the same person."""
    writer = author(by) if isinstance(by, str) else by
    number = but.pop("number", 1)
    created_at = but.pop("created_at", NOON)
    slug = writer.handle.partition("@")[0]
    given: dict[str, Any] = {
        "ref": PostRef(writer.account.network, f"https://mastodon.example/users/{slug}/statuses/{number}"),
        "author": writer,
        "text": "lovely " + " ".join(links) + " #BIT15",
        "created_at": created_at,
        "seen_at": but.pop("seen_at", created_at + timedelta(minutes=1)),
        "url": f"https://mastodon.example/@{slug}/{number}",
        "links": links,
        "hashtags": (hashtag(),),
        "language": "en",
    }
    return Post(**(given | but))


def course(**but: Any) -> Course:
    """Return BIT15: open consent, Toronto time, digest at 18:00."""
    given: dict[str, Any] = {
        "slug": "bit15",
        "title": "BIT15",
        "hashtags": (hashtag(),),
        "consent": ConsentMode.OPEN,
        "zone": "America/Toronto",
        "digest_time": time(18, 0),
        "starts": date(2015, 11, 1),
    }
    return Course(**(given | but))


def card(page: str, title: str = "A page", **but: Any) -> PageCard:
    return PageCard(page=PageUrl(page), title=title, **but)


def wish(who: str | Author, kind: WishKind, value: str = "", **but: Any) -> Wish:
    person = author(who) if isinstance(who, str) else who
    given: dict[str, Any] = {"account": person.account, "kind": kind, "value": value, "at": at(9)}
    return Wish(**(given | but))
