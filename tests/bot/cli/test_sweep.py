"""`welearned sweep`: whether what is shown still stands."""

from datetime import timedelta

import orjson

from bot.ports import Presence
from curation.model import PostRef
from tests.bot.cli.installation import Installation, now
from tests.fake_mastodon import moods


def shown(home: Installation) -> None:
    """Publish a day, and let its posts have been asked for seven hours ago."""
    home.share_some(4)
    home.run("poll")
    home.run("read-links")
    assert home.run("publish").exit_code == 0
    with home.store() as store, store.work() as work:
        refs = [PostRef("mastodon", each.uri) for each in home.server.statuses]
        work.presences.saw(refs, now() - timedelta(hours=7))


def test_t106_what_is_missed_is_counted_and_hidden(home: Installation) -> None:
    """One of the posts was deleted; a dry run counts and asks nobody; a second turn finds nothing due."""
    shown(home)
    gone = next(each for each in home.server.statuses if "about-1" in each.text)
    home.server.delete(gone)

    dry = home.run("sweep", "--dry-run")
    swept = home.run("sweep", "--json")
    again = home.run("sweep")

    assert dry.exit_code == 0
    assert dry.stdout.endswith("posts are due; nobody was asked (--dry-run)\n")
    report = orjson.loads(swept.stdout)
    assert (swept.exit_code, report["hidden"], report["erased"]) == (0, 1, 0)
    assert report["there"] == report["asked"] - 1
    assert (again.exit_code, again.stdout.splitlines()[0]) == (3, "0 of 0 posts asked for: 0 stand, 0 were read again")
    assert Presence.GONE.value not in again.stdout


def test_a_server_that_lies_down_is_named_and_a_failure(home: Installation) -> None:
    """Exit 1: a person may want to know."""
    shown(home)
    home.server.mood = lambda _request: moods.BROKEN

    swept = home.run("sweep")

    assert swept.exit_code == 1
    assert "hidden: 0, erased: 0" in swept.stdout
