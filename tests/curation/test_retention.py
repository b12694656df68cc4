"""The table of periods."""

from datetime import date, timedelta

import pytest

from curation.retention import Afterwards, Retention, is_over
from tests.makers import at, course


def test_c08_the_table_is_what_was_promised() -> None:
    """A week for what was not published, a month for words, 90 days after the course; anonymised without an answer."""
    assert {name: period.days for name, period in Retention().periods()} == {
        "unpublished": 7,
        "published": 30,
        "unasked": 30,
        "refused": 7,
        "after_course": 90,
        "records": 365,
        "backups": 30,
    }
    assert Retention().afterwards is Afterwards.ANONYMISE


@pytest.mark.parametrize(("hour", "over"), [(4, False), (5, True)])
def test_a_course_ends_with_its_last_day_in_its_own_zone(hour: int, over: bool) -> None:  # noqa: FBT001 a table
    """The tenth is over in Toronto when it is five in the morning of the eleventh in UTC."""
    ended = course(ends=date(2015, 11, 3))

    assert is_over(ended, at(hour, day=11), timedelta(days=7)) is over
    assert not is_over(course(), at(hour), timedelta(0))
