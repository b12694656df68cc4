"""What a PDF says of itself in the open: its XMP packet, which writers leave uncompressed so that others find it.

https://developer.adobe.com/xmp/docs/XMPSpecifications/
"""

import html
import re

_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]{0,80}>([^<]{1,600})</rdf:li>")
_CREATOR = re.compile(rb"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,80}>([^<]{1,200})</rdf:li>")
_NO_TITLE = re.compile(
    r"^\s*(?:microsoft (?:word|powerpoint)\b|untitled|unknown|title|document\d*\s*$|slide 1)|"
    r"\.(?:docx?|pptx?|indd|tex|dvi|pdf|rtf|odt|qxd)\s*$",
    re.IGNORECASE,
)
"""What programs write where a person wrote nothing."""


def title_in_pdf(content: bytes) -> str:
    """Return the title somebody gave the document, or an empty text."""
    title = _said(_TITLE, content)
    return "" if _NO_TITLE.search(title) else title


def author_in_pdf(content: bytes) -> str:
    """Return the document's first author, or an empty text."""
    return _said(_CREATOR, content)


def _said(pattern: re.Pattern[bytes], content: bytes) -> str:
    found = pattern.search(content)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""
