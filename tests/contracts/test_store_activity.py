"""Counts by month, on every database."""

from datetime import date, timedelta

from bot.ports import Erasure, Month, Why
from bot.store import SqlStore
from curation.model import PostRef, Reason, Refusal
from tests.makers import NOON


def test_c14_months_count_what_was_kept_left_out_and_erased(store: SqlStore) -> None:
    """The newest first; what is not done yet is counted apart, and the longest of those done is told."""
    later = NOON + timedelta(days=30)
    with store.work() as work:
        work.activity.count(3, NOON)
        work.activity.count(2, NOON + timedelta(hours=1))
        work.activity.count(0, NOON)
        work.activity.count(1, later)
        work.posts.leave_out(
            [Refusal(PostRef("mastodon", f"https://m.example/{n}"), Reason.STOPPED) for n in range(2)], NOON
        )
        for hours in (1, 5):
            work.erasures.put(Erasure(why=Why.ASKED, asked_at=NOON, done_at=NOON + timedelta(hours=hours)))
        work.erasures.put(Erasure(why=Why.GONE, asked_at=NOON))

    with store.look() as work:
        months = work.activity.months()

    assert months == (
        Month(first=date(2015, 12, 1), posts=1, refused={}),
        Month(
            first=date(2015, 11, 1),
            posts=5,
            refused={Reason.STOPPED: 2},
            erasures=3,
            open=1,
            longest=timedelta(hours=5),
        ),
    )


def test_nothing_happened_yet(store: SqlStore) -> None:
    """An empty house has no month."""
    with store.look() as work:
        assert work.activity.months() == ()
