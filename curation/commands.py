"""What a person asks of us in a message: consent.md C3, for now `stop` and `start`.

What narrows use is recognised by its first words; what widens it must be the whole message, so that answering the
question of the day never consents to anything.
"""

import re
import unicodedata
from enum import StrEnum

_STOP = {
    "en": ("stop", "please stop", "leave me out", "unsubscribe"),
    "fr": (
        "arrête",
        "arrêtez",
        "s'il te plaît arrête",
        "s'il vous plaît arrêtez",
        "stop s'il vous plaît",
        "laissez-moi",
    ),
}
_START = {
    "en": ("start",),
    "fr": ("commencer", "d'accord pour commencer"),
}
_ONLY_IN_PRIVATE = {"en": (("no",), ("yes", "ok")), "fr": (("non",), ("oui", "ok"))}
"""Answers to a question of ours: (stop, start); in public they may answer anything."""
_LEADING_MENTIONS = re.compile(r"^(?:\s*@[\w.@-]+)+")
_GREETED = re.compile(r"^\s*(?:[^\s@]+\s+){1,3}@[\w.@-]+")
"""A few words before the mention: "Hi @digest, please stop"."""
_NOT_A_WORD = re.compile(r"[^\w']+")


class Command(StrEnum):
    """What is asked."""

    STOP = "stop"
    START = "start"


def command_of(text: str, *, language: str = "en", direct: bool = False) -> Command | None:
    """Return what *text* asks for in *language* or English, `None` when it asks for nothing.

    *direct* says that nobody else reads the message, so that a bare "yes", "ok" or "no" counts.
    """
    words = _words(text)
    languages = {"en", language.partition("-")[0]}
    stops = [_words(phrase) for each in languages for phrase in _STOP.get(each, ())]
    if any(_begins(said, stop) for said in (words, _words(_GREETED.sub("", text))) for stop in stops):
        return Command.STOP
    if any(words == _words(phrase) for each in languages for phrase in _START.get(each, ())):
        return Command.START
    return _answer(words, languages) if direct else None


def _answer(words: list[str], languages: set[str]) -> Command | None:
    answers = [_ONLY_IN_PRIVATE[each] for each in languages if each in _ONLY_IN_PRIVATE]
    if any(words == [word] for stops, _ in answers for word in stops):
        return Command.STOP
    if any(words == [word] for _, starts in answers for word in starts):
        return Command.START
    return None


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return _NOT_A_WORD.sub(" ", _LEADING_MENTIONS.sub(" ", plain)).split()


def _begins(words: list[str], with_: list[str]) -> bool:
    return words[: len(with_)] == with_
