"""Foreign text inside Markdown and beside it, for programs that each have a dialect of their own.

A character that could mean something is written as a numeric reference: the dialects of Hugo, Jekyll, Pelican and
Eleventy disagree about what may stand behind a backslash, and Liquid and short codes are read before Markdown is. All
of them show a reference as the character it names.

https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
"""

import regex

_WORD_JOINER = "\u2060"
_SIGNS = regex.compile(
    r"[\\`*_\[\]<>#|{}&~$^=@]|!(?=\[)"
    r"|:(?=\S)"  # emoji codes, addresses that link themselves, attribute lists
    r"|(?<=\bwww)\."
    r"|^[-+:%]|(?<=^\d{1,9})[.)]",  # lists, lines under titles, definitions
    regex.IGNORECASE,
)
_BESIDE = regex.compile(r"[<&](?=\S)|\{(?=[{%#<:])|(?<=[{%#])\}")
"""What begins markup or a template in text that is neither."""
_UNFIT_FOR_ADDRESS = regex.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")


def markdown_escaped(text: str) -> str:
    """Return one line of *text* so that every dialect of Markdown shows it as it is, wherever in a line it stands."""
    return _SIGNS.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def markdown_address(url: str) -> str:
    """Return *url* as it stands between `<` and `>` of a Markdown link: nothing in it ends the link or starts a tag."""
    return _UNFIT_FOR_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", url).replace("&", "&amp;")


def inert(text: str) -> str:
    """Return one line of *text* for front matter, where themes may print it unescaped: no tag, entity or template.

    What would begin one is followed by U+2060, which nobody sees.
    """
    return _BESIDE.sub(lambda found: _broken(found[0]), " ".join(text.split()))


def _broken(sign: str) -> str:
    return _WORD_JOINER + sign if sign == "}" else sign + _WORD_JOINER
