"""The promises of an installation, and what a change of them does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from curation import consent
from curation.model import ConsentMode, CreditForm, WishKind
from curation.policy import CourseTerms, Interval, Terms, former_modes
from tests.makers import at, author, course, post, wish

TERMS = Terms(
    operator="Ana",
    contact="ana@example.org",
    courses=(CourseTerms(slug="bit15", mode=ConsentMode.ASK, tags=("#BIT15",)),),
    periods=(("unpublished", timedelta(days=7)),),
    intervals=(Interval(until=timedelta(days=14), every=timedelta(hours=6)),),
)
OPEN, ASK, ROSTER = ConsentMode.OPEN, ConsentMode.ASK, ConsentMode.ROSTER


@pytest.mark.parametrize(
    "changed",
    [
        replace(TERMS, periods=(("unpublished", timedelta(days=8)),)),
        replace(TERMS, intervals=(Interval(until=None, every=timedelta(hours=6)),)),
        replace(TERMS, courses=(replace(TERMS.courses[0], mode=OPEN),)),
        replace(TERMS, contact="ben@example.org"),
        replace(TERMS, writes_first=True),
    ],
    ids=["period", "interval", "mode", "contact", "followers"],
)
def test_c14_whatever_changes_a_promise_changes_the_version(changed: Terms) -> None:
    """The same terms have the same version on every machine."""
    assert changed.version != TERMS.version
    assert replace(changed) == changed
    assert replace(TERMS).version == TERMS.version


@pytest.mark.parametrize(
    ("modes", "now", "former"),
    [
        ([ASK, OPEN], OPEN, [(2, ASK)]),
        ([ROSTER, ASK, OPEN], OPEN, [(2, ROSTER), (3, ASK)]),
        ([OPEN, ASK], ASK, []),
        ([ASK, ASK], ASK, []),
        ([OPEN], OPEN, []),
        ([], OPEN, []),
    ],
)
def test_c14_narrower_modes_are_remembered_with_their_end(
    modes: list[ConsentMode], now: ConsentMode, former: list[tuple[int, ConsentMode]]
) -> None:
    """A mode that became narrower is forgotten: today's holds for all."""
    history = [(at(number), {"bit15": mode}) for number, mode in enumerate(modes, 1)]

    assert former_modes("bit15", now, reversed(history)) == tuple((at(hour), mode) for hour, mode in former)
    assert former_modes("other", now, history) == ()


def test_c14_posts_from_before_a_wider_mode_keep_the_old_terms() -> None:
    """Who said nothing under "ask" stays unnamed there, and is named for what they post under "open"."""
    widened = course(consent=OPEN, former=((at(12), ASK),))
    before = post("https://a.example/", created_at=at(10), seen_at=at(11))
    after = post("https://a.example/", created_at=at(10), seen_at=at(13))

    forms = [consent.credit(each, (), widened, at(18)).form for each in (before, after)]
    started = consent.credit(before, [wish(author("Ana"), WishKind.START)], widened, at(18)).form

    assert forms == [CreditForm.NONE, CreditForm.NAME]
    assert started is CreditForm.NAME


def test_c14_nobody_is_collected_backwards_who_was_not_on_the_list() -> None:
    """What came in under "roster" stays as it was."""
    widened = course(consent=OPEN, former=((at(12), ROSTER),))

    refused = consent.refusal(post("https://a.example/", seen_at=at(11), created_at=at(10)), (), widened, at(18))

    assert refused is not None
