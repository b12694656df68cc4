"""What every store promises about who may come to the review desk."""

from datetime import datetime, timedelta

import pytest

from bot.ports import Pass, Role, Store
from tests.makers import NOON, at

LINK = Pass(hashed="aa", who="Ana", role=Role.OWNER, until=at(13))


def test_a_login_link_lets_in_once(store: Store) -> None:
    """The first one who comes with it is in, and nobody after."""
    with store.work() as work:
        work.reviewers.invite(LINK)

    with store.work() as work:
        first, second = work.reviewers.admit("aa", NOON), work.reviewers.admit("aa", NOON)

    assert first == LINK
    assert second is None


@pytest.mark.parametrize(
    ("hashed", "now"), [("aa", at(13)), ("aa", at(14)), ("bb", NOON), ("", NOON)], ids=["at", "after", "other", "none"]
)
def test_a_link_that_is_no_good_lets_nobody_in(store: Store, hashed: str, now: datetime) -> None:
    """Its time is over, or it never was one."""
    with store.work() as work:
        work.reviewers.invite(LINK)

    with store.work() as work:
        assert work.reviewers.admit(hashed, now) is None


def test_old_links_are_forgotten(store: Store) -> None:
    """A link whose time is over stays over, even if the clock should go back."""
    with store.work() as work:
        work.reviewers.invite(LINK)
        work.reviewers.admit("bb", at(14))

    with store.work() as work:
        assert work.reviewers.admit("aa", NOON) is None


def test_a_session_lasts_until_its_end(store: Store) -> None:
    """It is found while it is good, by its own hash only."""
    session = Pass(hashed="cc", who="Ben", role=Role.EDITOR, until=at(13))
    with store.work() as work:
        work.reviewers.open(session, NOON)

    with store.look() as work:
        assert work.reviewers.session("cc", NOON) == session
        assert work.reviewers.session("cc", at(13)) is None
        assert work.reviewers.session("dd", NOON) is None


def test_a_session_that_was_ended_is_over(store: Store) -> None:
    """Ending it twice is harmless, and ends no other."""
    ana = Pass(hashed="cc", who="Ana", role=Role.OWNER, until=at(13))
    ben = Pass(hashed="dd", who="Ben", role=Role.EDITOR, until=at(13))
    with store.work() as work:
        work.reviewers.open(ana, NOON)
        work.reviewers.open(ben, NOON)
        work.reviewers.close("cc")
        work.reviewers.close("cc")

    with store.look() as work:
        assert work.reviewers.session("cc", NOON) is None
        assert work.reviewers.session("dd", NOON) == ben


def test_sessions_that_ended_are_forgotten_when_another_begins(store: Store) -> None:
    """The table does not grow with the years."""
    old = Pass(hashed="cc", who="Ana", role=Role.OWNER, until=NOON)
    with store.work() as work:
        work.reviewers.open(old, at(9))
        work.reviewers.open(Pass(hashed="dd", who="Ana", role=Role.OWNER, until=NOON + timedelta(days=1)), NOON)

    with store.look() as work:
        assert work.reviewers.session("cc", NOON - timedelta(hours=1)) is None
