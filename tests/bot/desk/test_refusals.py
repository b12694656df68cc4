"""What the desk does not take is said in the language of the course."""

import re
from pathlib import Path

import pytest

from bot.desk import phrases
from bot.errors import NotAccepted
from bot.render.templates import Templates
from curation.errors import InvalidUrl, InvalidValue
from tests.bot.desk.rooms import LADDER, PATH, RELEASE, SETTLE, WORDS, room
from tests.makers import course

TASKS = Path(__file__).parents[3] / "bot" / "tasks"
REFUSAL = re.compile(r'raise NotAccepted\((?:[^()]|\([^()]*\))*?phrase="(\w+)"')
NAMED = sorted({each for file in TASKS.glob("*.py") for each in REFUSAL.findall(file.read_text("utf-8"))})
FACTS: dict[str, str | int] = {name: name for name in ("topic", "page", "sharer")} | {"most": 7, "length": 8}


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        (
            WORDS,
            {"page": LADDER, "seen": "0", "note": "Heidi dit.", "was_note": ""},
            "nomme un participant ; écrivez {sharer}",
        ),
        (
            WORDS,
            {"page": LADDER, "seen": "0", "note": "é" * 201, "was_note": ""},
            "201 caractères ; 200 est le maximum",
        ),
        (SETTLE, {"kind": "merge", "page": LADDER, "value": LADDER}, "déjà une seule page"),
        (SETTLE, {"kind": "merge", "page": LADDER, "value": "ftp://x"}, "« ftp://x » n’est pas l’adresse d’une page."),
        (f"{PATH}add", {"url": "nothing"}, "n’est pas l’adresse d’une page"),
        (RELEASE, {"what": "undo"}, "Rien du numéro n’est encore parti"),
    ],
    ids=["name", "length", "one page", "address", "added", "undo"],
)
def test_a_french_course_is_told_in_french(path: str, form: dict[str, str], said: str) -> None:
    """Why, and what would do."""
    answered = room(where=course(language="fr")).client().post(path, form=form)

    assert answered.status_code == 422
    # French sets a space that does not break before ":" and ";" and inside its quotation marks.
    assert said in answered.text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("phrase", NAMED)
def test_every_refusal_has_its_words(phrase: str, language: str) -> None:
    """In each language that the catalogues have."""
    said = phrases.why_not(NotAccepted("x", phrase=phrase, **FACTS), Templates().words(language))

    assert len(said) > len("desk.no.") + len(phrase)
    assert "desk.no" not in said


def test_what_has_no_phrase_says_itself() -> None:
    """An error of the model, which no form of ours leads to, is told as it is."""
    words = Templates().words("en")

    assert phrases.why_not(InvalidValue("day", found=1, expected="a day"), words) == "day: found 1, expected a day"
    assert "page" in phrases.why_not(InvalidUrl("x", why="y"), words)
