"""`welearned try`: a public hashtag, its digest, and nothing published."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.wiring.trial import Trial, course_of, open_trial
from curation import days
from curation.model import ConsentMode, Hashtag
from tests.bot.cli.installation import NOWHERE, now
from tests.fake_mastodon import FakeMastodon, moods, software
from tests.fakes import FakeReader, TickingClock
from tests.makers import NOON


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    """Give a server that everybody may read."""
    with FakeMastodon(clock=now) as running:
        yield running


def share(server: FakeMastodon, who: str, number: int, *, hours: int = 2) -> None:
    page = NOWHERE.format(number=number, slug=f"about-{number}")
    server.post(who, f"worth reading {page} #EdTech", created_at=server.clock() - timedelta(hours=hours))


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["try", *words, "--folder", str(folder)], prog_name="welearned")


def test_a_hashtag_becomes_a_thread_and_pages(server: FakeMastodon, tmp_path: Path) -> None:
    """The thread is printed, the pages are written as a preview, and the server was only read."""
    for number, who in enumerate(("ana", "ben@school.example", "chi"), start=1):
        share(server, who, number)

    done = run(tmp_path / "site", f"#EdTech@{server.url}")

    assert done.exit_code == 0, done.output
    assert "── mastodon, part 1 of " in done.stdout
    assert "in #EdTech today" in done.stdout
    assert f"look at it with: welearned serve {tmp_path / 'site'}" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Nothing was published.")
    pages = [each.read_text(encoding="utf-8") for each in (tmp_path / "site/edtech").rglob("index.html")]
    assert pages
    assert all("noindex" in page for page in pages)
    assert [each for each in server.requests if each.writes] == []


def test_several_servers_are_one_digest(server: FakeMastodon, tmp_path: Path) -> None:
    """What two servers saw is told once, with everybody who shared it on either."""
    share(server, "ana", 1)
    with FakeMastodon(clock=now, domain="other.example") as other:
        share(other, "ben", 1)

        done = run(tmp_path / "site", f"#EdTech@{server.url}", f"#edtech@{other.url}")

    assert done.exit_code == 0, done.output
    assert "Ana" in done.stdout
    assert "Ben" in done.stdout


def test_who_opted_out_is_left_out(server: FakeMastodon, tmp_path: Path) -> None:
    """The mode is open, with every exclusion: nothing is left to show."""
    server.account("quiet", note="<p>#nobot</p>")
    share(server, "quiet", 1)

    done = run(tmp_path / "site", f"#EdTech@{server.url}")

    assert done.stdout == "No page was shared there by people who may be listed.\n"
    assert not (tmp_path / "site/edtech").exists()


def test_hours_say_how_far_to_look_back(server: FakeMastodon, tmp_path: Path) -> None:
    """A page of the day before yesterday is found when it is asked for."""
    share(server, "ana", 1, hours=50)

    day = run(tmp_path / "day", f"#EdTech@{server.url}")
    week = run(tmp_path / "week", f"#EdTech@{server.url}", "--hours", "60")

    assert (day.exit_code, week.exit_code) == (3, 0)
    assert "203.0.113.1/about-1" in week.stdout


def test_a_server_that_wants_a_token_says_how_to_get_one(tmp_path: Path) -> None:
    """Closed to strangers: what to click is told; with a token in a file it works."""
    with FakeMastodon(clock=now, software=software.GOTOSOCIAL) as closed:
        share(closed, "ana", 1)
        token = tmp_path / "token"
        token.write_text(closed.token + "\n", encoding="utf-8")

        without = run(tmp_path / "site", f"#EdTech@{closed.url}")
        with_one = run(tmp_path / "site", f"#EdTech@{closed.url}", "--token-file", str(token))

    assert without.exit_code == 1
    assert "shows hashtags only to people who are logged in. Get a token there" in without.stdout
    assert (with_one.exit_code, closed.token in with_one.output) == (0, False)


def test_a_server_that_is_away_is_one_clear_line(server: FakeMastodon, tmp_path: Path) -> None:
    """Exit code 1, no traceback; another server that answers is enough to go on."""
    server.mood = lambda _request: moods.BROKEN
    alone = run(tmp_path / "site", f"#EdTech@{server.url}")
    with FakeMastodon(clock=now) as other:
        share(other, "ana", 1)
        both = run(tmp_path / "site", f"#EdTech@{server.url}", f"#EdTech@{other.url}")

    assert alone.exit_code == 1
    assert alone.stdout.splitlines()[0].endswith(": answered 500")
    assert both.exit_code == 0


@pytest.mark.parametrize("words", [("#EdTech",), ("@mastodon.example",), ("#1@mastodon.example",), ()])
def test_what_is_no_tag_of_a_server_is_wrong_use(tmp_path: Path, words: tuple[str, ...]) -> None:
    """The message shows how to write it; nobody is asked."""
    done = run(tmp_path / "site", *words)

    assert (done.exit_code, done.stdout) == (2, "")


def test_reading_may_take_longer_than_the_day_lasts(server: FakeMastodon, tmp_path: Path) -> None:
    """The digest is the one of the moment at which the trial began, however long its pages take to read."""
    clock = TickingClock(now())
    share(server, "ana", 1)
    trial = Trial(tags=(Hashtag.parse("#EdTech"),), servers=(server.url,), folder=tmp_path / "site")

    with open_trial(trial, clock=clock, reader=FakeReader()) as house:
        (tasks,) = house.courses
        day = days.day_of(tasks.course, clock.now())
        (poll,) = house.polls
        poll.rescan()
        house.read_links()
        clock.advance(minutes=20)
        issue = tasks.compose.freeze(day)
        report = tasks.publish(issue.digest.key)

    assert [item.title for item in issue.digest.items] == ["About 1"]
    assert [(each.outlet, each.state.value) for each in report.outlets] == [("blog", "done"), ("mastodon", "held")]


@pytest.mark.parametrize(("tag", "slug"), [("#EdTech", "edtech"), ("#été2015", "ete2015"), ("#学び", "try")])
def test_the_course_of_a_trial_is_open_and_ends_soon(tag: str, slug: str) -> None:
    """Its address is made of letters that every file system knows."""
    course = course_of((Hashtag.parse(tag),), TickingClock(NOON))

    assert (course.slug, course.consent, course.zone) == (slug, ConsentMode.OPEN, "UTC")
    assert f"{course.digest_time:%H:%M}" == "12:02"
