"""Packed archives are read where they lie, within limits, and never unpacked to the disk."""

import gzip
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import orjson
import pytest

from bot.errors import ArchiveError
from bot.ports import BadLine, Capture
from curation.model import AccountState
from tests.bot.archives.archive_files import (
    ACCOUNT_JS,
    ACTOR,
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
    tarred,
    zipped,
)
from tests.bot.x.payloads import tweet_v1


def own(post_id: str) -> dict[str, object]:
    return {name: value for name, value in tweet_v1(post_id).items() if name != "user"}


def test_a_mastodon_export_is_read_from_its_tar(tmp_path: Path) -> None:
    """The outbox is found inside, with the profile that lies beside it."""
    file = tarred(
        tmp_path / "export.tar.gz",
        {"avatar.png": b"...", "outbox.json": outbox(create()), "actor.json": orjson.dumps(ACTOR)},
    )

    (capture,) = read(file)

    assert isinstance(capture, Capture)
    assert capture.post.author.state is AccountState.ACTIVE


def test_a_mastodon_export_without_a_profile_is_read(tmp_path: Path) -> None:
    """Without `actor.json` the person is unknown."""
    (capture,) = read(tarred(tmp_path / "export.tar.gz", {"archive/outbox.json": outbox(create())}))

    assert isinstance(capture, Capture)
    assert capture.post.author.state is AccountState.UNKNOWN


def test_exports_are_read_from_a_zip(tmp_path: Path) -> None:
    """A Mastodon export and an X archive in several parts, with whom they belong to."""
    mastodon = zipped(tmp_path / "m.zip", outbox_json=outbox(create()), actor_json=orjson.dumps(ACTOR))
    x = zipped(
        tmp_path / "x.zip",
        data__tweets_js=own_tweets(own("1")),
        data__account_js=ACCOUNT_JS,
        **{"data__tweets-part1_js": own_tweets(own("2"))},
    )

    from_mastodon, from_x = read(mastodon), read(x)

    assert [each.post.author.name for each in from_mastodon if isinstance(each, Capture)] == ["Ana"]
    assert sorted(each.post.ref.uri for each in from_x if isinstance(each, Capture)) == ["1", "2"]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: zipped(path, notes_txt=b"hello"), "neither"),
        (lambda path: tarred(path, {"notes.txt": b"hello"}), "no outbox"),
        (lambda path: tarred(path, {"../outbox.json": outbox(create())}), "leads out"),
        (lambda path: tarred(path, {"/etc/outbox.json": outbox(create())}), "leads out"),
        (lambda path: zipped(path, __up__outbox_json=outbox(create())), "leads out"),
        (lambda path: put(path, b"PK\x03\x04 and then nothing"), "zip"),
        (lambda path: put(path, b"\x1f\x8b and then nothing"), "BadGzipFile"),
    ],
    ids=["a zip of other things", "a tar of other things", "a tar that climbs", "an absolute tar", "an absolute zip",
         "a broken zip", "a broken gz"],
)  # fmt: skip
def test_unsafe_or_foreign_packs_are_refused(tmp_path: Path, make: object, why: str) -> None:
    """Names that lead out, and packs without posts, are errors that say why."""
    assert callable(make)
    file = make(tmp_path / "pack")

    with pytest.raises(ArchiveError, match=why):
        read(file)


def test_a_link_in_a_tar_is_refused(tmp_path: Path) -> None:
    """A member that is a link to somewhere else is no file."""
    file = tmp_path / "export.tar.gz"
    with tarfile.open(file, "w:gz") as packed:
        link = tarfile.TarInfo("outbox.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)

    with pytest.raises(ArchiveError, match="no file"):
        read(file)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME], ids=["pax", "GNU"])
def test_a_header_as_large_as_memory_is_not_read(tmp_path: Path, kind: bytes) -> None:
    """A few kilobytes may unpack to a header of gigabytes, which is refused before it is taken in."""
    header = tarfile.TarInfo("@LongLink")
    header.type, header.size = kind, 16 * 1024**2
    content = header.tobuf(tarfile.GNU_FORMAT) + b"a" * header.size + bytes(1024)
    file = tmp_path / "export.tar.gz"
    file.write_bytes(gzip.compress(content))

    tracemalloc.start()
    with pytest.raises(ArchiveError, match="header in it is larger"):
        read(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < header.size


@pytest.mark.parametrize("kind", ["gz", "tar", "zip"])
def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, kind: str) -> None:
    """The unpacked size is limited, whatever the packed one is."""
    posts = lines(*(status(number) for number in range(100)))
    files = {
        "gz": lambda: gzipped(tmp_path / "a", posts),
        "tar": lambda: tarred(tmp_path / "a", {"outbox.json": outbox(*map(create, range(100)))}),
        "zip": lambda: zipped(tmp_path / "a", outbox_json=outbox(*map(create, range(100)))),
    }

    with pytest.raises(ArchiveError, match="than is allowed"):
        list(reader(unpacked_limit=1_000).read(files[kind](), now=LATER))


def test_a_gz_that_ends_early_gives_what_it_has(tmp_path: Path) -> None:
    """A collector that was killed leaves half a file: the good half arrives, the rest is told."""
    whole = gzip.compress(b"".join(lines(status(number, content=f"<p>{number * 7919}</p>")) for number in range(5_000)))

    found = read(put(tmp_path / "posts.jsonl.gz", whole[: len(whole) // 2]))

    assert sum(isinstance(each, Capture) for each in found) > 1_000
    assert isinstance(found[-1], BadLine)
    assert "damaged" in found[-1].why


def test_a_member_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    """A zip entry that unpacks to more than its header says is an error, not a surprise."""
    file = zipped(tmp_path / "a", outbox_json=outbox(*map(create, range(500))))
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as packed:
        size = packed.infolist()[0].file_size
    for at in range(len(content) - 4):
        if int.from_bytes(content[at : at + 4], "little") == size:
            content[at : at + 4] = (100).to_bytes(4, "little")

    with pytest.raises(ArchiveError, match="CRC"):
        read(put(file, bytes(content)))
