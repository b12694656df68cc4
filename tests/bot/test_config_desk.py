"""Who is told of drafts: what the keys demand of each other, and of what they name."""

from pathlib import Path

import pytest

from bot.config import read
from bot.errors import ConfigError
from bot.wiring import open_house
from tests.bot.test_config import COURSE, OPEN, config, problems
from tests.bot.test_config_mail import MAIL
from tests.fakes import FakeReader

ANA = '[[desk.tell]]\nname = "Ana"\nmail = "ana@school.example"\n'
BEN = '[[desk.tell]]\nname = "Ben"\nrole = "editor"\nservice_file = "ben.service"\ncourses = ["bit15"]\n'
SECRET = "json://s3cret@127.0.0.1/"


def service_file(folder: Path, text: str = SECRET) -> None:
    (folder / "ben.service").write_text(text, encoding="utf-8")
    (folder / "ben.service").chmod(0o600)


def test_people_are_told_by_mail_or_through_a_service(tmp_path: Path) -> None:
    """Address and service are shown nowhere; the service's comes from a file."""
    service_file(tmp_path)

    found = config(MAIL + ANA + BEN + COURSE + OPEN, tmp_path).desk.told

    ana, ben = found
    assert (ana.name, ana.role, ana.mail, ana.service, ana.courses) == (
        "Ana",
        "owner",
        "ana@school.example",
        None,
        None,
    )
    assert (ben.name, ben.role, ben.mail, ben.courses) == ("Ben", "editor", "", frozenset({"bit15"}))
    assert ben.service is not None
    assert ben.service.reveal() == SECRET
    assert "s3cret" not in repr(found)
    assert "ana@school" not in repr(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ANA + COURSE + OPEN, "desk.tell[0].mail", id="no server"),
        pytest.param('[[desk.tell]]\nname = "Ana"\n' + COURSE + OPEN, "desk.tell[0]", id="no way"),
        pytest.param(MAIL + ANA + 'service_file = "a"\n' + COURSE + OPEN, "desk.tell[0]", id="two ways"),
        pytest.param(MAIL + ANA + ANA + COURSE + OPEN, "desk.tell[1].name", id="twice"),
        pytest.param(MAIL + ANA + 'courses = ["bit16"]\n' + COURSE + OPEN, "desk.tell[0].courses", id="no course"),
        pytest.param(MAIL + ANA + 'role = "admin"\n' + COURSE + OPEN, "desk.tell[0].role", id="no role"),
        pytest.param(
            MAIL + '[[desk.tell]]\nname = "Ana"\nmail = "a@b.example\\nBcc: c@d.example"\n' + COURSE + OPEN,
            "desk.tell[0].mail",
            id="two lines",
        ),
    ],
)
def test_who_cannot_be_told_is_refused(text: str, expected: str) -> None:
    """At start, not at five in the afternoon."""
    (problem,) = problems(text)

    assert problem.startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [(None, "a missing file"), ("nosuch://s3cret", "an address that Apprise does not know")],
    ids=["missing", "unknown"],
)
def test_a_service_that_cannot_be_used_stops_the_house(tmp_path: Path, text: str | None, expected: str) -> None:
    """And its address is not shown."""
    file = tmp_path / "config.toml"
    file.write_text(BEN + COURSE + OPEN, encoding="utf-8")
    if text:
        service_file(tmp_path, text)

    with pytest.raises(ConfigError) as caught, open_house(read(file), reader=FakeReader()):
        pass

    assert expected in str(caught.value.problems[0])
    assert "s3cret" not in str(caught.value)


def test_each_course_has_those_who_are_told_of_it(tmp_path: Path) -> None:
    """Who names no course is told of all."""
    service_file(tmp_path)
    file = tmp_path / "config.toml"
    second = COURSE.replace('slug = "bit15"', 'slug = "bit16"')
    file.write_text(MAIL + ANA + BEN + COURSE + OPEN + second + OPEN, encoding="utf-8")

    with open_house(read(file), reader=FakeReader()) as house:
        told = [[each.name for each in course.tell.reviewers] for course in house.courses]  # type: ignore[attr-defined]  # what `_teller` made

    assert told == [["Ana", "Ben"], ["Ana"]]
