"""`welearned doctor`: everything that must be right before a digest may go out."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.cli.visible import visible
from bot.clock import SystemClock
from bot.config import Account, Config
from bot.errors import BotError, ConfigError, Problem
from bot.networks.mastodon.checks import check_account, check_server
from bot.networks.mastodon.client import MastodonClient
from bot.ports import Clock, Finding, Level
from bot.store import SqlStore
from bot.wiring import examined_homes, examined_networks, examined_site
from bot.wiring.mail import examined_mail

_STAMP = ".doctor-passed"
"""A file beside the configuration: for which configuration everything was right."""
_SITE = {
    "url": "where readers find the blog",
    "operator": "who runs this, for the policy page",
    "contact": "an address or a page where a person answers",
}
_MARKS = {Level.GOOD: "✓", Level.WARNING: "!", Level.BAD: "✗"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing looked at, and what it is about."""

    subject: str
    finding: Finding


@click.command("doctor")
@config_option
@json_option
def doctor_command(config_path: Path, *, as_json: bool) -> None:
    """Check configuration, database, blog folder, servers and accounts; exit 1 while something forbids going live."""
    config = configured(config_path)
    found = tuple(examined(config, SystemClock()))
    for line in json_lines(found) if as_json else map(visible, lines(found, live=config.go_live)):
        click.echo(line)
    if not _is_well(found):
        raise SystemExit(Exit.FAILED)
    _stamp(config)


def refuse_unless_ready(config: Config) -> None:
    """Raise `ConfigError` unless everything is right; what `doctor` found for this very configuration is believed.

    So a daemon that starts again while a server is away goes on, and a changed configuration is looked at anew.
    """
    if _is_stamped(config):
        return
    found = tuple(examined(config, SystemClock()))
    if not _is_well(found):
        bad = [each for each in found if each.finding.level is Level.BAD]
        raise ConfigError([_problem(each) for each in bad])
    _stamp(config)


def examined(config: Config, clock: Clock) -> Iterator[Checked]:
    """Yield everything there is to look at, this machine first."""
    yield from _site(config)
    database = _database(config)
    yield database
    for server in config.servers:
        token = server.token.reveal() if server.token else None
        client = MastodonClient(server.host, token=token, clock=clock)
        yield from (Checked(subject=f"server {client.host}", finding=each) for each in check_server(client))
    for account in config.accounts:
        yield from _account(config, account, clock)
    yield from (Checked(subject=f"outlet {name}", finding=each) for name, each in examined_homes(config, clock))
    yield from (Checked(subject=f"mail {name}", finding=each) for name, each in examined_mail(config, clock))
    if database.finding.level is not Level.BAD:
        yield from networks(config, clock)


def networks(config: Config, clock: Clock) -> Iterator[Checked]:
    """Yield what there is to look at on networks that bill; it costs what a profile costs. Raise `StoreError`."""
    for network, finding in examined_networks(config, clock):
        yield Checked(subject=network, finding=finding)


def lines(found: tuple[Checked, ...], *, live: bool) -> Iterator[str]:
    """Yield what was found as a person reads it."""
    yield from finding_lines(found)
    bad = sum(each.finding.level is Level.BAD for each in found)
    if bad:
        yield f"{bad} to mend before going live" if not live else f"{bad} to mend"
    else:
        yield "All is well." if live else "All is well: go_live = true may be written."


def finding_lines(found: tuple[Checked, ...]) -> Iterator[str]:
    """Yield a line for each thing looked at."""
    for each in found:
        _, _, name = each.subject.partition(" ")
        text = each.finding.text.removeprefix(f"{name}: ")
        yield f"{_MARKS[each.finding.level]} {each.subject}: {text}"


def json_lines(found: tuple[Checked, ...]) -> Iterator[str]:
    """Yield one JSON object a finding, stable for machines: keys are only ever added."""
    for each in found:
        yield json.dumps({"subject": each.subject, **asdict(each.finding)}, ensure_ascii=False)


def _site(config: Config) -> Iterator[Checked]:
    site = config.file.site
    for key, value in {"url": site.url, "operator": site.operator, "contact": site.contact}.items():
        if not value:
            yield _checked(
                "configuration", Level.BAD, "site", f"site.{key} is missing; write under [site] {_SITE[key]}"
            )
    yield _folder(config.site.folder)
    yield from (Checked(subject="blog", finding=each) for each in examined_site(config))


def _folder(folder: Path) -> Checked:
    """Return whether the blog can be written: by writing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return _checked("blog", Level.BAD, "folder", f"{folder} cannot be written: {error.strerror}")
    return _checked("blog", Level.GOOD, "folder", f"{folder} can be written")


def _database(config: Config) -> Checked:
    try:
        SqlStore.open(config.database.reveal()).close()
    except BotError as error:
        return _checked("database", Level.BAD, "database", str(error))
    return _checked("database", Level.GOOD, "database", "opens, and its tables are those of this version")


def _account(config: Config, account: Account, clock: Clock) -> Iterator[Checked]:
    subject = f"account {account.handle}"
    if account.token is None:
        yield _checked(subject, Level.BAD, "token", "has no token; run `welearned login mastodon`")
        return
    client = MastodonClient(account.server, token=account.token.reveal(), clock=clock)
    found = check_account(client, handle=account.handle, posts_a_day=_posts_a_day(config, account))
    yield from (Checked(subject=subject, finding=each) for each in found)


def _posts_a_day(config: Config, account: Account) -> int:
    """Return how many posts this account makes on a full day: a root and its items, for each course."""
    names = {each.name for each in config.outlets if each.account.casefold() == account.handle.casefold()}
    return sum(1 + plan.course.shape.thread_items for plan in config.plans if names & set(plan.outlets))


def _checked(subject: str, level: Level, what: str, text: str) -> Checked:
    return Checked(subject=subject, finding=Finding(level=level, what=what, text=text))


def _is_well(found: tuple[Checked, ...]) -> bool:
    return all(each.finding.level is not Level.BAD for each in found)


def _problem(checked: Checked) -> Problem:
    return Problem(checked.subject, checked.finding.text, "what `welearned doctor` calls right, because go_live = true")


def _stamp(config: Config) -> None:
    try:
        (config.folder / _STAMP).write_text(_mark_of(config), encoding="utf-8")
    except OSError:
        click.echo("welearned: warning: the doctor's word cannot be kept; it is asked at every start", err=True)


def _is_stamped(config: Config) -> bool:
    try:
        return (config.folder / _STAMP).read_text(encoding="utf-8") == _mark_of(config)
    except (OSError, UnicodeDecodeError):
        return False


def _mark_of(config: Config) -> str:
    """Return what the doctor's word is about: every setting but `go_live`, and which accounts have tokens."""
    settings = config.file.model_dump(mode="json", exclude={"go_live"})
    tokens = [each.token is not None for each in config.accounts]
    tokens += [config.x.can_read, config.x.can_write] if config.x else []
    tokens += [each.wordpress.password is not None for each in config.outlets if each.wordpress]
    return hashlib.sha256(json.dumps([settings, tokens], sort_keys=True).encode()).hexdigest()
