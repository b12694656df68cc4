"""The one door to Jinja: a sandboxed environment that finds templates and words in the course's own folder first."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from typing_extensions import override

from bot.errors import RenderError
from bot.render.catalogues import Catalogue
from bot.render.words import Words

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_BLANK_LINES = re.compile(r"\n{3,}")
_EMPTY_LINES = re.compile(r"\n\s*\n")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with a short way to the fields of our own views: most of what a page asks for."""

    @override
    def getattr(self, obj: Any, attribute: str) -> Any:
        if is_dataclass(obj) and attribute in obj.__dataclass_fields__ and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class Templates:
    """Every template and every phrase, a course's *own* folder asked before the built-in one."""

    def __init__(self, own: Path | None = None) -> None:
        self._folders = (*([own] if own else []), _built_in())
        self._words: dict[str, Words] = {}
        self._environment = _Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in self._folders]),
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html",)),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["typed"] = _typed

    def words(self, language: str) -> Words:
        """Return the words of *language*, its region's before the general ones; raise `RenderError` without any."""
        if language not in self._words:
            catalogue = Catalogue(language, _spellings(language), self._folders)
            self._words[language] = Words(language=language, catalogue=catalogue)
        return self._words[language]

    def lend(self, language: str, *, words_of: str) -> None:
        """Let *language*, which has no words yet, be said in those of another: to see how its pages will lie."""
        lent = copy(self.words(words_of).catalogue)
        lent.locale = Locale.parse(language, sep="-")
        self._words[language] = Words(language=language, catalogue=lent)

    def text(self, name: str, view: object, *, words: Words, network: str = "") -> str:
        """Return the plain text that `NAME.txt` makes of *view* (`v` in it), no blank line twice, none at its ends."""
        rendered = self._rendered(f"{name}.txt", view, words=words, network=network)
        return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", rendered)).strip("\n")

    def html(self, name: str, view: object, *, words: Words) -> str:
        """Return the HTML that `NAME.html` makes of *view* (`v` in it), no line empty, what is not ours escaped."""
        return _EMPTY_LINES.sub("\n", self._rendered(f"{name}.html", view, words=words)).strip() + "\n"

    def file(self, name: str) -> bytes:
        """Return the file *name*, such as a style sheet, as it stands."""
        found = next((folder / name for folder in self._folders if (folder / name).is_file()), None)
        if found is None:
            raise RenderError(name, "is not among the templates")
        return found.read_bytes()

    def _rendered(self, name: str, view: object, *, words: Words, network: str = "") -> str:
        say = words.say_html if name.endswith(".html") else words.say
        try:
            template = self._environment.select_template(list(_candidates(name, words.language, network)))
            return template.render(v=view, say=say)
        except TemplateNotFound as error:
            raise RenderError(name, "is not among the templates") from error
        except TemplateError as error:
            raise RenderError(name, error.message or type(error).__name__) from error


def _typed(text: str) -> Markup:
    """Return *text* as somebody typed it, empty lines too: what stands in a field must come back from it unchanged."""
    return escape(text).replace("\n", Markup("&#10;"))


def _built_in() -> Path:
    """Return the templates inside the installed package, else the checkout's."""
    inside = Path(__file__).parents[1] / "_templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


def _candidates(name: str, language: str, network: str) -> Iterator[str]:
    """Yield the names to look for, the most particular first: by network and language, by network, by language."""
    folder, _, file = name.rpartition("/")
    stem, _, suffix = file.rpartition(".")
    for where in (*([f"{folder}/{network}"] if network else []), folder):
        for spelling in _spellings(language):
            yield f"{where}/{stem}.{spelling}.{suffix}"
        yield f"{where}/{file}"


def _spellings(language: str) -> tuple[str, ...]:
    """Return the file names of *language*, the most particular first."""
    if not _TAG.fullmatch(language):
        return ()
    parts = language.split("-")
    return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1))
