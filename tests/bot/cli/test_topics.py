"""`welearned topics` and `welearned file`: what a course is about, and what it learns about that."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.cli.installation import Installation

TOPICS = """
[[courses.topics]]
name = "Garden"
keywords = ["garden"]
hosts = ["allotment.example"]
[[courses.topics]]
name = "Kitchen"
"""
FILED = """url,title,topic,note,hashtags
https://a.example/1,Moss and lime,Garden,for the soil,"#Soil, #Lime"
https://b.example/2,Pie,Kitchen,,
https://c.example/3,Taxes,,,
"""


@pytest.fixture
def course(home: Installation) -> Installation:
    """An installation whose course has two topics."""
    return home.write(course=TOPICS)


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    """A file with three pages, one of which has no topic."""
    file = tmp_path / "filed.csv"
    file.write_text(FILED, encoding="utf-8")
    return file


def test_topics_are_shown_with_what_gives_them_away(course: Installation) -> None:
    """A topic without words of its own goes by its name."""
    done = course.run("topics", "show")

    assert done.stdout.splitlines() == [
        "Garden: garden, allotment.example",
        "Kitchen: Kitchen",
        "Nothing was learned yet: keywords and sites decide.",
    ]


def test_a_course_without_topics_is_told_what_to_do(home: Installation) -> None:
    """The first thing there is to say."""
    assert home.run("topics", "show").stdout.startswith("bit15 has no topics; write them under [[courses.topics]]")


def test_learning_from_a_file_says_what_came_of_it(course: Installation, filed: Path) -> None:
    """Who, when, how many pages, and whether it is used; `drop` forgets it."""
    done = course.run("topics", "learn", str(filed), "--who", "Kim")
    shown = json.loads(course.run("topics", "show", "--json").stdout)
    dropped = [course.run("topics", "drop") for _ in range(2)]

    assert done.exit_code == 0
    assert "Learned by Kim on " in done.stdout
    assert "from 3 pages of filed.csv." in done.stdout
    assert (shown["learned"]["source"], shown["learned"]["examples"], shown["learned"]["used"]) == (
        "filed.csv",
        3,
        True,
    )
    assert [(each.exit_code, each.stdout) for each in dropped] == [
        (0, "bit15: what was learned is forgotten\n"),
        (3, "bit15: nothing was learned\n"),
    ]
    assert json.loads(course.run("topics", "show", "--json").stdout)["learned"] is None


def test_enough_pages_are_checked_whether_learning_helps(course: Installation, tmp_path: Path) -> None:
    """What does not help is kept and not used."""
    file = tmp_path / "many.csv"
    rows = [f"https://a{at}.example/,the {each} {at},{each}" for at in range(10) for each in ("Garden", "Kitchen")]
    file.write_text("\n".join(["url,title,section", *rows]), encoding="utf-8")

    done = course.run("topics", "learn", str(file))

    assert "On pages held back: macro F1 " in done.stdout
    assert done.stdout.endswith("so it is not used.\n")


def test_a_file_is_scored_topic_by_topic(course: Installation, filed: Path) -> None:
    """By the rules, and beside it with what was learned."""
    before = course.run("topics", "score", str(filed)).stdout.splitlines()
    course.run("topics", "learn", str(filed))
    after = course.run("topics", "score", str(filed)).stdout.splitlines()
    told = json.loads(course.run("topics", "score", str(filed), "--json").stdout)

    assert before == [
        "topic                         pages  rules F1",
        "(no topic)                        1     0.500",
        "Garden                            1     0.000",
        "Kitchen                           1     0.000",
        "macro F1                          3     0.167",
    ]
    assert after[0].endswith("learned F1")
    assert (told["rules"]["pages"], told["rules"]["macro_f1"]) == (3, pytest.approx(1 / 6))
    assert {each["topic"] for each in told["learned"]["topics"]} == {"", "Garden", "Kitchen"}


WRONG = {
    "no columns": ("a,b\n1,2\n", "needs the columns url and topic"),
    "unknown topic": (
        "url,topic\nhttps://a.example/,Cars\n",
        "line 2: 'Cars' is no topic here; there is Garden, Kitchen",
    ),
    "no address": ("url,topic\nnowhere,Garden\n", "line 2: 'nowhere' is not a page's address"),
    "many": ("url,topic\n" + "https://a.example/,Cars\n" * 9, "; and 4 more"),
    "no text": (b"url,topic\n\xff\xfe,Garden\n", "cannot be read"),
}


@pytest.mark.parametrize(("content", "said"), WRONG.values(), ids=WRONG)
def test_a_file_that_cannot_be_used_is_wrong_use(
    course: Installation, tmp_path: Path, content: str | bytes, said: str
) -> None:
    """Every line at fault is named, the first five of them in words; nothing is learned."""
    file = tmp_path / "wrong.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())

    done = course.run("topics", "learn", str(file))

    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_learning_needs_a_source(course: Installation, filed: Path) -> None:
    """A file or the history, not both, not none; a history without a filed page is none."""
    assert course.run("topics", "learn").exit_code == 2
    assert course.run("topics", "learn", str(filed), "--from-history").exit_code == 2
    assert course.run("topics", "learn", "--from-history").exit_code == 1


def test_a_page_is_filed_and_learned_from(course: Installation) -> None:
    """What a person says of a page holds in the next draft, and can be taken back."""
    page = course.share("ana", number=1)
    course.run("poll")
    day = str(course.day)

    said = course.run("file", "bit15", day, page, "Garden", "--who", "Kim")
    told = course.run("explain", page).stdout
    learned = course.run("topics", "learn", "--from-history")
    course.run("file", "bit15", day, page, "--undo")

    assert (said.exit_code, said.stdout) == (0, f"bit15/{course.day}: topic {page} by Kim\n")
    assert "Garden" in told
    assert "from 1 pages of what people filed here." in learned.stdout
    assert course.run("topics", "learn", "--from-history").exit_code == 1


@pytest.mark.parametrize(
    ("words", "code"), [((), 2), (("Garden", "--none"), 2), (("Cars",), 1), (("--none",), 0)], ids=str
)
def test_filing_says_a_topic_or_none(course: Installation, words: tuple[str, ...], code: int) -> None:
    """Wrong use, an unknown topic and "none fits" are told apart."""
    page = course.share("ana", number=1)
    course.run("poll")

    assert course.run("file", "bit15", str(course.day), page, *words).exit_code == code


def test_phrases_are_suggested(course: Installation) -> None:
    """With how many pages and people; exit code 3 where nothing came back."""
    nothing = course.run("topics", "suggest")
    for number in range(1, 5):
        words = f"exit tickets https://203.0.113.{number}/ #BIT15"
        course.server.post(f"p{number}", words, created_at=course.due - timedelta(hours=5))
    course.run("poll")

    found = course.run("topics", "suggest", "--days", "3")
    told = json.loads(course.run("topics", "suggest", "--json").stdout)

    assert (nothing.exit_code, nothing.stdout) == (3, "Nothing came back that no topic has yet.\n")
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "exit tickets: 4 pages, 4 people")
    assert told[0] == {"phrase": "exit tickets", "pages": 4, "people": 4}


def test_links_are_labelled_with_their_topics(course: Installation) -> None:
    """With the words that decided, when a configuration says which topics there are."""
    link = json.dumps({"url": "https://allotment.example/a", "title": "My garden", "note": "a kitchen, too"})

    done = course.run("label", typed=f"{link}\n")

    assert json.loads(done.stdout)["topics"] == [
        {"topic": "Garden", "words": ["allotment.example", "garden"], "learned": False},
        {"topic": "Kitchen", "words": ["Kitchen"], "learned": False},
    ]
