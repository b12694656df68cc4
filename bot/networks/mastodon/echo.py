"""Whether what a server shows is what was sent to it; pure.

Servers turn text into HTML, shorten mentions to the user's name, and some tidy quotes, dashes and spaces: letters,
digits and their order are compared, and nothing else.
"""

import re
import unicodedata

from bot.networks.mastodon.fields import Json, identifier, word
from bot.networks.mastodon.html import plain, read
from bot.ports import Part, Receipt

_MENTION = re.compile(r"(?<![\w/])(@[\w.\-]+)@[\w.\-:]+")


def says(status: Json, part: Part) -> bool:
    """Return whether *status* has the words of *part*."""
    content = word(status, "content")
    shown = {_core(plain(content)), _core(read(content, whole_links=True).text)}
    return _core(part.text) in shown and _core(plain(word(status, "spoiler_text"))) == _core(part.content_warning)


def follows(status: Json, after: Receipt | None) -> bool:
    """Return whether *status* answers what *after* is the receipt of, or nothing when it is `None`."""
    return identifier(status, "in_reply_to_id") == (after.local_id if after else "")


def _core(text: str) -> str:
    folded = unicodedata.normalize("NFKC", _MENTION.sub(r"\1", text)).casefold()
    return "".join(each for each in folded if each.isalnum())
