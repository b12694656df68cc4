"""What the file says of outlets: what one of their keys demands of another, and what the rest of the house takes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bot.config import models, outlet_models
from bot.config.lines import KeyPath
from bot.config.problems import Places
from bot.config.secrets import Secret
from bot.config.values import Markdown, Outlet, OutletKind, WordPress
from bot.errors import Problem

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp")
_LOOPBACK: Final = ("http://127.0.0.1", "http://localhost", "http://[::1]")


def secret_keys(file: models.ConfigFile) -> Iterator[tuple[KeyPath, str]]:
    """Yield every key of an outlet that names a file with a secret, and the file."""
    for index, outlet in enumerate(file.outlets):
        if outlet.kind == "wordpress":
            yield ("outlets", index, "password_file"), outlet.password_file


def problems(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """Yield what is wrong between the keys of an outlet."""
    clones: list[str] = []
    for index, outlet in enumerate(file.outlets):
        path: KeyPath = ("outlets", index)
        if outlet.kind == "wordpress":
            yield from _of_wordpress(outlet, path, places)
        if outlet.kind == "markdown" and outlet.repository is not None:
            yield from _of_repository(outlet.repository, (*path, "repository"), places)
            if outlet.folder in clones:
                yield places.refused((*path, "folder"), outlet.folder, "a clone that no other outlet works in")
            clones.append(outlet.folder)


def _of_repository(repository: str, path: KeyPath, places: Places) -> Iterator[Problem]:
    if ":" in repository.partition("://")[2].rpartition("@")[0]:
        expected = "an address without one; git keeps passwords in its credential store"
        yield places.problem(path, "an address with a password", expected)
    if repository.startswith("-"):
        yield places.refused(path, repository, "an address or a folder")


def _of_wordpress(outlet: outlet_models.WordPressOutlet, path: KeyPath, places: Places) -> Iterator[Problem]:
    if outlet.url.startswith("http://") and not outlet.url.startswith(_LOOPBACK):
        yield places.refused((*path, "url"), outlet.url, "an https address: the password goes with every call")
    if ":" in outlet.user:
        yield places.refused((*path, "user"), outlet.user, "a login name, which has no colon")
    if outlet.picture and not outlet.picture.lower().endswith(_PICTURES):
        yield places.refused((*path, "picture"), outlet.picture, f"a file that ends in {', '.join(_PICTURES)}")
    if bool(outlet.picture) != bool(outlet.picture_alt):
        missing = "picture_alt" if outlet.picture else "picture"
        yield places.problem((*path, missing), "nothing", "a picture and picture_alt, the words for who cannot see it")


def outlet_of(
    outlet: outlet_models.Outlet, index: int, secrets: Mapping[KeyPath, Secret | None], folder: Path
) -> Outlet:
    """Return the outlet, the one at *index*, as the rest of the house takes it."""
    match outlet:
        case outlet_models.MarkdownOutlet():
            files = _markdown(outlet, folder)
            return Outlet(name=outlet.name, kind=OutletKind.MARKDOWN, primary=outlet.primary, markdown=files)
        case outlet_models.WordPressOutlet():
            password = secrets.get(("outlets", index, "password_file"))
            site = _wordpress(outlet, password, folder)
            return Outlet(name=outlet.name, kind=OutletKind.WORDPRESS, primary=outlet.primary, wordpress=site)
        case outlet_models.MastodonOutlet():
            account, visibility = outlet.account, outlet.root_visibility
            return Outlet(name=outlet.name, kind=OutletKind.MASTODON, account=account, root_visibility=visibility)
        case _:
            return Outlet(name=outlet.name, kind=OutletKind(outlet.kind), primary=outlet.primary)


def _markdown(outlet: outlet_models.MarkdownOutlet, folder: Path) -> Markdown:
    return Markdown(
        generator=outlet.generator,
        folder=folder / outlet.folder,
        url=outlet.url,
        page=outlet.page or "",
        repository=_repository(outlet.repository or "", folder),
        branch=outlet.branch,
    )


def _repository(given: str, folder: Path) -> str:
    """Return the address; a folder on this machine is named relative to the configuration."""
    is_address = "://" in given or ":" in given.partition("/")[0]
    return given if is_address or not given else str(folder / given)


def _wordpress(outlet: outlet_models.WordPressOutlet, password: Secret | None, folder: Path) -> WordPress:
    return WordPress(
        url=outlet.url,
        user=outlet.user,
        password=password,
        page=outlet.page or "",
        status=outlet.status,
        categories=tuple(outlet.categories),
        picture=folder / outlet.picture if outlet.picture else None,
        picture_alt=outlet.picture_alt or "",
    )
