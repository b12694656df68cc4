"""Whether a post of ours is what was sent; pure.

X puts t.co addresses into a text, escapes three signs, and may drop what nobody sees: letters, digits and their order
are compared, and nothing else.
"""

import html
import unicodedata

from bot.networks.x.fields import Fields, every, fields, identity, text
from bot.ports import Part, Receipt


def says(post: Fields, part: Part) -> bool:
    """Return whether *post* has the words of *part*."""
    said = text(post, "text")
    for each in every(fields(post, "entities"), "urls"):
        said = said.replace(text(each, "url") or "\0", text(each, "expanded_url"))
    return _core(html.unescape(said)) == _core(part.text)


def follows(post: Fields, after: Receipt | None) -> bool:
    """Return whether *post* answers what *after* is the receipt of, or nothing when it is `None`."""
    around = every(post, "referenced_tweets", "referenced_posts")
    answered = [identity(each, "id") for each in around if text(each, "type") == "replied_to"]
    return answered == ([after.local_id] if after else [])


def _core(said: str) -> str:
    folded = unicodedata.normalize("NFKC", said).casefold()
    return "".join(each for each in folded if each.isalnum())
