"""Bytes to text, by what the page declares and by what it is.

Labels mean what browsers take them to mean: https://encoding.spec.whatwg.org/#names-and-labels
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_META_BYTES = 4096
"""How far in the page its declaration is looked for; the standard says 1,024, pages disagree."""
_ALIASES = {"x-sjis": "cp932", "windows-31j": "cp932", "windows-874": "cp874", "x-mac-roman": "mac-roman"}
"""Labels that Python does not know."""
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
_LAST = "cp1252"
_ONE_BYTE = ("cp125", "cp874", "iso8859", "koi8", "mac-")
_TEXT = re.compile(r"utf-8|utf-16-[lb]e|cp\d+|iso8859-\d+|iso2022_\w+|koi8-\w|gb18030|big5hkscs|euc_jp|mac-\w+|tis-620")
"""Python's codecs that are charsets of pages: it has others, which unpack or mean something else (zip, utf-7)."""


def decoded(body: bytes, declared: str = "", *, whole: bool = True) -> str:
    """Return the text of *body*, whose header declared the charset *declared*; never fails.

    A body that is not *whole* may end inside a letter.

    A byte order mark wins. Text that is valid UTF-8 beats a declared one-byte charset, which is then a mistake. After
    that header, page and UTF-8 are believed, in this order, as far as the bytes agree.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    said = [each for each in (_known(declared), _known(_in_page(body))) if each]
    mistaken = ["utf-8"] if said and said[0].startswith(_ONE_BYTE) else []
    for charset in (*mistaken, *said, "utf-8"):
        text = _strict(body, charset, whole=whole)
        if text is not None:
            return text
    return _loose(body, said[0] if said else _LAST)


def _in_page(body: bytes) -> str:
    head = body[:_META_BYTES]
    found = _XML.search(head) or _META.search(head)
    label = found[1].decode("ascii") if found else ""
    # A page whose ASCII says that it is UTF-16 is not.
    return "utf-8" if label.lower().startswith("utf-16") else label


def _known(label: str) -> str:
    try:
        name = codecs.lookup(_ALIASES.get(label.strip().lower(), label.strip())).name
    except (LookupError, ValueError):
        return ""
    meant = _MEANT.get(name, name)
    return meant if _TEXT.fullmatch(meant) else ""


def _strict(body: bytes, charset: str, *, whole: bool) -> str | None:
    """Return the text when every byte agrees."""
    try:
        return codecs.getincrementaldecoder(charset)("strict").decode(body, final=whole)
    except UnicodeError:
        return None


def _loose(body: bytes, charset: str) -> str:
    """Return the text with marks where bytes do not agree; where marks prevail, the charset was a lie."""
    text = body.decode(charset, "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") * 2 <= foreign else body.decode(_LAST, "replace")
