"""What several commands ask for in the same way: a day, a course."""

from datetime import date, datetime
from pathlib import Path

import click
import pytest

from bot.cli.options import Day, plan_of
from bot.config import Config, load

COURSE = """
[[courses]]
slug = "{slug}"
title = "A course"
hashtags = ["#BIT15"]
outlets = ["blog"]
zone = "UTC"
consent.mode = "open"
"""


def config(*slugs: str) -> Config:
    return load("".join(COURSE.format(slug=slug) for slug in slugs), {}, Path("/nowhere"))


@pytest.mark.parametrize("written", ["2015-11-11", date(2015, 11, 11)], ids=["text", "default"])
def test_days_are_iso_dates(written: object) -> None:
    """A day is written as in the digest's key; a default that is a day stays one."""
    assert Day().convert(written, None, None) == date(2015, 11, 11)


A_TIME = datetime(2015, 11, 11, 12, 0)  # noqa: DTZ001 a time is no day


@pytest.mark.parametrize("written", ["11.11.2015", "today", "2015-13-01", "0001-01-01", "9999-12-31", A_TIME])
def test_anything_else_is_no_day(written: object) -> None:
    """Other spellings are wrong use, and the message shows the right one."""
    with pytest.raises(click.BadParameter, match="write it as 2015-11-11"):
        Day().convert(written, None, None)


@pytest.mark.parametrize(("slugs", "asked"), [(("bit15",), None), (("bit15", "other"), "bit15")])
def test_course_is_the_only_one_or_the_one_named(slugs: tuple[str, ...], asked: str | None) -> None:
    """Where there is one course it need not be named; among several, the name decides."""
    assert plan_of(config(*slugs), asked).course.slug == "bit15"


@pytest.mark.parametrize(
    ("slugs", "asked", "said"),
    [(("bit15", "other"), None, "say which course: bit15, other"), (("bit15",), "bit51", "'bit51' is no course here")],
    ids=["unclear", "unknown"],
)
def test_unclear_or_unknown_courses_are_wrong_use(slugs: tuple[str, ...], asked: str | None, said: str) -> None:
    """Several courses and no name, or a name that nobody has, end before anything is done."""
    with pytest.raises(click.UsageError, match=said):
        plan_of(config(*slugs), asked)
