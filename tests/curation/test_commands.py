"""What people ask for, however they say it; and what asks for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.commands import Command, command_of

STOP, START = Command.STOP, Command.START


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("stop", "en", STOP),
        ("STOP!!!", "en", STOP),
        ("＠bot@mastodon.example ｓｔｏｐ", "en", STOP),
        ("@bot ｓｔｏｐ", "en", STOP),
        ("@bot @ana@mastodon.example stop", "en", STOP),
        ("Please, stop it now. Thank you", "en", STOP),
        ("leave me out of this", "en", STOP),
        ("unsubscribe", "en", STOP),
        ("Hi @bot, please stop", "en", STOP),
        ("Good morning dear @bot@mastodon.example: stop", "en", STOP),
        ("Stop", "fr", STOP),
        ("Arrêtez, svp", "fr", STOP),
        ("S’il vous plaît arrêtez", "fr-CA", STOP),
        ("arrêtez", "en", None),
        ("stopping by to say hello", "en", None),
        ("non-stop learning", "en", None),
        ("we should not stop", "en", None),
        ("I told her to ask @bot stop", "en", None),
        ("start", "en", START),
        ("@bot Start.", "en", START),
        ("commencer", "fr", START),
        ("start here", "en", None),
        ("Hi @bot start", "en", None),
        ("yes", "en", None),
        ("no", "en", None),
        ("@bot yes, I do that too", "en", None),
        ("", "en", None),
        ("@bot", "en", None),
    ],
)
def test_t110_commands_in_public(text: str, language: str, asked: Command | None) -> None:
    """What narrows is known by its first words, also behind a greeting; what widens must be the whole message."""
    assert command_of(text, language=language) is asked


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("yes", "en", START),
        ("OK", "en", START),
        ("oui", "fr", START),
        ("no", "en", STOP),
        ("Non.", "fr", STOP),
        ("no problem", "en", None),
        ("yes, and more", "en", None),
        ("oui", "de", None),
        ("no", "de", STOP),
    ],
)
def test_t110_answers_count_where_nobody_else_reads(text: str, language: str, asked: Command | None) -> None:
    """A bare yes or no answers us only in a direct message; a language without words of its own has the English."""
    assert command_of(text, language=language, direct=True) is asked


@given(text=st.text(max_size=80))
def test_nothing_but_the_very_word_widens(text: str) -> None:
    """Whatever people write, they are only ever taken to agree when they wrote nothing else."""
    if command_of(text) is START:
        assert text.casefold().count("start") == 1


@pytest.mark.parametrize("piece", ["@", "@a", "@a ", "a ", "a @", " ", "."])
def test_a_message_of_a_hundred_thousand_signs_takes_no_time(piece: str) -> None:
    """The inbox is open to everybody."""
    assert command_of(piece * (100_000 // len(piece)) + "!") is None
