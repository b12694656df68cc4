"""`welearned pause | resume`: a course rests, or goes on."""

import json

from tests.bot.cli.installation import Installation
from tests.fake_mastodon import moods


def paused(home: Installation) -> bool:
    (course,) = json.loads(home.run("status", "--json").stdout)["courses"]
    return bool(course["paused"])


def test_a_paused_course_sends_nothing_until_it_is_resumed(home: Installation) -> None:
    """Posts are still collected; publishing by hand says what ends the pause; then one issue goes out."""
    home.write(course="[courses.thread]\nitems = 0")
    home.share_some()
    pause = home.run("pause", "bit15")
    home.run("poll")
    held = home.run("publish")
    during = paused(home)
    resume = home.run("resume")
    out = home.run("publish")

    assert (pause.exit_code, pause.stdout) == (0, "bit15: paused\n")
    assert (held.exit_code, during) == (4, True)
    assert held.stdout == f"bit15/{home.day}: the course is paused; `welearned resume` ends that\n"
    assert (resume.exit_code, resume.stdout, paused(home)) == (0, "bit15: goes on\n", False)
    assert (out.exit_code, len(home.thread)) == (0, 1)


def test_a_pause_leaves_the_issue_open(home: Installation) -> None:
    """What is shared during the pause still comes in: nothing was frozen by trying to publish."""
    home.share_some()
    home.run("poll")
    home.run("pause")
    home.run("publish")

    done = home.run("compose", "--day", str(home.day))

    assert done.stdout.startswith(f"bit15/{home.day}: draft;")


def test_an_outlet_that_was_off_is_tried_again(home: Installation) -> None:
    """The token was refused, so nothing is asked any more; with a new one and `resume --outlet` the thread goes out."""
    home.write(course="[courses.thread]\nitems = 0")
    home.share_some()
    home.run("poll")
    home.run("doctor")
    home.server.mood = lambda request: moods.refuses(401) if request.writes else None
    off = home.run("publish")
    home.server.mood = lambda _request: None
    still = home.run("publish")
    home.run("resume", "--outlet", "mastodon")
    out = home.run("publish")

    assert (off.exit_code, still.exit_code, out.exit_code) == (4, 4, 0)
    assert f"bit15/{home.day} · mastodon: 0 of 1 parts · waits for a person; see welearned status" in off.stdout
    assert len(home.thread) == 1


def test_a_refused_part_is_told_until_a_person_has_seen_it(home: Installation) -> None:
    """The notice of a final no stands until `resume --outlet` puts it away; the part is not sent again."""
    home.write(course="[courses.thread]\nitems = 0")
    home.share_some()
    home.run("poll")
    home.run("doctor")
    home.server.mood = lambda request: moods.refuses(422) if request.writes else None
    refused = home.run("publish")
    home.server.mood = lambda _request: None
    told = home.run("status")
    home.run("resume", "--outlet", "mastodon")
    seen = home.run("status")
    home.run("publish")

    assert (refused.exit_code, told.exit_code, seen.exit_code) == (1, 4, 0)
    assert "! outlet:mastodon: refused: " in told.stdout
    assert home.thread == []


def test_an_outlet_that_is_none_is_wrong_use(home: Installation) -> None:
    """A typing error switches nothing on, and says which outlets there are."""
    done = home.run("resume", "--outlet", "mastadon")

    assert done.exit_code == 2
    assert "'mastadon' is no outlet here; there is blog, mastodon" in done.stderr
    assert not paused(home)


def test_the_unknown_course_is_wrong_use(home: Installation) -> None:
    """Nothing rests."""
    done = home.run("pause", "bit51")

    assert (done.exit_code, paused(home)) == (2, False)
