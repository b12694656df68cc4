"""Reading again what was kept: better mapping holds backwards, and nothing that went comes back."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from typing_extensions import override

from bot.ports import Capture, Remapper
from bot.tasks.replay import Replay, ReplayReport
from curation.model import Post, Reason, Visibility, WishKind
from tests.makers import NOON, author, hashtag, post, wish
from tests.remains import kept
from tests.story.stage import Stage
from tests.story.test_erasing import finish, published, shown
from tests.story.test_exactly_once import DAY

PAGE = "https://blog.example/closures"


@dataclass
class NewMapping(Remapper):
    """What the mapping of today makes of a post: nothing else, until it is told better."""

    better: Callable[[Post], Post | None] = lambda said: said
    asked: list[Capture] = field(default_factory=list[Capture])

    @override
    def again(self, capture: Capture, /) -> Capture | None:
        self.asked.append(capture)
        made = self.better(capture.post)
        return replace(capture, post=made) if made else None


@pytest.fixture
def stage() -> Stage:
    """Give a stage whose sources' payloads are kept."""
    made = Stage()
    made.source.payload = b'{"kept": true}'
    return made


def replayed(stage: Stage, better: Callable[[Post], Post | None], *, dry_run: bool = False) -> ReplayReport:
    replay = Replay(
        remapper=NewMapping(better),
        store=stage.kept,
        clock=stage.clock,
        courses=(stage.course,),
        erase=stage.erase,
        honours=(stage.honour,),
    )
    return replay(dry_run=dry_run)


def posts(stage: Stage) -> tuple[Post, ...]:
    with stage.kept.look() as work:
        return tuple(each for who in work.people.everyone() for each in work.people.posts_of(who.account))


def test_what_the_mapping_reads_better_holds_backwards(stage: Stage) -> None:
    """A link that was overlooked is there afterwards; a post that is read as before is not touched."""
    stage.source.posts.extend([post(PAGE, by="Ana"), post(PAGE, by="Ben")])
    stage.poll()

    def better(said: Post) -> Post:
        return replace(said, links=(PAGE, "https://more.example/x")) if said.author.name == "Ana" else said

    report = replayed(stage, better)
    again = replayed(stage, better)

    assert (report.posts, report.changed, again.changed) == (2, 1, 0)
    assert sorted(len(each.links) for each in posts(stage)) == [1, 2]


def test_a_dry_run_counts_and_changes_nothing(stage: Stage) -> None:
    """Neither the posts nor what is shown."""
    stage = published(stage)
    before = kept(stage.kept), shown(stage)

    report = replayed(stage, lambda said: replace(said, text="other", visibility=Visibility.UNLISTED), dry_run=True)

    assert report.erased == report.posts == len(stage.source.posts)
    assert (kept(stage.kept), shown(stage)) == before


def test_what_was_let_go_by_its_age_is_not_read(stage: Stage) -> None:
    """A payload that is gone makes nothing, and the post stays as it is."""
    stage.source.payload = b"{}"
    stage.source.posts.append(post(PAGE))
    stage.poll()

    report = replayed(stage, lambda said: replace(said, text="brought back"))

    assert report == ReplayReport()


def test_c09_a_replay_after_an_erasure_brings_nothing_back(stage: Stage) -> None:
    """The erased are in no payload, and what a mapping may find of them in others' is skipped."""
    stage = published(stage)
    ana = author("Ana 0")
    stage.erase.people([ana.account])
    finish(stage)

    replayed(stage, lambda said: replace(said, author=ana, text="by ana 0"))

    assert "ana 0" not in kept(stage.kept) + shown(stage)
    assert "ana0" not in kept(stage.kept) + shown(stage)


def test_who_said_stop_since_stays_out(stage: Stage) -> None:
    """It is counted, and their names stay away from what is shown."""
    stage = published(stage)
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.STOP, at=stage.clock.time))

    report = replayed(stage, lambda said: replace(said, text=f"{said.text} again"))
    finish(stage)

    assert report.refused[Reason.STOPPED] == 2
    assert "ana 0" not in shown(stage)


def test_what_is_seen_now_to_be_no_public_post_is_erased(stage: Stage) -> None:
    """The old mapping did not see it; it goes as if its writer had hidden it today."""
    stage = published(stage)

    def better(said: Post) -> Post:
        return replace(said, visibility=Visibility.UNLISTED) if "/own" in said.links[0] else said

    report = replayed(stage, better)
    finish(stage)

    assert (report.erased, report.refused) == (1, {Reason.NOT_PUBLIC: 1})
    assert "ana0.example" not in kept(stage.kept) + shown(stage)


def test_what_is_seen_now_to_say_nodigest_is_shown_no_more(stage: Stage) -> None:
    """A tag that was overlooked is a wish like any other."""
    stage = published(stage)

    replayed(stage, lambda said: replace(said, hashtags=(*said.hashtags, hashtag("#nodigest"))))
    finish(stage)

    issue = stage.issue(DAY)
    assert issue is not None
    assert [credit for item in issue.digest.items for credit in item.credits if credit.is_named] == []


def test_a_payload_that_makes_no_post_any_more_leaves_it_as_it_was(stage: Stage) -> None:
    """It is counted, so that a person may look."""
    stage.source.posts.append(post(PAGE))
    stage.poll()

    report = replayed(stage, lambda _said: None)

    assert (report.posts, report.unreadable, report.changed) == (1, 1, 0)
    assert len(posts(stage)) == 1


def test_what_was_edited_since_is_not_brought_back_by_another_source(stage: Stage) -> None:
    """A second server still holds the old wording: only what says when it was edited counts."""
    stage.source.posts.append(post(PAGE, text="as edited", edited_at=NOON))
    stage.poll()

    report = replayed(stage, lambda said: replace(said, text="as it was", edited_at=None))

    assert (report.unreadable, report.changed) == (1, 0)
    assert [each.text for each in posts(stage)] == ["as edited"]


def test_of_two_sources_the_one_that_agrees_is_believed(stage: Stage) -> None:
    """Where one of them says what is here, nothing changed."""
    stage.source.posts.append(post(PAGE))
    stage.poll()
    with stage.kept.work() as work:
        other = replace(post(PAGE), text="another wording")
        work.posts.keep([Capture(post=other, payload=b'{"a": 1}', source="archive:mastodon")])

    def better(said: Post) -> Post:
        return said

    assert replayed(stage, better).changed == 0
