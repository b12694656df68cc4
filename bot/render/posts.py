"""A digest as the content of a post in somebody else's program: HTML that nothing there reads as anything else."""

import hashlib
from dataclasses import dataclass

from markupsafe import escape

from curation.model import DigestKey

_MARK = 'data-digest="{key}"'
_BLOCK = "<!-- wp:html -->"
_END = "<!-- /wp:html -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostText:
    """What WordPress is given; it keeps an editor's HTML as it is, so nothing foreign may be HTML."""

    title: str
    content: str
    excerpt: str


def wordpress_text(key: DigestKey, *, title: str, body: str, excerpt: str) -> PostText:
    """Return what *body*, an article or our own words as HTML, is as a post.

    It stands in a block of HTML, which paragraphs are not guessed in. Its frame names the issue and the title we gave,
    so that a post of ours is known, and a title that a person changed.
    """
    shown = _without_short_codes(str(escape(title)))
    frame = f'<div class="welearned-digest" {_MARK.format(key=escape(key))} data-title="{name_of_title(shown)}">'
    content = f"{_BLOCK}\n{frame}\n{_without_short_codes(body)}</div>\n{_END}"
    return PostText(title=shown, content=content, excerpt=str(escape(excerpt)))


def is_ours(content: str, key: DigestKey) -> bool:
    """Return whether *content* is a post of ours for that issue: its frame, where nothing foreign stands, says so."""
    return _MARK.format(key=escape(key)) in _frame(content)


def has_our_title(content: str, title: str) -> bool:
    """Return whether a post still has the title we gave it."""
    return f'data-title="{name_of_title(title)}"' in _frame(content)


def name_of_title(title: str) -> str:
    """Return a short name for a title as it was given."""
    return hashlib.sha256(title.encode()).hexdigest()[:16]


def _frame(content: str) -> str:
    """Return the first tag of *content*, without the block around it."""
    return content.removeprefix(_BLOCK).lstrip().partition(">")[0]


def _without_short_codes(html: str) -> str:
    """Return *html* without brackets that a plug-in would read as its own: `[gallery]` in a title is a title."""
    return html.replace("[", "&#91;").replace("]", "&#93;")
