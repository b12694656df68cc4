"""A WordPress site on loopback, as far as welearned speaks with one."""

from tests.fake_wordpress.moods import Asked, Mood
from tests.fake_wordpress.server import FakeWordPress

__all__ = ["Asked", "FakeWordPress", "Mood"]
