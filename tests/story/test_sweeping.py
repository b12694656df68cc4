"""Sources delete and edit, and nobody tells us: it is noticed, and nothing but a clear answer counts."""

from dataclasses import replace

import pytest

from bot.errors import SourceError
from bot.ports import DigestState
from bot.tasks.sweep import SweepReport
from curation.model import Hashtag, Post, Visibility, WishKind
from tests.fakes import FakeSource
from tests.makers import author, post, wish
from tests.remains import kept
from tests.story.stage import Stage
from tests.story.test_erasing import finish, published, shown
from tests.story.test_exactly_once import DAY

OWN = "https://ana0.example/own"


def own(stage: Stage) -> Post:
    return next(each for each in reversed(stage.source.posts) if each.links == (OWN,))


def after(stage: Stage, **by: float) -> SweepReport:
    """Let time pass, sweep, and let the daemon do what follows."""
    stage.clock.advance(**by)
    report = stage.sweep()
    finish(stage, 2)
    return report


def test_t106_a_deleted_post_is_gone_within_a_day() -> None:
    """Missed after six hours, gone from page, thread and store two hours later."""
    stage = published()
    stage.source.gone.add(own(stage).ref)

    first = after(stage, hours=6)
    between = kept(stage.kept)
    second = after(stage, hours=2)

    assert (first.hidden, first.erased, second.erased) == (1, 0, 1)
    assert OWN in between
    assert "ana0.example" not in kept(stage.kept) + shown(stage)


def test_t107_one_miss_hides_the_person_and_keeps_the_page() -> None:
    """Name and link to the post are gone from everything at once; what they pointed at still stands."""
    stage = Stage()
    stage.source.posts.extend(post(f"https://s{n}.example/x", by=f"Zed {n}", number=n) for n in range(3))
    published_ = published(stage)
    (gone,) = (each for each in published_.source.posts if each.author.name == "Zed 0")
    published_.source.gone.add(gone.ref)

    report = after(stage, hours=6)

    assert (report.hidden, report.erased) == (1, 0)
    assert "zed 0" not in shown(stage)
    issue = stage.issue(DAY)
    assert issue is not None
    assert "https://s0.example/x" in {each.page for each in issue.digest.items}


@pytest.mark.parametrize("turns", [1, 5])
def test_t107_a_server_that_lies_down_hides_and_erases_nobody(turns: int) -> None:
    """A time-out or a 5xx is no answer, however often it comes."""
    stage = published()
    before = shown(stage)
    stage.source.gone.update(each.ref for each in stage.source.posts)
    stage.source.trouble = lambda: SourceError("mastodon:mastodon.example", "time-out")

    reports = [after(stage, hours=7) for _ in range(turns)]

    assert {(each.asked, each.hidden, each.erased) for each in reports} == {(0, 0, 0)}
    assert all(each.troubles == {"mastodon:mastodon.example": "time-out"} for each in reports)
    assert shown(stage) == before


def test_t107_a_post_that_is_there_again_was_never_gone() -> None:
    """One miss and then an answer: nothing is erased."""
    stage = published()
    stage.source.gone.add(own(stage).ref)
    after(stage, hours=6)
    stage.source.gone.clear()

    report = after(stage, hours=2)

    assert (report.there, report.erased) == (1, 0)
    with stage.kept.look() as work:
        assert [each.missed_at for each in work.presences.standing(stage.clock.time) if each.missed_at] == []


def test_each_post_is_asked_for_at_its_time_and_once() -> None:
    """Two turns in the same six hours ask once."""
    stage = published()

    first, second = after(stage, hours=6), after(stage, hours=1)

    assert (first.asked, second.asked) == (len(stage.source.posts), 0)
    assert sorted(map(str, stage.source.asked)) == sorted({str(each.ref) for each in stage.source.posts})


def test_a_dry_run_asks_nobody() -> None:
    """It counts what is due."""
    stage = published()
    stage.clock.advance(hours=6)

    report = stage.sweep(dry_run=True)

    assert (report.due, report.asked, stage.source.asked) == (len(stage.source.posts), 0, [])


@pytest.mark.parametrize(
    "but",
    [{"hashtags": (Hashtag.parse("#other"),)}, {"visibility": Visibility.UNLISTED}],
    ids=["tag", "visibility"],
)
def test_c07_a_tag_or_visibility_edited_away_counts_as_deleted(but: dict[str, object]) -> None:
    """What may not be collected any more is erased."""
    stage = published()
    edited = replace(own(stage), text="never mind", edited_at=stage.clock.time, **but)  # type: ignore[arg-type]  # tests name the fields
    stage.source.posts.append(edited)

    report = after(stage, hours=6)

    assert report.erased == 1
    assert "ana0.example" not in kept(stage.kept) + shown(stage)
    assert "never mind" not in kept(stage.kept)


def test_c07_an_edited_quotation_is_dropped_and_the_post_stays() -> None:
    """The old wording is never shown as current; who shared the page still did."""
    stage = Stage()
    said = post("https://q.example/x", by="Zed", text="Sounds odd, works well https://q.example/x #BIT15")
    stage.source.posts.append(said)
    with stage.kept.work() as work:
        work.wishes.record(wish("Zed", WishKind.QUOTE, "yes"))
    published(stage)
    issue = stage.issue(DAY)
    assert issue is not None
    assert "Sounds odd, works well" in str(issue.digest)
    text = "Works badly after all https://q.example/x #BIT15"
    stage.source.posts.append(replace(said, text=text, edited_at=stage.clock.time))

    report = after(stage, hours=6)

    issue = stage.issue(DAY)
    assert issue is not None
    assert (report.edited, report.erased) == (1, 0)
    assert "Sounds odd" not in kept(stage.kept) + str(issue.digest)
    assert "zed" in shown(stage)


class Billing(FakeSource):
    """Takes money for every answer."""

    bills = True


def test_t59_what_costs_is_asked_for_once_a_utc_day_and_only_what_is_shown() -> None:
    """A post that no reader can open is not paid for; one that is shown, once a day of UTC."""
    hidden = author("Hidden")
    stage = Stage(source=Billing())
    stage.source.posts.append(post("https://s1.example/x", by=hidden, number=5))
    stage.source.posts.append(post("https://s2.example/x", by="Shown", number=6))
    with stage.kept.work() as work:
        work.wishes.record(wish(hidden, WishKind.CREDIT, "none"))
    published(stage)

    for _ in range(24):
        after(stage, hours=3)

    asked = [ref.uri for ref in stage.source.asked]
    assert not any("/hidden/" in each for each in asked)
    assert sum("/shown/" in each for each in asked) == 3


def test_a_deletion_that_a_source_tells_counts_as_two_misses() -> None:
    """A delete event erases at once, and an edit event reads the post again, whatever their time."""
    stage = published()
    edited = stage.source.posts[0]
    stage.source.posts.append(replace(edited, hashtags=(), edited_at=stage.clock.time))

    with stage.kept.look() as work:
        deleted, changed = (
            work.presences.known(stage.source.name, [each.ref.uri[-6:]]) for each in (own(stage), edited)
        )

    gone = stage.sweep.again(deleted, gone=True)
    away = stage.sweep.again(changed)
    finish(stage, 2)

    assert (gone.erased, away.erased) == (1, 1)
    assert "ana0.example" not in kept(stage.kept) + shown(stage)


def test_a_post_is_asked_for_where_it_was_written() -> None:
    """Two servers know it; its own is asked, and a server that is not read any more is not."""
    stage = published()
    far = FakeSource(*stage.source.posts, name="mastodon:far.example")
    stage.source.name = "mastodon:mastodon.example"
    for source in (far, FakeSource(*stage.source.posts, name="mastodon:closed.example")):
        replace(stage.poll, source=source)()
    stage.clock.advance(hours=6)
    sweep = replace(stage.sweep, sources=(far, stage.source))

    report = sweep()

    assert report.asked == len(stage.source.posts)
    assert far.asked == []


def test_a_withdrawn_issue_is_paid_for_no_more() -> None:
    """What no reader has is not looked at."""
    stage = published(Stage(source=Billing()))
    issue = stage.issue(DAY)
    assert issue is not None
    with stage.kept.work() as work:
        work.digests.put(replace(issue, state=DigestState.WITHDRAWN))

    assert after(stage, days=1).due == 0
