"""From a configuration to a house that works: the one place where parts meet."""

from bot.wiring.backups import backups_of, prepared
from bot.wiring.build import examined_networks, open_house
from bot.wiring.homes import examined_homes
from bot.wiring.house import CourseHouse, House
from bot.wiring.networks import OPTIONAL_NETWORKS
from bot.wiring.optional import App
from bot.wiring.site import examined_site

__all__ = [
    "OPTIONAL_NETWORKS",
    "App",
    "CourseHouse",
    "House",
    "backups_of",
    "examined_homes",
    "examined_networks",
    "examined_site",
    "open_house",
    "prepared",
]
