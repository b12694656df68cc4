"""Stand-ins for the world: they take data or a function, and keep the promises of the ports."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from typing_extensions import override

from bot.errors import SendError, SourceError, StoreError
from bot.ports import (
    Batch,
    Capture,
    Clock,
    Cursor,
    ErasureLog,
    Follower,
    Heard,
    Inbox,
    LinkReader,
    Mention,
    Mint,
    PageProbe,
    Part,
    Presence,
    Publisher,
    Query,
    Receipt,
    Source,
    Store,
    Stream,
    Tombstone,
    Unreadable,
    Work,
)
from curation.model import Digest, Hashtag, PageCard, PageUrl, Post, PostRef
from tests.makers import NOON


class TickingClock(Clock):
    """A clock that moves only when told to."""

    def __init__(self, now: datetime = NOON) -> None:
        self.time = now

    @override
    def now(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> datetime:
        """Move on by a `timedelta` given in its own words and return the new time."""
        self.time += timedelta(**by)
        return self.time


class SeededMint(Mint):
    """The same names in every run."""

    def __init__(self, seed: int = 15) -> None:
        self._random = random.Random(seed)  # noqa: S311 - the same names in every run are wanted

    @override
    def anchor(self) -> str:
        return "".join(self._random.choices("abcdefghjkmnpqrstuvwxyz23456789", k=6))

    @override
    def token(self) -> str:
        return self._random.randbytes(32).hex()


class FakeSource(Source):
    """Posts in a list; the cursor is the number already given. `trouble` raises instead of answering."""

    def __init__(self, *posts: Post, name: str = "mastodon:mastodon.example") -> None:
        self.name = name
        self.posts = list(posts)
        self.gone: set[PostRef] = set()
        self.payload = b"{}"
        self.asked: list[PostRef] = []
        self.trouble: Callable[[], SourceError | None] = lambda: None

    @override
    def queries(self, hashtags: Sequence[Hashtag], /) -> tuple[Query, ...]:
        return tuple((tag,) for tag in hashtags)

    @override
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        self._maybe_fail()
        start = int(cursor) if cursor else 0
        return Batch(
            captures=self._captures(query, self.posts[start:]),
            cursor=Cursor(str(len(self.posts))) if self.posts else None,
            requests=1,
        )

    @override
    def rescan(self, query: Query, since: datetime, /) -> Batch:
        self._maybe_fail()
        return Batch(captures=self._captures(query, [each for each in self.posts if each.at >= since]), requests=1)

    @override
    def still_there(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Presence]:
        self._maybe_fail()
        self.asked.extend(refs)
        latest = {each.ref: each for each in self.posts if each.ref not in self.gone}
        return {ref: _presence(latest.get(ref)) for ref in refs}

    @override
    def read_again(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Capture]:
        latest = {each.ref: each for each in self.posts if each.ref in refs and each.ref not in self.gone}
        captures = (Capture(post=each, payload=b"{}", source=self.name) for each in latest.values())
        return {each.post.ref: each for each in captures}

    def _maybe_fail(self) -> None:
        if error := self.trouble():
            raise error

    def _captures(self, query: Query, posts: Sequence[Post]) -> tuple[Capture, ...]:
        wanted = sorted((each for each in posts if set(each.hashtags) & set(query)), key=lambda post: post.at)
        return tuple(
            Capture(post=each, payload=self.payload, source=self.name, local_id=each.ref.uri[-6:]) for each in wanted
        )


class FakeStream(Stream):
    """Says what is in the queue, one turn each, and then nothing."""

    def __init__(self, *turns: Heard | SourceError) -> None:
        self.source = "mastodon:mastodon.example"
        self.name = f"{self.source} bit15"
        self.turns = list(turns)
        self.closed = False

    @override
    def heard(self) -> Heard:
        turn = self.turns.pop(0) if self.turns else Heard()
        if isinstance(turn, SourceError):
            raise turn
        return turn

    @override
    def close(self) -> None:
        self.closed = True


def _presence(post: Post | None) -> Presence:
    if post is None:
        return Presence.GONE
    return Presence.EDITED if post.edited_at else Presence.THERE


@dataclass
class FakePublisher(Publisher):
    """Keeps what was sent in a list; a digest has a root and a part for each of its first *items* highlights.

    `mood` is asked before each send with the part; it may return an error, and with it whether the part was made
    all the same.
    """

    name: str = "mastodon"
    repeats_safely: bool = False
    leaves_house: bool = True
    tells_of_edits: bool = False
    items: int = 3
    sent: list[tuple[Part, str, Receipt | None]] = field(default_factory=list)
    edits: list[tuple[Receipt, Part]] = field(default_factory=list)
    mood: Callable[[Part], tuple[SendError, bool] | None] = lambda _part: None

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        names = ", ".join(credit.label or "a participant" for item in digest.items for credit in item.credits)
        texts = [f"{digest.key}: {len(digest.items)} links by {names}"]
        texts += [self._item_text(digest, number) for number in range(1, min(self.items, len(digest.highlights)) + 1)]
        return tuple(
            Part(number=number, text=text, count=len(text), limit=5000, language=digest.language)
            for number, text in enumerate(texts)
        )

    @staticmethod
    def _item_text(digest: Digest, number: int) -> str:
        item = digest.highlights[number - 1]
        by = ", ".join(credit.label or "a participant" for credit in item.credits)
        return f"{digest.day} {number}: {item.title} {item.page} by {by}"

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        if trouble := self.mood(part):
            error, made = trouble
            if made:
                self._make(part, key, after)
            raise error
        return self._make(part, key, after)

    def _make(self, part: Part, key: str, after: Receipt | None) -> Receipt:
        if self.repeats_safely:
            self.sent = [each for each in self.sent if each[1] != key]
        self.sent.append((part, key, after))
        return self._receipt(len(self.sent) - 1)

    def _receipt(self, position: int) -> Receipt:
        return Receipt(
            uri=f"https://{self.name}.example/{position}",
            url=f"https://{self.name}.example/@bot/{position}",
            local_id=str(position),
        )

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        found = (at for at, (sent, _, parent) in enumerate(self.sent) if (sent.text, parent) == (part.text, after))
        position = next(found, None)
        return None if position is None else self._receipt(position)

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        self.edits.append((receipt, part))
        if self.sent:
            position = int(receipt.local_id)
            _, key, after = self.sent[position]
            self.sent[position] = (part, key, after)
        return receipt

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        self.edit(receipt, Part(number=0, text="", count=0, limit=0, language=""))

    @property
    def texts(self) -> list[str]:
        """What can be read out there, in the order it was sent."""
        return [part.text for part, _, _ in self.sent]


class FakeReader(LinkReader):
    """Pages by address; an unknown page gets a card named after its path."""

    def __init__(self, *cards: PageCard, dead: Mapping[str, Unreadable] | None = None) -> None:
        self.cards = {card.page: card for card in cards}
        self.dead = dict(dead or {})
        self.moved: dict[str, PageCard] = {}
        self.asked: list[PageUrl] = []

    @override
    def card(self, url: PageUrl, /) -> PageCard | Unreadable:
        self.asked.append(url)
        if url in self.dead:
            return self.dead[url]
        title = url.rstrip("/").rpartition("/")[2].replace("-", " ").capitalize() or url
        return self.moved.get(url) or self.cards.get(url) or PageCard(page=url, title=title, minutes=5)


class FakeProbe(PageProbe):
    """Answers as told."""

    def __init__(self, *, up: bool = True) -> None:
        self.up = up
        self.asked: list[str] = []

    @override
    def answers(self, url: str, /) -> bool:
        self.asked.append(url)
        return self.up


class FakeInbox(Inbox):
    """Mentions and followers in lists; the cursor is the number already given."""

    def __init__(self, *mentions: Mention, name: str = "mastodon", is_quiet: bool = True) -> None:
        self.name = name
        self.is_quiet = is_quiet
        self.mentions = list(mentions)
        self.followers: list[Follower] = []
        self.questions: list[tuple[Follower, str]] = []
        self.answers: list[tuple[Mention, str]] = []

    @override
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[Mention, ...], Cursor | None]:
        start = int(cursor) if cursor else 0
        return tuple(self.mentions[start:]), Cursor(str(len(self.mentions)))

    @override
    def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
        self.answers.append((mention, text))

    @override
    def followers_since(self, cursor: Cursor | None, /) -> tuple[tuple[Follower, ...], Cursor | None]:
        start = int(cursor) if cursor else 0
        return tuple(self.followers[start:]), Cursor(str(len(self.followers)))

    @override
    def ask(self, follower: Follower, text: str, key: str, /, *, language: str) -> str:
        self.questions.append((follower, text))
        return f"question-{len(self.questions)}"


@dataclass
class MemoryLog(ErasureLog):
    """A log of erasures in a list."""

    kept: tuple[Tombstone, ...] = ()
    trouble: StoreError | None = None

    @override
    def write(self, tombstones: Iterable[Tombstone], /) -> None:
        if self.trouble:
            raise self.trouble
        self.kept = tuple(tombstones)

    @override
    def read(self) -> tuple[Tombstone, ...]:
        return self.kept


class Killed(BaseException):
    """The process dies here: no `except Exception` may see it."""


def killing_after(kills: Sequence[int]) -> Callable[[str], bool]:
    """Return a plan that lets so many moments pass, kills, lets the next number of them pass, and so on."""
    countdown = list(kills)

    def plan(_where: str) -> bool:
        if not countdown:
            return False
        if countdown[0] == 0:
            countdown.pop(0)
            return True
        countdown[0] -= 1
        return False

    return plan


@dataclass
class MortalStore(Store):
    """A store whose process can be killed around any commit: before it (nothing is kept) or after it."""

    inner: Store
    plan: Callable[[str], bool] = lambda _where: False
    """Asked with `before commit` and `after commit`; true kills."""

    @override
    @contextmanager
    def work(self) -> Iterator[Work]:
        with self.inner.work() as work:
            yield work
            if self.plan("before commit"):
                raise Killed
        if self.plan("after commit"):
            raise Killed

    @override
    @contextmanager
    def look(self) -> Iterator[Work]:
        with self.inner.look() as work:
            yield work

    def fail_next_commit(self) -> None:
        """Let the next transaction end in `StoreError`."""
        left = [True]

        def plan(where: str) -> bool:
            if where == "before commit" and left:
                left.clear()
                raise StoreError("the disk is full")
            return False

        self.plan = plan


@dataclass
class MortalPublisher(Publisher):
    """A publisher whose process can be killed before or after any call."""

    inner: Publisher
    plan: Callable[[str], bool]

    def __post_init__(self) -> None:
        self.name = self.inner.name
        self.repeats_safely = self.inner.repeats_safely
        self.leaves_house = self.inner.leaves_house
        self.recalls = self.inner.recalls
        self.tells_of_edits = self.inner.tells_of_edits

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        return self.inner.parts(digest)

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        self._maybe_die("before send")
        receipt = self.inner.send(part, key, after)
        self._maybe_die("after send")
        return receipt

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        self._maybe_die("before find")
        return self.inner.find(part, key, after, since)

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        self._maybe_die("before edit")
        edited = self.inner.edit(receipt, part)
        self._maybe_die("after edit")
        return edited

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        self._maybe_die("before withdraw")
        self.inner.withdraw(receipt)
        self._maybe_die("after withdraw")

    def _maybe_die(self, where: str) -> None:
        if self.plan(where):
            raise Killed


def later(post: Post, **by: float) -> Post:
    """Return *post* seen later than it was written."""
    return replace(post, seen_at=post.created_at + timedelta(**by))
