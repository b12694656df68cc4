"""What we say to one person: the phrases of answers, in a language they read."""

from dataclasses import dataclass

from typing_extensions import override

from bot.errors import RenderError
from bot.ports import Speaker
from bot.render.templates import Templates

_ELSE = "en"


@dataclass(frozen=True, slots=True)
class Speech(Speaker):
    """Says phrases of the catalogues; English where a language has no words, or lacks this phrase."""

    templates: Templates

    @override
    def __call__(self, language: str, phrase: str, /, **values: object) -> str:
        try:
            return self.templates.words(language).say(phrase, **values)
        except RenderError:
            return self.templates.words(_ELSE).say(phrase, **values)
