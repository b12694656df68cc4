"""What a source tells without being asked: it hastens the sweep, and its silence is a notice."""

from dataclasses import replace

from bot.errors import SourceClosed, SourceError
from bot.ports import Change, Heard
from bot.tasks.heed import Heed
from curation.model import Post
from tests.fakes import FakeStream
from tests.remains import kept
from tests.story.stage import Stage
from tests.story.test_erasing import finish, published, shown
from tests.story.test_sweeping import own

SOURCE = "mastodon:mastodon.example"


def heed(stage: Stage, *turns: Heard | SourceError) -> Heed:
    return Heed(stream=FakeStream(*turns), store=stage.kept, clock=stage.clock, sweep=stage.sweep)


def told(post: Post, *, gone: bool) -> Change:
    return Change(local_id=post.ref.uri[-6:], gone=gone)


def notices(stage: Stage) -> list[tuple[str, str]]:
    with stage.kept.look() as work:
        return [(each.subject, each.text) for each in work.notices.all() if each.subject.startswith("stream:")]


def test_c06_a_deletion_that_is_told_is_carried_out_at_once() -> None:
    """Nobody is asked; what only the deleted post pointed at goes from store, page and thread."""
    stage = published()

    heed(stage, Heard(changes=(told(own(stage), gone=True),), is_live=True))()
    finish(stage, 2)

    assert stage.source.asked == []
    assert "ana0.example" not in kept(stage.kept) + shown(stage)


def test_c07_an_edit_that_is_told_is_read_at_once() -> None:
    """The tag edited away counts as deletion."""
    stage = published()
    stage.source.posts.append(replace(own(stage), hashtags=(), edited_at=stage.clock.time))

    heed(stage, Heard(changes=(told(own(stage), gone=False),), is_live=True))()
    finish(stage, 2)

    assert "ana0.example" not in kept(stage.kept) + shown(stage)


def test_an_edit_before_a_deletion_asks_for_nothing() -> None:
    """What is gone needs not be read."""
    stage = published()
    both = (told(own(stage), gone=False), told(own(stage), gone=True))

    heed(stage, Heard(changes=both, is_live=True))()

    assert stage.source.asked == []


def test_what_is_told_of_strangers_posts_changes_nothing() -> None:
    """Ids that this source never showed us, and those of another server with the same id."""
    stage = published()
    before = kept(stage.kept), shown(stage)

    heed(stage, Heard(changes=(Change(local_id="unknown", gone=True),)))()
    other = heed(stage, Heard(changes=(told(own(stage), gone=True),)))
    other.stream.source = "mastodon:other.example"
    other()

    assert (kept(stage.kept), shown(stage)) == before


def test_a_broken_stream_is_a_notice_until_it_is_heard_again() -> None:
    """It stands while nothing is heard, through the next attempt, and goes with the first sign of life."""
    stage = Stage()
    broken = SourceError(SOURCE, "ended the stream")
    one = heed(stage, broken, Heard(), Heard(is_live=True), Heard(is_live=True))

    found = []
    for _ in range(4):
        one()
        found.append(len(notices(stage)))

    assert found == [1, 1, 0, 0]


def test_a_token_that_does_not_do_is_told_and_a_software_without_streams_is_not() -> None:
    """A person can mend the one; nobody can mend the other."""
    stage = Stage()

    heed(stage, SourceClosed(SOURCE, "answered 404", needs_token=False))()
    quiet = notices(stage)
    heed(stage, SourceClosed(SOURCE, "answered 401", needs_token=True))()

    assert quiet == []
    assert [(subject, "answered 401" in text) for subject, text in notices(stage)] == [(f"stream:{SOURCE} bit15", True)]
