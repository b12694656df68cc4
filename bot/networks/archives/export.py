"""Our own export: one JSON line a post, from which replay makes the same post again.

`{"welearned": 1, "source": …, "network": …, "seen_at": …, "local_id": …, "payload": {…}}`
"""

from dataclasses import dataclass
from datetime import datetime

import orjson

from bot.networks.archives.mappers import Document, is_document, moment
from bot.ports import Capture
from curation.errors import InvalidValue

VERSION = 1


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
