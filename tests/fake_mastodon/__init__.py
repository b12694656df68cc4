"""A fake Mastodon-API server on loopback: several softwares, every bad mood, nothing but the standard library."""

from tests.fake_mastodon import moods, software
from tests.fake_mastodon.moods import FakeRequest, Mood
from tests.fake_mastodon.server import FakeMastodon
from tests.fake_mastodon.software import Software
from tests.fake_mastodon.state import FakeAccount, FakeStatus

__all__ = ["FakeAccount", "FakeMastodon", "FakeRequest", "FakeStatus", "Mood", "Software", "moods", "software"]
