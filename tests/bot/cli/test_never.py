"""`welearned never`, as a facilitator types it."""

from tests.bot.cli.installation import Installation


def test_c16_one_command_keeps_out_and_one_lets_in_again(home: Installation) -> None:
    """A site, a word, a person; the digest that is being made follows at once."""
    home.share_some()
    home.run("poll")

    done = home.run("never", "bit15", "person", "@P3@mastodon.example")
    without = home.run("preview", "--day", str(home.day)).stdout
    home.run("never", "bit15", "person", "p3@mastodon.example", "--undo")
    again = home.run("preview", "--day", str(home.day)).stdout
    word = home.run("never", "bit15", "word", "Worth  Reading")

    assert (done.exit_code, done.stdout) == (0, "bit15: person @P3@mastodon.example is kept out from now on\n")
    assert ("P3 (name)" in without, "barred: " in without) == (False, True)
    assert ("P3 (name)" in again, "barred: " in again) == (True, False)
    assert (word.exit_code, home.run("preview", "--day", str(home.day)).exit_code) == (0, 3)


def test_nothing_is_no_word(home: Installation) -> None:
    """Wrong use."""
    assert home.run("never", "bit15", "word", " ").exit_code == 2
