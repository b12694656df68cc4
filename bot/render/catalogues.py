"""Phrases as gettext keeps them: `locale/LANGUAGE/LC_MESSAGES/welearned.po`, read as it stands.

A catalogue is read when it is first asked for, so that a language is one file of text: nothing to compile, nothing
that could be older than what a translator wrote. https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

import re
from collections.abc import Sequence
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from bot.errors import RenderError

_DOMAIN = "welearned"
_FRENCH_SPACE = re.compile(r" (?=[!?;:](?:\s|$)|»)|(?<=«) ")
"""No line begins with such a mark, whichever space a translator typed."""


class Catalogue:
    """What a language says, by path: every catalogue of *folders* that has it, the first one asked first."""

    def __init__(self, language: str, spellings: Sequence[str], folders: Sequence[Path]) -> None:
        """Raise `RenderError` where no catalogue names a locale that we know."""
        self.language = language
        files = [file_of(folder, each) for each in spellings for folder in folders]
        read = [_read(file) for file in files if file.is_file()]
        self.locale = self._locale(read)
        first, *rest = [_translations(each) for each in read]
        for each in rest:
            first.add_fallback(each)
        self._translations = first

    def phrase(self, path: str, count: int | None = None) -> str:
        """Return the phrase at *path*, its form for *count* things where it has forms; raise `RenderError` without."""
        found = path if count is None else self._counted(path, count)
        if found == path:
            found = self._translations.gettext(path)
        if found == path:
            raise RenderError(f"locale/{self.language}", f"has no phrase {path}")
        return _FRENCH_SPACE.sub("\N{NO-BREAK SPACE}", found) if self.locale.language == "fr" else found

    def _counted(self, path: str, count: int) -> str:
        exact = f"{path}.{count}"
        found = self._translations.gettext(exact)
        return found if found != exact else self._translations.ngettext(path, path, count)

    def _locale(self, read: Sequence[Catalog]) -> Locale:
        name = next((each.locale_identifier for each in read if each.locale_identifier), None)
        if name is None:
            raise RenderError(f"locale/{self.language}", "is not among the templates: this language has no words yet")
        try:
            return Locale.parse(name.replace("-", "_"))
        except (ValueError, UnknownLocaleError) as error:
            raise RenderError(f"locale/{self.language}", f"names no locale we know: {name}") from error


def file_of(folder: Path, spelling: str) -> Path:
    """Return where the catalogue of a language, such as `fr-CA`, is among the templates in *folder*."""
    return folder / "locale" / spelling.replace("-", "_") / "LC_MESSAGES" / f"{_DOMAIN}.po"


def _read(file: Path) -> Catalog:
    try:
        with file.open("rb") as opened:
            return read_po(opened, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise RenderError(str(Path(*file.parts[-4:])), str(error)) from error


def _translations(catalog: Catalog) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
