"""Asks whether our own pages can be read by others."""

from http import HTTPStatus

import httpx
from typing_extensions import override

from bot.ports import PageProbe

_TIME_OUT = httpx.Timeout(30.0, connect=10.0)
"""Seconds: networks.md N4."""


class WebProbe(PageProbe):
    """Asks over the web, as any reader would; may be called from several threads."""

    def __init__(self, *, contact: str, transport: httpx.BaseTransport | None = None) -> None:
        """Make a probe whose `User-Agent` names *contact*; *transport* stands in for the web."""
        self._client = httpx.Client(
            headers={"User-Agent": f"welearned (+{contact})"},
            timeout=_TIME_OUT,
            follow_redirects=True,
            transport=transport,
        )

    @override
    def answers(self, url: str, /) -> bool:
        try:
            # Streamed: the status is wanted, not the page.
            with self._client.stream("GET", url) as response:
                return response.status_code == HTTPStatus.OK
        except (httpx.HTTPError, httpx.InvalidURL):
            return False
