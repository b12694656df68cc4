"""Our own HTML as plain text, for readers that show nothing else."""

import re
from html.parser import HTMLParser

from typing_extensions import override

_BLOCKS = frozenset({"p", "h2", "h3", "ol", "ul", "section", "aside", "blockquote"})
_SPACES = re.compile(r"[ \t]+")
_GAPS = re.compile(r"\n{3,}")


def plain(html: str) -> str:
    r"""Return what *html*, which templates of ours made, says: a paragraph a block, links with their addresses.

    >>> plain('<h2>Also</h2><ol><li value="4"><p><a href="https://a.example/">A &amp; B</a></p></li></ol>')
    'Also\n\n4. A & B <https://a.example/>'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(reader.said).split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects what is said."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._number = ""
        self._ways: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self.said.append("\n\n")
        elif tag == "li":
            self._number = f"{given['value']}. " if given.get("value") else "• "
        elif tag == "a":
            self._ways.append(given.get("href") or "")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.said.append("\n\n")
        elif tag == "a" and self._ways:
            self.said.append(f" <{self._ways.pop()}>")

    @override
    def handle_data(self, data: str) -> None:
        words = data.replace("\n", " ")
        if words.strip() and self._number:
            self.said.append(self._number)
            self._number = ""
        self.said.append(words)
