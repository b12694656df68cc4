"""Every publisher that keeps the port's promises: to add one, write a world and a line in `WORLDS`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.blog.markdown.generators import GENERATORS
from bot.errors import Busy, Unclear
from bot.networks.mastodon.checks import read_instance
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.networks.x.client import XClient
from bot.networks.x.publisher import XPublisher
from bot.ports import Publisher
from bot.render.templates import Templates
from curation.budget import X_PRICES
from tests.bot.blog import markdown_stage
from tests.bot.blog.markdown_stage import Moody, Remote
from tests.bot.wordpress import stage as wordpress_stage
from tests.bot.x.stage import FakeTill
from tests.fake_mastodon import FakeMastodon, FakeRequest, Mood, Software, moods, software
from tests.fake_wordpress import Asked, FakeWordPress
from tests.fake_wordpress import Mood as MoodOfWordPress
from tests.fake_wordpress import moods as moods_of_wordpress
from tests.fake_x import FakeX
from tests.fake_x import Mood as MoodOfX
from tests.fake_x import moods as moods_of_x
from tests.fakes import FakePublisher, TickingClock
from tests.golden import community


@dataclass(frozen=True, slots=True)
class PublisherWorld:
    """A publisher, and what can be read out there."""

    publisher: Publisher
    clock: TickingClock
    shown: Callable[[], list[str]]
    """What stands out there, in the order it was sent."""
    break_next_send: Callable[[bool], None]
    """Lets the next send end without an answer, though it was made if that is true."""
    be_busy: Callable[[datetime], None]
    """Makes the next send end in a wish to be left alone until then."""


@contextmanager
def _fake(clock: TickingClock) -> Iterator[PublisherWorld]:
    publisher = FakePublisher()

    def break_next_send(made: bool) -> None:  # noqa: FBT001 - the one thing to say
        left = [(Unclear("mastodon", "no answer"), made)]
        publisher.mood = lambda _part: left.pop() if left else None

    def be_busy(until: datetime) -> None:
        publisher.mood = lambda _part: (Busy("mastodon", "busy", retry_at=until), False)

    yield PublisherWorld(publisher, clock, lambda: publisher.texts, break_next_send, be_busy)


@contextmanager
def _mastodon(clock: TickingClock, *, of: Software) -> Iterator[PublisherWorld]:
    with FakeMastodon(clock.now, software=of) as server:
        client = MastodonClient(server.url, token=server.token, clock=clock)
        publisher = MastodonPublisher(
            name="mastodon",
            client=client,
            courses={"bit15": community.course()},
            templates=Templates(),
            page_url=lambda _digest: community.PAGE,
            limits=read_instance(client).limits,
        )

        def once(mood: Mood) -> None:
            left = [mood]

            def of_request(request: FakeRequest) -> Mood | None:
                return left.pop() if left and request.method == "POST" else None

            server.mood = of_request

        yield PublisherWorld(
            publisher,
            clock,
            lambda: [each.text for each in server.published],
            lambda made: once(moods.HANGS_UP_AFTER if made else moods.HANGS_UP),
            lambda until: once(moods.busy(until)),
        )


@contextmanager
def _x(clock: TickingClock) -> Iterator[PublisherWorld]:
    with FakeX(clock.now) as x:
        publisher = XPublisher(
            name="x",
            client=XClient(x.user_keys, clock, wire=x.wire()),
            clock=clock,
            till=FakeTill(clock),
            prices=X_PRICES,
            courses={"bit15": community.course()},
            templates=Templates(),
            page_url=lambda _digest: community.PAGE,
        )

        def once(mood: MoodOfX) -> None:
            x.mood = [mood]

        yield PublisherWorld(
            publisher,
            clock,
            lambda: [each.text for each in x.published],
            lambda made: once(moods_of_x.HANGS_UP_AFTER if made else moods_of_x.HANGS_UP),
            lambda until: once(moods_of_x.busy(until)),
        )


@contextmanager
def _markdown(clock: TickingClock, *, generator: str = "hugo", in_git: bool = False) -> Iterator[PublisherWorld]:
    with TemporaryDirectory() as name:
        remote = Remote.make(Path(name) / "remote.git") if in_git else None
        shelf = Moody(remote.shelf(clock) if remote else markdown_stage.folder(Path(name)))
        issues = markdown_stage.Issues()
        issues.freeze(community.digest())
        outlet = markdown_stage.publisher(shelf, issues, generator=generator)
        path = outlet.generator.file("bit15", community.DAY)

        def shown() -> list[str]:
            found = remote.shown(path) if remote else shelf.read(path)
            return [] if found is None else [_below_the_head(found)]

        def break_next_send(made: bool) -> None:  # noqa: FBT001 - the one thing to say
            shelf.mood = (Unclear("pages", "no answer"), made)

        def be_busy(until: datetime) -> None:
            shelf.mood = (Busy("pages", "busy", retry_at=until), False)

        yield PublisherWorld(outlet, clock, shown, break_next_send, be_busy)


@contextmanager
def _wordpress(clock: TickingClock) -> Iterator[PublisherWorld]:
    with FakeWordPress() as site:
        issues = markdown_stage.Issues()
        issues.freeze(community.digest())
        outlet = wordpress_stage.publisher(wordpress_stage.client(site, clock), issues)

        def once(mood: MoodOfWordPress) -> None:
            left = [mood]

            def of_request(asked: Asked) -> MoodOfWordPress | None:
                return left.pop() if left and asked.method == "POST" and asked.path == "/wp/v2/posts" else None

            site.mood = of_request

        yield PublisherWorld(
            outlet,
            clock,
            lambda: [_inside_the_frame(each["content"]) for each in site.posts.values()],
            lambda made: once(moods_of_wordpress.HANGS_UP_AFTER if made else moods_of_wordpress.HANGS_UP),
            lambda until: once(moods_of_wordpress.busy(until - clock.now())),
        )


def _inside_the_frame(content: str) -> str:
    inside = content.removesuffix("</div>\n<!-- /wp:html -->").split("\n", 2)[2]
    return inside.replace("&#91;", "[").replace("&#93;", "]")


def _below_the_head(text: str) -> str:
    fence = "\n---\n\n" if text.startswith("---") else "\n\n"
    return text.partition(fence)[2]


WORLDS: Mapping[str, Callable[[TickingClock], AbstractContextManager[PublisherWorld]]] = {
    "fake": _fake,
    "mastodon": partial(_mastodon, of=software.MASTODON),
    "gotosocial": partial(_mastodon, of=software.GOTOSOCIAL),
    "pleroma": partial(_mastodon, of=software.PLEROMA),
    "takahe": partial(_mastodon, of=software.TAKAHE),
    "hollo": partial(_mastodon, of=software.HOLLO),
    "x": _x,
    **{name: partial(_markdown, generator=name) for name in GENERATORS},
    "wordpress": _wordpress,
    "git": partial(_markdown, in_git=True),
}

UNCHANGEABLE = frozenset({"x"})
"""Where a post can be taken back and not edited; what `edit` does there is tested with the publisher itself."""
