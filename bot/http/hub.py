"""Tells a hub that feeds changed, so that it tells their readers: https://www.w3.org/TR/websub/#publishing.

The specification leaves open how a hub is told. What hubs have in common is a form with `hub.mode=publish` and the
feed's address, which some call `hub.url` and some `hub.topic`; of addresses under one name, many take the last alone.
"""

from collections.abc import Sequence
from http import HTTPStatus

import httpx
from typing_extensions import override

from bot.ports import SiteStep

_TIME_OUT = httpx.Timeout(30.0, connect=10.0)


class HubPing(SiteStep):
    """One message a change and feed; the first that goes wrong leaves the rest to the next try."""

    name = "websub"

    def __init__(self, hub: str, feeds: Sequence[str], *, contact: str) -> None:
        """Take the hub's address and those of the feeds."""
        self._hub = hub
        self._feeds = tuple(feeds)
        self._contact = contact

    @override
    def take(self) -> str:
        headers = {"User-Agent": f"welearned (+{self._contact})"}
        try:
            with httpx.Client(headers=headers, timeout=_TIME_OUT) as client:
                told = (self._told(client, feed) for feed in self._feeds)
                return next(filter(None, told), "")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return f"site.hub: no answer ({type(error).__name__})"

    def _told(self, client: httpx.Client, feed: str) -> str:
        """Tell the hub of one feed; return why it would not hear it, or nothing."""
        message = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}
        status = client.post(self._hub, data=message).status_code
        return "" if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES else f"site.hub: the hub answered {status}"
