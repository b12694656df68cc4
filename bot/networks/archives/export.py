"""Our own export: one JSON line a post, from which replay makes the same post again.

`{"welearned": 1, "source": …, "network": …, "seen_at": …, "local_id": …, "payload": {…}}` is a post as its network gave
it. `{"welearned": 1, "share": {"id": …, "sharer": …, "created_at": …, "seen_at": …, "links": […], "hashtags": […],
"language": …, "sensitive": …}}` is that somebody shared pages: `id` and `sharer` are names that say nothing.
"""

import re
from dataclasses import dataclass
from datetime import datetime

import orjson

from bot.networks.archives.mappers import Document, is_array, is_document, moment
from bot.ports import Capture
from curation.consent import VEILED
from curation.errors import InvalidHashtag, InvalidValue
from curation.model import AccountRef, AccountState, Author, Hashtag, Post, PostRef

VERSION = 1
_VEIL = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLine:
    """A line of an export."""

    source: str
    seen_at: datetime
    local_id: str
    payload: Document


def export_line(capture: Capture) -> bytes:
    """Return *capture* as a line of an export, its end included."""
    line = {
        "welearned": VERSION,
        "source": capture.source,
        "network": capture.post.ref.network,
        "seen_at": capture.post.seen_at,
        "local_id": capture.local_id,
    }
    return b'%b,"payload":%b}\n' % (orjson.dumps(line).removesuffix(b"}"), capture.payload)


def share_line(post: Post) -> bytes:
    """Return the veiled *post* as a line of an export, its end included."""
    share = {
        "id": post.ref.uri,
        "sharer": post.author.account.id,
        "created_at": post.created_at,
        "seen_at": post.seen_at,
        "links": post.links,
        "hashtags": [each.display for each in post.hashtags],
        "language": post.language,
        "sensitive": post.sensitive,
    }
    return orjson.dumps({"welearned": VERSION, "share": share}, option=orjson.OPT_APPEND_NEWLINE)


def shared(document: Document) -> Post:
    """Return the veiled post that a line of an export says; raise `InvalidValue`."""
    share = document["share"]
    if document.get("welearned") != VERSION or not is_document(share):
        raise InvalidValue("welearned", found=document.get("welearned"), expected=f"a share of version {VERSION}")
    sharer = _veil(share, "sharer")
    language = share.get("language")
    return Post(
        ref=PostRef(VEILED, _veil(share, "id")),
        author=Author(account=AccountRef(VEILED, sharer), handle=sharer, name=sharer, state=AccountState.UNKNOWN),
        text="",
        created_at=moment(share, "created_at"),
        seen_at=moment(share, "seen_at"),
        links=_links(share),
        hashtags=_hashtags(share),
        language=language if isinstance(language, str) and _LANGUAGE.fullmatch(language) else "",
        sensitive=share.get("sensitive") is not False,
    )


def _veil(share: Document, name: str) -> str:
    veil = share.get(name)
    if not isinstance(veil, str) or not _VEIL.fullmatch(veil):
        raise InvalidValue(name, found="something else", expected="a name that says nothing, 64 digits of base 16")
    return veil


def _links(share: Document) -> tuple[str, ...]:
    links = tuple(_texts(share, "links"))
    if not all(each.startswith(("https://", "http://")) for each in links):
        raise InvalidValue("links", found="something else", expected="addresses of pages")
    return links


def _hashtags(share: Document) -> tuple[Hashtag, ...]:
    try:
        return tuple(map(Hashtag.parse, _texts(share, "hashtags")))
    except InvalidHashtag as error:
        raise InvalidValue("hashtags", found="something else", expected="hashtags") from error


def _texts(share: Document, name: str) -> list[str]:
    found = share.get(name)
    texts = [each for each in found if isinstance(each, str)] if is_array(found) else []
    if not is_array(found) or len(texts) != len(found):
        raise InvalidValue(name, found="something else", expected="a list of texts")
    return texts


def exported(document: Document) -> ExportLine:
    """Return what a line of an export says; raise `InvalidValue`."""
    source, payload = document.get("source"), document.get("payload")
    if document.get("welearned") != VERSION:
        raise InvalidValue("welearned", found=document.get("welearned"), expected=f"version {VERSION}")
    if not isinstance(source, str) or not is_document(payload):
        raise InvalidValue("payload", found=type(payload), expected="an object, beside the name of its source")
    local_id = document.get("local_id")
    return ExportLine(
        source=source,
        seen_at=moment(document, "seen_at"),
        local_id=local_id if isinstance(local_id, str) else "",
        payload=payload,
    )
