"""What is held of one person, as JSON and as text: complete, and about nobody else."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

import orjson

from bot.ports import Capture
from bot.tasks.holdings import Holdings
from curation.model import Course, Post, Wish

Standing = Sequence[tuple[Course, Sequence[Wish]]]
"""For each course the wishes that count there."""


def as_json(held: Holdings, standing: Standing) -> str:
    """Return everything as one JSON object, stable for machines: keys are only ever added."""
    shown = {
        "version": 1,
        "account": asdict(held.account),
        "profile": _profile(held),
        "posts": [_post(post, held.captures) for post in held.posts],
        "wishes": [_wish(each) for each in held.wishes],
        "counting": {course.slug: [_wish(each) for each in wishes] for course, wishes in standing},
        "requests": [
            {"what": each.what, "at": each.at, "post": each.post, "contact": each.contact, "state": each.state}
            for each in held.requests
        ],
        "issues": [
            {
                "digest": each.digest,
                "number": each.number,
                "page": each.page,
                "form": each.credit.form,
                "label": each.credit.label,
                "post_url": each.credit.post_url,
                "profile_url": each.credit.profile_url,
                "quotation": each.quotation,
            }
            for each in held.appearances
        ],
    }
    return orjson.dumps(shown, default=str, option=orjson.OPT_INDENT_2).decode()


def as_lines(held: Holdings, standing: Standing) -> Iterator[str]:
    """Yield everything as a person reads it."""
    yield f"{held.account.network}: {held.account.id}"
    if held.is_empty:
        yield "Nothing is held."
        return
    if held.profile is not None:
        yield f"Profile as last seen: {held.profile.name}, {held.profile.handle}, {held.profile.url}"
        yield f"  {' '.join(held.profile.bio.split())}" if held.profile.bio else "  without a description"
    yield from _lines_of_wishes(held, standing)
    for request in held.requests:
        asked = f"Asked by form on {request.at:%Y-%m-%d}: {request.what} ({request.state.value})"
        yield f"{asked} {request.contact}".rstrip()
    yield f"Posts: {len(held.posts)}"
    for post in held.posts:
        yield f"  {post.created_at:%Y-%m-%d %H:%M} UTC {post.url or post.ref.uri}"
        yield from (f"    {line}" for line in (post.text, *post.links) if line)
    yield f"Places in issues: {len(held.appearances)}"
    for key, places in groupby(held.appearances, key=lambda each: each.digest):
        yield f"  {key}"
        for place in places:
            as_what = f"as {place.credit.label}" if place.credit.is_named else "unnamed"
            yield f"    {place.number or '–'} {place.page} {as_what}"
            yield from (f"      “{each}”" for each in (place.quotation,) if each)


def _lines_of_wishes(held: Holdings, standing: Standing) -> Iterator[str]:
    yield f"Wishes: {len(held.wishes)}"
    for wish in held.wishes:
        yield f"  {wish_line(wish)}"
    for course, wishes in standing:
        counting = ", ".join(f"{each.kind.value} {each.value}".strip() for each in wishes)
        yield f"What counts in {course.slug} (mode {course.consent.value}): {counting or 'nothing was said'}"


def wish_line(wish: Wish) -> str:
    """Return one wish with its evidence on a line."""
    said = f"{wish.kind.value} {wish.value}".strip()
    before = f", before it: {wish.previous}" if wish.previous else ""
    until = f", until {wish.expires}" if wish.expires else ""
    policy = f", policy {wish.policy}" if wish.policy else ""
    where = wish.course or "every course"
    return f"{wish.at:%Y-%m-%d %H:%M} UTC, {where}: {said}{until} (by {wish.evidence or 'nothing'}{policy}{before})"


def _profile(held: Holdings) -> dict[str, object] | None:
    return None if held.profile is None else asdict(held.profile)


def _post(post: Post, captures: Sequence[Capture]) -> dict[str, object]:
    theirs = [each for each in captures if each.post.ref == post.ref]
    return {
        "uri": post.ref.uri,
        "url": post.url,
        "created_at": post.created_at,
        "seen_at": post.seen_at,
        "edited_at": post.edited_at,
        "text": post.text,
        "content_warning": post.content_warning,
        "language": post.language,
        "links": post.links,
        "hashtags": [each.display for each in post.hashtags],
        "as_told": [{"by": each.source, "id": each.local_id, "payload": _payload(each.payload)} for each in theirs],
    }


def _payload(payload: bytes) -> object:
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        return payload.decode(errors="replace")


def _wish(wish: Wish) -> dict[str, object]:
    return {
        "kind": wish.kind,
        "value": wish.value,
        "at": wish.at,
        "course": wish.course,
        "evidence": wish.evidence,
        "policy": wish.policy,
        "previous": wish.previous,
        "expires": wish.expires,
    }
