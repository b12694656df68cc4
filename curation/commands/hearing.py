"""Hearing a command in a message.

What narrows use is recognised by its first words; what widens it must be the whole message, so that answering the
question of the day never consents to anything.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from curation.commands.asked import Asked, Command
from curation.commands.phrases import BEGINNINGS, REPLIES, WHOLE, WITH_WORDS, Phrases

_LEADING_MENTIONS = re.compile(r"^(?:\s*@[\w.@-]+)+")
_GREETED = re.compile(r"^\s*(?:[^\s@]+\s+){1,3}@[\w.@-]+")
"""A few words before the mention: "Hi @digest, please stop"."""
_NOT_A_WORD = re.compile(r"[^\w']+")
_QUESTION_MARK = re.compile(r"\s*\?+\s*")
_MOST = 500
"""Signs of a message that are looked at: no command is longer."""
_AROUND = " \t\n\"'“”«»„‘’.,:;!"
_ACCOUNT = re.compile(r"@?[\w.-]+(?:@[\w.-]+)?|https://\S+")


def hear(text: str, *, languages: Iterable[str] = (), answering: bool = False) -> Asked | None:
    """Return what *text* asks for in one of *languages* or in English, `None` when it asks for nothing.

    *answering* says that it answers a question of ours, or that nobody else reads it: a bare "yes", "ok" or "no" counts
    only then.
    """
    spoken = ("en", *sorted({each.partition("-")[0].casefold() for each in languages} - {"en"}))
    begun, whole = _heard(text[:_MOST]), _heard(text) if len(text) <= _MOST else []
    narrowed = (
        asked
        for said in (begun, _heard(_GREETED.sub("", _plain(text[:_MOST]))))
        for asked, phrase in _phrases(BEGINNINGS, spoken)
        if said[: len(phrase)] == phrase
    )
    if (found := next(narrowed, None)) is not None:
        return found
    tables = (WHOLE, REPLIES) if answering else (WHOLE,)
    exact = (asked for table in tables for asked, phrase in _phrases(table, spoken) if whole and whole == phrase)
    return next(exact, None) or _with_words(text, spoken) or _question_mark(text)


def _with_words(text: str, spoken: Iterable[str]) -> Asked | None:
    """Return the command that ends in words of the person's own."""
    said = _LEADING_MENTIONS.sub("", unicodedata.normalize("NFKC", text[:_MOST])).strip()
    for language in spoken:
        for command, beginnings in WITH_WORDS.get(language, {}).items():
            for beginning in beginnings:
                rest = _rest(said, len(_heard(beginning)), _heard(beginning))
                if rest and len(text) <= _MOST:
                    return _told(command, rest)
    return None


def _rest(said: str, count: int, beginning: list[str]) -> str:
    """Return what follows the first *count* words of *said* where these are *beginning*."""
    pieces = said.split(maxsplit=count)
    return pieces[count].strip(_AROUND) if len(pieces) > count and _heard(" ".join(pieces[:count])) == beginning else ""


def _told(command: Command, rest: str) -> Asked | None:
    if command is Command.LINK:
        return Asked(command, rest) if _ACCOUNT.fullmatch(rest) else None
    return Asked(command, f"alias {' '.join(rest.split())}")


def _question_mark(text: str) -> Asked | None:
    is_one = _QUESTION_MARK.fullmatch(_LEADING_MENTIONS.sub("", _plain(text[:_MOST])))
    return Asked(Command.HELP) if is_one else None


def _phrases(table: Phrases, spoken: Iterable[str]) -> Iterator[tuple[Asked, list[str]]]:
    for language in spoken:
        for asked, phrases in table.get(language, {}).items():
            yield from ((asked, _heard(phrase)) for phrase in phrases)


def _heard(text: str) -> list[str]:
    """Return the words of *text* after its leading mentions, as they are compared."""
    return _NOT_A_WORD.sub(" ", _LEADING_MENTIONS.sub(" ", _plain(text))).split()


def _plain(text: str) -> str:
    """Return *text* in small letters without accents."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).replace("’", "'").casefold())
    return unicodedata.normalize("NFC", "".join(each for each in letters if not unicodedata.combining(each)))
