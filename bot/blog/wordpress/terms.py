"""Categories and tags: each is made once and used again.

https://developer.wordpress.org/rest-api/reference/categories/
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.blog.wordpress.answers import number, word
from bot.blog.wordpress.client import Missing, TermExists, WordPressClient
from bot.errors import ChannelOff, Refused

_MOST: Final = "100"


@dataclass(frozen=True, slots=True)
class Terms:
    """The site's terms of one kind: `categories` or `tags`."""

    client: WordPressClient
    kind: str

    def ids(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the ids of *names*, each found or made; one that we may not make is left out. Raise `SendError`."""
        return tuple(dict.fromkeys(self._ids(names)))

    def _ids(self, names: Iterable[str]) -> Iterator[int]:
        for name in names:
            found = self._find(name) or self._make(name)
            if found:
                yield found

    def _find(self, name: str) -> int:
        # WordPress keeps "R & D" as "R &amp; D", and seeks what it keeps.
        for sought in dict.fromkeys((name, html.escape(name, quote=False))):
            shown = self.client.list(f"/{self.kind}", search=sought, per_page=_MOST)
            same = (each for each in shown if _alike(html.unescape(word(each, "name")), name))
            if found := next((number(each, "id") for each in same), None):
                return found
        return 0

    def _make(self, name: str) -> int:
        try:
            made = self.client.write(f"/{self.kind}", {"name": name})
        except TermExists as error:
            return error.term_id
        except (ChannelOff, Refused, Missing):
            # An author may not make categories; the post goes out without, and `doctor` says so.
            return 0
        return number(made, "id") or 0


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
