"""What people are promised and what was done, as pages."""

from dataclasses import replace
from datetime import date, timedelta

import html5lib
import pytest

from bot.ports import Month
from bot.render.pages import Pages
from bot.render.sites import Site
from bot.render.templates import Templates
from curation.model import ConsentMode, Reason
from curation.policy import Interval, Terms
from tests.makers import course

TERMS = Terms(
    periods=(("unpublished", timedelta(days=7)), ("published", timedelta(days=30))),
    afterwards="anonymise",
    intervals=(
        Interval(until=timedelta(days=14), every=timedelta(hours=6)),
        Interval(until=None, every=timedelta(days=7)),
    ),
    writes_first=True,
)
TEMPLATES = Templates()


def pages(language: str = "en", terms: Terms = TERMS) -> Pages:
    site = Site(
        title="What we learned",
        language=language,
        contact="ana@example.org",
        accounts=("https://mastodon.example/@digest",),
        terms=terms,
    )
    return Pages(templates=TEMPLATES, site=site, courses={"bit15": course()})


def test_intervals_are_french_whatever_their_unit() -> None:
    """Hours are feminine and days are not: no word of the sentence depends on it."""
    policy = pages("fr").policy()

    assert "Jusqu’à 14\u00a0jours après sa parution : à 6\u00a0heures d’intervalle." in policy
    assert "Ensuite, tant que c’est visible : à 7\u00a0jours d’intervalle." in policy


def test_c14_the_policy_prints_the_periods_that_are_configured() -> None:
    """Retention, looks, commands, ground and version stand on it."""
    page = pages().policy()

    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    for said in (
        "<td>7 days</td>",
        "<td>30 days</td>",
        "In the first 14 days: every 6 hours.",
        "every 7 days.",
        "“delete me”",
        "legitimate interest",
        f"Version {TERMS.version}.",
        "is asked once how they want to appear",
        'href="../activity/"',
    ):
        assert said in page, said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_c14_a_changed_period_changes_the_page_and_the_version(language: str) -> None:
    """Nothing else on the page changes."""
    other = replace(TERMS, periods=(("unpublished", timedelta(days=5)), TERMS.periods[1]))

    before, after = pages(language).policy(), pages(language, other).policy()

    changed = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert len(changed) == 2
    assert other.version in after
    assert TERMS.version not in after


def test_c14_where_only_a_network_that_bills_is_read_its_one_look_is_promised() -> None:
    """Not the looks of other networks."""
    page = pages(terms=replace(TERMS, intervals=(), bills=True)).policy()

    assert "On X: once a day" in page
    assert "every 6 hours" not in page
    assert "We do not notice yet" not in page


@pytest.mark.parametrize(
    ("mode", "said"),
    [(ConsentMode.OPEN, "you may object"), (ConsentMode.ASK, "names and quotations rest on your consent")],
)
def test_c14_the_ground_is_that_of_the_mode(mode: ConsentMode, said: str) -> None:
    """Who is named without having been asked did not consent, and is told so, and how to object."""
    page = Pages(
        templates=TEMPLATES, site=Site(title="X", terms=TERMS), courses={"bit15": course(consent=mode)}
    ).policy()

    grounds = ("you may object", "names and quotations rest on your consent")
    assert [each for each in grounds if each in page] == [said]


def test_c14_the_policy_promises_nothing_that_is_not_done() -> None:
    """Without periods and looks the page says what is so."""
    page = pages(terms=Terms()).policy()

    assert "<table>" not in page
    assert "We do not notice yet when you delete a post" in page
    assert "Nobody is written to first." in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("November 2015", "said “stop”: 2", "<td>3 (1 not done yet)</td>", "5 hours", "1,234")),
        ("fr", ("novembre 2015", "a dit «\u00a0stop\u00a0»\u00a0: 2", "5\u00a0heures")),
    ],
)
def test_c14_activity_shows_what_was_done_by_month(language: str, said: tuple[str, ...]) -> None:
    """Kept, left out by reason, erased, and the longest erasing."""
    month = Month(
        first=date(2015, 11, 1),
        posts=1234,
        refused={Reason.STOPPED: 2},
        erasures=3,
        open=1,
        longest=timedelta(hours=4, minutes=10),
    )

    page = pages(language).activity([month, Month(first=date(2015, 10, 1), posts=0, refused={})])

    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    for each in said:
        assert each in page, each


def test_c14_a_house_in_which_nothing_happened_says_so() -> None:
    """The page is there from the first day."""
    assert "Nothing has happened yet." in pages().activity([])


def test_an_erasing_of_no_time_took_an_hour_at_most() -> None:
    """Nothing is called quicker than an hour."""
    month = Month(first=date(2015, 11, 1), refused={}, erasures=1, longest=timedelta(0))

    assert "<td>1 hour</td>" in pages().activity([month])


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_name(reason: Reason) -> None:
    """In every language."""
    for language in ("en", "fr"):
        assert TEMPLATES.words(language).say(f"reason.{reason.value}")
