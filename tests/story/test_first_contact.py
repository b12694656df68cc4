"""Nobody is written to first (consent.md C5): everything that a real client sent in a week, on the line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import pytest
from typing_extensions import override

from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.inbox import MastodonInbox
from bot.render.speech import Speech
from bot.render.templates import Templates
from bot.tasks.erase import Erase
from bot.tasks.honour import Honour
from bot.tasks.listen import Listen
from curation import days
from tests.fake_mastodon import FakeMastodon, Software, software
from tests.fakes import SeededMint, TickingClock
from tests.makers import course
from tests.story.test_a_week import FIRST, Week

_MENTIONED = re.compile(r"(?<![\w/])@([\w.]+)(?:@([\w.]+))?")
_OURS = re.compile(r"/api/v1/statuses(/\w+)?$")
SAYS = ("help", "credit mention", "stop", "what a day", "quote yes", "show me", "delete me")


@dataclass
class Talkative(Week):
    """A week in which people write to the account and follow it, each at a known moment."""

    addressed: dict[str, int] = field(default_factory=dict[str, int])
    """How many requests there had been when somebody first wrote to us or followed us."""
    asked_for: set[str] = field(default_factory=set[str])
    """Who asked to be mentioned."""

    @override
    def restart(self) -> None:
        super().restart()
        client = MastodonClient(self.server.url, token=self.server.token, clock=self.clock)
        publish = self.due.publish
        honour = Honour(course=self.course, store=self.store, clock=self.clock, publishers=publish.publishers)
        inbox = MastodonInbox(client, self.clock, domain=self.server.domain)
        self.listen = Listen(
            inbox=inbox,
            store=self.store,
            clock=self.clock,
            mint=SeededMint(),
            say=Speech(Templates()),
            courses=(self.course,),
            honours=(honour,),
            erase=Erase(store=self.store, clock=self.clock, publishes=(publish,), inboxes=(inbox,)),
            policy_url="https://digest.example.org/policy/",
        )

    @override
    def minute(self) -> None:
        self.listen()
        super().minute()

    @override
    def speak(self, day: date, hour: int) -> None:
        """Let people share, and one of them address us in one of the ways there are."""
        super().speak(day, hour)
        who = f"ana{hour}"
        self.addressed.setdefault(who, len(self.server.requests))
        if hour % 8 == 2:
            self.server.follow(who)
        text = SAYS[(day.day + hour) % len(SAYS)]
        if text == "credit mention":
            self.asked_for.add(who)
        self.server.mention(who, text, visibility="direct" if hour % 3 else "public")


@contextmanager
def lived(on: Software) -> Iterator[Talkative]:
    clock = TickingClock(days.window(course(starts=FIRST), FIRST).start)
    with FakeMastodon(clock=clock.now, software=on) as server:
        week = Talkative(server=server, clock=clock, course=course(starts=FIRST))
        week.live()
        yield week


@pytest.mark.parametrize("on", [software.MASTODON, software.GOTOSOCIAL], ids=lambda each: each.name)
def test_c05_every_mention_and_message_has_one_from_that_person_before_it(on: Software) -> None:
    """Our client changes nothing but our own posts, and these address only who addressed us; in public who asked."""
    with lived(on) as week:
        sent = [(at, each) for at, each in enumerate(week.server.requests) if each.method not in {"GET", "HEAD"}]

    said = [(at, str(each.body.get("status", "")), each.body.get("visibility")) for at, each in sent]
    mentioned = [(at, name, visibility) for at, text, visibility in said for name, _ in _MENTIONED.findall(text)]
    assert [each.path for _, each in sent if not _OURS.search(each.path)] == []
    assert len({name for _, name, _ in mentioned}) >= 3
    assert [name for at, name, _ in mentioned if week.addressed.get(name, at) >= at] == []
    assert {name for _, name, visibility in mentioned if visibility != "direct"} <= week.asked_for
