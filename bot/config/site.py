"""The site as the rest of the house takes it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bot.config import models
from bot.config.values import Site

_DEFAULT_URL: Final = "http://localhost:8000"
"""Where `welearned serve` shows the pages."""
_PASSED_ON: Final = (
    *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR"),
    *("SSH_AUTH_SOCK", "SSH_AGENT_PID", "GIT_SSH", "GIT_SSH_COMMAND", "GNUPGHOME", "XDG_CONFIG_HOME", "RSYNC_RSH"),
)
"""What the operator's own command sees of the environment: the rest may hold tokens."""


def site_of(site: models.Site, env: Mapping[str, str], folder: Path) -> Site:
    """Return what *site* says, its files relative to *folder*."""
    return Site(
        folder=folder / site.folder,
        url=site.url or _DEFAULT_URL,
        title=site.title,
        operator=site.operator,
        contact=site.contact,
        templates=folder / site.templates if site.templates else None,
        licence=site.licence,
        licence_url=site.licence_url or "",
        link_feeds=site.link_feeds,
        topic_feeds=site.topic_feeds,
        hub=site.hub or "",
        search=site.search,
        after_build=tuple(site.after_build),
        after_build_timeout=site.after_build_timeout,
        environment={name: env[name] for name in _PASSED_ON if name in env},
    )
