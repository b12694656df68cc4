"""Whose posts a personal archive holds: the files of posts do not say, a file beside them does."""

from dataclasses import dataclass

import orjson

from bot.errors import ArchiveError
from bot.networks.archives.mappers import Document, is_document


@dataclass(frozen=True, slots=True)
class Owner:
    """The person of an archive, as far as it tells."""

    archive: str
    actor: Document | None = None
    """Of a Mastodon export: the ActivityPub actor."""
    account: Document | None = None
    """Of an X archive."""

    @classmethod
    def of(cls, archive: str, profile: bytes) -> "Owner":
        """Return whom *profile* (`actor.json` or `account.js`) describes; nobody where it cannot be read."""
        try:
            found: object = orjson.loads(profile[profile.find(b"{") : profile.rfind(b"}") + 1])
        except orjson.JSONDecodeError:
            return cls(archive)
        actor = found if is_document(found) else {}
        account = actor.get("account")
        return cls(archive, account=account) if is_document(account) else cls(archive, actor=actor)

    def added_to(self, document: Document) -> Document:
        """Return *document* with its person inside, so that it can be mapped, now and again, without the archive.

        Raise `ArchiveError` for posts of X that nobody signed.
        """
        if "tweet" in document and "account" not in document:
            if self.account is None:
                raise ArchiveError(self.archive, "does not say whose posts it holds; put its account.js beside it")
            return {**document, "account": self.account}
        if self.actor is not None and document.get("actor") == self.actor.get("id"):
            return {**document, "actor": self.actor}
        return document
