"""What a page shows a reader: its main text measured, its first paragraph, its headline."""

import re
from dataclasses import dataclass

from lxml import etree

from bot.links.trees import Element, few, selected, text_of

_NOT_PROSE = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "svg", "iframe",
    "figcaption", "dialog", "menu", "object",
)  # fmt: skip
_MAX_HEADLINE = 2_000
_MAX_SAMPLE = 2_000
_MAX_ROOTS = 20
"""Of how many `article` elements the longest is looked for."""
_MAX_PARAGRAPHS = 60
_REAL_PARAGRAPH = 60
"""Letters from which a paragraph is more than a label."""
_SENTENCE_WORDS = 8
"""Words from which a paragraph outside any `article` counts as text rather than as a menu."""
_MIN_WORDS = 60
"""Below it a page is a notice or is made by scripts: its minutes are unknown."""
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_IDEOGRAPHS_A_WORD = 2

_ROOTS = (
    etree.XPath("//*[@itemprop='articleBody']"),
    etree.XPath("//article"),
    etree.XPath("//main | //*[@role='main']"),
)
"""Where the main text may be, the surest first."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The readable part of a page."""

    words: int
    """0 when the page shows too little to tell."""
    paragraph: str
    """The first real one, or empty."""
    sample: str = ""
    """The beginning of the text, enough to tell its language."""


def prose_of(tree: Element) -> Prose:
    """Return the readable part of *tree*, which loses what is no prose: read scripts before."""
    etree.strip_elements(tree, *_NOT_PROSE, with_tail=False)
    root = _root(tree)
    if root is not None:
        element, text = root
        return Prose(_count(text), _first_paragraph(element), text[:_MAX_SAMPLE])
    texts = [text_of(each) for each in tree.iter("p", "pre", "blockquote")]
    words = sum(count for count in map(_words, texts) if count >= _SENTENCE_WORDS)
    sample = " ".join(text[:_MAX_SAMPLE] for text in texts[:_MAX_ROOTS])[:_MAX_SAMPLE]
    return Prose(words if words >= _MIN_WORDS else 0, _first_paragraph(tree), sample)


def headline_of(tree: Element) -> str:
    """Return the first `h1` that says something, not too much of it."""
    return next((text for text in (text_of(each) for each in few(tree, "h1", _MAX_ROOTS)) if text), "")[:_MAX_HEADLINE]


def _root(tree: Element) -> tuple[Element, str] | None:
    """Return the element that holds the main text, and that text; `None` when none says so of itself."""
    for path in _ROOTS:
        found = [(each, text_of(each)) for each in selected(path, tree, _MAX_ROOTS)]
        longest = max(found, key=lambda each: len(each[1]), default=None)
        if longest is not None and _words(longest[1]) >= _MIN_WORDS:
            return longest
    return None


def _count(text: str) -> int:
    words = _words(text)
    return words if words >= _MIN_WORDS else 0


def _words(text: str) -> int:
    """Count words; where script has no spaces, two signs count as one."""
    signs = 0 if text.isascii() else len(_IDEOGRAPH.findall(text))
    return len(text.split()) + signs // _IDEOGRAPHS_A_WORD


def _first_paragraph(root: Element) -> str:
    for paragraph in few(root, "p", _MAX_PARAGRAPHS):
        text = text_of(paragraph)
        if len(text) >= _REAL_PARAGRAPH and _linked(paragraph) < len(text) / 2:
            return text
    return ""


def _linked(paragraph: Element) -> int:
    return sum(len(text_of(each)) for each in few(paragraph, "a", _MAX_ROOTS))
