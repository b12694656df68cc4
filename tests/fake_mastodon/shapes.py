"""The JSON that Mastodon's documentation promises for what the fake server knows.

https://docs.joinmastodon.org/entities/
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

from tests.fake_mastodon.software import Software
from tests.fake_mastodon.state import FakeAccount, FakeNotification, FakeStatus

_PIECES = re.compile(r"(?P<url>https?://[^\s<>\"]+)|(?<!\S)#(?P<tag>\w+)|(?<![\w/])@(?P<who>[\w.\-]+(?:@[\w.\-:]+)?)")
_SHOWN = 30


def html_of(text: str, *, domain: str) -> str:
    """Return *text* as a server stores it: paragraphs, breaks, and links with their invisible parts."""
    paragraphs = re.split(r"\n{2,}", text.strip("\n"))
    return "".join(f"<p>{_line(each, domain=domain)}</p>" for each in paragraphs)


def links_in(text: str) -> tuple[str, ...]:
    return tuple(match["url"] for match in _PIECES.finditer(text) if match["url"])


def tags_in(text: str) -> tuple[str, ...]:
    """Return hashtags by the rule of 4.6: at the start or after white space."""
    return tuple(
        match["tag"].lower() for match in _PIECES.finditer(text) if match["tag"] and not match["tag"].isdigit()
    )


def mentions_in(text: str) -> tuple[str, ...]:
    return tuple(match["who"] for match in _PIECES.finditer(text) if match["who"])


def length_of(text: str, software: Software) -> int:
    """Return a rough length: close enough for a server that says 422."""
    without = re.sub(r"(@[\w.\-]+)@[\w.\-:]+", r"\1", text)
    return len(re.sub(r"https?://\S+", "x" * software.characters_per_url, without))


def _line(text: str, *, domain: str) -> str:
    found, at = "", 0
    for match in _PIECES.finditer(text):
        found += _escaped(text[at : match.start()]) + _linked(match, domain)
        at = match.end()
    return found + _escaped(text[at:])


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br />")


def _linked(match: re.Match[str], domain: str) -> str:
    if match["url"]:
        return _link(match["url"])
    if match["tag"]:
        where = f"https://{domain}/tags/{match['tag']}"
        return f'<a href="{where}" class="mention hashtag" rel="tag">#<span>{match["tag"]}</span></a>'
    user, _, host = match["who"].partition("@")
    where = f"https://{host or domain}/@{user}"
    return f'<span class="h-card"><a href="{where}" class="u-url mention">@<span>{user}</span></a></span>'


def _link(url: str) -> str:
    prefix = re.match(r"https?://(www\.)?", url)
    start = prefix[0] if prefix else ""
    shown, rest = url[len(start) :][:_SHOWN], url[len(start) :][_SHOWN:]
    style = ' class="ellipsis"' if rest else ' class=""'
    return (
        f'<a href="{escape(url)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{escape(start)}</span><span{style}>{escape(shown)}</span>'
        f'<span class="invisible">{escape(rest)}</span></a>'
    )


def time_of(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def account_json(account: FakeAccount, *, domain: str) -> dict[str, Any]:
    """Return an account with the counts that we must not keep."""
    user, _, host = account.acct.partition("@")
    return {
        "id": account.number,
        "username": user,
        "acct": account.acct,
        "display_name": account.display_name,
        "locked": False,
        "bot": account.bot,
        "discoverable": True,
        "indexable": True,
        "noindex": False,
        "group": False,
        "created_at": "2012-01-01T00:00:00.000Z",
        "note": account.note,
        "url": f"https://{host or domain}/@{user}",
        "uri": f"https://{host or domain}/users/{user}",
        "avatar": "https://files.example/avatar.png",
        "followers_count": 1234,
        "following_count": 567,
        "statuses_count": 89,
        "last_status_at": "2015-11-11",
        "emojis": [],
        "fields": account.fields,
        **account.more,
    }


def status_json(
    status: FakeStatus, *, domain: str, card_of: Callable[[FakeStatus], dict[str, Any] | None]
) -> dict[str, Any]:
    """Return a status."""

    def inner(other: FakeStatus) -> dict[str, Any]:
        return status_json(other, domain=domain, card_of=card_of)

    return {
        "id": status.id,
        "created_at": time_of(status.created_at),
        "in_reply_to_id": status.in_reply_to_id,
        "sensitive": status.sensitive,
        "spoiler_text": status.spoiler_text,
        "visibility": status.visibility,
        "language": status.language,
        "uri": status.uri,
        "url": status.url,
        "replies_count": 0,
        "reblogs_count": status.reblogs_count,
        "favourites_count": 3,
        "edited_at": time_of(status.edited_at) if status.edited_at else None,
        "content": status.content,
        "reblog": inner(status.reblog) if status.reblog else None,
        "quote": {"state": "accepted", "quoted_status": inner(status.quote)} if status.quote else None,
        "account": account_json(status.account, domain=domain),
        "media_attachments": [],
        "mentions": [_mention_json(each, domain=domain) for each in status.mentions],
        "tags": [{"name": each, "url": f"https://{domain}/tags/{each}"} for each in status.tags],
        "emojis": [],
        "card": card_of(status),
        "poll": None,
        **status.more,
    }


def _mention_json(account: FakeAccount, *, domain: str) -> dict[str, Any]:
    user, _, host = account.acct.partition("@")
    where = f"https://{host or domain}/@{user}"
    return {"id": account.number, "username": user, "acct": account.acct, "url": where}


def notification_json(notification: FakeNotification, *, domain: str) -> dict[str, Any]:
    """Return a notification."""
    told = {
        "id": notification.id,
        "type": notification.kind,
        "created_at": time_of(notification.created_at),
        "account": account_json(notification.account, domain=domain),
    }
    if notification.status is not None:
        told["status"] = status_json(notification.status, domain=domain, card_of=lambda _status: None)
    return told


def instance_json(software: Software, *, domain: str, rules: tuple[str, ...], streaming: str = "") -> dict[str, Any]:
    """Return what the server says of itself."""
    access = {"local": "public", "remote": "disabled" if software.closed else "public"}
    return {
        "domain": domain,
        "title": "A server of nobody",
        "version": software.version,
        "configuration": {
            "urls": {"streaming": streaming} if streaming else {},
            "statuses": {
                "max_characters": software.max_characters,
                "characters_reserved_per_url": software.characters_per_url,
            },
            "timelines_access": {"hashtag_feeds": access, "live_feeds": access},
        },
        "api_versions": {"mastodon": 11} if software.name == "mastodon" else {},
        "rules": [{"id": str(number), "text": text} for number, text in enumerate(rules, start=1)],
    }
