"""The words of a language: its phrases, dates, lists and plurals.

Phrases are data (`locale/LANGUAGE/LC_MESSAGES/welearned.po` among the templates): one sentence each, with `{names}` to
fill in. A sentence is never glued together from pieces, so every language may order its own.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from bot.errors import RenderError
from bot.render.catalogues import Catalogue

_MARK = re.compile(r"\{([a-z]+)\}")
_PLACE = "\x00"
_NEVER = 1e9
"""So many of a larger unit a period never is: it stays in the unit it is given in."""
_FIRST = re.compile(r"(?<!\d)1(?!\d)")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says."""

    language: str
    """The language asked for, as a BCP 47 tag: the `lang` of what is written with these words."""
    catalogue: Catalogue
    """Its phrases by path, such as `thread.opening`."""

    def say(self, path: str, /, **values: object) -> str:
        """Return the phrase at *path* as plain text; `{count}` chooses the plural; raise `RenderError`."""
        return _filled(path, self._phrase(path, values), self._shown(values), str)

    def say_html(self, path: str, /, **values: object) -> Markup:
        """Return the phrase at *path* as HTML: every value that is not markup already is escaped."""
        return Markup(_filled(path, str(escape(self._phrase(path, values))), self._shown(values), _escaped))  # noqa: S704 - each piece was escaped just here

    def day(self, path: str, day: date, /) -> str:
        """Return *day* in the language's own pattern `date.PATH`."""
        return _dated(day, self._phrase(f"date.{path}", {}), self.locale)

    def month(self, day: date, /) -> str:
        """Return the month of *day* with its year: "November 2015"."""
        return format_skeleton("yMMMM", day, locale=self.locale)

    def month_name(self, day: date, /, *, short: bool = False) -> str:
        """Return the month of *day* without its year: "November"; "Nov" in short."""
        # "LLLL", its form on its own, comes in another language's words once Babel has seen two (2.18).
        return format_date(day, "MMM" if short else "MMMM", locale=self.locale)

    def span(self, first: date, last: date, /) -> str:
        """Return both days as one: "9–15 Nov 2015"."""
        return _with_first(format_interval(first, last, "yMMMMd", locale=self.locale), self.locale)

    def number(self, number: int, /) -> str:
        """Return *number* with the language's own marks."""
        return _decimal(number, self.locale)

    def joined(self, parts: tuple[str, ...]) -> str:
        """Return *parts* as a list in a sentence: "Ana, Ben and 1 more"."""
        return "".join(before + part for before, part in zip(self.separators(len(parts)), (*parts, ""), strict=True))

    def separators(self, count: int) -> tuple[str, ...]:
        """Return what stands before, between and after *count* parts of a list, so that parts may be markup."""
        return tuple(format_list([_PLACE] * count, locale=self.locale).split(_PLACE)) if count else ("",)

    def with_length(self, kind: str, *, minutes: int | None, pages: int | None) -> str:
        """Return *kind* with its pages and minutes, as far as they are known: "Video, 6 min", "Report, 12 pages"."""
        told = self.say("item.pages", kind=kind, count=pages) if pages else kind
        return self.say("item.minutes", kind=told, minutes=minutes) if minutes else told

    @property
    def locale(self) -> Locale:
        """How dates, lists, numbers and units are written."""
        return self.catalogue.locale

    def lasting(self, period: timedelta) -> str:
        """Return *period* in whole days, else in hours: "30 days", "6 hours"."""
        unit: Literal["day", "hour"] = "hour" if period % timedelta(days=1) else "day"
        return format_timedelta(period, granularity=unit, threshold=_NEVER, locale=self.locale)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`: the `dir` of what is written with these words."""
        return self.locale.text_direction

    def foreign(self, language: str) -> str:
        """Return the short name of *language*, such as `FR`, or nothing when it is ours, unknown or no language."""
        tag = language.strip()
        if not _LANGUAGE_TAG.fullmatch(tag) or tag.casefold() in {"und", "zxx", "mul"}:
            return ""
        primary = tag.partition("-")[0].casefold()
        return "" if primary == self.locale.language else primary.upper()

    def isolated(self, text: str) -> str:
        """Return *text* between isolates when it is written against the direction of this language (digest.md 8.5)."""
        return f"\u2068{text}\u2069" if _direction(text) not in {"", self.direction} else text

    def _phrase(self, path: str, values: Mapping[str, object]) -> str:
        count = values.get("count")
        return self.catalogue.phrase(path, count if isinstance(count, int) else None)

    def _shown(self, values: Mapping[str, object]) -> Mapping[str, object]:
        return {name: self._value(value) for name, value in values.items()}

    def _value(self, value: object) -> object:
        return _decimal(value, self.locale) if isinstance(value, int) else value


@lru_cache(maxsize=1024)  # a day stands on its own page, its neighbours', and in lists
def _dated(day: date, pattern: str, locale: Locale) -> str:
    return _with_first(format_date(day, pattern, locale=locale), locale)


def _with_first(text: str, locale: Locale) -> str:
    """Return *text*, a date, as French writes the first of a month: the data that Babel has do not know "1er"."""
    return _FIRST.sub("1er", text) if locale.language == "fr" else text


@lru_cache(maxsize=1024)  # a list of links is full of small numbers
def _decimal(number: int, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


def _filled(path: str, phrase: str, values: Mapping[str, object], shown: Callable[[object], str]) -> str:
    if "{" not in phrase:
        return phrase

    def value(mark: re.Match[str]) -> str:
        if mark[1] not in values:
            raise RenderError(path, f"the phrase asks for {mark[0]}, which is not given")
        return shown(values[mark[1]])

    return _MARK.sub(value, phrase)


def _escaped(value: object) -> str:
    return str(escape(value))


def _direction(text: str) -> str:
    """Return the direction of the first strong character."""
    kinds = (unicodedata.bidirectional(each) for each in text)
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in {"L", "R", "AL"}), "")
