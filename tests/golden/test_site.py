"""The whole site, byte for byte: a changed page is read as prose in review.

To accept a change: `WELEARNED_GOLDEN=write pytest tests/golden`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from tests.golden import week

GOLDEN = Path(__file__).parent / "site"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    week.whole_site(tmp_path)
    return tmp_path


def test_site_is_the_golden_one(built: Path) -> None:
    """Every file of the site is as it was last read and agreed to."""
    if os.environ.get("WELEARNED_GOLDEN") == "write":  # noqa: TID251 a switch for the person at the keyboard
        for path, content in week.files(built).items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)

    assert week.files(built) == week.files(GOLDEN)
