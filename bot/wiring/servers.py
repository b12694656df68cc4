"""What servers said of themselves when they were last asked: kept, so that preview counts as publishing does."""

from dataclasses import dataclass

import orjson

from bot.log import warning
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.instance import FALLBACK, Limits, instance_of
from bot.networks.mastodon.trouble import ServerTrouble
from bot.ports import Clock, Cursor, Store

_SOURCE = "instance"


@dataclass(frozen=True, slots=True)
class Servers:
    """Kept in the database; asked again at each start of the daemon."""

    store: Store
    clock: Clock

    def domain(self, host: str) -> str:
        """Return what people of the server at *host* have behind their names; empty when it was never asked."""
        said = self._said(host).get("domain")
        return said if isinstance(said, str) else ""

    def limits(self, host: str) -> Limits:
        """Return the limits of the server at *host*; Mastodon's own when it was never asked."""
        said = self._said(host)
        characters, per_url = said.get("characters"), said.get("per_url")
        if isinstance(characters, int) and isinstance(per_url, int):
            return Limits(characters=characters, per_url=per_url)
        return FALLBACK

    def ask(self, host: str, client: MastodonClient) -> None:
        """Ask the server at *host* and keep its answer; a failure leaves what was known."""
        try:
            instance = instance_of(client.instance())
        except ServerTrouble as trouble:
            warning("server.unreachable", host=host, why=trouble.why)
            return
        said = {
            "domain": instance.domain,
            "characters": instance.limits.characters,
            "per_url": instance.limits.per_url,
        }
        with self.store.work() as work:
            work.cursors.put(_SOURCE, host, Cursor(orjson.dumps(said).decode()), self.clock.now(), 0)

    def _said(self, host: str) -> dict[str, object]:
        with self.store.look() as work:
            kept = work.cursors.get(_SOURCE, host)
        return orjson.loads(kept) if kept else {}
