"""The web as our own pages and outlets use it; strangers' pages go through `bot.links`."""

from bot.http.hub import HubPing
from bot.http.json_api import Answer, JsonApi, NoAnswer
from bot.http.probe import WebProbe

__all__ = ["Answer", "HubPing", "JsonApi", "NoAnswer", "WebProbe"]
