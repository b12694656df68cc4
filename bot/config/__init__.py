"""What a person configured: read, checked whole, and given out as plain values.

The only place that reads the environment. Adapters never see a `Config`; wiring hands them what they need.
"""

from bot.config.loading import load, read
from bot.config.models import ConfigFile, Links, Schedule
from bot.config.secrets import Secret
from bot.config.values import (
    Account,
    Config,
    CoursePlan,
    Desk,
    Mail,
    Markdown,
    Outlet,
    OutletKind,
    Server,
    Site,
    ToldReviewer,
    WordPress,
    X,
    XAccount,
    XKeys,
    XToken,
)

__all__ = [
    "Account",
    "Config",
    "ConfigFile",
    "CoursePlan",
    "Desk",
    "Links",
    "Mail",
    "Markdown",
    "Outlet",
    "OutletKind",
    "Schedule",
    "Secret",
    "Server",
    "Site",
    "ToldReviewer",
    "WordPress",
    "X",
    "XAccount",
    "XKeys",
    "XToken",
    "load",
    "read",
]
