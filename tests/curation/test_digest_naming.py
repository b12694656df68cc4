"""Whether free prose names a participant."""

import pytest

from curation.digest.naming import names_anyone
from curation.model import Author
from tests.makers import author

ANA = author("Ana")
BO = author("Bo", handle="bo@mastodon.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana found this.", True),
        ("as ANA said", True),
        ("ask ana@mastodon.example", True),
        ("Banana bread.", False),
        ("{sharer} found this.", False),
        ("Bo found this.", False),
        ("ask bo@mastodon.example", True),
        ("Worth your time.", False),
    ],
)
def test_t112_names_in_a_note_are_found_before_it_is_saved(text: str, *, expected: bool) -> None:
    """Whole names and handles in any case; names as short as words of the language are let through."""
    assert names_anyone(text, [ANA, BO]) is expected


@pytest.mark.parametrize("known", [[], [BO]])
def test_nobody_known_is_nobody_named(known: list[Author]) -> None:
    """A text about people we never saw names no participant."""
    assert not names_anyone("Ana found this.", known)
