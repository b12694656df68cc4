"""`welearned compose`: a day's digest, from what is known now."""

import pytest

from tests.bot.cli.installation import Installation


def test_a_draft_says_what_it_has(home: Installation) -> None:
    """Chosen pages, further pages; nothing is closed by it."""
    home.share_some()
    home.run("poll")

    done = home.run("compose", "bit15", "--day", str(home.day))

    assert (done.exit_code, done.stdout) == (0, f"bit15/{home.day}: draft; 3 chosen, 1 more\n")


def test_a_frozen_one_stays_as_it_is(home: Installation) -> None:
    """What is shared after the freeze changes nothing any more."""
    home.share_some()
    home.run("poll")
    frozen = home.run("compose", "--day", str(home.day), "--freeze")
    home.share("eve", "zoe", number=9)
    home.run("poll")

    again = home.run("compose", "--day", str(home.day))

    assert (frozen.exit_code, frozen.stdout) == (0, f"bit15/{home.day}: frozen; 3 chosen, 1 more\n")
    assert again.stdout == frozen.stdout


def test_a_day_with_nothing_is_nothing(home: Installation) -> None:
    """The day that posts written now belong to is meant where none is named."""
    done = home.run("compose")

    assert done.exit_code == 3
    assert done.stdout.endswith(": draft; 0 chosen, 0 more\n")


def test_too_few_pages_make_a_quiet_day(home: Installation) -> None:
    """They roll over to the next day: there is nothing to do."""
    home.share("ana", number=1)
    home.run("poll")

    done = home.run("compose", "--day", str(home.day), "--freeze")

    assert (done.exit_code, done.stdout) == (3, f"bit15/{home.day}: quiet; 1 chosen, 0 more\n")


@pytest.mark.parametrize("freeze", [(), ("--freeze",)], ids=["draft", "freeze"])
def test_under_review_a_digest_waits_for_a_person(home: Installation, freeze: tuple[str, ...]) -> None:
    """Nothing is approved yet: exit code 4, and how much waits is said."""
    home.write(course='[courses.publish]\npolicy = "review"')
    home.share_some()
    home.run("poll")

    done = home.run("compose", "--day", str(home.day), *freeze)

    assert (done.exit_code, done.stdout) == (4, f"bit15/{home.day}: draft; 0 chosen, 0 more, 4 wait for you\n")


@pytest.mark.parametrize("words", [("other",), ("bit15", "--day", "today"), ("bit15", "extra")])
def test_wrong_use_does_nothing(home: Installation, words: tuple[str, ...]) -> None:
    """An unknown course, a day that is none, a word too many."""
    done = home.run("compose", *words)

    assert (done.exit_code, done.stdout) == (2, "")
