"""Rows and JSON text on one side, nouns on the other; nothing else knows both.

This is the one module of the store where values have no declared type until they have been looked at.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import msgspec
import orjson
from sqlalchemy import Row

from bot.ports import Delivery, DeliveryState, Issue, Operation, Part, Receipt
from bot.ports.records import DigestState
from curation.model import (
    AccountRef,
    Digest,
    DigestKey,
    Event,
    EventKind,
    Kind,
    PageCard,
    PageUrl,
    Wish,
    WishKind,
)

T = TypeVar("T")
Values: TypeAlias = dict[str, object]
"""Values by column name."""

_MOST = 2**31 - 1
"""The largest number a column takes; strangers may claim any."""


def to_json(value: object) -> str:
    """Return *value*, made of frozen dataclasses, as JSON text; equal values give equal text."""
    return orjson.dumps(value, default=sorted, option=orjson.OPT_SORT_KEYS).decode()  # only sets need the default


def from_json(kind: type[T], text: str) -> T:
    """Return the value of type *kind* that `to_json` made *text* of.

    A field that is not in the text has its default: it was added to the class after the text was stored.
    """
    return msgspec.json.decode(text, type=kind)


def card_row(card: PageCard) -> Values:
    """Return the row of `cards` that *card* becomes, its page left out."""
    return {
        "title": card.title,
        "address": card.address,
        "claimed": card.claimed or "",
        "author": card.author,
        "site": card.site,
        "language": card.language,
        "kind": card.kind.value,
        "minutes": card.minutes and min(card.minutes, _MOST),
        "pages": card.pages and min(card.pages, _MOST),
        "description": card.description,
        "published": card.published,
    }


def card_of(row: Row[*tuple[Any, ...]]) -> PageCard:
    """Return the card of a row of `cards` that was selected with its page's `url`."""
    return PageCard(
        page=PageUrl(row.url),
        title=row.title,
        address=row.address,
        claimed=PageUrl(row.claimed) if row.claimed else None,
        author=row.author,
        site=row.site,
        language=row.language,
        kind=Kind(row.kind),
        minutes=row.minutes,
        pages=row.pages,
        description=row.description,
        published=row.published,
    )


def issue_row(issue: Issue) -> Values:
    """Return the row of `digests` that *issue* becomes."""
    return {
        "key": issue.digest.key,
        "course": issue.digest.course,
        "day": issue.digest.day,
        "state": issue.state.value,
        "revision": issue.revision,
        "composed_at": issue.composed_at,
        "frozen_at": issue.frozen_at,
        "changed_at": issue.changed_at,
        "tag_uri": issue.tag_uri,
        "body": to_json(issue.digest),
        "parts": to_json(dict(issue.parts)),
    }


def issue_of(row: Row[*tuple[Any, ...]]) -> Issue:
    """Return the issue that a row of `digests` holds."""
    return Issue(
        digest=_digest(row.body),
        state=DigestState(row.state),
        revision=row.revision,
        composed_at=row.composed_at,
        frozen_at=row.frozen_at,
        changed_at=row.changed_at,
        tag_uri=row.tag_uri,
        parts=_parts(row.parts),
    )


# The issue before is asked for again and again while a day is composed, and a large one takes long to make.
@lru_cache(maxsize=4)
def _digest(text: str) -> Digest:
    return from_json(Digest, text)


def _parts(text: str) -> Mapping[str, tuple[Part, ...]]:
    parts: Mapping[str, tuple[Part, ...]] = msgspec.json.decode(text, type=Mapping[str, tuple[Part, ...]])
    return parts


def delivery_row(delivery: Delivery) -> Values:
    """Return the row of `deliveries` that *delivery* becomes."""
    receipt = delivery.receipt
    return {
        "digest": delivery.digest,
        "outlet": delivery.outlet,
        "part": delivery.part,
        "recipient": delivery.recipient,
        "operation": delivery.operation.value,
        "revision": delivery.revision,
        "state": delivery.state.value,
        "started_at": delivery.started_at,
        "attempts": delivery.attempts,
        "text_hash": delivery.text_hash,
        "said": to_json(delivery.said) if delivery.said else None,
        "receipt": to_json(receipt) if receipt else None,
        "receipt_uri": receipt.uri if receipt else None,
        "reason": delivery.reason,
        "retry_at": delivery.retry_at,
        "not_before": delivery.not_before,
    }


def delivery_of(row: Row[*tuple[Any, ...]]) -> Delivery:
    """Return the delivery that a row of `deliveries` holds."""
    return Delivery(
        digest=DigestKey(row.digest),
        outlet=row.outlet,
        part=row.part,
        operation=Operation(row.operation),
        recipient=row.recipient,
        revision=row.revision,
        state=DeliveryState(row.state),
        started_at=row.started_at,
        attempts=row.attempts,
        text_hash=row.text_hash,
        said=from_json(Part, row.said) if row.said else None,
        receipt=from_json(Receipt, row.receipt) if row.receipt else None,
        reason=row.reason,
        retry_at=row.retry_at,
        not_before=row.not_before,
    )


def event_row(event: Event) -> Values:
    """Return the row of `events` that *event* becomes."""
    return {
        "course": event.course,
        "day": event.day,
        "kind": event.kind.value,
        "who": event.who,
        "at": event.at,
        "page": event.page,
        "value": event.value,
    }


def event_of(row: Row[*tuple[Any, ...]]) -> Event:
    """Return the event that a row of `events` holds."""
    return Event(
        course=row.course,
        kind=EventKind(row.kind),
        who=row.who,
        at=row.at,
        day=row.day,
        page=row.page,
        value=row.value,
    )


def wish_row(wish: Wish) -> Values:
    """Return the row of `wishes` that *wish* becomes."""
    return {
        "network": wish.account.network,
        "account": wish.account.id,
        "kind": wish.kind.value,
        "at": wish.at,
        "course": wish.course,
        "value": wish.value,
        "evidence": wish.evidence,
        "policy": wish.policy,
        "expires": wish.expires,
        "previous": wish.previous,
    }


def wish_of(row: Row[*tuple[Any, ...]]) -> Wish:
    """Return the wish that a row of `wishes` holds."""
    return Wish(
        account=AccountRef(row.network, row.account),
        kind=WishKind(row.kind),
        at=row.at,
        course=row.course,
        value=row.value,
        evidence=row.evidence,
        policy=row.policy,
        expires=row.expires,
        previous=row.previous,
    )
