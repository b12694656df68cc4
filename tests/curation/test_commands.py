"""What people ask of us in a message: what narrows is heard by its first words, what widens must be all there is."""

import pytest

from curation.commands import Command, command_of


@pytest.mark.parametrize(
    ("text", "language", "direct", "expected"),
    [
        ("stop", "en", False, Command.STOP),
        ("@digest@mastodon.example Please stop, thank you", "en", False, Command.STOP),
        ("STOP!!", "fr", False, Command.STOP),
        ("Arrêtez s’il vous plaît", "fr", False, Command.STOP),
        ("start", "en", False, Command.START),
        ("start talking about it", "en", False, None),
        ("@bot yes, I do that too", "en", False, None),
        ("yes", "en", False, None),
        ("yes", "en", True, Command.START),
        ("oui", "fr", True, Command.START),
        ("no", "en", True, Command.STOP),
        ("maybe", "en", True, None),
        ("no", "xx", True, Command.STOP),
    ],
)
def test_a_message_asks_for_something_or_nothing(
    text: str,
    language: str,
    direct: bool,  # noqa: FBT001 - a column of the table
    expected: Command | None,
) -> None:
    """Short answers count only where nobody else reads them."""
    assert command_of(text, language=language, direct=direct) is expected
