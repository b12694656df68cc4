"""What is exported can be read back, and replay makes the same posts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from bot.networks.archives.export import export_line
from bot.networks.archives.reader import ArchiveReader
from bot.ports import BadLine, Capture
from curation.model import AccountState, PostRef
from tests.bot.archives.archive_files import (
    ACTOR,
    create,
    lines,
    outbox,
    put,
    read,
    reader,
    status,
)
from tests.bot.x.payloads import page, row, tweet, tweet_v1
from tests.makers import at, post


@pytest.mark.parametrize(
    "content",
    [
        lines(status()),
        lines(page(tweet("660000000000000001", "https://blog.example/a"))),
        lines(tweet_v1("660000000000000001", "https://blog.example/a")),
        lines(row()),
        outbox(create(actor=ACTOR)),
        lines({"tweet": tweet_v1(), "account": {"username": "writer71", "accountId": "71"}}),
    ],
    ids=["Mastodon", "twarc 2", "twarc 1", "TAGS", "outbox", "own tweets"],
)
def test_replay_makes_the_same_captures(tmp_path: Path, content: bytes) -> None:
    """A capture of any shape, exported and read again, is the capture it was."""
    captures = [each for each in read(put(tmp_path / "a", content), seen_at=at(13)) if isinstance(each, Capture)]

    again = read(put(tmp_path / "b", b"".join(map(export_line, captures))))

    assert captures
    assert again == captures


def test_a_live_capture_keeps_its_source_and_its_server(tmp_path: Path) -> None:
    """A bare name of a status that a server showed is qualified with that server."""
    line = {"welearned": 1, "source": "mastodon:social.example", "network": "mastodon", "local_id": "7"}
    given_status = status(account={"username": "ana", "acct": "ana", "display_name": "Ana"})

    (capture,) = read(
        put(tmp_path / "a", lines(line | {"seen_at": "2015-11-11T12:05:00+00:00", "payload": given_status}))
    )

    assert isinstance(capture, Capture)
    assert (capture.source, capture.local_id) == ("mastodon:social.example", "7")
    assert capture.post.author.handle == "ana@social.example"
    assert capture.post.seen_at == at(12, 5)


def test_a_line_is_one_line_of_json(tmp_path: Path) -> None:
    """Other programs can read the export line by line."""
    (capture,) = read(put(tmp_path / "a", lines(status(content="<p>two<br>lines</p>"))))
    assert isinstance(capture, Capture)

    line = export_line(capture)

    assert line.count(b"\n") == 1
    assert orjson.loads(line)["payload"]["uri"] == capture.post.ref.uri


@pytest.mark.parametrize(
    "but",
    [{"welearned": 2}, {"source": None}, {"payload": []}, {"payload": {}}, {"seen_at": "soon"}, {"seen_at": None}],
    ids=["a later version", "no source", "no payload", "an unknown payload", "no time", "nothing"],
)
def test_lines_that_cannot_be_replayed_are_bad(tmp_path: Path, but: dict[str, Any]) -> None:
    """A line of an export that we cannot read is named like any other."""
    line = {"welearned": 1, "source": "s", "local_id": 7, "seen_at": "2015-11-11T12:05:00Z", "payload": status()}

    (found,) = read(put(tmp_path / "a", lines(line | but)))

    assert isinstance(found, BadLine)


LINKS = ("https://blog.example/a", "https://blog.example/b")
VEIL, SHARER = "0f" * 32, "a7" * 32
SHARE = {
    "id": VEIL,
    "sharer": SHARER,
    "created_at": "2015-11-11T12:05:00+00:00",
    "seen_at": "2015-11-11T12:06:00+00:00",
    "links": list(LINKS),
    "hashtags": ["BIT15"],
    "language": "fr-CA",
    "sensitive": False,
}


def test_a_share_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Who shared it is nobody that anybody knows; the line is the same when it is handed on again."""
    (found,) = read(put(tmp_path / "a", lines({"welearned": 1, "share": SHARE})))

    assert isinstance(found, Capture)
    assert found.post.ref == PostRef("export", VEIL)
    assert found.post.author.state is AccountState.UNKNOWN
    assert (found.post.text, found.post.links, found.post.language) == ("", LINKS, "fr-CA")
    assert orjson.loads(ArchiveReader({}).line(found)) == {"welearned": 1, "share": SHARE}


@pytest.mark.parametrize(
    "but",
    [
        {"id": "ana@mastodon.example"},
        {"sharer": "Ana"},
        {"sharer": None},
        {"links": "https://blog.example/a"},
        {"links": ["javascript:alert(1)"]},
        {"links": [7]},
        {"hashtags": ["Ana wrote this"]},
        {"hashtags": None},
        {"created_at": "soon"},
        {"seen_at": None},
    ],
    ids=str,
)
def test_a_share_that_says_more_or_less_is_bad(tmp_path: Path, but: dict[str, Any]) -> None:
    """Nobody brings in a name, a script or nonsense by it, and what was found is told to nobody."""
    (found,) = read(put(tmp_path / "a", lines({"welearned": 1, "share": SHARE | but})))

    assert isinstance(found, BadLine)
    assert "Ana" not in found.why
    assert "javascript" not in found.why


@pytest.mark.parametrize("line", [{"welearned": 2, "share": SHARE}, {"welearned": 1, "share": "all"}])
def test_shares_of_another_version_are_bad(tmp_path: Path, line: dict[str, Any]) -> None:
    """They are named like any other line that is no post."""
    (found,) = read(put(tmp_path / "a", lines(line)))

    assert isinstance(found, BadLine)


def test_a_language_that_is_none_is_left_out(tmp_path: Path) -> None:
    """And what says nothing of being sensitive is looked at by a person."""
    share = {key: each for key, each in SHARE.items() if key != "sensitive"} | {"language": "<script>"}

    (found,) = read(put(tmp_path / "a", lines({"welearned": 1, "share": share})))

    assert isinstance(found, Capture)
    assert (found.post.language, found.post.sensitive) == ("", True)


@pytest.mark.parametrize(
    "payload", [b"{}", b"[]", b'{"uri": "https://x", "account": {}, "content": ""}', b'{"nothing": "known"}']
)
def test_a_payload_that_makes_no_such_post_makes_none_again(payload: bytes) -> None:
    """Gone, of an unknown shape, or another post: the one that is here stays as it is."""
    assert reader().again(Capture(post=post(), payload=payload, source="mastodon:mastodon.example")) is None


def test_a_kept_payload_makes_its_post_again(tmp_path: Path) -> None:
    """With the source, the local id and the time it was first seen."""
    (capture,) = read(put(tmp_path / "a", lines(status())), seen_at=at(13))
    assert isinstance(capture, Capture)
    live = replace(capture, source="mastodon:mastodon.example", local_id="7")

    assert reader().again(live) == live
