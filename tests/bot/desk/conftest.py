"""A desk with a day on it, and the browser of an owner who has come in."""

import pytest

from tests.asgi import AsgiClient
from tests.bot.desk.rooms import Room, room


@pytest.fixture
def desk() -> Room:
    return room()


@pytest.fixture
def kim(desk: Room) -> AsgiClient:
    return desk.client()
