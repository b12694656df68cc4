"""Reading the file: every problem at once, or a configuration that needs no second look."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.config import checks, desk, mail, models, outlets, x
from bot.config.courses import course_of, wishes_of
from bot.config.lines import KeyPath, lines_of
from bot.config.problems import Places, problems_of, without_known_faults
from bot.config.secrets import FoundSecret, Secret, find_secret
from bot.config.site import site_of
from bot.config.values import Account, Config, CoursePlan, Outlet, Server
from bot.errors import ConfigError, Problem
from curation.retention import Afterwards, Retention

_DEFAULT_DATABASE = "sqlite:///welearned.sqlite"
_DATABASE: KeyPath = ("database", "url_file")
_SQLITE_FILE = re.compile(r"sqlite:///(?P<path>[^/?].*)")
_WHERE_IN_TOML = re.compile(r"(?P<why>.*) \(at line (?P<line>\d+), column \d+\)")


def read(path: Path) -> Config:
    """Return the configuration in the file *path*, with this process's environment; raise `ConfigError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark that is no TOML
    except (OSError, UnicodeDecodeError) as error:
        why = (
            "no such file"
            if isinstance(error, FileNotFoundError)
            else f"a file that cannot be read ({type(error).__name__})"
        )
        raise ConfigError([Problem(str(path), why, "a configuration; `welearned init` writes one")]) from error
    try:
        return load(text, os.environ, path.absolute().parent)
    except ConfigError as error:
        raise ConfigError(error.problems, file=str(path)) from error


def load(text: str, env: Mapping[str, str], folder: Path) -> Config:
    """Return the configuration *text* holds; raise `ConfigError` with every problem.

    Files are named relative to *folder*. Nothing but secret files is read.
    """
    raw = _parsed(text)
    places = Places(lines_of(text))
    try:
        file = models.ConfigFile.model_validate(raw)
    except ValidationError as error:
        raise ConfigError([*problems_of(error, places), *_beyond(raw, error, places, env, folder)]) from error
    secrets = _secrets(file, env, folder)
    found = [*checks.problems(file, places), *_refused(secrets, places)]
    if found:
        raise ConfigError(found)
    warnings = [
        *checks.warnings(file, places),
        *(places.warning(at, it.warning) for at, it in secrets.items() if it.warning),
    ]
    return _config(file, {at: it.secret for at, it in secrets.items()}, env, folder, tuple(warnings))


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE_IN_TOML.fullmatch(str(error))
        why, line = (where["why"], int(where["line"])) if where else (str(error), None)
        raise ConfigError([Problem("the file", why, "TOML", line)]) from error


def _beyond(
    raw: object, error: ValidationError, places: Places, env: Mapping[str, str], folder: Path
) -> tuple[Problem, ...]:
    """Return the problems between keys, where only unknown keys or the consent mode stand in the way of seeing them."""
    try:
        file = models.ConfigFile.model_validate(without_known_faults(raw, error))
    except ValidationError:
        return ()
    return (*checks.problems(file, places), *_refused(_secrets(file, env, folder), places))


def _secrets(file: models.ConfigFile, env: Mapping[str, str], folder: Path) -> dict[KeyPath, FoundSecret]:
    return {path: find_secret(folder / name, env) for path, name in _secret_keys(file)}


def _secret_keys(file: models.ConfigFile) -> Iterator[tuple[KeyPath, str]]:
    mastodon: KeyPath = ("networks", "mastodon")
    for index, account in enumerate(file.networks.mastodon.accounts):
        yield (*mastodon, "accounts", index, "token_file"), account.token_file
    for index, server in enumerate(file.networks.mastodon.servers):
        if server.token_file:
            yield (*mastodon, "servers", index, "token_file"), server.token_file
    if file.networks.x:
        yield from x.secret_keys(file.networks.x)
    yield from outlets.secret_keys(file)
    yield from mail.secret_keys(file)
    yield from desk.secret_keys(file)
    if file.database.url_file:
        yield _DATABASE, file.database.url_file


def _refused(secrets: Mapping[KeyPath, FoundSecret], places: Places) -> Iterator[Problem]:
    """Yield the secrets that are wrong, and the database's where it is missing: a token may still come from `login`."""
    for path, found in secrets.items():
        if found.problem:
            yield places.problem(path, found.problem, "a file that only its owner can read, with the secret in it")
        elif found.secret is None and path == _DATABASE:
            yield places.problem(path, "a missing file", "a file with the database's address in it")


def _config(
    file: models.ConfigFile,
    secrets: Mapping[KeyPath, Secret | None],
    env: Mapping[str, str],
    folder: Path,
    warnings: tuple[str, ...],
) -> Config:
    accounts = tuple(_accounts(file, secrets, folder))
    servers = tuple(_servers(file, secrets, accounts))
    chosen = tuple(outlets.outlet_of(each, at, secrets, folder) for at, each in enumerate(file.outlets))
    return Config(
        go_live=file.go_live,
        database=secrets.get(_DATABASE) or Secret(_database_url(file, folder)),
        site=site_of(file.site, env, folder),
        plans=tuple(_plan(each, file, chosen) for each in file.courses),
        outlets=chosen,
        servers=servers,
        accounts=accounts,
        asks_followers=file.networks.mastodon.ask_followers,
        x=x.x_of(file.networks.x, secrets, folder) if file.networks.x else None,
        mail=mail.mail_of(file, secrets),
        wishes=tuple(sorted((w for each in file.courses for w in wishes_of(each)), key=lambda wish: wish.at)),
        schedule=file.schedule,
        links=file.links,
        retention=_retention(file.retention),
        backups=folder / file.backup.folder,
        forms=file.forms,
        desk=desk.desk_of(file, secrets, folder),
        warnings=warnings,
        file=file,
        folder=folder,
    )


def _retention(given: models.Retention) -> Retention:
    return Retention(
        unpublished=given.unpublished,
        published=given.published,
        unasked=given.unasked,
        refused=given.refused,
        after_course=given.after_course,
        records=given.records,
        backups=given.backups,
        afterwards=Afterwards(given.afterwards),
    )


def _accounts(file: models.ConfigFile, secrets: Mapping[KeyPath, Secret | None], folder: Path) -> Iterator[Account]:
    for index, account in enumerate(file.networks.mastodon.accounts):
        yield Account(
            handle=account.handle,
            server=account.server or account.handle.rpartition("@")[2].casefold(),
            token_file=folder / account.token_file,
            token=secrets.get(("networks", "mastodon", "accounts", index, "token_file")),
        )


def _servers(
    file: models.ConfigFile, secrets: Mapping[KeyPath, Secret | None], accounts: tuple[Account, ...]
) -> Iterator[Server]:
    ours = {account.server: account.token for account in accounts}
    for index, server in enumerate(file.networks.mastodon.servers):
        own = secrets.get(("networks", "mastodon", "servers", index, "token_file"))
        yield Server(host=server.host, token=own or ours.get(server.host))


def _plan(section: models.CourseSection, file: models.ConfigFile, known: tuple[Outlet, ...]) -> CoursePlan:
    """Return the plan; the primary outlet comes first, because the threads link what it makes."""
    chosen = sorted((each for each in known if each.name in section.outlets), key=lambda each: not each.primary)
    everywhere = [each.host for each in file.networks.mastodon.servers]
    return CoursePlan(
        course=course_of(section, file),
        outlets=tuple(each.name for each in chosen),
        servers=tuple(everywhere if section.servers is None else section.servers),
        on_x=section.read_x,
        audience=section.consent.audience,
    )


def _database_url(file: models.ConfigFile, folder: Path) -> str:
    """Return the database's address; an SQLite file is named relative to the configuration."""
    url = file.database.url or _DEFAULT_DATABASE
    named = _SQLITE_FILE.fullmatch(url)
    return f"sqlite:///{folder / named['path']}" if named else url
