"""The built-in site: what is written, when, and what stays as it is."""

import os
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typing_extensions import override

from bot.blog.site import BlogPublisher, Site, page_address
from bot.errors import ChannelOff, Refused, Unclear
from bot.ports import DigestState, Issue, Receipt
from bot.render.templates import Templates
from curation.digest import with_replies
from curation.model import ConsentMode, Digest
from tests import makers
from tests.golden import community, week

KEY = "bit15/2015-11-11:blog:0:1"
DAY_PAGE = "bit15/2015/11/11/index.html"


@pytest.fixture
def shelf() -> week.Shelf:
    return week.Shelf()


@pytest.fixture
def publisher(tmp_path: Path, shelf: week.Shelf) -> BlogPublisher:
    return week.blog(tmp_path, shelf)


@pytest.fixture
def three_days(publisher: BlogPublisher, shelf: week.Shelf) -> BlogPublisher:
    for digest in (week.MONDAY, week.TUESDAY, week.WEDNESDAY):
        week.publish(publisher, shelf.freeze(digest, publisher))
    return publisher


def held(shelf: week.Shelf, digest: Digest) -> Issue:
    issue = shelf.get(digest.key)
    assert issue is not None
    return issue


def page(publisher: BlogPublisher, path: str = DAY_PAGE) -> str:
    return (publisher.folder / path).read_text(encoding="utf-8")


def test_page_is_where_threads_say_it_is(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """The receipt's address is the page's, made from course and day alone."""
    issue = shelf.freeze(week.WEDNESDAY, publisher)

    receipt = publisher.send(issue.parts["blog"][0], KEY, None)

    assert receipt == Receipt(uri=issue.tag_uri, url=community.PAGE)
    assert page_address("https://digest.example.org/", week.WEDNESDAY) == community.PAGE
    assert (publisher.folder / DAY_PAGE).is_file()


def test_c14_nothing_is_published_without_the_policy(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """Where the policy cannot be made, no page of an issue is written: it comes first."""
    own = publisher.folder.parent / "own"
    (own / "blog").mkdir(parents=True)
    (own / "blog" / "policy.html").write_text("{{ v.nothing_of_that_name }}", encoding="utf-8")
    issue = shelf.freeze(week.WEDNESDAY, publisher)

    with pytest.raises(ChannelOff):
        replace(publisher, templates=Templates(own)).send(issue.parts["blog"][0], KEY, None)

    assert not (publisher.folder / DAY_PAGE).exists()
    publisher.send(issue.parts["blog"][0], KEY, None)
    assert (publisher.folder / DAY_PAGE).is_file()


def test_site_without_address_still_has_its_paths(tmp_path: Path, shelf: week.Shelf) -> None:
    """Pages that are only looked at claim no address, have no map, and lead to each other by relative ways."""
    publisher = week.blog(tmp_path, shelf, site=Site(title="Try", preview=True))
    issue = shelf.freeze(week.WEDNESDAY, publisher)

    receipt = publisher.send(issue.parts["blog"][0], KEY, None)

    assert receipt.url == "/bit15/2015/11/11/"
    assert not (tmp_path / "sitemap.xml").exists()
    assert "canonical" not in page(publisher)
    assert 'content="noindex, nofollow"' in page(publisher)
    assert "Preview:" in page(publisher)
    assert '<a href="../../../../bit15/2015/11/09/">First on 9 November 2015</a>' in page(publisher)


def test_page_holds_the_stored_words(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """What was frozen is what is shown, even if the templates changed since."""
    issue = shelf.freeze(week.WEDNESDAY, publisher)
    part = replace(issue.parts["blog"][0], text="<p>As it was stored.</p>\n", title="Then")

    publisher.send(part, KEY, None)

    assert "<p>As it was stored.</p>\n" in page(publisher)
    assert "<title>Then</title>" in page(publisher)
    assert "As it was stored." in page(publisher, "bit15/feed.atom")


def test_t98_preview_shows_what_is_sent(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """The part of the preview is on the page byte for byte."""
    issue = shelf.freeze(week.WEDNESDAY, publisher)

    (part,) = publisher.parts(week.WEDNESDAY)
    week.publish(publisher, issue)

    assert part.text in page(publisher)
    assert part.count == len(part.text)
    assert part.items == (1, 3, 4, 5, 6, 7, 8)


def test_publishing_a_day_rewrites_only_what_changed(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """A new issue touches its page, the one before it, the lists and the feed; nothing else is written again."""
    for digest in (week.MONDAY, week.TUESDAY):
        week.publish(publisher, shelf.freeze(digest, publisher))
    before = {path: (publisher.folder / path).stat().st_mtime_ns for path in week.files(publisher.folder)}

    week.publish(publisher, shelf.freeze(week.WEDNESDAY, publisher))

    after = {path: (publisher.folder / path).stat().st_mtime_ns for path in week.files(publisher.folder)}
    assert {path for path in after if after[path] != before.get(path)} == {
        DAY_PAGE,
        "bit15/2015/11/10/index.html",
        "bit15/2015/11/index.html",
        "bit15/2015/w46/index.html",
        "bit15/topics/digital-footprint/index.html",
        "bit15/topics/digital-footprint/2015/index.html",
        "bit15/topics/leading-listening/index.html",
        "bit15/topics/leading-listening/2015/index.html",
        "bit15/index.html",
        "bit15/feed.atom",
        "bit15/feed.rss",
        "bit15/feed.json",
        "index.html",
        "sitemap.xml",
    }


def test_sending_twice_changes_nothing(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """The same key makes the same page: the blog repeats safely."""
    before = week.files(three_days.folder)

    week.publish(three_days, held(shelf, week.WEDNESDAY))

    assert three_days.repeats_safely
    assert week.files(three_days.folder) == before


def test_rebuilding_twice_changes_no_byte(three_days: BlogPublisher) -> None:
    """A build of what is there writes nothing, and a build elsewhere makes the same bytes."""
    elsewhere = replace(three_days, folder=three_days.folder / "elsewhere")
    before = week.files(three_days.folder)

    elsewhere.build()

    assert three_days.build() == ()
    assert week.files(elsewhere.folder) == before


def test_a_build_writes_no_file_twice(three_days: BlogPublisher) -> None:
    """Every path of a build is written once."""
    written = replace(three_days, folder=three_days.folder / "elsewhere").build()

    assert len(written) == len(set(written))


def test_nothing_unfinished_is_left(three_days: BlogPublisher) -> None:
    """Files are made under another name and put in place whole: none of those is left."""
    assert not [path for path in week.files(three_days.folder) if path.endswith(".new")]


def test_find_knows_the_page_that_is_there(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """A page with just these words is found; another revision's or none is not."""
    issue = shelf.freeze(week.WEDNESDAY, publisher)
    part = issue.parts["blog"][0]

    before = publisher.find(part, KEY, None, makers.NOON)
    receipt = publisher.send(part, KEY, None)

    assert before is None
    assert publisher.find(part, KEY, None, makers.NOON) == receipt
    assert publisher.find(replace(part, text="<p>Other words</p>"), KEY, None, makers.NOON) is None


def test_t90_the_index_lists_no_page_that_is_not_there(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """An issue that is frozen but not yet sent is neither listed nor linked."""
    shelf.freeze(week.TUESDAY, publisher)

    week.publish(publisher, shelf.freeze(week.WEDNESDAY, publisher))

    assert "11/10" not in page(publisher, "bit15/index.html")
    assert "11/10" not in page(publisher)
    assert "2015-11-10" not in page(publisher, "bit15/feed.atom")


def test_t88_a_page_deleted_by_hand_stays_deleted(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """A page a person removed does not come back with the next issue."""
    (three_days.folder / "bit15/2015/11/10/index.html").unlink()

    week.publish(three_days, shelf.freeze(week.on(12), three_days))

    assert not (three_days.folder / "bit15/2015/11/10/index.html").exists()
    assert "11/10" not in page(three_days, "bit15/index.html")


def test_t68_index_says_when_the_latest_issue_was(three_days: BlogPublisher) -> None:
    """The lists date their latest issue, so that nothing looks fresh that is not; no clock is asked."""
    assert "Latest issue: 11 November 2015" in page(three_days, "index.html")
    assert "Latest issue: 11 November 2015" in page(three_days, "bit15/index.html")


def test_site_before_the_first_issue(publisher: BlogPublisher) -> None:
    """A site without an issue says so and promises no feed; its policy is there."""
    publisher.build()

    assert "There is no issue yet." in page(publisher, "index.html")
    assert "There is no issue yet." in page(publisher, "bit15/index.html")
    assert "feed.atom" not in page(publisher, "bit15/index.html")
    assert not (publisher.folder / "bit15/feed.atom").exists()
    assert (publisher.folder / "policy/index.html").is_file()


def test_edit_changes_the_page_and_moves_updated(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """A correction rewrites page and entry in place, under the same id."""
    issue = held(shelf, week.TUESDAY)
    changed = shelf.freeze(
        community.without(week.TUESDAY, 1),
        three_days,
        revision=2,
        changed_at=week.TUESDAY.window.end + timedelta(days=1),
    )

    receipt = three_days.edit(Receipt(uri=issue.tag_uri, url=""), changed.parts["blog"][0])

    assert receipt.uri == issue.tag_uri
    assert "Heidi" not in page(three_days, "bit15/2015/11/10/index.html")
    assert "Last changed on 11 November 2015." in page(three_days, "bit15/2015/11/10/index.html")
    assert "<updated>2015-11-11T23:00:00Z</updated>" in page(three_days, "bit15/feed.atom")


def test_t112_a_removed_name_is_nowhere_on_the_site(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """After a correction without a person, no file of the site holds their name, handle or words."""
    for digest in (week.MONDAY, week.TUESDAY, week.WEDNESDAY):
        issue = shelf.freeze(community.without(digest, 1), three_days, revision=2)
        three_days.edit(Receipt(uri=issue.tag_uri, url=""), issue.parts["blog"][0])

    everything = b"".join(week.files(three_days.folder).values())
    assert b"Heidi" not in everything
    assert b"@heidi" not in everything
    assert b"ladder-of-inference" not in everything


def test_t112_an_answer_that_goes_leaves_no_page_and_no_feed_with_it(
    three_days: BlogPublisher, shelf: week.Shelf
) -> None:
    """It stands on the page of its day, of its week and in the feeds; taken back, on none; the other stays."""
    paths = (DAY_PAGE, "bit15/2015/w46/index.html", "bit15/feed.atom", "bit15/feed.rss", "bit15/feed.json")
    assert all("On paper first" in page(three_days, path) for path in paths)
    fewer = with_replies(week.WEDNESDAY, week.WEDNESDAY.replies[1:])
    issue = shelf.freeze(fewer, three_days, revision=2)

    three_days.edit(Receipt(uri=issue.tag_uri, url=""), issue.parts["blog"][0])

    everything = b"".join(week.files(three_days.folder).values())
    assert b"On paper first" not in everything
    assert b"@ana/77" not in everything
    assert all("chaque soir" in page(three_days, path) for path in paths)


@pytest.mark.parametrize("by", ["a build", "another day"])
def test_t112_a_name_that_goes_while_pages_are_written_is_on_none(
    three_days: BlogPublisher, shelf: week.Shelf, by: str
) -> None:
    """Whoever began with the old words and ends last looks again: `build` beside the daemon brings no name back."""

    class Revising(week.Shelf):
        @override
        def between(self, course: str, first: date, last: date, /) -> tuple[Issue, ...]:
            issues = super().between(course, first, last)
            self.freeze(community.without(week.TUESDAY, 1), three_days, revision=2)
            return issues

    slow = replace(three_days, issues=Revising(list(shelf.issues)))
    if by == "a build":
        slow.build()
    else:
        slow.send(held(shelf, week.MONDAY).parts["blog"][0], "bit15/2015-11-09:blog:0:1", None)

    assert "Heidi" not in page(three_days, "bit15/2015/11/10/index.html")


def test_erasing_one_item_changes_exactly_the_files_that_showed_it(
    three_days: BlogPublisher, shelf: week.Shelf
) -> None:
    """Page, feed and map change; every other file and every id stays."""
    before = week.files(three_days.folder)
    issue = shelf.freeze(
        community.without(week.MONDAY, 1),
        three_days,
        revision=2,
        changed_at=week.MONDAY.window.end + timedelta(hours=1),
    )

    three_days.edit(Receipt(uri=issue.tag_uri, url=""), issue.parts["blog"][0])

    after = week.files(three_days.folder)
    assert {path for path in after if after[path] != before[path]} == {
        "bit15/2015/11/09/index.html",
        "bit15/2015/11/index.html",
        "bit15/2015/w46/index.html",
        "bit15/topics/digital-footprint/index.html",
        "bit15/topics/digital-footprint/2015/index.html",
        "bit15/index.html",
        "bit15/feed.atom",
        "bit15/feed.rss",
        "bit15/feed.json",
        "sitemap.xml",
    }


def test_withdrawn_issue_leaves_a_tombstone(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """The address says the issue was withdrawn; neighbours and lists no longer lead there, the feed says so."""
    issue = held(shelf, week.TUESDAY)
    shelf.freeze(week.TUESDAY, three_days, state=DigestState.WITHDRAWN)

    three_days.withdraw(Receipt(uri=issue.tag_uri, url=""))

    tombstone = page(three_days, "bit15/2015/11/10/index.html")
    assert "This issue was withdrawn." in tombstone
    assert 'content="noindex, nofollow"' in tombstone
    assert "11/10" not in page(three_days)
    assert "11/09" in page(three_days)
    assert "11/10" not in page(three_days, "bit15/index.html") + page(three_days, "sitemap.xml")
    assert "This issue was withdrawn." in page(three_days, "bit15/feed.atom")
    assert issue.tag_uri in page(three_days, "bit15/feed.atom")


def test_withdrawing_twice_changes_nothing(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """Taking back is safe to repeat, and to build again."""
    receipt = Receipt(uri=held(shelf, week.TUESDAY).tag_uri, url="")
    shelf.freeze(week.TUESDAY, three_days, state=DigestState.WITHDRAWN)
    three_days.withdraw(receipt)
    before = week.files(three_days.folder)

    three_days.withdraw(receipt)

    assert three_days.build() == ()
    assert week.files(three_days.folder) == before


def test_withdrawn_address_is_never_used_again(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """A withdrawn issue cannot be sent."""
    issue = shelf.freeze(week.WEDNESDAY, publisher, state=DigestState.WITHDRAWN)

    with pytest.raises(Refused, match="withdrawn"):
        publisher.send(issue.parts["blog"][0], KEY, None)


@pytest.mark.parametrize("key", [KEY, "other/2015-11-11:blog:0:1"], ids=["no issue", "no course"])
def test_page_without_a_stored_issue_is_refused(publisher: BlogPublisher, key: str) -> None:
    """Nothing is written that the store does not know."""
    (part,) = publisher.parts(week.WEDNESDAY)

    with pytest.raises(Refused, match="no frozen issue"):
        publisher.send(part, key, None)
    with pytest.raises(Refused, match="no issue"):
        publisher.withdraw(Receipt(uri="tag:nobody", url=""))
    assert publisher.find(part, key, None, makers.NOON) is None


def test_folder_that_cannot_be_written_is_unclear(tmp_path: Path, shelf: week.Shelf) -> None:
    """A full or forbidden disk leaves it open whether the page is there: the ledger looks and sends again."""
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    publisher = week.blog(tmp_path / "file", shelf)
    issue = shelf.freeze(week.WEDNESDAY, publisher)

    with pytest.raises(Unclear):
        publisher.send(issue.parts["blog"][0], KEY, None)
    with pytest.raises(Unclear):
        publisher.find(issue.parts["blog"][0], KEY, None, makers.NOON)


def test_template_that_breaks_stops_the_outlet(tmp_path: Path, shelf: week.Shelf) -> None:
    """A page that cannot be made waits for a person; nothing half made is shown."""
    (tmp_path / "own" / "blog").mkdir(parents=True)
    (tmp_path / "own" / "blog" / "day.html").write_text("{{ v.nothing }}", encoding="utf-8")
    publisher = replace(week.blog(tmp_path / "site", shelf), templates=Templates(tmp_path / "own"))
    issue = shelf.freeze(week.WEDNESDAY, publisher)

    with pytest.raises(ChannelOff, match=r"day\.html"):
        publisher.send(issue.parts["blog"][0], KEY, None)
    assert not (tmp_path / "site" / DAY_PAGE).exists()


def test_pages_can_be_read_by_a_web_server(three_days: BlogPublisher) -> None:
    """Files have the rights that new files have, not those of a private temporary one."""
    mask = os.umask(0)
    os.umask(mask)

    assert {each.stat().st_mode & 0o777 for each in three_days.folder.rglob("*") if each.is_file()} == {0o666 & ~mask}


def test_roster_course_is_not_for_search_engines(tmp_path: Path, shelf: week.Shelf) -> None:
    """Pages of a course on a roster ask not to be indexed, and the map of the site names none of them."""
    publisher = week.blog(tmp_path, shelf, courses=(community.course(consent=ConsentMode.ROSTER),))
    week.publish(publisher, shelf.freeze(week.WEDNESDAY, publisher))

    assert 'content="noindex, nofollow"' in page(publisher)
    assert "bit15" not in page(publisher, "sitemap.xml")


def test_two_courses_share_a_site(tmp_path: Path, shelf: week.Shelf) -> None:
    """The first page lists every course; publishing in one leaves the other's files alone."""
    other = community.course(slug="oer", title="OER", language="fr")
    publisher = week.blog(tmp_path, shelf, courses=(community.course(), other))
    publisher.build()
    before = week.files(tmp_path)

    week.publish(publisher, shelf.freeze(week.WEDNESDAY, publisher))

    after = week.files(tmp_path)
    assert 'href="oer/"' in page(publisher, "index.html")
    assert "There is no issue yet." in page(publisher, "index.html")
    assert "Il n’y a pas encore de numéro." in page(publisher, "oer/index.html")
    assert after["oer/index.html"] == before["oer/index.html"]


def test_every_feed_is_there_when_asked_for(tmp_path: Path, shelf: week.Shelf) -> None:
    """Feeds of links and topics are made where the site says so, in every form."""
    publisher = week.blog(tmp_path, shelf, site=replace(week.SITE, link_feeds=True, topic_feeds=True))
    week.publish(publisher, shelf.freeze(week.WEDNESDAY, publisher))

    made = {path.rpartition("/")[2] for path in week.files(tmp_path) if "feed." in path or "links." in path}
    of_topics = [path for path in week.files(tmp_path) if "topics/" in path and "feed." in path]
    assert made == {f"{of}.{form}" for of in ("feed", "links") for form in ("atom", "rss", "json")}
    assert len(of_topics) == 6
    assert "links.rss" in page(publisher)


def test_feed_of_a_topic_never_becomes_older(tmp_path: Path, shelf: week.Shelf) -> None:
    """The issue with its newest links is withdrawn: that changed the feed, at that time; a build says the same."""
    publisher = week.blog(tmp_path, shelf, site=replace(week.SITE, topic_feeds=True))
    for digest in (week.TUESDAY, week.WEDNESDAY):
        week.publish(publisher, shelf.freeze(digest, publisher))
    issue = held(shelf, week.WEDNESDAY)
    later = issue.published + timedelta(hours=9)
    shelf.freeze(week.WEDNESDAY, publisher, state=DigestState.WITHDRAWN, changed_at=later)

    publisher.withdraw(Receipt(uri=issue.tag_uri, url=""))

    feed = page(publisher, "bit15/topics/digital-footprint/feed.atom")
    assert "2015/11/11" not in feed
    assert re.findall("<updated>(.*)</updated>", feed)[0] == later.isoformat().replace("+00:00", "Z")
    assert replace(publisher).build() == ()


def test_weeks_months_and_topics_lead_to_the_issues(three_days: BlogPublisher) -> None:
    """Every list leads to the day, and the day to its week."""
    for path in ("bit15/2015/11", "bit15/2015/w46", "bit15/topics/digital-footprint", "bit15/topics/leading-listening"):
        assert "bit15/2015/11/11/" in page(three_days, f"{path}/index.html")
        assert "2015/w46/" in page(three_days)


def test_neighbouring_weeks_and_months_lead_to_each_other(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """The first issue of a new month gives the month before a way on."""
    december = replace(
        week.WEDNESDAY,
        day=date(2015, 12, 1),
        window=replace(week.WEDNESDAY.window, end=week.WEDNESDAY.window.end + timedelta(days=20)),
    )

    week.publish(three_days, shelf.freeze(december, three_days))

    assert 'rel="next" href="../../../bit15/2015/12/"' in page(three_days, "bit15/2015/11/index.html")
    assert 'rel="prev" href="../../../bit15/2015/11/"' in page(three_days, "bit15/2015/12/index.html")
    assert 'rel="next" href="../../../bit15/2015/w49/"' in page(three_days, "bit15/2015/w46/index.html")
    assert replace(three_days).build() == ()


def test_lists_without_anything_to_list_go(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """When the only issue is withdrawn, its week, month and topics are no more."""
    issue = shelf.freeze(week.WEDNESDAY, publisher)
    week.publish(publisher, issue)

    publisher.withdraw(Receipt(uri=issue.tag_uri, url=""))

    left = week.files(publisher.folder)
    assert not [path for path in left if "topics/" in path or "w46" in path or path == "bit15/2015/11/index.html"]
    assert "This issue was withdrawn." in page(publisher)


def test_topic_of_another_year_stays(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """A topic keeps its years: a new one leads to the old, and the old is not written again."""
    later = replace(
        week.WEDNESDAY,
        day=date(2016, 11, 11),
        window=replace(week.WEDNESDAY.window, end=week.WEDNESDAY.window.end + timedelta(days=366)),
    )
    before = page(three_days, "bit15/topics/digital-footprint/2015/index.html")

    week.publish(three_days, shelf.freeze(later, three_days))

    newest = page(three_days, "bit15/topics/digital-footprint/index.html")
    assert 'href="../../../bit15/topics/digital-footprint/2015/">2015</a>' in newest
    assert "2016/11/11/#l-" in newest
    assert "2015/11/11/#l-" not in newest
    assert page(three_days, "bit15/topics/digital-footprint/2015/index.html") == before


def test_crash_between_page_and_lists_is_mended(publisher: BlogPublisher, shelf: week.Shelf) -> None:
    """A page that the month does not list yet counts as not sent: sending again finishes the lists."""
    issue = shelf.freeze(week.WEDNESDAY, publisher)
    week.publish(publisher, issue)
    (publisher.folder / "bit15/2015/11/index.html").unlink()

    assert publisher.find(issue.parts["blog"][0], KEY, None, makers.NOON) is None


def test_issue_without_words_for_this_outlet_is_not_shown(three_days: BlogPublisher, shelf: week.Shelf) -> None:
    """An issue that was frozen for other outlets only is in no list and no feed."""
    shelf.put(replace(held(shelf, week.TUESDAY), parts={}))

    week.publish(three_days, shelf.freeze(week.on(12), three_days))

    assert "2015-11-10" not in page(three_days, "bit15/feed.atom")
    three_days.build()
    assert "11/10" not in page(three_days, "bit15/index.html")


@pytest.mark.parametrize("age", [3, 40, 400])
def test_a_day_more_writes_as_many_files_however_old_the_site_is(tmp_path: Path, shelf: week.Shelf, age: int) -> None:
    """Publishing touches its page, the one before, and the lists: the same number after days and after a year."""
    publisher = week.blog(tmp_path, shelf)
    for back in range(age, 0, -1):
        day = week.WEDNESDAY.day - timedelta(days=back)
        moved = timedelta(days=back)
        window = replace(
            week.WEDNESDAY.window, start=week.WEDNESDAY.window.start - moved, end=week.WEDNESDAY.window.end - moved
        )
        shelf.freeze(replace(week.WEDNESDAY, day=day, window=window), publisher)
    publisher.build()
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in week.files(tmp_path)}

    week.publish(publisher, shelf.freeze(week.WEDNESDAY, publisher))

    after = {path: (tmp_path / path).stat().st_mtime_ns for path in week.files(tmp_path)}
    assert sum(after[path] != before.get(path) for path in after) == 14
