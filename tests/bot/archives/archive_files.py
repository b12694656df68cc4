"""Archives written for a test, and a reader with every mapper, wired as the program wires it."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from bot.networks.archives.mappers import ActivityMapper, Mapper, StatusMapper
from bot.networks.archives.reader import ArchiveReader
from bot.networks.archives.shapes import Shape
from bot.networks.mastodon.activity import post_of_create
from bot.networks.mastodon.mapping import capture_of
from bot.networks.x.mapping import captures_of_page
from bot.networks.x.mapping_v1 import captures_of_own, captures_of_v1
from bot.networks.x.sheets import captures_of_row
from bot.ports import BadLine, Capture, Skipped

LATER = datetime(2026, 1, 1, tzinfo=UTC)
"""When an archive is read in these tests."""

MAPPERS: dict[Shape, Mapper] = {
    Shape.MASTODON: StatusMapper(capture_of),
    Shape.OUTBOX: ActivityMapper(post_of_create),
    Shape.TWARC1: captures_of_v1,
    Shape.TWARC2: captures_of_page,
    Shape.TWEETS: captures_of_own,
    Shape.TAGS: captures_of_row,
}


def reader(**but: int) -> ArchiveReader:
    return ArchiveReader(MAPPERS, **but)


def read(path: Path, *, seen_at: datetime | None = None) -> list[Capture | BadLine | Skipped]:
    return list(reader().read(path, now=LATER, seen_at=seen_at))


def status(number: int = 1, **but: Any) -> dict[str, Any]:
    """Return a Mastodon status by Ana, with numbers about her."""
    return {
        "id": str(number),
        "uri": f"https://mastodon.example/users/ana/statuses/{number}",
        "url": f"https://mastodon.example/@ana/{number}",
        "created_at": "2015-11-11T12:00:00.000Z",
        "content": '<p>lovely <a href="https://blog.example/a">blog.example/a</a></p>',
        "visibility": "public",
        "tags": [{"name": "bit15"}],
        "account": {
            "username": "ana",
            "acct": "ana",
            "display_name": "Ana",
            "url": "https://mastodon.example/@ana",
            "followers_count": 4444,
        },
        "reblog": None,
    } | but


def create(number: int = 1, **but: Any) -> dict[str, Any]:
    """Return what Ana's outbox holds of a post."""
    return {
        "id": f"https://mastodon.example/users/ana/statuses/{number}/activity",
        "type": "Create",
        "actor": "https://mastodon.example/users/ana",
        "published": "2015-11-11T12:00:00Z",
        "object": {
            "id": f"https://mastodon.example/users/ana/statuses/{number}",
            "type": "Note",
            "url": f"https://mastodon.example/@ana/{number}",
            "attributedTo": "https://mastodon.example/users/ana",
            "published": "2015-11-11T12:00:00Z",
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "content": '<p>lovely <a href="https://blog.example/a">blog.example/a</a></p>',
            "tag": [{"type": "Hashtag", "name": "#bit15"}],
        },
    } | but


ANNOUNCE = {"type": "Announce", "actor": "https://mastodon.example/users/ana", "object": "https://fedi.example/1"}
ACTOR = {
    "id": "https://mastodon.example/users/ana",
    "type": "Person",
    "preferredUsername": "ana",
    "name": "Ana",
    "summary": "<p>Teaches. #nobot</p>",
}


def outbox(*activities: Mapping[str, Any]) -> bytes:
    return orjson.dumps(
        {"@context": "x", "id": "outbox.json", "type": "OrderedCollection", "totalItems": 9, "orderedItems": activities}
    )


def own_tweets(*tweets: Mapping[str, Any]) -> bytes:
    return b"window.YTD.tweets.part0 = " + orjson.dumps([{"tweet": each} for each in tweets])


ACCOUNT_JS = (
    b'window.YTD.account.part0 = [ {"account" : {"email": "secret@mail.example", "username" : "writer71",'
    b' "accountId" : "71", "accountDisplayName" : "Writer 71"} } ]'
)


def lines(*documents: Mapping[str, Any]) -> bytes:
    return b"".join(orjson.dumps(each) + b"\n" for each in documents)


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def zipped(path: Path, **members: bytes) -> Path:
    """Write a zip whose members' names have `__` for a slash and `_` for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


def tarred(path: Path, members: Mapping[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as packed:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
    return path


def gzipped(path: Path, content: bytes) -> Path:
    return put(path, gzip.compress(content))
