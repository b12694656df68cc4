"""Logs are events: a noun and a verb, then facts; never a sentence, a secret, a name, a handle or a post's text."""

import logging
import sys

import structlog

_LOUD_LIBRARIES = (
    "tweepy",
    "requests_oauthlib",
    "oauthlib",
    "mastodon",
    "urllib3",
    "requests",
    "httpx",
    "httpcore",
    "apscheduler",
    "alembic",
    "apprise",
)
"""Held at WARNING: below it some of them print tokens (networks.md X34, M57)."""


def configure(*, json: bool = False, quiet: bool = False) -> None:
    """Send events to standard error, one line each; only warnings when *quiet*. Call it from the command line."""
    for name in _LOUD_LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    renderer = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def event(name: str, /, **facts: object) -> None:
    """Log that *name* (`noun.verb`) happened."""
    structlog.get_logger().info(name, **facts)


def warning(name: str, /, **facts: object) -> None:
    """Log that *name* happened and a person may want to know."""
    structlog.get_logger().warning(name, **facts)
