"""Catalogues of a course's own, written into a folder of templates."""

from collections.abc import Mapping
from pathlib import Path

BUILT_IN = Path(__file__).parents[1] / "templates" / "locale"


def own_catalogue(templates: Path, name: str, phrases: Mapping[str, str] | None = None, *, language: str = "") -> None:
    """Write a catalogue called *name* into the folder *templates*; without a *language* it only rewords ours."""
    head = ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=UTF-8\\n"']
    head += [f'"Language: {language}\\n"'] if language else []
    entries = [f'\nmsgid "{path}"\nmsgstr "{said}"' for path, said in (phrases or {}).items()]
    _write(templates, name, "\n".join([*head, *entries, ""]))


def english_called(templates: Path, name: str) -> None:
    """Write our English into the folder *templates* as if it were the language *name*, which may run the other way."""
    english = (BUILT_IN / "en" / "LC_MESSAGES" / "welearned.po").read_text(encoding="utf-8")
    _write(templates, name, english.replace('"Language: en_GB', f'"Language: {name}'))


def _write(templates: Path, name: str, text: str) -> None:
    file = templates / "locale" / name / "LC_MESSAGES" / "welearned.po"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
