"""Asking a source: what is kept, what is refused, and what a person is told when it does not answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.errors import SourceClosed, SourceError
from bot.ports import Batch, Capture, Cursor, Query
from bot.tasks.poll import SILENCE
from curation.model import ConsentMode, PostRef, Quote, Reason, Visibility, WishKind
from tests.fakes import FakeSource
from tests.makers import NOON, author, course, hashtag, post, wish
from tests.story.stage import Stage

SUBJECT = "source:mastodon:mastodon.example"


def notices(stage: Stage) -> dict[tuple[str, str], str]:
    with stage.kept.look() as work:
        return {(each.subject, each.kind): each.text for each in work.notices.all()}


class StraySource(FakeSource):
    """Returns posts that do not carry what was asked for, as servers that stem or fold hashtags do."""

    @override
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        captures = tuple(Capture(post=each, payload=b"{}", source=self.name) for each in self.posts)
        return Batch(captures=captures, cursor=Cursor("1"))


class GappySource(FakeSource):
    """Has more under its first tag than one poll takes, for as long as it is told to."""

    gap = True

    @override
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        return replace(super().posts_since(query, cursor), gap=self.gap and query[0].key == "bit15")


def test_what_is_new_is_kept_and_counted_once() -> None:
    """A second poll of the same posts brings nothing new."""
    stage = Stage(source=FakeSource(post("https://a.example/1"), post("https://b.example/2", by="Ben", number=2)))

    first, again, late = stage.poll(), stage.poll(), stage.poll.rescan()

    assert (first.seen, first.new, first.requests) == (2, 2, 1)
    assert (again.seen, again.new) == (0, 0)
    assert (late.seen, late.new) == (2, 0)


def test_everybody_left_out_is_counted_with_the_reason() -> None:
    """A wish, a profile, a foreign tag and a boost each have their own word; nothing of them is kept."""
    stage = Stage(
        source=FakeSource(
            post("https://a.example/1", by="Stopped"),
            post("https://a.example/2", by=author("Quiet", bio="teacher #nobot")),
            post("https://a.example/3", by="Far", hashtags=(hashtag("#Other"), hashtag())),
            post("https://a.example/4", by="Echo", repost_of=PostRef("mastodon", "https://mastodon.example/1")),
        )
    )
    with stage.kept.work() as work:
        work.wishes.record(wish("Stopped", WishKind.STOP))

    report = stage.poll()

    assert report.refused == {Reason.STOPPED: 1, Reason.NO_BOT: 1, Reason.REPOST: 1}
    assert (report.seen, report.new) == (4, 1)


def test_a_post_without_any_of_our_tags_is_nobodys() -> None:
    """What a server returns though the post carries another tag is counted and left there."""
    stage = Stage(source=StraySource(post("https://a.example/1", hashtags=(hashtag("#BIT15chat"),))))

    report = stage.poll()

    assert (report.new, report.refused) == (0, {Reason.NO_TAG: 1})


def test_a_post_may_be_for_one_course_and_not_for_another() -> None:
    """Refused by the course whose roster it is not on, a post is kept for the open one, whichever is asked first."""
    closed = course(slug="class", hashtags=(hashtag("#Class"),), consent=ConsentMode.ROSTER)
    stage = Stage(source=FakeSource(post("https://a.example/1", hashtags=(hashtag(), hashtag("#Class")))))

    report = replace(stage.poll, courses=(closed, stage.course))()

    assert (report.new, report.refused) == (1, {})


def test_a_quoting_post_brings_the_links_of_the_quoted_one() -> None:
    """Where the quoted person's wishes allow it, what they linked counts for the one who quotes."""
    quote = Quote(
        ref=PostRef("mastodon", "https://far.example/1"),
        author=author("Quoted"),
        links=("https://quoted.example/page",),
        visibility=Visibility.PUBLIC,
    )
    stage = Stage(source=FakeSource(post(by="Ana", quote=quote)))

    stage.poll()

    with stage.kept.look() as work:
        candidates = work.posts.candidates(
            seen_from=NOON - timedelta(days=1), floor=NOON - timedelta(days=1), until=NOON + timedelta(days=1)
        )
    assert [each.links for each in candidates] == [("https://quoted.example/page",)]


def test_a_source_that_fails_is_told_once_and_forgotten_when_it_answers() -> None:
    """The notice carries the reason, the report the time to ask again; the next good poll clears it."""
    stage = Stage()
    stage.source.trouble = lambda: SourceError("mastodon:mastodon.example", "answered 503", retry_at=NOON)

    report = stage.poll()
    told = notices(stage)
    stage.source.trouble = lambda: None
    stage.poll()

    assert (report.trouble, report.retry_at, report.needs_token) == ("answered 503", NOON, False)
    assert told == {(SUBJECT, "unreachable"): "answered 503"}
    assert notices(stage) == {}


@pytest.mark.parametrize("needs_token", [True, False])
def test_t14_a_closed_timeline_says_what_would_open_it(needs_token: bool) -> None:  # noqa: FBT001 - a case of the table
    """Closed is told apart from unreachable, and whether a token would help."""
    stage = Stage()
    stage.source.trouble = lambda: SourceClosed("mastodon:mastodon.example", "closed here", needs_token=needs_token)

    report = stage.poll()

    assert report.needs_token is needs_token
    assert notices(stage) == {(SUBJECT, "closed"): "closed here"}


def test_t02_a_gap_stays_told_while_another_tag_has_none() -> None:
    """Each tag has its own notice: a quiet second tag does not hide that the first has more than one poll takes."""
    source = GappySource()
    stage = Stage(source=source).with_course(hashtags=(hashtag(), hashtag("#BIT15chat")))

    stage.poll()
    told = notices(stage)
    source.gap = False
    stage.poll()

    assert list(told) == [(f"{SUBJECT} #bit15", "gap")]
    assert notices(stage) == {}


def test_t13_a_tag_gone_silent_is_told_while_another_speaks() -> None:
    """24 hours of nothing under a tag that had posts is a warning of its own, until something comes."""
    stage = Stage(source=FakeSource(post("https://a.example/1")))
    stage.with_course(hashtags=(hashtag(), hashtag("#BIT15chat")))
    stage.poll()

    stage.clock.time = NOON + SILENCE
    chat = post("https://a.example/2", number=2, created_at=stage.clock.time, hashtags=(hashtag("#BIT15chat"),))
    stage.source.posts.append(chat)
    stage.poll()
    told = notices(stage)
    stage.source.posts.append(post("https://a.example/3", number=3, created_at=stage.clock.time))
    stage.poll()

    assert told == {(f"{SUBJECT} #bit15", "silent"): "nothing new since 2015-11-11 12:00 UTC"}
    assert notices(stage) == {}


def test_a_tag_that_never_had_posts_is_not_called_silent() -> None:
    """Before its first post a new course's tag is just new."""
    stage = Stage()

    stage.poll()
    stage.clock.advance(days=3)
    stage.poll()

    assert notices(stage) == {}
