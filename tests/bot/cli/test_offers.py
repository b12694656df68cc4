"""`welearned review offers | admit | refuse | block`: what came by the form, typed."""

import json
from datetime import timedelta

import pytest

from bot.cli.offers import named
from bot.cli.options import configured
from bot.errors import NotAccepted
from bot.wiring import open_house
from tests.bot.cli.installation import Installation

PAPER = "https://found.example/on-paper"


@pytest.fixture
def offer(home: Installation) -> str:
    """Return the name of a link that somebody sent by the form today."""
    with open_house(configured(home.config)) as house:
        house.take_link(PAPER, "bit15", "Blue Heron")
    return str(told(home)[0]["offer"])


def told(home: Installation) -> list[dict[str, object]]:
    """Return what `offers --json` says."""
    shown = json.loads(home.run("review", "offers", "bit15", "--json").stdout)
    return list(shown["offers"])


def test_what_came_by_the_form_is_listed(home: Installation, offer: str) -> None:
    """With its name, the alias and where it leads; where nothing came, that is said."""
    listed = home.run("review", "offers", "bit15")

    assert listed.exit_code == 0
    assert listed.stdout.startswith(f"{offer} {PAPER} · as Blue Heron · ")
    assert f"    {PAPER}\n" in listed.stdout
    assert told(home)[0]["alias"] == "Blue Heron"


def test_where_nothing_came_there_is_nothing_to_do(home: Installation) -> None:
    """And the exit code says so."""
    listed = home.run("review", "offers", "bit15")

    assert (listed.exit_code, listed.stdout) == (3, "nothing that was sent by the form waits\n")


def test_what_is_let_in_is_a_candidate(home: Installation, offer: str) -> None:
    """From then on it is what anybody shared."""
    admitted = home.run("review", "admit", "bit15", day_of(home), offer[:6], "--who", "Kim")

    assert admitted.stdout == f"bit15/{day_of(home)}: admit {PAPER} by Kim\n"
    assert told(home) == []
    assert PAPER in home.run("review", "list", "bit15").stdout


def test_what_is_refused_can_still_be_let_in(home: Installation, offer: str) -> None:
    """It stands last, and as refused."""
    home.run("review", "refuse", "bit15", day_of(home), offer)
    listed = home.run("review", "offers", "bit15").stdout
    home.run("review", "admit", "bit15", day_of(home), offer)

    assert "[refused]" in listed
    assert told(home) == []


def test_a_block_keeps_the_site_out(home: Installation, offer: str) -> None:
    """Until it is let in again as any site is."""
    home.run("review", "block", "bit15", day_of(home), offer, "--who", "Kim")

    assert told(home)[0]["refused"] is True
    with home.store() as store, store.look() as work:
        assert [each.value for each in work.events.of("bit15", None)] == ["site found.example"]


def test_a_name_that_is_none_or_two_is_refused(home: Installation, offer: str) -> None:
    """Nothing is let in by mistake."""
    with open_house(configured(home.config)) as house:
        house.take_link("https://found.example/another", "bit15", "")
        review = house.courses[0].review
        day = review.today()
        with pytest.raises(NotAccepted, match="0 links"):
            named(review.review(day), "zz")
        with pytest.raises(NotAccepted, match="2 links"):
            named(review.review(day), "")

    assert home.run("review", "admit", "bit15", day_of(home), "zz").exit_code == 1


def day_of(home: Installation) -> str:
    """Return the day that what is sent now belongs to."""
    return str(home.due.date() + timedelta(days=1))
