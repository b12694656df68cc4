"""Reading the pages behind links, turn by turn."""

from datetime import timedelta

from bot.ports import Unreadable
from bot.tasks.read_links import HOST_PAUSE
from curation.model import PageUrl
from tests.fakes import FakeReader, FakeSource
from tests.makers import NOON, post
from tests.story.stage import Stage


def stage_of(*links: str, reader: FakeReader | None = None) -> Stage:
    made = Stage(source=FakeSource(*(post(link, number=number) for number, link in enumerate(links))))
    made.reader = reader or made.reader
    made.poll()
    return made


def test_t33_one_page_a_host_is_read_in_a_turn() -> None:
    """The second page of a host waits for the next turn; other hosts do not."""
    stage = stage_of("https://a.example/1", "https://a.example/2", "https://b.example/1")

    first, second, third = stage.read_links(), stage.read_links(), stage.read_links()

    assert (first.read, first.waiting, first.next_at) == (2, 1, NOON)
    assert (second.read, second.waiting, second.next_at) == (1, 0, None)
    assert (third.read, third.waiting) == (0, 0)
    assert len(stage.reader.asked) == 3


def test_a_dead_page_is_counted_and_not_asked_again_before_its_time() -> None:
    """A page that gave no card is a value with a time."""
    dead = Unreadable(why="timeout", retry_at=NOON + timedelta(hours=1))
    stage = stage_of("https://a.example/1", reader=FakeReader(dead={"https://a.example/1": dead}))

    first, soon = stage.read_links(), stage.read_links()
    stage.clock.advance(hours=2)
    later = stage.read_links()

    assert (first.unreadable, soon.unreadable, later.unreadable) == (1, 0, 1)


def test_a_host_that_wants_a_pause_is_waited_for() -> None:
    """When nothing else can be read, the turn ends with the time at which the first host may be asked."""
    pauses = {
        "https://a.example/1": Unreadable(why=HOST_PAUSE, retry_at=NOON + timedelta(seconds=9)),
        "https://b.example/1": Unreadable(why=HOST_PAUSE, retry_at=NOON + timedelta(seconds=4)),
    }
    stage = stage_of(*pauses, reader=FakeReader(dead=pauses))

    waiting = stage.read_links()
    stage.reader.dead.clear()
    read = stage.read_links()

    assert (waiting.read, waiting.waiting, waiting.next_at) == (0, 2, NOON + timedelta(seconds=4))
    assert (read.read, read.next_at) == (2, None)


def test_a_card_is_kept_for_every_address_of_its_page() -> None:
    """A page that was read is not asked for again."""
    stage = stage_of("https://a.example/1")

    stage.read_links()

    with stage.kept.look() as work:
        assert list(work.cards.of({PageUrl("https://a.example/1")})) == ["https://a.example/1"]
    assert stage.read_links().read == 0
