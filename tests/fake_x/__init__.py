"""A fake X on loopback: search, posts, people and money, every bad mood, nothing but the standard library."""

from tests.fake_x import moods
from tests.fake_x.meter import Meter
from tests.fake_x.moods import FakeRequest, Mood
from tests.fake_x.server import FakeX
from tests.fake_x.world import FakePost, FakeUser

__all__ = ["FakePost", "FakeRequest", "FakeUser", "FakeX", "Meter", "Mood", "moods"]
