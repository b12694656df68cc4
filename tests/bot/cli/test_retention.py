"""`welearned retention`: what was kept for as long as promised."""

import orjson

from tests.bot.cli.installation import Installation
from tests.contracts.store_fixtures import keep
from tests.makers import post


def test_the_table_is_shown_and_nothing_else_is_done(home: Installation) -> None:
    """The periods of the configuration, and what becomes of a course."""
    home.config.write_text(home.config.read_text("utf-8") + '\n[retention]\npublished = "3 days"\n', "utf-8")

    shown = home.run("retention", "--show")

    assert shown.exit_code == 0
    assert "published         3 days" in shown.stdout
    assert "afterwards    anonymise" in shown.stdout


def test_c08_what_is_old_goes_and_is_counted(home: Installation) -> None:
    """A post that was seen long ago and published nowhere; a second run finds nothing."""
    with home.store() as store:
        keep(store, post())

    first, second = home.run("retention", "--json"), home.run("retention")

    gone = orjson.loads(first.stdout)["gone"]
    assert (first.exit_code, gone["unpublished"]) == (0, 1)
    assert (second.exit_code, "gone" in second.stdout) == (3, False)


def test_a_longer_period_is_a_warning(home: Installation) -> None:
    """Upwards is allowed, and said."""
    home.config.write_text(home.config.read_text("utf-8") + '\n[retention]\npublished = "400 days"\n', "utf-8")

    checked = home.run("config", "check")

    assert checked.exit_code == 0
    assert "retention.published" in checked.stdout + checked.stderr
