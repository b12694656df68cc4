"""Tells a hub that feeds changed, so that it tells their readers: https://www.w3.org/TR/websub/#publishing."""

from collections.abc import Sequence
from http import HTTPStatus

import httpx
from typing_extensions import override

from bot.ports import SiteStep

_TIME_OUT = httpx.Timeout(30.0, connect=10.0)


class HubPing(SiteStep):
    """One message a change, with every feed in it."""

    name = "websub"

    def __init__(
        self, hub: str, feeds: Sequence[str], *, contact: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        """Take the hub's address and those of the feeds; *transport* stands in for the web."""
        self._hub = hub
        self._feeds = tuple(feeds)
        self._contact = contact
        self._transport = transport

    @override
    def take(self) -> str:
        message = {"hub.mode": "publish", "hub.url": list(self._feeds)}
        headers = {"User-Agent": f"welearned (+{self._contact})"}
        try:
            with httpx.Client(headers=headers, timeout=_TIME_OUT, transport=self._transport) as client:
                status = client.post(self._hub, data=message).status_code
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return f"site.hub: no answer ({type(error).__name__})"
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return ""
        return f"site.hub: the hub answered {status}"
