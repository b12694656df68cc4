"""`welearned init`: four questions, and a configuration that loads."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.config import read
from curation.model import ConsentMode

ANSWERS = ("#BIT15 #BIT15chat", "18:00 America/Toronto", "bit15@mastodon.example", "ask")


def init(file: Path, *answers: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["init", "--config", str(file)], input="\n".join(answers) + "\n")
    return done.exit_code, done.output


def test_four_answers_make_a_configuration(tmp_path: Path) -> None:
    """What was answered is what the file says, it loads, and it is not live."""
    file = tmp_path / "config.toml"

    code, said = init(file, *ANSWERS)

    config = read(file)
    [plan] = config.plans
    assert (code, config.go_live) == (0, False)
    assert [str(tag) for tag in plan.course.hashtags] == ["#BIT15", "#BIT15chat"]
    assert (plan.course.slug, plan.course.zone, plan.course.consent) == ("bit15", "America/Toronto", ConsentMode.ASK)
    assert (plan.outlets, plan.servers) == (("blog", "mastodon"), ("mastodon.example",))
    assert "welearned login mastodon" in said


def test_hour_alone_is_one_of_this_machines_zone(tmp_path: Path) -> None:
    """A time without a zone is enough: the zone is the one that the question offered."""
    code, said = init(tmp_path / "config.toml", ANSWERS[0], "17:30", *ANSWERS[2:])

    [course] = read(tmp_path / "config.toml").courses
    assert (code, f"{course.digest_time:%H:%M}") == (0, "17:30")
    assert f"[18:00 {course.zone}]" in said


def test_next_steps_are_named_for_the_file_that_was_written(tmp_path: Path) -> None:
    """Every step that is left can be copied as it stands."""
    file = tmp_path / "config.toml"

    _, said = init(file, *ANSWERS)

    steps = [line.split() for line in said.splitlines() if line.startswith("  welearned ")]
    assert [step[1] for step in steps] == ["login", "poll", "read-links", "preview", "doctor"]
    assert all(str(file) in step for step in steps)


def test_without_an_account_there_is_a_blog_alone(tmp_path: Path) -> None:
    """An empty third answer gives a course that is read and composed, and posts nowhere."""
    file = tmp_path / "config.toml"

    code, said = init(file, "#BIT15", "18:00 UTC", "", "open")

    assert (code, [each.name for each in read(file).outlets]) == (0, ["blog"])
    assert "login" not in said


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        (("#BIT-15", *ANSWERS), "networks would read #BIT"),
        ((" ", *ANSWERS), "at least one hashtag"),
        (("#a", "6 pm", *ANSWERS[1:]), "expected a time of day on the wall"),
        (("#a", "18:00 America/Torono", *ANSWERS[1:]), "expected a time zone by its name"),
        (("#a", "18:00 UTC", "bit15", *ANSWERS[2:]), "expected a full handle"),
        (("#a", "18:00 UTC", "", "maybe", "open"), "'maybe' is not one of 'ask', 'open', 'roster'"),
    ],
    ids=["hashtag", "no-hashtag", "hour", "zone", "account", "consent"],
)
def test_wrong_answers_are_asked_again(tmp_path: Path, answers: tuple[str, ...], complaint: str) -> None:
    """An answer that cannot be used is explained and asked for once more; the file comes from the good ones."""
    code, said = init(tmp_path / "config.toml", *answers)

    assert complaint in said
    assert code == 0
    read(tmp_path / "config.toml")


def test_choice_of_consent_is_explained_and_has_no_default(tmp_path: Path) -> None:
    """The three modes are told in full, and pressing return chooses none of them."""
    code, said = init(tmp_path / "config.toml", *ANSWERS[:3], "")

    assert 'Public tagged links are listed and credited to "a participant"' in said
    assert (code, (tmp_path / "config.toml").exists()) == (1, False)


def test_existing_file_is_never_touched(tmp_path: Path) -> None:
    """Where a configuration is, no question is asked and nothing is written."""
    file = tmp_path / "config.toml"
    file.write_text("mine", encoding="utf-8")

    code, said = init(file, *ANSWERS)

    assert (code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "1/4" not in said


def test_folder_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    """Where the file cannot be made, the reason is told in one line."""
    code, said = init(tmp_path / "nowhere" / "config.toml", *ANSWERS)

    assert (code, "cannot be written: No such file or directory" in said) == (2, True)


@pytest.mark.parametrize(
    ("tag", "slug"),
    [("#Café", "cafe"), ("#学習", "course"), ("#Learn_Today", "learn-today"), ("#" + "a" * 60, "a" * 40)],
)
def test_first_hashtag_names_the_course(tmp_path: Path, tag: str, slug: str) -> None:
    """The slug is made of plain letters of the first tag, whatever its script and length."""
    init(tmp_path / "config.toml", tag, "18:00 UTC", "", "open")

    [course] = read(tmp_path / "config.toml").courses
    assert (course.slug, course.title) == (slug, tag.removeprefix("#"))
