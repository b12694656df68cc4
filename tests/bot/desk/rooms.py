"""A desk with a day on it, half an hour before six: eleven pages, some of which need a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from starlette.types import ASGIApp

from bot.desk.app import Desk, application
from bot.desk.doors import Doors
from bot.ports import Role
from bot.render.templates import Templates
from bot.store import SqlStore
from bot.tasks.keep_out import KeepOut
from bot.tasks.presses import StopPresses
from bot.tasks.review import ReviewCourse
from bot.tasks.teach import Teach
from curation.model import Course, PageUrl, Post, PublishPolicy
from tests.asgi import AsgiClient
from tests.makers import at, card, course, post
from tests.story.stage import Stage

DAY = date(2015, 11, 11)
HOST = "localhost:8002"
PATH = "/bit15/2015-11-11/"
ACT, WORDS, ISSUE, RELEASE, UNDO, SETTLE, LEARN = (
    f"{PATH}{name}" for name in ("act", "words", "issue", "release", "undo", "settle", "learn")
)
LADDER = PageUrl("https://video.example/ladder-of-inference")
WARNED = PageUrl("https://blog.example/grief")
TITLES = ("failure", "courage", "wait-time", "rubrics", "walks", "zines", "libraries", "emoji", "questions")


def page_of(title: str) -> PageUrl:
    return PageUrl(f"https://{title}.example/{title}")


FAILURE, EMOJI = page_of("failure"), page_of("emoji")


def posts() -> Iterator[Post]:
    """Yield what the day brought: the first page by three people, the others by one each."""
    for name in ("Heidi", "Ana", "Ben"):
        yield post(LADDER, by=name, created_at=at(13))
    yield post(WARNED, by="Carla", created_at=at(14), content_warning="grief", number=2)
    for number, title in enumerate(TITLES):
        yield post(page_of(title), by=f"P{number}", created_at=at(15, number))


@dataclass
class Room:
    """A desk and the stage it stands on."""

    stage: Stage
    doors: Doors
    review: ReviewCourse
    app: ASGIApp

    @property
    def path(self) -> str:
        return PATH

    def client(self, who: str = "Kim", role: Role = Role.OWNER, host: str = HOST) -> AsgiClient:
        """Return a browser in which *who* has come in."""
        client = AsgiClient(self.app, f"http://{host}")
        client.post(f"/login/{self.doors.invite(who, role)}")
        return client


def room(*, where: Course | None = None, file: Path | None = None, hosts: frozenset[str] = frozenset({HOST})) -> Room:
    """Return a desk; with *file* its database is there, so that several threads can work at it."""
    stage = Stage(course=where or course(policy=PublishPolicy.AUTO_CLEAN))
    if file:
        stage.kept.close()
        stage.kept = SqlStore.open(f"sqlite:///{file}")
        stage.store = stage.kept
    stage.source.posts.extend(posts())
    stage.reader.cards[LADDER] = card(LADDER, "The ladder of inference, explained", author="Ed", minutes=6)
    stage.clock.time = at(22, 30)
    stage.poll()
    stage.read_all()
    review = ReviewCourse(
        course=stage.course,
        store=stage.store,
        clock=stage.clock,
        publishers=(stage.blog, stage.thread),
        compose=stage.compose,
        judge=stage.judge,
        join=stage.join,
        keep_out=KeepOut(course=stage.course, store=stage.store, clock=stage.clock, honour=stage.honour),
        add_link=stage.add_link,
        stop_presses=StopPresses(course=stage.course, store=stage.store, clock=stage.clock),
        teach=Teach(course=stage.course, store=stage.store, clock=stage.clock),
        undone=stage.undo_sending,
    )
    doors = Doors(store=stage.store, clock=stage.clock, mint=stage.mint)
    desk = Desk(doors=doors, courses={stage.course.slug: review}, templates=Templates(), hosts=hosts)
    return Room(stage=stage, doors=doors, review=review, app=application(desk))


def titles(page: str) -> list[str]:
    """Return the titles of what is in the issue, in order."""
    chosen = page.partition("<h2>In the issue</h2>")[2].partition("<h2>Could be in it</h2>")[0]
    return [unescape(each) for each in re.findall(r'dir="auto">([^<]*)</a></h3>', chosen)]


def shown(client: AsgiClient) -> str:
    """Return the page of the day."""
    answered = client.get(PATH)
    assert answered.status_code == 200
    return answered.text


def do(client: AsgiClient, kind: str, page: PageUrl, value: str = "", seen: int = 0) -> int:
    """Press one button; return what it was answered with."""
    form = {"kind": kind, "page": page, "value": value, "seen": str(seen)}
    return client.post(ACT, form=form).status_code
