"""An installation for the tests of commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.cli.installation import Installation, installation


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Installation]:
    """Give an installation that has polled for days; its digest was due ten minutes ago and nothing is shared yet."""
    with installation(tmp_path) as made:
        made.write()
        made.has_polled_for()
        yield made
