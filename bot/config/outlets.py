"""What the file says of outlets: what one of their keys demands of another, and what the rest of the house takes."""

from collections.abc import Iterator
from pathlib import Path

from bot.config import models
from bot.config.problems import Places
from bot.config.values import Markdown, Outlet, OutletKind
from bot.errors import Problem


def problems(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """Yield what is wrong between the keys of an outlet."""
    clones: list[str] = []
    for index, outlet in enumerate(file.outlets):
        if outlet.kind != "markdown":
            continue
        path = ("outlets", index)
        if outlet.repository is None:
            continue
        if ":" in outlet.repository.partition("://")[2].rpartition("@")[0]:
            expected = "an address without one; git keeps passwords in its credential store"
            yield places.problem((*path, "repository"), "an address with a password", expected)
        if outlet.repository.startswith("-"):
            yield places.refused((*path, "repository"), outlet.repository, "an address or a folder")
        if outlet.folder in clones:
            yield places.refused((*path, "folder"), outlet.folder, "a clone that no other outlet works in")
        clones.append(outlet.folder)


def outlet_of(outlet: models.Outlet, folder: Path) -> Outlet:
    """Return the outlet as the rest of the house takes it."""
    if outlet.kind == "blog":
        return Outlet(name=outlet.name, kind=OutletKind.BLOG, primary=outlet.primary)
    if outlet.kind == "x":
        return Outlet(name=outlet.name, kind=OutletKind.X)
    if outlet.kind == "markdown":
        return Outlet(name=outlet.name, kind=OutletKind.MARKDOWN, markdown=_markdown(outlet, folder))
    return Outlet(
        name=outlet.name,
        kind=OutletKind.MASTODON,
        account=outlet.account,
        root_visibility=outlet.root_visibility,
    )


def _markdown(outlet: models.MarkdownOutlet, folder: Path) -> Markdown:
    return Markdown(
        generator=outlet.generator,
        folder=folder / outlet.folder,
        url=outlet.url,
        repository=_repository(outlet.repository or "", folder),
        branch=outlet.branch,
    )


def _repository(given: str, folder: Path) -> str:
    """Return the address; a folder on this machine is named relative to the configuration."""
    is_address = "://" in given or ":" in given.partition("/")[0]
    return given if is_address or not given else str(folder / given)
