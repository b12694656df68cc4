"""Feeds as a reader lives with them: it keeps what it saw, updates what changed, and shows nothing old as new."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.blog.site import BlogPublisher
from bot.ports import DigestState, Receipt
from curation.model import Digest
from tests.golden import community, week

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # a library of its own uses an old module
    from reader import Reader, make_reader

FORMS = ("atom", "rss", "json")
DAYS = (week.MONDAY, week.TUESDAY, week.WEDNESDAY)


class Subscriber:
    """Somebody who follows one feed of the site with an independent program that keeps entries in a database."""

    def __init__(self, folder: Path, feed: str) -> None:
        self.reader: Reader = make_reader(":memory:", feed_root=str(folder))
        self.feed = feed
        self.reader.add_feed(feed, allow_invalid_url=True)

    def look(self) -> tuple[int, int]:
        """Fetch the feed; return how many entries are new and how many changed."""
        # The feed's own time is no reason not to look: readers that ask a server get it by its ETag.
        result = self.reader.update_feed(self.feed)
        return (result.new, result.modified) if result else (0, 0)

    def words(self) -> str:
        return " ".join(self.by_id().values())

    def by_id(self) -> dict[str, str]:
        contents = {each.id: each.get_content() for each in self.reader.get_entries(feed=self.feed)}
        return {id_: content.value if content else "" for id_, content in contents.items()}

    def ids(self) -> Sequence[str]:
        return sorted(self.by_id())


@pytest.fixture
def shelf() -> week.Shelf:
    return week.Shelf()


@pytest.fixture
def publisher(tmp_path: Path, shelf: week.Shelf) -> BlogPublisher:
    made = week.blog(tmp_path, shelf, site=replace(week.SITE, link_feeds=True, topic_feeds=True))
    for digest in DAYS:
        week.publish(made, shelf.freeze(digest, made))
    return made


@pytest.fixture(params=FORMS)
def subscriber(request: pytest.FixtureRequest, publisher: BlogPublisher) -> Iterator[Subscriber]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = Subscriber(publisher.folder, f"bit15/feed.{request.param}")
        assert reader.look() == (3, 0)
        yield reader
        reader.reader.close()


def correct(publisher: BlogPublisher, shelf: week.Shelf, digest: Digest, **but: object) -> None:
    changed = shelf.freeze(digest, publisher, revision=2, changed_at=digest.window.end + timedelta(days=1), **but)
    publisher.edit(Receipt(uri=changed.tag_uri, url=""), changed.parts["blog"][0])


def test_t89_a_rebuild_shows_nothing_as_new(subscriber: Subscriber, publisher: BlogPublisher) -> None:
    """After a rebuild from the database the reader sees no entry as new or changed."""
    publisher.build()

    assert subscriber.look() == (0, 0)


@pytest.mark.parametrize(
    "moved",
    [{"url": "https://elsewhere.example/learned"}, {"title": "Another name"}],
    ids=["another host", "another title"],
)
def test_t89_a_move_shows_nothing_as_new(
    subscriber: Subscriber, publisher: BlogPublisher, moved: dict[str, str]
) -> None:
    """A new host or title changes no id: whoever followed the feed along sees nothing as new."""
    before = subscriber.ids()

    replace(publisher, site=replace(publisher.site, **moved)).build()  # type: ignore[arg-type]  # tests name the fields

    assert subscriber.look()[0] == 0
    assert subscriber.ids() == before


def test_t93_an_erasure_changes_one_entry_and_no_other(
    subscriber: Subscriber, publisher: BlogPublisher, shelf: week.Shelf
) -> None:
    """The entry that named a person no longer does, for readers that had it, too; nothing else moves."""
    assert "Heidi" in subscriber.words()

    correct(publisher, shelf, community.without(week.MONDAY, 1))
    seen = subscriber.look()

    entries = {id_.rpartition("/")[2]: words for id_, words in subscriber.by_id().items()}
    assert seen == (0, 1)
    assert "Heidi" not in entries["2015-11-09"]
    assert "Heidi" in entries["2015-11-10"]


def test_a_withdrawal_says_so_under_the_same_id(
    subscriber: Subscriber, publisher: BlogPublisher, shelf: week.Shelf
) -> None:
    """A withdrawn issue is not forgotten by readers: they learn that it was withdrawn."""
    issue = shelf.freeze(
        week.TUESDAY,
        publisher,
        state=DigestState.WITHDRAWN,
        revision=2,
        changed_at=week.TUESDAY.window.end + timedelta(days=1),
    )
    publisher.withdraw(Receipt(uri=issue.tag_uri, url=""))

    seen = subscriber.look()

    assert seen == (0, 1)
    assert subscriber.by_id()[issue.tag_uri] == "This issue was withdrawn."


def test_a_new_day_is_one_new_entry(subscriber: Subscriber, publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """Publishing a day brings one new entry and changes none."""
    week.publish(publisher, shelf.freeze(week.on(12), publisher))

    assert subscriber.look() == (1, 0)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("feed", ["links", "topics/digital-footprint/feed"])
def test_feeds_of_links_and_topics_are_followed_alike(
    publisher: BlogPublisher, shelf: week.Shelf, feed: str, form: str
) -> None:
    """Links are entries under ids of their own: a new day brings its links, and erasing one shows no other as new."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = Subscriber(publisher.folder, f"bit15/{feed}.{form}")
        first, _ = reader.look()
        week.publish(publisher, shelf.freeze(week.on(12), publisher))
        more, changed = reader.look()
        correct(publisher, shelf, community.without(week.on(12), 1))
        after, _ = reader.look()
        reader.reader.close()

    assert first > 0
    assert 0 < more < first
    assert (changed, after) == (0, 0)
