"""A WebSub hub on loopback: told of a change, it reads the feed as a stranger would, and passes on what is new.

What it asks of a feed is what https://www.w3.org/TR/websub/ asks: that it names this hub, and itself.
"""

import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs

import httpx
from lxml import etree
from typing_extensions import override

_LINKS = "//*[local-name()='link'][@rel]"


@dataclass
class FakeHub:
    """Start it, tell it of feeds, read what it passed on."""

    refuses: list[int] = field(default_factory=list)
    """Statuses to answer instead, one a message."""
    told: list[dict[str, list[str]]] = field(default_factory=list)
    """The messages, in order."""
    passed_on: list[tuple[str, bytes]] = field(default_factory=list)
    """What went to readers: the feed and its content, only when it is not what they had."""
    rejected: list[tuple[str, str]] = field(default_factory=list)
    """Feeds that readers got nothing of, and why."""

    def __enter__(self) -> Self:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        """Where publishers tell it."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/"

    def hear(self, message: dict[str, list[str]]) -> int:
        """Do what a hub does with *message*; return the status it answers."""
        self.told.append(message)
        if self.refuses:
            return self.refuses.pop(0)
        topics = message.get("hub.url") or message.get("hub.topic") or []
        if message.get("hub.mode") != ["publish"] or not topics:
            return 400
        self._fetch(topics[-1])
        return 204

    def _fetch(self, topic: str) -> None:
        answer = httpx.get(topic, headers={"User-Agent": "a hub"})
        kind = answer.headers.get("content-type", "")
        named = _named_in(answer.content, kind) if answer.status_code == 200 else {}
        if (self.url in named.get("hub", [])) and named.get("self") == [topic]:
            before = next((content for feed, content in reversed(self.passed_on) if feed == topic), None)
            if answer.content != before:
                self.passed_on.append((topic, answer.content))
        else:
            self.rejected.append((topic, f"{answer.status_code} {kind} names {named}"))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                status = hub.hear(parse_qs(self.rfile.read(length).decode()))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                if status in {301, 302, 307, 308}:
                    self.send_header("Location", hub.url + "elsewhere")
                self.end_headers()

            @override
            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler


def _named_in(content: bytes, kind: str) -> dict[str, list[str]]:
    """Return the hub and the address that a feed gives itself."""
    if "json" in kind:
        feed = json.loads(content)
        return {"hub": [each["url"] for each in feed.get("hubs", ())], "self": [feed.get("feed_url")]}
    if not re.search("atom|rss|xml", kind):
        return {}
    links = etree.fromstring(content).xpath(_LINKS)
    return {
        rel: [each.get("href") for each in links if each.get("rel") == rel and each.getparent().tag.endswith(_HEADS)]
        for rel in ("hub", "self")
    }


_HEADS = ("feed", "channel")
