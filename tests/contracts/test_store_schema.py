"""What no table has a place for."""

import re

from bot.store import SqlStore
from bot.store.tables import metadata

_OF_PEOPLE = re.compile(r"score|rank|karma|follow|likes|sentiment|mood|reputation|total|count_of|frequency|activity")
"""What would measure a person (consent.md C13)."""


def test_c13_no_column_measures_a_person() -> None:
    """No score, count, rank or follower number of anybody is stored; boosts are a post's, and break ties only."""
    assert SqlStore.__name__
    columns = [f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns]

    assert [each for each in columns if _OF_PEOPLE.search(each)] == []
    about_people = {column.name for column in metadata.tables["accounts"].columns}
    assert about_people == {
        *("id", "network", "account", "handle", "name", "url", "bio", "is_bot", "noindex", "indexable"),
        *("discoverable", "state", "created_at", "seen_at"),
    }
