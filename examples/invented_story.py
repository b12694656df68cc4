"""The tables of the example: who the invented people are, what they wrote when, and which pages they pointed at."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Toronto")
X_EPOCH_MS = 1_288_834_974_657
HOSTILE = {
    "MIRROR_NAME": "Mirror \u202egro.elpmaxe@ana\u202c Maskelyne",
    "ZALGO_NAME": "Z" + "\u0301\u0316\u0334\u035b\u0489" * 100 + "elda Grossman-Fay",
}
LINK = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True)
class Person:
    key: str
    network: str
    handle: str
    name: str
    bio: str
    flags: frozenset[str]

    @property
    def username(self) -> str:
        return self.handle.partition("@")[0]

    @property
    def server(self) -> str:
        return self.handle.partition("@")[2]

    @property
    def x_id(self) -> str:
        return str(70_000_000 + number(self.key, 9_000_000))

    @property
    def joined(self) -> datetime:
        if "new" in self.flags:
            return datetime(2015, 10, 30, 11, 0, tzinfo=UTC)
        return datetime(2011, 1, 10, 9, 0, tzinfo=UTC) + timedelta(days=number(self.key, 1300))


@dataclass(frozen=True)
class Page:
    slug: str
    kind: str
    address: str
    title: str
    author: str
    site: str
    published: str
    length: str
    style: frozenset[str]
    description: str

    def spelled(self, how: str) -> str:
        """Return the address the way somebody wrote it."""
        scheme, _, rest = self.address.partition("://")
        host, _, path = rest.partition("/")
        bare = host.removeprefix("www.")
        return {
            "": self.address,
            "http": f"http://{rest}",
            "bare": f"{scheme}://{bare}/{path}",
            "mobile": f"{scheme}://m.{bare}/{path}",
            "utm": f"{self.address}?utm_source=stream&utm_medium=social&utm_campaign=bit15",
            "fbclid": f"{self.address}?fbclid=IwAR0{digest(self.slug)[:20]}",
            "index": f"{self.address.rstrip('/')}/index.html",
            "fragment": f"{self.address}#comments",
            "slash": self.address.rstrip("/") if path.endswith("/") else f"{self.address}/",
            "amp": f"{self.address.rstrip('/')}/amp/",
            "short": f"https://t.example/{digest(self.slug)[:6]}",
            "chain": f"https://go.example/{digest(self.slug)[6:12]}",
        }[how]


@dataclass(frozen=True)
class Said:
    """One line of `posts.txt`."""

    day: int
    number: int
    at: datetime
    person: Person
    words: str
    options: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id where it was written: a time and a count on most servers, a ULID on one of them."""
        milliseconds = int(self.at.timestamp() * 1000)
        if self.person.server == "fedi.example":
            return ulid(milliseconds, self.words)
        shift, epoch = (22, X_EPOCH_MS) if self.person.network == "x" else (16, 0)
        return str(((milliseconds - epoch) << shift) + self.number)

    @property
    def uri(self) -> str:
        return f"https://{self.person.server}/users/{self.person.username}/statuses/{self.id}"


class Story:
    """The tables, read."""

    def __init__(self, folder: Path) -> None:
        self.people = {each.key: each for each in map(person_of, rows(folder / "people.txt"))}
        self.pages = {each.slug: each for each in map(page_of, rows(folder / "pages.txt"))}
        self.sentences = (folder / "sentences.txt").read_text("utf-8").splitlines()
        self.said = list(self._said(folder / "posts.txt"))
        self.named = {each.options["id"]: each for each in self.said if "id" in each.options}

    def _said(self, file: Path) -> Iterator[Said]:
        day = 0
        for count, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.startswith("## day "):
                day = int(line.removeprefix("## day "))
            elif line and not line.startswith("#"):
                at, who, words, options = (each.strip() for each in line.split("|", 3))
                yield Said(day, count, moment(at), self.people[who], words, options_of(options))

    def of(self, day: int, network: str) -> list[Said]:
        """Return what arrived on *day* from *network*, oldest first."""
        found = (each for each in self.said if each.day == day and each.person.network == network)
        return sorted(found, key=lambda each: (each.at, each.number))

    def links(self, said: Said) -> list[str]:
        return [self.pages[slug].spelled(how) for slug, how in LINK.findall(said.words)]

    def plain(self, said: Said) -> str:
        return LINK.sub(lambda found: self.pages[found[1]].spelled(found[2] or ""), said.words)


def rows(file: Path) -> Iterator[list[str]]:
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [each.strip() for each in line.split("|")]


def person_of(row: list[str]) -> Person:
    key, where, name, bio, flags = row
    network, _, handle = where.rpartition(":")
    return Person(key, network or "mastodon", handle, HOSTILE.get(name, name), bio, frozenset(flags.split()))


def page_of(row: list[str]) -> Page:
    slug, kind, address, title, author, site, published, length, style, description = row
    author = author.replace("\\r\\n", "\r\n")
    return Page(slug, kind, address, title, author, site, published, length, frozenset(style.split()), description)


def options_of(text: str) -> dict[str, str]:
    """Return `cw=words with spaces`, `id=name` and bare words as a table."""
    if text.startswith("cw="):
        return {"cw": text.removeprefix("cw=")}
    pairs = (each.partition("=") for each in re.findall(r"\w+=\d\d-\d\d \d\d:\d\d|\S+", text))
    return {name: value for name, _, value in pairs}


def moment(text: str) -> datetime:
    """Return a wall time in Toronto as UTC; `/second` is the hour that the clock change repeats."""
    wall, _, which = text.partition("/")
    local = datetime.strptime(f"2015-{wall}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE, fold=which == "second")
    return (local + timedelta(seconds=number(text, 50))).replace(fold=local.fold).astimezone(UTC)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def number(text: str, below: int) -> int:
    return int(digest(text)[:12], 16) % below


def ulid(milliseconds: int, text: str) -> str:
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    value = (milliseconds << 80) + int(digest(text)[:20], 16)
    return "".join(letters[value >> shift & 31] for shift in range(125, -1, -5))
