"""What is exported can be read back, and replay makes the same posts."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from bot.networks.archives.export import export_line
from bot.ports import BadLine, Capture
from tests.bot.archives.archive_files import (
    ACTOR,
    create,
    lines,
    outbox,
    put,
    read,
    status,
)
from tests.bot.x.payloads import page, row, tweet, tweet_v1
from tests.makers import at


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
