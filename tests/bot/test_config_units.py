"""Durations, sizes and times of day, over everything a person may write."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.config.lines import line_of, lines_of, shown
from bot.config.units import duration, size, wall_time, written_duration, written_size, written_time


@pytest.mark.parametrize(
    ("written", "expected"),
    [("90 s", 90), ("5 min", 300), ("5min", 300), ("2 h", 7200), ("1 hour", 3600), ("2 days", 172_800)],
)
def test_durations_have_units(written: str, expected: int) -> None:
    """A number and a unit make a time span."""
    assert duration(written) == timedelta(seconds=expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1 B", 1), ("1 kB", 1000), ("1 KiB", 1024), ("10 MiB", 10_485_760), ("2 GiB", 2_147_483_648)],
)
def test_sizes_have_units(written: str, expected: int) -> None:
    """A number and a unit make a number of bytes, thousands and powers of two told apart."""
    assert size(written) == expected


@given(st.times())
def test_every_minute_of_the_day_is_a_wall_time(moment: time) -> None:
    """Whatever minute is written as HH:MM is read as that minute."""
    assert wall_time(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize("read", [duration, size, wall_time], ids=lambda read: read.__name__)
@given(value=st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.lists(st.text())))
def test_what_has_no_unit_is_refused(read: Callable[[object], object], value: object) -> None:
    """Whatever is no text of a number and a unit is refused with `ValueError`, and no other error escapes."""
    assume(not (isinstance(value, str) and value[:1].isdigit()))

    with pytest.raises(ValueError, match="such as"):
        read(value)


@given(st.integers(1, 10**6))
def test_what_is_shown_can_be_written(number: int) -> None:
    """A duration, a size and a time, shown by `config show`, are read back as themselves."""
    assert duration(written_duration(timedelta(seconds=number))) == timedelta(seconds=number)
    assert size(written_size(number)) == number
    assert wall_time(written_time(time(number % 24, number % 60))) == time(number % 24, number % 60)


def test_spans_that_are_spans_already_are_kept() -> None:
    """The defaults of the model are time spans."""
    assert duration(timedelta(minutes=5)) == timedelta(minutes=5)


def test_toml_times_are_wall_times() -> None:
    """TOML's own time of day is taken when it is a whole minute without a zone."""
    assert wall_time(time(18, 0)) == time(18, 0)
    with pytest.raises(ValueError, match="such as"):
        wall_time(time(18, 0, 30))


TOML = '''\
# a comment
go_live = false
site.url = "x"
long = """
go_live = true
"""

[[courses]]
"slug" = "a"
[courses.consent]
mode = "ask"
[[courses.weeks]]
title = "one"
[[courses.weeks]]
title = "two"
[[courses]]
[[courses.weeks]]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("go_live",), 2),
        (("site", "url"), 3),
        (("courses", 0, "slug"), 9),
        (("courses", 0, "consent", "mode"), 11),
        (("courses", 0, "consent", "audience"), 10),
        (("courses", 0, "weeks", 1, "title"), 15),
        (("courses", 1, "slug"), 16),
        (("courses", 1, "weeks", 0, "title"), 17),
        (("nowhere",), None),
    ],
    ids=lambda value: shown(value) if isinstance(value, tuple) else None,
)
def test_lines_are_those_of_the_key_or_of_what_is_around_it(path: tuple[str | int, ...], line: int | None) -> None:
    """A key that is written has its line; a missing one that of its table; keys inside long strings count for none."""
    assert line_of(path, lines_of(TOML)) == line


@given(st.text())
def test_any_text_has_lines(text: str) -> None:
    """Looking for lines never fails, whatever the text."""
    assert all(0 < line <= len(text.splitlines()) for line in lines_of(text).values())
