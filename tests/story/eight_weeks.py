"""A course of sixty people over eight weeks: the world as it is, what people want, and what may be seen of it."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from typing_extensions import override

from bot.blog.site import BlogPublisher
from bot.errors import Busy, SourceError
from bot.ports import Batch, Capture, Cursor, Follower, Mention, Part, Presence, Publisher, Query, Receipt, Source
from bot.render.sites import Site
from bot.render.speech import Speech
from bot.render.templates import Templates
from bot.render.threads import thread
from bot.store.issues import StoredIssues
from bot.tasks.listen import Listen
from curation.model import Digest, Hashtag, PostRef, Quiet, Shape
from tests.fakes import FakeInbox, FakePublisher, TickingClock
from tests.golden.press import MASTODON
from tests.makers import course, post
from tests.remains import files_of, remembered, rows_of
from tests.story.participants import Person, Said
from tests.story.stage import Stage

PEOPLE = 60
TEMPLATES = Templates()
_MENTIONED = re.compile(r"(?<![\w/])@(\w+)")
"""Whom a network would tell of a text; addresses are none."""
START = datetime(2015, 11, 2, 14, 0, tzinfo=UTC)
TICK = timedelta(hours=3)
"""How much time passes at once; the daemon's minutes are those in which something is to be done."""
_LONGEST_OUTAGE = 4
"""Ticks, half a day: everything that waits is tried again and again meanwhile."""
LONGEST = timedelta(hours=30)
"""What is promised for posts older than two weeks: asked for daily, and once more two hours later."""
SHORTEST = timedelta(hours=15)
"""For younger ones: six hours and two, each rounded up to the next tick, with one tick to mend the outlets."""


@dataclass
class Server(Source):
    """The one server of this world: what is there now, and what it tells."""

    clock: TickingClock
    name: str = "mastodon:mastodon.example"
    down: bool = False
    said: dict[PostRef, Said] = field(default_factory=dict[PostRef, Said])
    log: list[PostRef] = field(default_factory=list[PostRef])

    @override
    def queries(self, hashtags: Sequence[Hashtag], /) -> tuple[Query, ...]:
        return (tuple(hashtags),)

    @override
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        self._answers()
        news = dict.fromkeys(self.log[int(cursor or 0) :])
        return Batch(captures=tuple(self._tagged(news)), cursor=Cursor(str(len(self.log))))

    @override
    def rescan(self, query: Query, since: datetime, /) -> Batch:
        self._answers()
        recent = [ref for ref, each in self.said.items() if each.post.created_at >= since]
        return Batch(captures=tuple(self._tagged(recent)))

    @override
    def still_there(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Presence]:
        self._answers()
        return {ref: self._presence(ref) for ref in refs}

    @override
    def read_again(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Capture]:
        self._answers()
        return {ref: self._capture(ref) for ref in refs if not self.said[ref].gone}

    def _answers(self) -> None:
        if self.down:
            raise SourceError(self.name, "time-out")

    def _presence(self, ref: PostRef) -> Presence:
        if self.said[ref].gone:
            return Presence.GONE
        return Presence.EDITED if self.said[ref].post.edited_at else Presence.THERE

    def _tagged(self, refs: Mapping[PostRef, None] | Sequence[PostRef]) -> Iterator[Capture]:
        for ref in refs:
            if not self.said[ref].gone and self.said[ref].post.hashtags:
                yield self._capture(ref)

    def _capture(self, ref: PostRef) -> Capture:
        said = replace(self.said[ref].post, seen_at=max(self.clock.time, self.said[ref].post.created_at))
        payload = f'{{"content": "{said.text}", "account": "{said.author.handle}"}}'.encode()
        return Capture(post=said, payload=payload, source=self.name, local_id=ref.uri.rpartition("/")[2])


@dataclass
class Moody(FakePublisher):
    """A network that gets real threads, and takes nothing while it is down."""

    down: bool = False
    clock: TickingClock = field(default_factory=TickingClock)
    heard: Callable[[str], None] = lambda _text: None
    """Told of each text in the moment it comes."""

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        return thread(TEMPLATES, digest, course(), rules=MASTODON, page=f"https://digest.example/{digest.key}/")

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        self._answers(part)
        return super().send(part, key, after)

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        self._answers(part)
        return super().edit(receipt, part)

    def _answers(self, part: Part) -> None:
        self.heard(part.text)
        if self.down:
            raise Busy(self.name, "503", retry_at=self.clock.time + timedelta(hours=1))


class House(Stage):
    """The stage with the real blog in a folder, and a network that has moods."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ticks = 0
        self.silent = 0
        """For how many ticks the network has taken nothing."""
        self.server = Server(clock=TickingClock(START))
        self.network = Moody(clock=self.server.clock, heard=self._is_read)
        self.inbox = FakeInbox()
        self.unasked: list[str] = []
        """Everybody whom a text mentioned without having asked for it."""
        super().__init__(
            course=course(
                starts=date(2015, 11, 2), ends=date(2015, 12, 27), shape=Shape(quiet=Quiet.PUBLISH, min_items=1)
            ),
            clock=self.server.clock,
            thread=self.network,
            inboxes=[self.inbox],
        )
        self.source = self.server  # type: ignore[assignment]  # a richer one
        self.people = tuple(map(Person, range(PEOPLE)))
        self.up = timedelta(0)
        """For how long the server has answered since the course began."""
        self.posts = 0
        self.pages = 0

    # -- what people do ------------------------------------------------------------------------------------------

    def share(self, person: Person, chance: random.Random) -> None:
        """Let *person* share a page of their own, or one that others shared."""
        if self.pages == 0 or chance.random() < 0.5:
            self.pages += 1
        number = self.pages if chance.random() < 0.7 else chance.randint(max(1, self.pages - 5), self.pages)
        self.posts += 1
        mark = f"tx{self.posts:04}v0q"
        link = f"https://site{number}.example/page"
        written = post(
            link,
            by=person.author,
            number=self.posts,
            created_at=self.clock.time,
            text=f"{mark} is what I think of it {link} #BIT15",
            url=f"https://mastodon.example/p/ps{self.posts:04}q",
        )
        ref = PostRef("mastodon", f"https://mastodon.example/p/ps{self.posts:04}q")
        said = Said(post=replace(written, ref=ref), versions=[mark])
        person.said.append(said)
        self.server.said[ref] = said
        self.server.log.append(ref)

    def lose(self, said: Said) -> None:
        """Delete a post, or make it vanish for us."""
        if not said.gone:
            said.gone, said.lost_at = True, self.up

    def untag(self, said: Said) -> None:
        """Take the course's tag off a post."""
        if not said.gone and said.post.hashtags:
            said.post = replace(said.post, hashtags=(), text="never mind", edited_at=self.clock.time)
            said.untagged, said.lost_at = True, self.up

    def reword(self, said: Said) -> None:
        """Say it in other words."""
        if said.gone or not said.post.hashtags:
            return
        old = said.versions[-1]
        new = f"{old.partition('v')[0]}v{len(said.versions)}q"
        said.versions.append(new)
        said.post = replace(said.post, text=said.post.text.replace(old, new), edited_at=self.clock.time)
        said.reworded_at = self.up
        self.server.log.append(said.post.ref)

    def tell(self, person: Person, text: str, *, direct: bool = True) -> None:
        """Let *person* write to our account, and let it be heard at once."""
        number = len(self.inbox.mentions) + 1
        self.inbox.mentions.append(
            Mention(
                id=str(number),
                account=person.author.account,
                handle=person.handle,
                text=text,
                at=self.clock.time,
                local_id=f"ms{number}",
                ref=PostRef("mastodon", f"https://mastodon.example/m/{number}"),
                direct=direct,
            )
        )
        self.listen()

    def follow(self, person: Person) -> None:
        """Let *person* follow our account, perhaps again."""
        author = person.author
        self.inbox.followers.append(Follower(account=author.account, handle=author.handle, at=self.clock.time))
        self.listen()

    def forget(self, person: Person) -> None:
        """Let *person* ask to be erased; what we never saw of them is let in when they say "start" again."""
        held = {row["uri"] for table, row in rows_of(self.kept) if table == "posts"}
        self.tell(person, "delete me")
        person.erased, person.stopped, person.form, person.quoted = True, False, "name", False
        for said in person.said:
            said.erased = said.erased or said.post.ref.uri in held

    # -- what the daemon does ------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let three hours pass."""
        self.clock.time += TICK
        self.silent = self.silent + 1 if self.network.down else 0
        if self.silent > _LONGEST_OUTAGE:
            self.network.down = False
        if not self.server.down:
            self.up += TICK
        self.poll()
        self.poll.rescan()
        self.read_all()
        self.sweep()
        self.ticks += 1
        if self.ticks % 4 == 0:  # a wish is honoured when it is told; this is for what nobody tells
            self.honour()
        self.erase()
        end = self.clock.time + timedelta(minutes=20)

        def gather() -> None:
            self.sweep.before_issue()

        due = replace(self.due, gather=gather)
        while (next_at := due().next_at) and next_at < end:
            self.clock.time = max(next_at, self.clock.time)
        self.erase()
        if self.ticks % 8 == 0:
            self.retain()

    @property
    def listen(self) -> Listen:
        return Listen(
            inbox=self.inbox,
            store=self.store,
            clock=self.clock,
            mint=self.mint,
            say=Speech(TEMPLATES),
            courses=(self.course,),
            honours=(self.honour,),
            erase=self.erase,
            policy_url="https://digest.example/policy/",
        )

    # -- what must not be sent -----------------------------------------------------------------------------------

    def _is_read(self, text: str) -> None:
        """Note whom *text* mentions, as their network would, and did not ask for it."""
        asked = {person.handle.partition("@")[0] for person in self.people if person.pinged}
        self.unasked += [each for each in _MENTIONED.findall(text) if each not in asked]

    def first_contacts(self) -> list[str]:
        """Return whom we mentioned, answered or asked, although they had not addressed us before."""
        mentions = {(each.id, each.account) for each in self.inbox.mentions}
        answered = Counter(mention.id for mention, _ in self.inbox.answers)
        asked = Counter(follower.account for follower, _ in self.inbox.questions)
        followed = {each.account for each in self.inbox.followers}
        return [
            *self.unasked,
            *(mention.handle for mention, _ in self.inbox.answers if (mention.id, mention.account) not in mentions),
            *(f"answered twice: {each}" for each, times in answered.items() if times > 1),
            *(f"asked twice: {each.id}" for each, times in asked.items() if times > 1),
            *(each.id for each in asked if each not in followed),
        ]

    def told_of_others(self) -> list[str]:
        """Return what an answer or a question told somebody of anybody else."""
        said = [(mention.account, text) for mention, text in self.inbox.answers]
        said += [(follower.account, text) for follower, text in self.inbox.questions]
        return [
            mark
            for account, text in said
            for person in self.people
            if person.author.account != account
            for mark in person.marks
            if mark in text.casefold()
        ]

    # -- what must not be seen -----------------------------------------------------------------------------------

    def violations(self) -> list[str]:
        """Return every mark that current wishes forbid and that can be found all the same, after its time."""
        shown = self.shown if not self.network.down else "\n".join(self.files.values())
        found = [mark for mark in self.forbidden() if mark in shown]
        if self.ticks % 4:
            return found
        remembered = self.remembered
        return found + [f"stored: {mark}" for mark in self.forgotten() if mark in remembered]

    def forbidden(self) -> Iterator[str]:
        """Yield what nobody may read."""
        for person in self.people:
            if not person.named:
                yield from person.marks
            for said in person.said:
                yield from said.versions if not (person.quoted and person.named) else ()
                yield from (said.mark, *said.versions) if said.erased else self._overdue(said)

    def _overdue(self, said: Said) -> Iterator[str]:
        age = self.clock.time - said.post.created_at
        patience = SHORTEST if age < timedelta(days=14) else LONGEST
        if said.lost_at is not None and self.up - said.lost_at > patience:
            yield said.mark
            yield from said.versions
        if said.reworded_at is not None and self.up - said.reworded_at > patience:
            yield from said.versions[:-1]

    def forgotten(self) -> Iterator[str]:
        """Yield what we may not even know any more."""
        for person in self.people:
            if person.erased:
                yield from person.marks
            for said in person.said:
                if (
                    person.erased
                    or said.erased
                    or (said.lost_at is not None and self.up - said.lost_at > timedelta(days=9))
                ):
                    yield said.mark
                    yield from said.versions

    @property
    @override
    def _publishers(self) -> tuple[Publisher, ...]:
        site = Site(title="What we learned", url="https://digest.example")
        courses = {self.course.slug: self.course}
        blog = BlogPublisher(
            folder=self.folder, site=site, courses=courses, templates=TEMPLATES, issues=StoredIssues(self.kept)
        )
        return blog, self.network

    @property
    def files(self) -> dict[str, str]:
        return {path: content.decode(errors="replace").casefold() for path, content in files_of(self.folder).items()}

    @property
    def shown(self) -> str:
        """Everything that anybody can read."""
        return "\n".join([*self.files.values(), *self.network.texts]).casefold()

    @property
    def remembered(self) -> str:
        """Everything that the database holds, but for whom to tell when an outlet that is down is mended, too."""
        return remembered(self.kept)
