"""What is wrong with a configuration, said to the person who wrote it: where, what was found, what was expected."""

import difflib
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from typing_extensions import override

from bot.config.lines import KeyPath, line_of, shown
from bot.config.models import ConfigFile
from bot.errors import Problem

MODE_CHOICES = """\
  mode = "ask"     Public tagged links are listed and credited to "a participant". A person is named, linked or \
quoted only after
                   saying "start", or by a signed roster entry. For mixed groups and adult education.
  mode = "open"    Public tagged links are listed with display name and a link to the post, unless the person or \
the account says no.
                   Quotations still need a yes. For conferences and open courses of adults.
  mode = "roster"  Only people on the roster are collected at all, under an alias unless the roster says otherwise.
                   For schools, minors, and courses where taking part is confidential."""

_MAX_SHOWN = 80


@dataclass(frozen=True, slots=True)
class ModeNotChosen(Problem):
    """`consent.mode` is missing or unknown: a choice that belongs to the operator."""

    @override
    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        said = f"{self.path} is {self.found}{where}. welearned does not choose this for you; write one of:"
        return f"{said}\n{MODE_CHOICES}"


@dataclass(frozen=True, slots=True)
class Places:
    """Makes problems that know their line."""

    lines: Mapping[KeyPath, int]

    def problem(self, path: KeyPath, found: str, expected: str, *, nearest: str = "") -> Problem:
        """Return the problem at *path*, where *found* says in words what is there."""
        return Problem(shown(path), found, expected, line_of(path, self.lines), nearest)

    def refused(self, path: KeyPath, value: object, expected: str) -> Problem:
        """Return the problem that *value* stands at *path*."""
        return self.problem(path, as_found(value), expected)

    def warning(self, path: KeyPath, text: str) -> str:
        """Return the line that warns of *path*."""
        line = line_of(path, self.lines)
        return f"{shown(path)}{f' (line {line})' if line else ''}: {text}"


def problems_of(error: ValidationError, places: Places) -> tuple[Problem, ...]:
    """Return every problem of *error* in the order of the file."""
    found = [_problem(each, places) for each in error.errors()]
    return tuple(sorted(found, key=lambda problem: problem.line or 0))


def without_known_faults(raw: object, error: ValidationError) -> object:
    """Return *raw* without its unknown keys and with some consent mode, so that the rest can be checked as well."""
    faults = {path_of(each): each["type"] for each in error.errors()}
    return _mended(raw, (), faults)


def path_of(detail: ErrorDetails) -> KeyPath:
    """Return where the fault is.

    Pydantic names the kind of an outlet among the keys, which is no key; where the whole table of consent is missing,
    it is the mode that matters.
    """
    path = detail["loc"]
    if path[-1] == "consent" and detail["type"] == "missing":
        return (*path, "mode")
    return (*path[:2], *path[3:]) if path[:1] == ("outlets",) and len(path) > 2 else path


def as_found(value: object) -> str:
    """Return *value* as TOML would write it, cut when it is long."""
    if isinstance(value, Mapping | list | tuple):
        return "a list" if isinstance(value, list | tuple) else "a table"
    text = str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


def _problem(detail: ErrorDetails, places: Places) -> Problem:
    path = path_of(detail)
    if path[-2:] == ("consent", "mode"):
        found = "missing" if detail["type"] == "missing" else as_found(detail["input"])
        return ModeNotChosen(shown(path), found, "a mode", line_of(path, places.lines))
    if detail["type"] == "missing":
        return places.problem(path, "nothing", "a value: this key is required")
    if detail["type"] == "extra_forbidden":
        return places.problem(path, "an unknown key", "only known keys", nearest=_nearest(path))
    return places.refused(path, detail["input"], _expected(detail))


def _expected(detail: ErrorDetails) -> str:
    message = detail["msg"].removeprefix("Value error, ")
    return message.removeprefix("Input should be ").removeprefix("a valid ")


def _nearest(path: KeyPath) -> str:
    """Return the known key that is most like the unknown one at the end of *path*."""
    known = sorted(name for model in _models_at(path[:-1]) for name in model.model_fields)
    return next(iter(difflib.get_close_matches(str(path[-1]), known, n=1)), "")


def _models_at(path: KeyPath) -> Sequence[type[BaseModel]]:
    models: list[type[BaseModel]] = [ConfigFile]
    for key in path:
        if isinstance(key, str):
            fields = [model.model_fields[key].annotation for model in models if key in model.model_fields]
            models = [found for annotation in fields for found in _models_in(annotation)]
    return models


def _models_in(annotation: object) -> list[type[BaseModel]]:
    """Return the sections that *annotation* speaks of: itself, or what its list or union holds."""
    inside = typing.get_args(annotation)
    if isinstance(annotation, type) and not inside:
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [found for inner in inside for found in _models_in(inner)]


def _mended(raw: object, path: KeyPath, faults: Mapping[KeyPath, str]) -> object:
    if isinstance(raw, list):
        return [_mended(each, (*path, index), faults) for index, each in enumerate(typing.cast("list[object]", raw))]
    if not isinstance(raw, dict):
        return raw
    table = typing.cast("dict[str, object]", raw)
    kept = {
        key: _mended(value, (*path, key), faults)
        for key, value in table.items()
        if faults.get((*path, key)) != "extra_forbidden"
    }
    if (*path, "consent", "mode") in faults and not isinstance(kept.get("consent"), dict):
        kept["consent"] = {"mode": "roster"}
    if (*path, "mode") in faults and path[-1:] == ("consent",):
        kept["mode"] = "roster"
    return kept
