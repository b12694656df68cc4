"""`welearned poll`: what is new under the hashtags, kept."""

import json
from datetime import timedelta

from tests.bot.cli.installation import Installation
from tests.fake_mastodon import moods

SOURCE = "mastodon:mastodon.example"


def test_poll_tells_what_each_source_brought(home: Installation) -> None:
    """Seen, new, and who was left out and why, in one line a source; a second poll brings nothing."""
    home.share("ana", "ben@school.example", number=1)
    home.server.account("quiet", note="<p>teacher #nobot</p>")
    home.share("quiet", number=2)

    first, second = home.run("poll"), home.run("poll")

    assert (first.exit_code, first.stdout) == (0, f"{SOURCE}: 3 seen, 2 new, 1 left out (1 no_bot)\n")
    assert (second.exit_code, second.stdout) == (0, f"{SOURCE}: 0 seen, 0 new\n")


def test_people_have_their_servers_own_name_from_the_first_poll(home: Installation) -> None:
    """A server may answer under another host than its people have: it is asked before anybody is read."""
    home.share("ana", number=1)

    home.run("poll")

    with home.store() as store, store.look() as work:
        (post,) = work.posts.candidates(
            seen_from=home.due - timedelta(days=1), floor=home.due - timedelta(days=1), until=home.due
        )
    assert post.author.handle == "ana@mastodon.example"


def test_rescan_looks_back_as_well(home: Installation) -> None:
    """After what is new, the last 48 hours are read once more, for what came late."""
    home.share("ana", number=1)
    home.run("poll")

    done = home.run("poll", "--rescan")

    assert (done.exit_code, done.stdout) == (0, f"{SOURCE}: 0 seen, 0 new\n{SOURCE}: 1 seen, 0 new\n")


def test_json_has_one_object_a_source(home: Installation) -> None:
    """Machines get the same numbers; reasons are counted by name."""
    home.server.account("quiet", note="<p>teacher #nobot</p>")
    home.share("quiet", number=1)
    home.share("ana", number=2)

    (line,) = home.run("poll", "--json").stdout.splitlines()

    assert json.loads(line) == {
        "source": SOURCE,
        "seen": 2,
        "new": 1,
        "malformed": 0,
        "requests": 2,
        "refused": {"no_bot": 1},
        "trouble": "",
        "needs_token": False,
        "retry_at": None,
    }


def test_a_server_that_fails_is_one_clear_line(home: Installation) -> None:
    """The exit code says that something failed; the reason has no traceback."""
    home.run("poll")
    home.server.mood = lambda _request: moods.BROKEN

    done = home.run("poll")

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [f"{SOURCE}: answered 500", f"{SOURCE}: 0 seen, 0 new"]
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_t14_a_closed_server_says_what_opens_it(home: Installation) -> None:
    """Where a token helps, the command that gets one is named."""
    home.run("poll")
    home.server.mood = lambda request: moods.refuses(401) if "/timelines/" in request.path else None

    done = home.run("poll")

    assert done.exit_code == 1
    assert "(a user token opens it: welearned login mastodon)" in done.stdout


def test_a_post_that_is_none_is_counted(home: Installation) -> None:
    """One malformed answer among others stops nothing."""
    home.share("ana", number=1)
    home.share("ben", number=2)
    home.server.statuses[0].more["created_at"] = "yesterday"

    assert home.run("poll").stdout == f"{SOURCE}: 1 seen, 1 new, 1 not understood\n"


def test_without_a_server_there_is_nothing_to_read(home: Installation) -> None:
    """A course that only imports archives says so."""
    text = home.config.read_text(encoding="utf-8")
    server = f'[[networks.mastodon.servers]]\nhost = "{home.server.url}"\n'
    home.config.write_text(text.replace(server, ""), encoding="utf-8")

    done = home.run("poll")

    assert (done.exit_code, done.stdout) == (0, "No server is configured to be read.\n")


def test_a_configuration_that_is_not_there_is_wrong_use(home: Installation) -> None:
    """Nothing is asked of anybody; the message says what writes one."""
    home.config.unlink()

    done = home.run("poll")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "`welearned init` writes one" in done.stderr
    assert home.server.requests == []
