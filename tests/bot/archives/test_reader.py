"""Archives are told by what they hold, read as streams, and never stop at a bad line."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from bot.errors import ArchiveError
from bot.networks.archives.reader import ArchiveReader
from bot.networks.archives.shapes import Shape
from bot.ports import BadLine, Capture, Skipped
from curation.model import AccountState, Reason
from tests.bot.archives.archive_files import (
    ACCOUNT_JS,
    ACTOR,
    ANNOUNCE,
    LATER,
    create,
    gzipped,
    lines,
    outbox,
    own_tweets,
    put,
    read,
    reader,
    status,
)
from tests.bot.x.payloads import page, row, tweet, tweet_v1, url, user
from tests.makers import NOON, at


def sheet(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    written = io.StringIO()
    table = csv.DictWriter(written, rows[0], delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    return written.getvalue().encode()


ADDRESS = "https://blog.example/a"
FLAT = tweet("660000000000000001", ADDRESS) | {"author": user()}
PRETTY = orjson.dumps(page(tweet("660000000000000001", ADDRESS)), option=orjson.OPT_INDENT_2)


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (lines(status()), "archive:mastodon"),
        (orjson.dumps([status()]), "archive:mastodon"),
        (orjson.dumps([status()], option=orjson.OPT_INDENT_2), "archive:mastodon"),
        (lines(tweet_v1("660000000000000001", ADDRESS)), "archive:twarc1"),
        (lines(page(tweet("660000000000000001", ADDRESS))), "archive:twarc2"),
        (lines(FLAT), "archive:twarc2"),
        (PRETTY, "archive:twarc2"),
        (sheet(row()), "archive:tags"),
        (sheet(row(), delimiter=";"), "archive:tags"),
        (b"\xef\xbb\xbf" + sheet(row(), delimiter="\t"), "archive:tags"),
        (outbox(create()), "archive:outbox"),
        (b"\xef\xbb\xbf\n\n" + lines(status()), "archive:mastodon"),
    ],
    ids=[
        "Mastodon lines", "an API page", "a pretty API page", "twarc 1", "twarc 2 pages", "twarc 2 flattened",
        "a pretty page", "TAGS", "TAGS with semicolons", "TAGS with tabs", "an outbox", "a mark and empty lines",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gz"])
def test_every_shape_is_recognised(tmp_path: Path, content: bytes, source: str, *, is_packed: bool) -> None:
    """The file's name says nothing; what it holds gives one post with its source."""
    file = gzipped(tmp_path / "whatever", content) if is_packed else put(tmp_path / "whatever", content)

    (capture,) = read(file)

    assert isinstance(capture, Capture)
    assert capture.source == source
    assert capture.post.links == (ADDRESS,)
    assert capture.post.created_at == capture.post.seen_at == NOON


def test_t28_pages_and_single_posts_of_twarc_give_the_same(tmp_path: Path) -> None:
    """A flattened file and a file of pages hold equal captures."""
    paged = read(put(tmp_path / "a", lines(page(tweet("660000000000000001", ADDRESS)))))
    flat = read(put(tmp_path / "b", lines(FLAT)))

    assert [each.post for each in flat if isinstance(each, Capture)] == [
        each.post for each in paged if isinstance(each, Capture)
    ]
    assert flat


def test_bad_lines_are_named_and_stop_nothing(tmp_path: Path) -> None:
    """Each bad line is told with its number and why; what was found stays unsaid; good lines around it arrive."""
    content = b"".join(
        [
            lines(status(1)),
            b'{"broken": \n',
            b"[1]\n",
            b'"words"\n',
            lines({"nothing": "we know"}),
            lines(status(6, created_at="secret words")),
            lines(status(7)),
        ]
    )

    found = read(put(tmp_path / "posts.jsonl", content))

    bad = [each for each in found if isinstance(each, BadLine)]
    assert [each.post.ref.uri[-1] for each in found if isinstance(each, Capture)] == ["1", "7"]
    assert [(each.file, each.line) for each in bad] == [("posts.jsonl", number) for number in range(2, 7)]
    assert bad[0].why.startswith("no JSON")
    assert [each.why for each in bad[1:4]] == ["no JSON object", "no JSON object", "nothing we know"]
    assert not [each for each in bad if "secret" in each.why]


@pytest.mark.parametrize("depth", [300, 900])
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda odd: status(1, odd=odd), id="status"),
        pytest.param(lambda odd: create(1) | {"odd": odd}, id="activity"),
        pytest.param(lambda odd: page(tweet("660000000000000001", ADDRESS) | {"odd": odd}), id="twarc 2"),
        pytest.param(lambda odd: tweet_v1("660000000000000001", ADDRESS) | {"odd": odd}, id="twarc 1"),
    ],
)
def test_a_line_nested_without_end_stops_nothing(
    tmp_path: Path, make: Callable[[object], dict[str, object]], depth: int
) -> None:
    """A line that was made to exhaust its reader is a bad line."""
    nested: object = []
    for _ in range(depth):
        nested = [nested]
    content = b"".join(
        [lines(make(1)), orjson.dumps(make("ODD")).replace(b'"ODD"', json.dumps(nested).encode()), b"\n"]
    )

    good, bad = read(put(tmp_path / "posts.jsonl", content))

    assert isinstance(good, Capture)
    assert isinstance(bad, BadLine)
    assert bad.line == 2


def test_a_mistake_of_ours_is_no_bad_line(tmp_path: Path) -> None:
    """A mapper that is broken ends the import, loudly."""

    def broken(*_: object, **__: object) -> Iterator[Capture]:
        raise TypeError

    with pytest.raises(TypeError):
        list(ArchiveReader({Shape.MASTODON: broken}).read(put(tmp_path / "posts.jsonl", lines(status(1))), now=NOON))


def test_bad_elements_are_named_and_stop_nothing(tmp_path: Path) -> None:
    """In one JSON document the element's number is told; a document that ends too early loses only its last."""
    first, second = orjson.dumps(status(1)), orjson.dumps(status(3))
    content = b"[" + first + b', {"broken": nonsense}, ' + second + b', {"id": "4", "uri'

    good, broken, also_good, cut = read(put(tmp_path / "page.json", content))

    assert isinstance(good, Capture)
    assert isinstance(also_good, Capture)
    assert isinstance(broken, BadLine)
    assert isinstance(cut, BadLine)
    assert (broken.line, cut.line) == (2, 4)


def test_activities_that_are_no_posts_are_named(tmp_path: Path) -> None:
    """A Create of something that nobody can read is a bad element; the next one arrives."""
    bad, good = read(put(tmp_path / "a", outbox(create(object={"type": "Person"}), create(2))))

    assert isinstance(bad, BadLine)
    assert isinstance(good, Capture)


def test_t25_boosts_give_the_original(tmp_path: Path) -> None:
    """A boost in an archive is the post inside it; an announced address is only a reason."""
    boost = status(9, content="", reblog=status(1), account={"username": "ben", "acct": "ben@fedi.example"})

    (original,) = read(put(tmp_path / "a", lines(boost)))
    skipped = read(put(tmp_path / "b", outbox(ANNOUNCE)))

    assert isinstance(original, Capture)
    assert (original.post.ref.uri[-1], original.post.author.handle) == ("1", "ana@mastodon.example")
    assert skipped == [Skipped(file="b", line=1, reason=Reason.REPOST)]


def test_t103_a_boost_makes_nothing_more_public(tmp_path: Path) -> None:
    """The visibility is the original's."""
    boost = status(9, reblog=status(1, visibility="unlisted"))

    (original,) = read(put(tmp_path / "a", lines(boost)))

    assert isinstance(original, Capture)
    assert original.post.visibility.value == "unlisted"


def test_t27_spoilt_rows_are_counted(tmp_path: Path) -> None:
    """A row whose id is whole nowhere is a bad line with its number; the next one arrives."""
    content = sheet(row(id_str="6.6E+17", status_url=""), row("660000000000000002"))

    bad, good = read(put(tmp_path / "tags.csv", content))

    assert isinstance(bad, BadLine)
    assert bad.line == 2
    assert isinstance(good, Capture)


def test_a_row_that_is_none_stops_nothing(tmp_path: Path) -> None:
    """A field beyond all limits is a bad line; empty lines are nothing."""
    content = sheet(row("1"), row("2", text="x" * 200_000), row("3")) + b"\r\n"

    found = read(put(tmp_path / "tags.csv", content))

    assert [type(each) for each in found] == [Capture, BadLine, Capture]


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00\x01", b"a,b,c\n1,2,3\n", b"<html>", b"text,other\n"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is no archive is an error that names it."""
    with pytest.raises(ArchiveError, match=r"holiday\.jpg: is no archive we know"):
        read(put(tmp_path / "holiday.jpg", content))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there is our error, not the system's."""
    with pytest.raises(ArchiveError):
        read(tmp_path / "nowhere")


def test_times_that_lie_ahead_are_seen_now(tmp_path: Path) -> None:
    """A post that claims the future was seen no later than the import."""
    file = put(tmp_path / "a", lines(status(created_at="2031-01-01T00:00:00Z")))

    (capture,) = read(file)

    assert isinstance(capture, Capture)
    assert capture.post.seen_at == LATER
    assert capture.post.at == LATER


@pytest.mark.parametrize(
    "content",
    [lines(status()), lines(page(tweet())), lines(tweet_v1()), sheet(row()), outbox(create())],
    ids=["Mastodon", "twarc 2", "twarc 1", "TAGS", "outbox"],
)
def test_a_given_time_is_when_posts_were_seen(tmp_path: Path, content: bytes) -> None:
    """The time of an import can be told."""
    (capture,) = read(put(tmp_path / "a", content), seen_at=at(15))

    assert isinstance(capture, Capture)
    assert (capture.post.created_at, capture.post.seen_at) == (NOON, at(15))


def test_a_shape_without_mapper_is_a_bad_line(tmp_path: Path) -> None:
    """Without the network's adapter its posts are counted as bad, and nothing breaks."""
    (found,) = ArchiveReader({}).read(put(tmp_path / "a", lines(status())), now=LATER)

    assert isinstance(found, BadLine)


def test_an_outbox_with_its_person_knows_the_profile(tmp_path: Path) -> None:
    """`actor.json` beside the outbox tells who wrote, wishes included; without it the person is unknown."""
    (alone,) = read(put(tmp_path / "outbox.json", outbox(create())))
    put(tmp_path / "actor.json", orjson.dumps(ACTOR))
    (known,) = read(tmp_path / "outbox.json")

    assert isinstance(alone, Capture)
    assert isinstance(known, Capture)
    assert alone.post.author.state is AccountState.UNKNOWN
    assert known.post.author.state is AccountState.ACTIVE
    assert "#nobot" in known.post.author.bio


def test_somebody_elses_profile_is_not_taken(tmp_path: Path) -> None:
    """The profile must be the writer's."""
    put(tmp_path / "actor.json", orjson.dumps(ACTOR | {"id": "https://fedi.example/users/ben"}))

    (capture,) = read(put(tmp_path / "outbox.json", outbox(create())))

    assert isinstance(capture, Capture)
    assert capture.post.author.state is AccountState.UNKNOWN


def test_an_own_x_archive_needs_its_account(tmp_path: Path) -> None:
    """`tweets.js` does not say whose it is; `account.js` beside it does."""
    written = tweet_v1("660000000000000001", ADDRESS)
    del written["user"]
    file = put(tmp_path / "tweets.js", own_tweets(written))

    with pytest.raises(ArchiveError, match=r"account\.js"):
        read(file)
    put(tmp_path / "account.js", ACCOUNT_JS)
    (capture,) = read(file)

    assert isinstance(capture, Capture)
    assert (capture.source, capture.post.author.handle) == ("archive:tweets", "writer71")
    assert capture.post.links == (ADDRESS,)


@pytest.mark.parametrize("profile", [b"", b"{broken}", b"[1]", b'{"account": 1}'])
def test_a_profile_that_cannot_be_read_is_nobody(tmp_path: Path, profile: bytes) -> None:
    """A broken file beside the posts does not hurt them."""
    put(tmp_path / "actor.json", profile)

    (capture,) = read(put(tmp_path / "outbox.json", outbox(create())))

    assert isinstance(capture, Capture)


def test_a_line_may_not_grow_without_end(tmp_path: Path) -> None:
    """A line beyond the limit is told and thrown away; the next one arrives."""
    file = tmp_path / "a"
    with file.open("wb") as written:
        written.write(lines(status(1)))
        for _ in range(66):
            written.write(b" " * 1024 * 1024)
        written.write(b"{}\n" + lines(status(3)))

    first, bad, third = read(file)

    assert isinstance(first, Capture)
    assert isinstance(bad, BadLine)
    assert (bad.line, bad.why) == (2, "longer than a line may be")
    assert isinstance(third, Capture)


@pytest.mark.parametrize("shape", ["lines", "elements"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, shape: str) -> None:
    """Reading a file of 16 MB takes a few buffers of memory."""
    documents = [status(number, poll={"filler": "x" * 8_000}) for number in range(2_000)]
    file = put(tmp_path / "a", lines(*documents) if shape == "lines" else orjson.dumps(documents))
    del documents

    tracemalloc.start()
    count = sum(1 for _ in reader().read(file, now=LATER))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 2_000
    assert file.stat().st_size > 16_000_000
    assert peak < 5_000_000


def test_short_links_in_pages_lead_to_their_ends(tmp_path: Path) -> None:
    """The address after X's shortener is kept, not t.co."""
    listed = url("https://sho.example/1", unwound_url="https://blog.example/long")

    (capture,) = read(put(tmp_path / "a", lines(page(tweet(entities={"urls": [listed]})))))

    assert isinstance(capture, Capture)
    assert capture.post.links == ("https://blog.example/long",)


def test_an_answer_without_posts_holds_none(tmp_path: Path) -> None:
    """twarc 2 writes empty pages too, and pages of errors."""
    empty = {"meta": {"result_count": 0}, "__twarc": {"version": "2"}}

    assert read(put(tmp_path / "a", lines(empty))) == []


def test_archives_are_read_without_a_time_zone_of_the_machine(tmp_path: Path) -> None:
    """Times keep their instant and are in UTC."""
    (capture,) = read(put(tmp_path / "a", lines(status(created_at="2015-11-11T13:00:00+01:00"))))

    assert isinstance(capture, Capture)
    assert capture.post.seen_at == datetime(2015, 11, 11, 12, tzinfo=UTC)
