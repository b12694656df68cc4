"""`welearned publish`: what is due goes out, once."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.clock import SystemClock
from bot.wiring.lease import Lease
from tests.bot.cli.installation import Installation
from tests.fake_mastodon import moods


@pytest.fixture
def ready(home: Installation) -> Installation:
    """Four pages were shared and read from the server; a thread is one post."""
    home.write(course="[courses.thread]\nitems = 0")
    home.share_some()
    home.run("poll")
    return home


def test_what_is_due_goes_out_once(ready: Installation) -> None:
    """The page first, then the thread, each outlet in a line; a second time there is nothing to do."""
    first, second = ready.run("publish", "bit15"), ready.run("publish", "bit15")

    assert (first.exit_code, first.stdout.splitlines()) == (
        0,
        [
            f"bit15/{ready.day} · blog: 1 of 1 parts · done",
            f"bit15/{ready.day} · mastodon: 1 of 1 parts · done",
        ],
    )
    assert (second.exit_code, second.stdout) == (3, f"bit15/{ready.day}: published; nothing to send\n")
    (root,) = ready.thread
    assert f"{ready.site}/bit15/{ready.day:%Y/%m/%d}/" in root.text


def test_a_thread_goes_out_part_by_part(home: Installation) -> None:
    """The second part follows the first as its answer, after the pause that keeps it from being hidden as spam."""
    home.write(course="[courses.thread]\nitems = 1")
    home.share_some()
    home.run("poll")

    done = home.run("publish")

    root, item = home.thread
    assert done.stdout.endswith("mastodon: 2 of 2 parts · done\n")
    assert item.in_reply_to_id == root.id
    assert item.created_at - root.created_at >= timedelta(seconds=2)


def test_t128_a_dry_run_writes_nothing_anywhere_outside(ready: Installation) -> None:
    """Everything that would go out is shown; the server is not even asked, and no page is made."""
    asked = len(ready.server.requests)

    done = ready.run("publish", "--dry-run")

    assert done.exit_code == 0
    assert done.stdout.startswith(f"bit15/{ready.day}: nothing is sent (--dry-run)\n")
    assert "── mastodon, part 1 of 1 · " in done.stdout
    assert ready.server.requests[asked:] == []
    assert list((ready.folder / "site").iterdir()) == []


def test_t128_a_dry_run_of_a_day_without_pages_shows_no_thread(home: Installation) -> None:
    """Nothing would go out, so nothing is shown; exit 3, as without the option."""
    done = home.run("publish", "--dry-run")

    assert (done.exit_code, done.stdout) == (3, f"bit15/{home.day}: no page may go in; nothing to send\n")


def test_before_going_live_the_blog_is_made_and_no_network_hears(ready: Installation) -> None:
    """What is held back is said, and by what."""
    ready.write(go_live=False, course="[courses.thread]\nitems = 0")

    done = ready.run("publish")

    assert (done.exit_code, done.stdout.splitlines()[1]) == (
        0,
        f"bit15/{ready.day} · mastodon: 0 of 1 parts · held back: go_live is false",
    )
    assert ready.server.asked("POST") == []
    assert (ready.folder / f"site/bit15/{ready.day:%Y/%m/%d}/index.html").exists()


def test_nothing_is_sent_while_the_doctor_forbids_it(ready: Installation) -> None:
    """By hand as by the daemon: an account without the bot mark does not post."""
    ready.server.account("bot", bot=False)

    done = ready.run("publish")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "not marked as automated" in done.stderr
    assert ready.thread == []


def test_a_digest_under_review_waits_for_its_approval(ready: Installation) -> None:
    """Exit code 4 until a person says so; then it goes out."""
    ready.write(course='[courses.thread]\nitems = 0\n[courses.publish]\npolicy = "review"')

    waits = ready.run("publish")
    ready.run("approve", "bit15", str(ready.day))
    out = ready.run("publish")

    assert (waits.exit_code, waits.stdout) == (4, f"bit15/{ready.day}: waits for a person to approve it\n")
    assert (out.exit_code, len(ready.thread)) == (0, 1)


def test_a_refused_part_fails_and_is_told(ready: Installation) -> None:
    """The server's final no: exit code 1, and `status` knows more."""
    ready.run("doctor")
    ready.server.mood = lambda request: moods.refuses(422, "Text is a duplicate") if request.writes else None

    done = ready.run("publish")

    assert done.exit_code == 1
    assert done.stdout.endswith("mastodon: 0 of 1 parts · refused; see welearned status\n")
    assert "outlet:mastodon: refused" in ready.run("status").stdout


def test_a_busy_server_is_not_waited_for_at_the_terminal(ready: Installation) -> None:
    """A limit that ends in an hour is told with its time; the next run goes on from there."""
    ready.run("doctor")
    reset = SystemClock().now() + timedelta(hours=1)
    ready.server.mood = lambda request: moods.busy(reset) if request.writes else None

    done = ready.run("publish")

    assert done.exit_code == 1
    assert f"waits until {reset:%H:%M}" in done.stdout
    assert len(ready.server.asked("POST")) == 1


def test_t62_publishing_by_hand_leaves_a_running_daemon_alone(ready: Installation) -> None:
    """One process sends: while another has the lease, a person is told that it happens by itself."""
    with ready.store() as store:
        other = Lease(store=store, clock=SystemClock(), holder="other-machine 1 elsewhere")
        assert other.take()

        done = ready.run("publish")

    assert (done.exit_code, done.stdout, ready.thread) == (1, "", [])
    assert done.stderr == "welearned run works on this database; it publishes what is due by itself.\n"


def test_the_lease_is_given_back(ready: Installation) -> None:
    """After publishing by hand, the daemon starts at once."""
    ready.run("publish")

    with ready.store() as store, store.look() as work:
        assert work.leases.holder("schedule") is None


@pytest.fixture
def records() -> Iterator[list[str]]:
    """Give every record that any library logs, at DEBUG and below, exceptions included."""
    said: list[str] = []

    class Keeper(logging.Handler):
        """Keeps records as texts."""

        @override
        def emit(self, record: logging.LogRecord) -> None:
            said.append(f"{self.format(record)} {record.__dict__}")

    keeper, root = Keeper(level=1), logging.getLogger()
    before = root.level
    root.addHandler(keeper)
    root.setLevel(1)
    yield said
    root.removeHandler(keeper)
    root.setLevel(before)


def test_t117_no_token_is_in_any_log(
    ready: Installation, records: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """With everything logged that there is, reading, posting and failing through the real client show no token."""
    ready.share("eve", number=8)
    polled = ready.run("poll")
    published = ready.run("publish")
    ready.server.mood = lambda _request: moods.refuses(401)
    failed = ready.run("poll")

    out, err = capfd.readouterr()
    results = "".join(each.output for each in (polled, published, failed))
    said = "\n".join([*records, out, err, results])
    assert (published.exit_code, failed.exit_code) == (0, 1)
    assert any(each.token == ready.server.token for each in ready.server.requests)
    assert ready.server.token not in said
    assert "Bearer" not in said
