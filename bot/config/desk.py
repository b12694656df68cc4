"""What the file says of the review desk, and what its keys demand of each other."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.config import models
from bot.config.lines import KeyPath
from bot.config.problems import Places
from bot.config.secrets import Secret
from bot.config.values import Desk, ToldReviewer
from bot.errors import Problem

_PASSWORD: KeyPath = ("desk", "password_file")
_TELL: KeyPath = ("desk", "tell")


def secret_keys(file: models.ConfigFile) -> Iterator[tuple[KeyPath, str]]:
    """Yield every key that names a file with a secret, and the file."""
    if file.desk.password_file:
        yield _PASSWORD, file.desk.password_file
    for index, each in enumerate(file.desk.tell):
        if each.service_file:
            yield _service(index), each.service_file


def problems(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """Yield what is wrong between the keys of those who are told of drafts."""
    slugs = {course.slug for course in file.courses}
    seen: set[str] = set()
    for index, each in enumerate(file.desk.tell):
        here: KeyPath = (*_TELL, index)
        if bool(each.mail) == bool(each.service_file):
            found = "both mail and service_file" if each.mail else "neither mail nor service_file"
            yield places.problem(here, found, "one of the two: how this person is told")
        if each.mail and file.mail is None:
            yield places.problem((*here, "mail"), "an address", "[mail], the server that sends, beside it")
        if each.name in seen:
            yield places.refused((*here, "name"), each.name, "a name that stands only once")
        seen.add(each.name)
        for slug in each.courses or ():
            if slug not in slugs:
                yield places.refused((*here, "courses"), slug, f"a course: {', '.join(sorted(slugs))}")


def desk_of(file: models.ConfigFile, secrets: Mapping[KeyPath, Secret | None], folder: Path) -> Desk:
    """Return the desk as the rest of the house takes it."""
    given = file.desk
    told = (
        ToldReviewer(
            name=each.name,
            role=each.role,
            mail=each.mail or "",
            service=secrets.get(_service(index)),
            courses=frozenset(each.courses) if each.courses is not None else None,
        )
        for index, each in enumerate(given.tell)
    )
    password_file = folder / given.password_file if given.password_file else None
    return Desk(host=given.host, password_file=password_file, password=secrets.get(_PASSWORD), told=tuple(told))


def _service(index: int) -> KeyPath:
    return (*_TELL, index, "service_file")
