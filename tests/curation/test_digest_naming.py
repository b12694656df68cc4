"""Whether free prose names a participant."""

from dataclasses import replace

import pytest

from curation.digest.naming import names_anyone, names_first
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


WILL = replace(author("Will"), name="Will Hart")
ROSE = replace(author("rose"), name="rose of the hills")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will shows us how.", True),
        ("Worth it, says Will.", True),
        ("You will like it.", False),
        ("Willow bark, and what it does.", False),
        ("{sharer} shows us how.", False),
        ("A Rose, and rose petals.", False),
        ("", False),
    ],
)
def test_a_first_name_is_one_as_it_is_written(text: str, *, expected: bool) -> None:
    """With its capital, as a whole word; what a name writes small is a word, and a name of one word is a whole name."""
    assert names_first(text, [WILL, ROSE, ANA]) is expected
    assert not names_first(text, [ANA])
