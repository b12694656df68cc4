"""From a configuration to a house that works: the one place where parts meet."""

from bot.wiring.build import examined_networks, open_house
from bot.wiring.house import CourseHouse, House

__all__ = ["CourseHouse", "House", "examined_networks", "open_house"]
