"""The picture above each post: put into the site's library once, with the words that describe it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from bot.blog.wordpress.answers import number
from bot.blog.wordpress.client import WordPressClient

KINDS: Final = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
"""What a picture may be, by the ending of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A file of the operator's own; never one of a participant's."""

    content: bytes
    ending: str
    alt: str
    """What it shows, in words (T99)."""

    def number(self, client: WordPressClient) -> int | None:
        """Return its number in the site's library, where it is put if it is not there; raise `SendError`."""
        found = client.list("/media", slug=self._slug)
        if found:
            return number(found[0], "id")
        made = number(client.upload(self.content, name=f"{self._slug}{self.ending}", kind=KINDS[self.ending]), "id")
        if made is not None:
            client.write(f"/media/{made}", {"alt_text": self.alt, "slug": self._slug, "title": self._slug})
        return made

    @property
    def _slug(self) -> str:
        """A name made of the picture itself: another picture is another file."""
        return f"welearned-{sha256(self.content).hexdigest()[:12]}"
