"""`welearned canonical`: a filter from addresses to their one spelling."""

from click.testing import CliRunner

from bot.cli import main


def canonical(*lines: str) -> tuple[int, list[str], str]:
    done = CliRunner().invoke(main, ["canonical"], input="".join(f"{line}\n" for line in lines))
    return done.exit_code, done.stdout.splitlines(), done.stderr


def test_each_line_becomes_the_one_spelling() -> None:
    """Spellings of one page come out alike, in step with the lines that went in."""
    code, lines, said = canonical("http://www.blog.example/a?utm_source=x", "  https://blog.example/a  ")

    assert (code, said) == (0, "")
    assert lines == ["https://blog.example/a"] * 2


def test_bad_lines_are_empty_and_named() -> None:
    """A line that is no address keeps its place as an empty line, is named, and turns the exit code to 1."""
    code, lines, said = canonical("https://blog.example/a", "not an address", "", "https://blog.example/b")

    assert (code, lines) == (1, ["https://blog.example/a", "", "", "https://blog.example/b"])
    assert [each.partition(":")[0] for each in said.splitlines()] == ["line 2", "line 3"]


def test_hostile_lines_do_not_reach_the_terminal() -> None:
    """Control characters of a bad line are shown, not obeyed."""
    _, _, said = canonical("\x1b[2Jhttps://blog.example")

    assert "\x1b" not in said


def test_nothing_in_is_nothing_out() -> None:
    """Without input there is nothing to say and nothing wrong."""
    assert canonical() == (0, [], "")
